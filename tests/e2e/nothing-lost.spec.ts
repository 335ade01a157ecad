import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { type Portal, startPortal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, enterByCard, openSession } from '../support/sign-in.ts';
import {
  answer,
  askAlone,
  beginAbout,
  comingVisits,
  confirm,
  eventsOf,
  type Fields,
  getPage,
  goToDecision,
  personId,
  postFlow,
  postForm,
  postRequest,
  postUnderstanding,
  requestIdIn,
  requestsOf,
  rowOf,
  rowsOf,
} from '../support/story.ts';

/** The nth coming visit of a person. */
function coming(portal: Portal, number: string, nth = 0): number {
  const visit = comingVisits(portal, number)[nth];
  if (visit === undefined) throw new Error(`${number} has no visit ${nth}.`);
  return visit;
}

function decisionsOf(portal: Portal, requestId: number): number {
  return rowsOf(portal, 'select id from supported_decision where request_id = ?', requestId).length;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('“I do not know” at the decision sends nothing, keeps the request and leads to people', async ({
      page,
      context,
      portal,
    }) => {
      await becomes(context, portal, 'D08');
      const requestId = await beginAbout(page, coming(portal, 'D08'));
      await askAlone(page, 'Es nevaru atnākt');
      await goToDecision(page, 'Es nevaru atnākt');
      await page.getByRole('button', { name: 'Nezinu' }).click();
      await expect(page.getByRole('heading', { name: 'Man vajag palīdzību', level: 1 })).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Mans lūgums ir te.' })).toBeVisible();
      expect(requestsOf(portal, 'D08')).toMatchObject([{ id: requestId, status: 'draft' }]);

      await page.goto(`/lugums/${requestId}/atpakal`);
      await page.getByRole('button', { name: 'Vēlāk' }).click();
      expect(requestsOf(portal, 'D08')).toMatchObject([{ id: requestId, status: 'draft' }]);
      await page.getByRole('link', { name: /^Es nevaru atnākt/ }).click();
      await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
    });

    test('every button is pressed twice, and there is one request', async ({ page, context, portal }) => {
      await becomes(context, portal, 'D05');
      await page.goto(`/tiksanas/${coming(portal, 'D05')}`);
      await page.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' }).dblclick();
      await expect(page.getByRole('heading', { name: 'Ko es gribu?' })).toBeVisible();
      for (const [question, words] of [
        ['Ko es gribu?', 'Es gribu citu laiku'],
        ['Kurā dienā es gribu tikties?', 'Ceturtdiena, 26. novembris'],
        ['Kurš laiks man der?', 'Vakarā'],
        ['Kas man palīdz izlemt?', 'Juris vispirms paskatās'],
      ] as const) {
        await expect(page.getByRole('heading', { name: question })).toBeVisible();
        await page.getByRole('radio', { name: new RegExp(`^${words}`) }).check();
        await page.getByRole('button', { name: 'Tālāk' }).dblclick();
      }
      await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
      const requestId = requestIdIn(page);
      const help = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);

      const helper = await (await page.context().browser()?.newContext())?.newPage();
      if (helper === undefined) throw new Error('There is no second browser window.');
      await becomes(helper.context(), portal, 'P03');
      await helper.goto(`/palidzu/lugums/${help.id}`);
      await helper.getByLabel('Jūsu paskaidrojums').fill('Vakarā ir mierīgi.');
      await helper.getByRole('button', { name: 'Saglabāt un rādīt cilvēkam' }).dblclick();
      await expect(helper.getByRole('heading', { name: 'Cilvēks tagad redz jūsu paskaidrojumu.' })).toBeVisible();

      await goToDecision(page, 'Es gribu citu laiku');
      await page.getByRole('radio', { name: 'Es gribu citu laiku' }).check();
      await page.getByRole('button', { name: 'Tā es izlemju' }).dblclick();
      await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();

      await becomes(helper.context(), portal, 'P01');
      await helper.goto('/galds');
      await helper.getByRole('button', { name: 'Atvērt : Māris Krūmiņš' }).dblclick();
      await helper.getByRole('radio', { name: /^Jā/ }).check();
      await helper.getByRole('radio', { name: 'Tagad' }).check();
      await helper.getByRole('button', { name: 'Nosūtīt atbildi' }).dblclick();
      await expect(helper.getByRole('button', { name: 'Nosūtīt atbildi' })).toHaveCount(0);

      expect(requestsOf(portal, 'D05')).toMatchObject([{ id: requestId, status: 'carried_out', answer: 'yes' }]);
      expect(eventsOf(portal, requestId)).toEqual([
        'started D05',
        'asked_help D05',
        'explained P03',
        'sent D05',
        'read P01',
        'yes P01',
        'carried_out P01',
      ]);
      expect(decisionsOf(portal, requestId)).toBe(1);
    });
  });
}

test('the same form comes five times at once, and counts once', async ({ portal }) => {
  const [raivis, dina] = [await openSession(portal, 'D07'), await openSession(portal, 'P01')];
  const five = (path: string, session: string, fields: Fields) =>
    Promise.all(Array.from({ length: 5 }, () => postForm(portal, path, session, fields)));

  const visit = coming(portal, 'D07');
  const begun = await five('/es-gribu-mainit', raivis, {
    formKey: 'the-same-form',
    flow: 'visit',
    visit: String(visit),
  });
  expect(new Set(begun.map(({ headers }) => headers.get('location'))).size).toBe(1);
  const [request] = requestsOf(portal, 'D07');
  const requestId = request?.id ?? 0;
  const steps = async (...pairs: readonly (readonly [string, string])[]) => {
    for (const [step, choice] of pairs) {
      const answers = await five(`/lugums/${requestId}/${step}`, raivis, { way: 'answer', choice });
      expect(
        answers.map(({ status }) => status),
        step,
      ).toEqual([303, 303, 303, 303, 303]);
    }
  };
  await steps(['kas', 'cannot_come'], ['palidziba', `look_first:${personId(portal, 'P03')}`]);
  const { id } = rowOf<{ id: number }>(portal, 'select id from help_request where request_id = ?', requestId);
  await five(`/palidzu/lugums/${id}`, await openSession(portal, 'P03'), { explanation: 'Tas ir labi.' });
  await postUnderstanding(portal, raivis, requestId);
  await steps(['izlemt', 'send']);
  const desk = `/galds/lugums/${requestId}`;
  await five(desk, dina, { intent: 'open' });
  const shown = await (await getPage(portal, desk, dina)).text();
  const made = (name: string) => new RegExp(`name="${name}" value="(\\d+)"`).exec(shown)?.[1] ?? 'not there';
  const sent = await five(desk, dina, {
    intent: 'send',
    form: 'answer',
    seen: made('seen'),
    basis: made('basis'),
    answer: 'yes',
    when: 'now',
    acts: 'cancel',
    cancel_visits: String(visit),
    text: 'Jā.',
  });
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303]);
  // The first has answered; the others say that it has.
  const saved = `${desk}?kas=carried_out`;
  const twice = `${saved}&jau=ja`;
  expect(sent.map(({ headers }) => headers.get('location') ?? '').toSorted()).toEqual([
    saved,
    twice,
    twice,
    twice,
    twice,
  ]);

  expect(requestsOf(portal, 'D07')).toMatchObject([{ id: requestId, status: 'carried_out' }]);
  expect(eventsOf(portal, requestId)).toEqual([
    'started D07',
    'asked_help D07',
    'explained P03',
    'sent D07',
    'read P01',
    'yes P01',
    'carried_out P01',
  ]);
  expect(decisionsOf(portal, requestId)).toBe(1);
  expect(rowsOf<{ kind: string }>(portal, 'select kind from ledger_entry where request_id = ?', requestId)).toEqual([
    { kind: 'cancel' },
  ]);

  const helper = String(personId(portal, 'P03'));
  await five('/man-vajag-palidzibu', raivis, { helper });
  expect(
    rowsOf(
      portal,
      "select id from help_request where request_id is null and status = 'waiting' and helper_id = ?",
      helper,
    ),
  ).toHaveLength(1);
});

test('two tabs send one request', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D01');
  const visit = coming(portal, 'D01');
  const other = await context.newPage();
  await page.goto(`/tiksanas/${visit}`);
  await other.goto(`/tiksanas/${visit}`);
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Es gribu citu laiku vai nevaru atnākt' }).click();
    await expect(tab.getByRole('heading', { name: 'Ko es gribu?' })).toBeVisible();
  }
  expect(requestIdIn(other)).toBe(requestIdIn(page));
  const requestId = requestIdIn(page);

  await askAlone(page, 'Es nevaru atnākt');
  await goToDecision(page, 'Es nevaru atnākt');
  for (const tab of [page, other]) {
    await tab.goto(`/lugums/${requestId}/izlemt`);
    await tab.getByRole('radio', { name: 'Es nevaru atnākt' }).check();
  }
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Tā es izlemju' }).click();
    await expect(tab.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
  }
  expect(requestsOf(portal, 'D01')).toHaveLength(1);
  expect(eventsOf(portal, requestId)).toEqual(['started D01', 'sent D01']);
  expect(decisionsOf(portal, requestId)).toBe(1);
});

test('a tab that was left open cannot send what was taken back in another', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D01');
  const requestId = await beginAbout(page, coming(portal, 'D01', 1));
  await askAlone(page, 'Es nevaru atnākt');
  await goToDecision(page, 'Es nevaru atnākt');
  await page.getByRole('radio', { name: 'Es nevaru atnākt' }).check();
  const other = await context.newPage();
  await other.goto(`/lugums/${requestId}/atpakal`);
  await other.getByRole('radio', { name: 'Es to vairs nelūdzu' }).check();
  await other.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(other.getByRole('heading', { name: 'Es to vairs nelūdzu.' })).toBeVisible();

  await page.getByRole('button', { name: 'Tā es izlemju' }).click();
  await expect(page.getByRole('heading', { name: 'Es to vairs nelūdzu.' })).toBeVisible();
  expect(eventsOf(portal, requestId)).toEqual(['started D01', 'withdrawn D01']);
  expect(decisionsOf(portal, requestId)).toBe(0);
});

test('two requests that come to be about one visit: only one is sent', async ({ portal }) => {
  const session = await openSession(portal, 'D03');
  const visit = coming(portal, 'D03');
  const first = await postRequest(portal, session, visit, { kas: 'cannot_come', palidziba: 'alone' });
  const answers = { tiksanas: String(visit), kas: 'cannot_come', palidziba: 'alone' };
  const second = await postFlow(portal, session, { flow: 'visit' }, answers);
  expect(second).not.toBe(first);
  for (const id of [first, second]) await postUnderstanding(portal, session, id);
  const send = { way: 'answer', choice: 'send' };
  const both = await Promise.all([first, second].map((id) => postForm(portal, `/lugums/${id}/izlemt`, session, send)));
  expect(both.map(({ status }) => status)).toEqual([303, 303]);
  expect(requestsOf(portal, 'D03').filter(({ status }) => status === 'sent')).toHaveLength(1);
  expect(requestsOf(portal, 'D03').filter(({ status }) => status === 'draft')).toHaveLength(1);
});

test('going back loses nothing, and what no longer applies falls away', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D02');
  const requestId = await beginAbout(page, coming(portal, 'D02'));
  await askAlone(page, 'Es gribu citu laiku');

  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Kas man palīdz izlemt?' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Kurš laiks man der?' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Pa dienu' })).toBeChecked();
  await page.getByRole('link', { name: 'Atpakaļ' }).click();
  await expect(page.getByRole('radio').first()).toBeChecked();
  await page.getByRole('link', { name: 'Atpakaļ' }).click();
  await expect(page.getByRole('radio', { name: 'Es gribu citu laiku' })).toBeChecked();

  await answer(page, 'Es nevaru atnākt');
  await expect(page.getByRole('heading', { name: 'Mans lūgums', level: 1 })).toBeVisible();
  await expect(page.getByText('Kurā dienā es gribu tikties?')).toHaveCount(0);
  await confirm(page, 'Es nevaru atnākt');

  await page.goBack();
  await expect(page.getByRole('button', { name: 'Tā es izlemju' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Es nosūtīju lūgumu.' })).toBeVisible();
  expect(eventsOf(portal, requestId)).toEqual(['started D02', 'sent D02']);
  expect(requestsOf(portal, 'D02')).toHaveLength(1);
  const { answers } = rowOf<{ answers: string }>(portal, 'select answers from request where id = ?', requestId);
  expect(Object.keys(JSON.parse(answers)).sort()).toEqual(['help', 'visit', 'what']);
});

test('"Vēlāk" keeps the answers, and the first page leads back to them', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D04');
  const requestId = await beginAbout(page, coming(portal, 'D04'));
  await answer(page, 'Es gribu citu laiku');
  await page.getByRole('button', { name: 'Vēlāk' }).click();
  await expect(page.getByRole('heading', { name: 'Mans lūgums ir te.' })).toBeVisible();
  await expect(page.getByText('Es varu turpināt, kad gribu.')).toBeVisible();

  await resumeFromHome(page);
  await expect(page.getByRole('heading', { name: 'Kurā dienā es gribu tikties?' })).toBeVisible();
  expect(requestIdIn(page)).toBe(requestId);
  await page.getByRole('link', { name: 'Atpakaļ' }).click();
  await expect(page.getByRole('radio', { name: 'Es gribu citu laiku' })).toBeChecked();

  await page.getByRole('button', { name: 'Gribu palīdzību' }).click();
  await expect(page.getByRole('heading', { name: 'Man vajag palīdzību', level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Turpināt lūgumu' }).click();
  expect(requestIdIn(page)).toBe(requestId);
  expect(requestsOf(portal, 'D04')).toMatchObject([{ id: requestId, status: 'draft' }]);
});

test('signing out in the middle keeps the request', async ({ page, portal }) => {
  await enterByCard(page, portal, 'D06');
  const requestId = await beginAbout(page, coming(portal, 'D06'));
  await answer(page, 'Es nevaru atnākt');
  await page.getByRole('button', { name: 'Beigt' }).click();
  await expect(page.getByRole('heading', { name: 'Ienākt', level: 1 })).toBeVisible();

  await enterByCard(page, portal, 'D06');
  await resumeFromHome(page);
  await expect(page.getByRole('heading', { name: 'Kas man palīdz izlemt?' })).toBeVisible();
  expect(requestIdIn(page)).toBe(requestId);
  await answer(page, 'Es izlemju');
  await confirm(page, 'Es nevaru atnākt');
  expect(requestsOf(portal, 'D06')).toMatchObject([{ id: requestId, status: 'sent' }]);
});

test('what is typed before the scripts have come stays', async ({ page, context, portal }) => {
  const session = await openSession(portal, 'D09');
  const visit = coming(portal, 'D09');
  const requestId = await postRequest(portal, session, visit, {
    kas: 'another_time',
    diena: '2026-11-25',
    laiks: 'day',
    izlemt: 'send',
  });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  await page.route('**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await becomes(context, portal, 'P01');
  await page.goto(`/galds/lugums/${requestId}`, { waitUntil: 'commit' });
  await page.getByRole('radio', { name: /^Jā/ }).check();
  await page.getByRole('radio', { name: 'Tagad' }).check();
  await page.getByLabel('Jaunais sākuma laiks').fill('10:45');
  await page.getByLabel('Jūsu vārdi cilvēkam').fill('Apmeklējums būs.');
  release();
  await page.waitForLoadState('load');
  await expect(page.locator('.easy-hint-words')).toContainText(['Apmeklējums']);
  const expectTyped = async (day: string) => {
    await expect(page.getByRole('radio', { name: /^Jā/ })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Tagad' })).toBeChecked();
    await expect(page.getByLabel('Jaunā diena')).toHaveValue(day);
    await expect(page.getByLabel('Jaunais sākuma laiks')).toHaveValue('10:45');
    await expect(page.getByLabel('Jūsu vārdi cilvēkam')).toHaveValue('Apmeklējums būs.');
  };
  await expectTyped('2026-11-25');

  const effect = page.getByRole('region', { name: 'Kas notiks' });
  await page.getByRole('button', { name: 'Parādīt, kas notiks' }).click();
  await expect(effect).toContainText('cilvēkam šajā laikā ir cita tikšanās. Mūzikas nodarbība.');
  await expectTyped('2026-11-25');
  await page.getByLabel('Jaunā diena').fill('2026-12-03');
  await page.getByRole('button', { name: 'Parādīt, kas notiks' }).click();
  await expect(effect).not.toContainText('cilvēkam šajā laikā');
  await expectTyped('2026-12-03');
  expect(requestsOf(portal, 'D09')).toMatchObject([{ id: requestId, status: 'sent' }]);
});

test('what was said to be sent survives a power cut', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'portal-kept-'));
  const variables = { DATABASE_FILE: join(folder, 'portal.sqlite') };
  const first = await startPortal({ variables });
  const page = await (await browser.newContext({ baseURL: first.origin })).newPage();
  await enterByCard(page, first, 'D08');
  const requestId = await beginAbout(page, coming(first, 'D08'));
  await askAlone(page, 'Es nevaru atnākt');
  await confirm(page, 'Es nevaru atnākt');
  await first.kill();

  const second = await startPortal({ variables });
  try {
    const again = await (await browser.newContext({ baseURL: second.origin })).newPage();
    await enterByCard(again, second, 'D08');
    await expect(again.getByRole('heading', { name: 'Es nosūtīju lūgumu' })).toBeVisible();
    await again.getByRole('link', { name: 'Skatīt lūgumu' }).click();
    expect(requestIdIn(again)).toBe(requestId);
    expect(requestsOf(second, 'D08')).toMatchObject([{ id: requestId, status: 'sent' }]);
    expect(eventsOf(second, requestId)).toEqual(['started D08', 'sent D08']);
    expect(decisionsOf(second, requestId)).toBe(1);
  } finally {
    await first.stop();
    await second.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

async function resumeFromHome(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Es vēl nenosūtīju lūgumu' })).toBeVisible();
  await page.getByRole('link', { name: 'Turpināt lūgumu' }).click();
}
