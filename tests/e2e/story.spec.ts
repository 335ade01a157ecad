import type { Browser, Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { enterByCard, enterByPassword, enterWithoutScripts, openSession } from '../support/sign-in.ts';
import {
  answer,
  askAlone,
  beginAbout,
  beginBy,
  confirm,
  eventsOf,
  goToDecision,
  personId,
  postForm,
  requestIdIn,
  requestsOf,
  rowOf,
  rowsOf,
  visitOf,
} from '../support/story.ts';

const TABLET = { viewport: { width: 768, height: 1024 }, hasTouch: true };

type People = Readonly<{
  /** On a tablet, with the card; without scripts, with a code. */
  participant: (number: string) => Promise<Page>;
  helper: (number: string) => Promise<Page>;
}>;

function peopleOf(browser: Browser, portal: Portal, hasScripts: boolean): People {
  return {
    async participant(number) {
      const page = await (await browser.newContext(TABLET)).newPage();
      await (hasScripts ? enterByCard : enterWithoutScripts)(page, portal, number);
      return page;
    },
    async helper(number) {
      const page = await (await browser.newContext()).newPage();
      await enterByPassword(page, portal, number);
      return page;
    },
  };
}

/** Yes, and done at once. */
async function yesNow(desk: Page): Promise<void> {
  await desk.getByRole('radio', { name: /^Jā/ }).check();
  await desk.getByRole('radio', { name: 'Tagad' }).check();
}

async function openOnDesk(desk: Page, name: string): Promise<void> {
  await desk.goto('/galds');
  await desk.getByRole('button', { name: `Atvērt : ${name}` }).click();
  await expect(desk.getByRole('heading', { name: `Lūgums: ${name}`, level: 1 })).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a participant asks for another time with help, decides alone, and gets it', async ({ browser, portal }) => {
      const { participant, helper } = peopleOf(browser, portal, javaScriptEnabled);
      const lesson = visitOf(portal, 'V0533');
      const maris = await participant('D05');

      await test.step('sees the plan, the money and the week', async () => {
        await expect(maris.getByRole('heading', { name: 'Labdien, Māri!', level: 1 })).toBeVisible();
        await expect(maris.getByText('Rīt. Otrdiena, 24. novembris.')).toBeVisible();
        await maris.getByRole('link', { name: 'Mans plāns' }).tap();
        await expect(maris.getByText('Es gribu kļūt par dīdžeju.')).toBeVisible();
        await expect(maris.getByText('Es mācos lietot pulti.')).toBeVisible();
        await expect(maris.getByText('Mans plāns ir līdz 31. jūlijam.')).toBeVisible();
        await expect(maris.getByRole('region', { name: 'Mani cilvēki' })).toContainText('Juris Lācis');

        await maris.getByRole('link', { name: 'Sākums' }).tap();
        await maris.getByRole('link', { name: 'Mana nauda' }).tap();
        const music = maris
          .getByRole('listitem')
          .filter({ has: maris.getByRole('heading', { name: 'Mūzikas nodarbība' }) });
        await expect(music.getByText('Man vēl ir 27 reizes')).toBeVisible();
        await expect(music.getByText('Vēl ir daudz.')).toBeVisible();
        await expect(music.getByText('Iztērēts: 13 reižu')).toBeVisible();
        await expect(music.getByText('Apsolīts: 12 reižu')).toBeVisible();
        await expect(music.getByText('Palicis: 27 reizes')).toBeVisible();
        await expect(music.getByText('Tie ir 810 eiro.')).toBeVisible();
        await expect(maris.getByText('Man vēl ir 3 370 eiro.')).toBeVisible();
        await expect(maris.getByText('Iztērēts: 1 534 eiro')).toBeVisible();
        await expect(maris.getByText('Apsolīts: 1 454 eiro')).toBeVisible();
        await expect(maris.getByText('Tā bija 23. novembrī.')).toBeVisible();
        await maris.getByRole('link', { name: 'Es gribu redzēt visu precīzi' }).tap();
        await expect(maris.getByText('3 370,80 eiro')).toBeVisible();

        await maris.getByRole('link', { name: 'Sākums' }).tap();
        await maris.getByRole('link', { name: 'Mana nedēļa' }).tap();
        await expect(maris.getByText('Šī nedēļa. No 23. novembra līdz 29. novembrim.')).toBeVisible();
        await expect(maris.getByRole('heading', { level: 2 })).toHaveText([
          'Šodien. Pirmdiena, 23. novembris.',
          'Rīt. Otrdiena, 24. novembris.',
          'Parīt. Trešdiena, 25. novembris.',
          'Piektdiena, 27. novembris.',
        ]);
      });

      const requestId = await test.step('asks for another time, and for help', async () => {
        await maris.getByRole('link', { name: 'Mūzikas nodarbība' }).tap();
        await expect(maris.getByText('Parīt. Trešdiena, 25. novembris.')).toBeVisible();
        await maris.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' }).tap();
        await expect(maris.getByRole('heading', { name: 'Ko es gribu?' })).toBeVisible();
        const id = requestIdIn(maris);
        await maris.getByRole('button', { name: 'Tālāk' }).tap();
        await expect(maris).toHaveTitle('Kļūda: Ko es gribu? · Mans plāns');
        await expect(maris.getByRole('link', { name: 'Es vēl neko neizvēlējos.' })).toBeVisible();
        await expect(maris.getByRole('radio', { checked: true })).toHaveCount(0);
        await answer(maris, 'Es gribu citu laiku');
        await expect(maris.getByRole('heading', { name: 'Kurā dienā es gribu tikties?' })).toBeVisible();
        await expect(maris.getByRole('radio', { checked: true })).toHaveCount(0);
        await answer(maris, 'Piektdiena, 27. novembris');
        await expect(maris.getByRole('heading', { name: 'Kurš laiks man der?' })).toBeVisible();
        await answer(maris, 'Pa dienu');
        await expect(maris.getByRole('heading', { name: 'Kas man palīdz izlemt?' })).toBeVisible();
        await answer(maris, 'Juris vispirms paskatās');
        await expect(maris.getByRole('heading', { name: 'Es gaidu, ko teiks Juris.' })).toBeVisible();
        await expect(maris.getByText('Es vēl nenosūtīju lūgumu.')).toBeVisible();
        expect(eventsOf(portal, id)).toEqual(['started D05', 'asked_help D05']);
        return id;
      });

      await test.step('the support person explains, and cannot send', async () => {
        const juris = await helper('P03');
        await expect(juris.getByRole('heading', { name: 'Lūdz apskatīt lūgumu' })).toBeVisible();
        await juris.getByRole('link', { name: 'Atvērt : Māris Krūmiņš' }).click();
        await expect(
          juris.getByText('Mūzikas nodarbība. Parīt. Trešdiena, 25. novembris. No 9:30 līdz 10:15'),
        ).toBeVisible();
        await expect(juris.getByText('Piektdiena, 27. novembris', { exact: true })).toBeVisible();
        await expect(juris.getByText('Jūs lūgumu nosūtīt nevarat. To dara tikai pats cilvēks.')).toBeVisible();
        // Besides explaining, only what binds the helper to the service can be said.
        await expect(juris.getByRole('main').getByRole('button')).toHaveText([
          'Saglabāt un rādīt cilvēkam',
          'Es tur strādāju',
          'Es no turienes saņemu naudu',
          'Mēs esam radinieki',
        ]);

        await juris.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).click();
        await expect(juris.getByRole('link', { name: 'Uzrakstiet paskaidrojumu.' })).toBeVisible();
        await juris.getByLabel('Jūsu paskaidrojums').fill('Piektdien mūzika būtu pēc darba.\nTrešdien rīts būs brīvs.');
        await juris.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).click();
        await expect(juris.getByRole('heading', { name: 'Cilvēks tagad redz jūsu paskaidrojumu.' })).toBeVisible();

        const session = await openSession(portal, 'P03');
        for (const step of ['izlemt', 'parbaude', 'kas', 'atpakal']) {
          const refused = await postForm(portal, `/lugums/${requestId}/${step}`, session, {
            way: 'answer',
            choice: 'send',
          });
          expect(refused.status, step).toBe(403);
        }
        expect(requestsOf(portal, 'D05')).toMatchObject([{ id: requestId, status: 'draft' }]);
        expect(eventsOf(portal, requestId)).toEqual(['started D05', 'asked_help D05', 'explained P03']);
      });

      await test.step('reads the explanation and decides', async () => {
        await maris.reload();
        await expect(maris.getByRole('heading', { name: 'Juris saka:' })).toBeVisible();
        await expect(maris.getByText('Trešdien rīts būs brīvs.')).toBeVisible();
        await goToDecision(maris, 'Es gribu citu laiku');
        await expect(maris.getByRole('heading', { name: 'Ko es izlemju?', level: 1 })).toBeVisible();
        const choices = maris.getByRole('radio');
        await expect(choices).toHaveCount(2);
        await expect(choices.nth(0)).toHaveAccessibleName('Viss paliek, kā ir');
        await expect(choices.nth(1)).toHaveAccessibleName('Es gribu citu laiku');
        await expect(maris.getByRole('radio', { checked: true })).toHaveCount(0);

        await maris.getByRole('button', { name: 'Tā es izlemju' }).tap();
        await expect(maris).toHaveTitle('Kļūda: Ko es izlemju? · Mans plāns');
        expect(requestsOf(portal, 'D05')).toMatchObject([{ status: 'draft' }]);

        await maris.getByRole('radio', { name: 'Es gribu citu laiku' }).check();
        await maris.getByRole('button', { name: 'Tā es izlemju' }).tap();
        await expect(maris.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
        await expect(maris.getByText('To izlasīs Dina Sila.')).toBeVisible();
        await expect(maris.getByText('Atbilde pienāks līdz 30. novembrim.')).toBeVisible();

        expect(requestsOf(portal, 'D05')).toMatchObject([
          { id: requestId, status: 'sent', kind: 'another_time', visit_id: lesson.id, promised_on: '2026-11-30' },
        ]);
        expect(
          rowOf(
            portal,
            `select decided_by, help_mode, helper_id, explanation from supported_decision where request_id = ?`,
            requestId,
          ),
        ).toEqual({
          decided_by: personId(portal, 'D05'),
          help_mode: 'look_first',
          helper_id: personId(portal, 'P03'),
          explanation: 'Piektdien mūzika būtu pēc darba.\nTrešdien rīts būs brīvs.',
        });
        expect(visitOf(portal, 'V0533')).toEqual(lesson);
      });

      await test.step('the social worker answers', async () => {
        const dina = await helper('P01');
        await expect(
          dina.getByRole('row', { name: /Pirmdiena, 30\. novembris.*Māris Krūmiņš.*Cits laiks.*Jauns/ }),
        ).toBeVisible();
        await openOnDesk(dina, 'Māris Krūmiņš');
        expect(requestsOf(portal, 'D05')).toMatchObject([{ status: 'read' }]);
        await expect(dina.getByText('Vispirms paskatījās Juris.')).toBeVisible();
        await expect(dina.getByLabel('Jaunā diena')).toHaveValue('2026-11-27');
        await expect(dina.getByLabel('Jaunais sākuma laiks')).toHaveValue('13:00');

        await yesNow(dina);
        await dina.getByLabel('Jaunais sākuma laiks').fill('10:00');
        await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Jā. Mūzika būs piektdien.');
        await dina.getByRole('button', { name: 'Parādīt, kas notiks' }).click();
        const effect = dina.getByRole('region', { name: 'Kas notiks' });
        await expect(effect).toContainText('cilvēkam šajā laikā ir cita tikšanās. Palīgs darbā.');
        expect(requestsOf(portal, 'D05')).toMatchObject([{ status: 'read' }]);
        await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
        await expect(dina).toHaveTitle('Kļūda: Lūgums: Māris Krūmiņš · Mans plāns');
        await expect(dina.getByRole('link', { name: 'Tā nevar. Zem „Kas notiks” ir rakstīts, kāpēc.' })).toBeVisible();
        await expect(effect).toContainText('cilvēkam šajā laikā ir cita tikšanās. Palīgs darbā.');
        await expect(dina.getByRole('radio', { name: /^Jā/ })).toBeChecked();
        await expect(dina.getByRole('radio', { name: 'Tagad' })).toBeChecked();
        await expect(dina.getByLabel('Jaunā diena')).toHaveValue('2026-11-27');
        await expect(dina.getByLabel('Jaunais sākuma laiks')).toHaveValue('10:00');
        await expect(dina.getByLabel('Jūsu vārdi cilvēkam')).toHaveValue('Jā. Mūzika būs piektdien.');
        expect(visitOf(portal, 'V0533')).toEqual(lesson);

        await dina.getByLabel('Jaunais sākuma laiks').fill('14:00');
        await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
        await expect(dina.getByRole('heading', { name: 'Atbilde ir nosūtīta, un viss ir izdarīts.' })).toBeVisible();
        await expect(dina.getByText('Māris to redz savā sākumlapā.')).toBeVisible();
        expect(visitOf(portal, 'V0533')).toMatchObject({
          held_on: '2026-11-27',
          start_time: '14:00',
          end_time: '14:45',
          status: 'planned',
          moved_from_on: '2026-11-25',
          moved_from_start: '09:30',
          moved_from_end: '10:15',
        });
        expect(eventsOf(portal, requestId)).toEqual([
          'started D05',
          'asked_help D05',
          'explained P03',
          'sent D05',
          'read P01',
          'yes P01',
          'carried_out P01',
        ]);
        expect(rowsOf(portal, 'select id from ledger_entry where request_id = ?', requestId)).toEqual([]);
      });

      await test.step('sees the answer and the changed week', async () => {
        await maris.getByRole('link', { name: 'Sākums' }).tap();
        await expect(maris.getByRole('heading', { name: 'Atbilde ir jā' })).toBeVisible();
        await maris.getByRole('link', { name: 'Skatīt atbildi' }).tap();
        await expect(maris.getByRole('heading', { name: 'Atbilde ir jā.' })).toBeVisible();
        await expect(maris.getByRole('blockquote')).toHaveText('Jā. Mūzika būs piektdien.');
        const story = maris.getByRole('region', { name: 'Kas notika ar lūgumu' }).getByRole('listitem');
        await expect(story).toHaveText([
          /Es sāku lūgumu/,
          /Es palūdzu palīdzību/,
          /Juris paskaidroja/,
          /Es nosūtīju lūgumu/,
          /Dina izlasīja lūgumu/,
          /Dina atbildēja jā/,
          /Dina to izdarīja/,
        ]);
        await expect(story.last()).toHaveAttribute('aria-current', 'step');
        await maris.getByRole('link', { name: 'Skatīt manu nedēļu' }).tap();
        const moved = maris.getByRole('article').filter({ hasText: 'Mūzikas nodarbība' });
        await expect(moved).toContainText('No 14:00 līdz 14:45');
        await expect(moved).toContainText('Vecais laiks: Parīt. Trešdiena, 25. novembris. No 9:30 līdz 10:15');
        await expect(maris.getByRole('heading', { level: 2 })).toHaveText([
          'Šodien. Pirmdiena, 23. novembris.',
          'Rīt. Otrdiena, 24. novembris.',
          'Piektdiena, 27. novembris.',
        ]);
      });
    });

    test('"Es nevaru atnākt": the visit is off and the money comes back', async ({ browser, portal }) => {
      const { participant, helper } = peopleOf(browser, portal, javaScriptEnabled);
      const raivis = await participant('D07');
      // The next lesson with the physiotherapist: one time of 28 euro.
      const lesson = rowOf<{ id: number; number: string }>(
        portal,
        `select visit.id, visit.number from visit
         join plan_service on plan_service.id = plan_service_id join service on service.id = service_id
         join plan on plan.id = plan_id join person on person.id = participant_id
         where person.number = 'D07' and service.code = 'FIZ' and visit.status = 'planned' and held_on > '2026-11-23'
         order by held_on limit 1`,
      );
      const exercise = raivis
        .getByRole('listitem')
        .filter({ has: raivis.getByRole('heading', { name: 'Vingrošana ar fizioterapeitu' }) });
      const left = rowOf<{ units: number }>(
        portal,
        `select sum(assigned_units - booked_units - used_units) as units from ledger_entry
         where plan_service_id = (select plan_service_id from visit where id = ?)`,
        lesson.id,
      ).units;
      await raivis.goto('/mana-nauda');
      await expect(exercise.getByText(new RegExp(`Palicis: ${left} `))).toBeVisible();

      const requestId = await beginAbout(raivis, lesson.id);
      await askAlone(raivis, 'Es nevaru atnākt');
      await confirm(raivis, 'Es nevaru atnākt');
      expect(
        rowOf(portal, 'select help_mode, helper_id from supported_decision where request_id = ?', requestId),
      ).toEqual({
        help_mode: 'alone',
        helper_id: null,
      });

      const dina = await helper('P01');
      await openOnDesk(dina, 'Raivis Eglītis');
      await expect(dina.getByLabel('Jaunais sākuma laiks')).toHaveCount(0);
      await yesNow(dina);
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('heading', { name: 'Atbilde ir nosūtīta, un viss ir izdarīts.' })).toBeVisible();

      expect(visitOf(portal, lesson.number)).toMatchObject({
        status: 'cancelled',
        reason: 'Es teicu, ka nevaru atnākt.',
      });
      expect(
        rowsOf(
          portal,
          'select kind, booked_cents, booked_units, used_cents, entered_by, visit_id from ledger_entry where request_id = ?',
          requestId,
        ),
      ).toEqual([
        {
          kind: 'cancel',
          booked_cents: -2800,
          booked_units: -1,
          used_cents: 0,
          entered_by: personId(portal, 'P01'),
          visit_id: lesson.id,
        },
      ]);
      await raivis.goto('/');
      await raivis.getByRole('link', { name: 'Skatīt atbildi' }).tap();
      await expect(raivis.getByText('Šīs tikšanās nebūs.').first()).toBeVisible();
      await raivis.goto('/mana-nauda');
      await expect(exercise.getByText(new RegExp(`Palicis: ${left + 1} `))).toBeVisible();
      await raivis.goto('/mana-nauda/precizi');
      await raivis.locator('summary').filter({ hasText: 'Vingrošana ar fizioterapeitu' }).tap();
      const givenBack = raivis.getByRole('listitem').filter({ hasText: 'Es teicu, ka nevaru atnākt.' });
      await expect(givenBack).toContainText('Es saņēmu naudu atpakaļ');
      await expect(givenBack).toContainText('28,00 eiro');
    });

    test('"nē" needs a reason, and the person reads it', async ({ browser, portal }) => {
      const { participant, helper } = peopleOf(browser, portal, javaScriptEnabled);
      const janis = await participant('D01');
      await beginBy(janis, 'Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt');
      await expect(janis.getByRole('heading', { name: 'Kuru tikšanos es gribu mainīt?' })).toBeVisible();
      await janis.getByRole('radio').first().check();
      await janis.getByRole('button', { name: 'Tālāk' }).tap();
      await askAlone(janis, 'Es gribu citu laiku');
      await confirm(janis, 'Es gribu citu laiku');
      const requestId = requestIdIn(janis);
      const before = rowOf(
        portal,
        'select * from visit where id = (select visit_id from request where id = ?)',
        requestId,
      );

      const dina = await helper('P01');
      await openOnDesk(dina, 'Jānis Ozols');
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('link', { name: 'Izvēlieties atbildi.' })).toBeVisible();
      await dina.getByRole('radio', { name: /^Nē/ }).check();
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('link', { name: 'Uzrakstiet, kāpēc atbilde ir nē.' })).toBeVisible();
      await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Citā laikā nav vietas.');
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('heading', { name: 'Atbilde ir nosūtīta.' })).toBeVisible();

      await janis.goto('/');
      await expect(janis.getByRole('heading', { name: 'Atbilde ir nē' })).toBeVisible();
      await janis.getByRole('link', { name: 'Skatīt atbildi' }).tap();
      await expect(janis.getByText('Dina raksta:')).toBeVisible();
      await expect(janis.getByRole('blockquote')).toHaveText('Citā laikā nav vietas.');
      await expect(janis.getByText('Viss paliek, kā bija.')).toBeVisible();
      await expect(janis.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' })).toHaveCount(0);
      expect(
        rowOf(portal, 'select * from visit where id = (select visit_id from request where id = ?)', requestId),
      ).toEqual(before);
      expect(requestsOf(portal, 'D01')).toMatchObject([
        { status: 'refused', answer: 'no', answer_text: 'Citā laikā nav vietas.' },
      ]);
    });

    test('"parunāsim" keeps the request open until there is an answer', async ({ browser, portal }) => {
      const { participant, helper } = peopleOf(browser, portal, javaScriptEnabled);
      const ilze = await participant('D02');
      await beginBy(ilze, 'Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt');
      await ilze.getByRole('radio').nth(1).check();
      await ilze.getByRole('button', { name: 'Tālāk' }).tap();
      await answer(ilze, 'Es nevaru atnākt');
      await answer(ilze, 'Anna ir man blakus');
      await confirm(ilze, 'Es nevaru atnākt');
      const requestId = requestIdIn(ilze);

      const dina = await helper('P01');
      await openOnDesk(dina, 'Ilze Kalniņa');
      await expect(dina.getByText('Kad izlēma, blakus bija Anna.')).toBeVisible();
      await dina.getByRole('radio', { name: /^Parunāsim/ }).check();
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('link', { name: 'Uzrakstiet, kad un kā parunāsiet.' })).toBeVisible();
      await dina.getByLabel('Jūsu vārdi cilvēkam').fill('Es zvanu rīt 10:00.');
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('heading', { name: 'Ziņa ir nosūtīta. Lūgums paliek atvērts.' })).toBeVisible();
      await expect(dina.getByRole('button', { name: 'Nosūtīt atbildi' })).toBeVisible();

      await ilze.goto('/');
      await expect(ilze.getByRole('heading', { name: 'Mums vajag parunāt' })).toBeVisible();
      await ilze.getByRole('link', { name: 'Skatīt ziņu' }).tap();
      await expect(ilze.getByRole('blockquote')).toHaveText('Es zvanu rīt 10:00.');
      expect(requestsOf(portal, 'D02')).toMatchObject([{ status: 'talking', answer: null }]);

      await yesNow(dina);
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('heading', { name: 'Atbilde ir nosūtīta, un viss ir izdarīts.' })).toBeVisible();
      expect(eventsOf(portal, requestId)).toEqual([
        'started D02',
        'sent D02',
        'read P01',
        'talking P01',
        'yes P01',
        'carried_out P01',
      ]);
      expect(requestsOf(portal, 'D02')).toMatchObject([{ status: 'carried_out', answer: 'yes' }]);
    });

    test('a person takes the request back, and nothing is changed', async ({ browser, portal }) => {
      const { participant, helper } = peopleOf(browser, portal, javaScriptEnabled);
      const liga = await participant('D04');
      await beginBy(liga, 'Par tikšanos', 'Es gribu citu laiku vai nevaru atnākt');
      await liga.getByRole('radio').first().check();
      await liga.getByRole('button', { name: 'Tālāk' }).tap();
      await askAlone(liga, 'Es nevaru atnākt');
      await confirm(liga, 'Es nevaru atnākt');
      const requestId = requestIdIn(liga);
      const dina = await helper('P01');
      await openOnDesk(dina, 'Līga Liepa');

      await liga.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' }).tap();
      await expect(liga.getByRole('heading', { name: 'Ko darīt ar lūgumu?', level: 1 })).toBeVisible();
      await expect(liga.getByRole('radio', { checked: true })).toHaveCount(0);
      await expect(liga.getByRole('radio').first()).toHaveAccessibleName('Atstāt lūgumu');
      await liga.getByRole('radio', { name: 'Atstāt lūgumu' }).check();
      await liga.getByRole('button', { name: 'Tā es izlemju' }).tap();
      await expect(liga.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' })).toBeVisible();
      expect(requestsOf(portal, 'D04')).toMatchObject([{ status: 'read' }]);

      await liga.getByRole('link', { name: 'Šis lūgums man vairs nav vajadzīgs' }).tap();
      await liga.getByRole('radio', { name: 'Es to vairs nelūdzu' }).check();
      await liga.getByRole('button', { name: 'Tā es izlemju' }).tap();
      await expect(liga.getByRole('heading', { name: 'Es to vairs nelūdzu.' })).toBeVisible();
      await expect(liga.getByText('Viss paliek, kā bija.')).toBeVisible();

      // The worker still has the form open: the answer comes too late and changes nothing.
      await yesNow(dina);
      await dina.getByRole('button', { name: 'Nosūtīt atbildi' }).click();
      await expect(dina.getByRole('heading', { name: 'Kāds bija ātrāks. Jūsu atbilde nav nosūtīta.' })).toBeVisible();
      await expect(dina.getByText(/Līga.*paņēma lūgumu atpakaļ\.$/)).toBeVisible();
      await expect(dina.getByRole('button', { name: 'Nosūtīt atbildi' })).toHaveCount(0);
      await dina.goto('/galds');
      await expect(dina.getByRole('button', { name: 'Atvērt : Līga Liepa' })).toHaveCount(0);
      expect(eventsOf(portal, requestId)).toEqual(['started D04', 'sent D04', 'read P01', 'withdrawn D04']);
      expect(rowsOf(portal, 'select id from ledger_entry where request_id = ?', requestId)).toEqual([]);
      expect(
        rowOf(portal, 'select status from visit where id = (select visit_id from request where id = ?)', requestId),
      ).toEqual({ status: 'planned' });
    });
  });
}
