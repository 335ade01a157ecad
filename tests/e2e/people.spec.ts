import { expect, type Page, test } from '@playwright/test';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { type Portal, startPortal } from '../support/portal.ts';
import { becomes, openSession } from '../support/sign-in.ts';
import { getPage, personId, postFlow, postForm, rowOf, rowsOf, writeRows } from '../support/story.ts';

const PASSWORD = 'zaļš koks aug lēni';
const LINK = /http:\/\/\S+\/uzaicinajums#[0-9A-Z-]+/;

let mail: MailServer;
let portal: Portal;
let circle: string;

test.beforeAll(async () => {
  mail = await startMailServer();
  portal = await startPortal({ variables: { SMTP_URL: mail.url, MAIL_FROM: 'portals@example.org' } });
  circle = `/galds/cilveks/${personId(portal, 'D01')}/cilveki`;
});
test.afterAll(async () => {
  await portal.stop();
  await mail.stop();
});
test.beforeEach(() => {
  mail.letters.length = 0;
  mail.refuse(false);
});

const open = (page: Page, path: string) => page.goto(new URL(path, portal.origin).href);
const said = (page: Page, name: string) => expect(page.getByRole('heading', { name })).toBeVisible();
const kept = (personNumber: string) =>
  rowsOf<{ kind: string }>(
    portal,
    'select kind from circle_event where person_id = ? order by id',
    personId(portal, personNumber),
  ).map(({ kind }) => kind);

/** Dina invites somebody new to the circle of Jānis. */
async function inviteNew(page: Page, email: string): Promise<void> {
  await open(page, circle);
  await page.getByRole('link', { name: 'Pievienot cilvēku' }).click();
  await page.getByRole('link', { name: 'Tuvinieks' }).click();
  await page.getByLabel('E-pasts').fill(email);
  await page.getByRole('button', { name: 'Uzaicināt' }).click();
  // The portal does not know the address: what was typed stays, and who it is is asked for.
  await expect(page.getByRole('link', { name: 'Ierakstiet vārdu.' })).toBeVisible();
  await expect(page.getByLabel('E-pasts')).toHaveValue(email);
  await page.getByLabel('Vārds', { exact: true }).fill('Zane');
  await page.getByLabel('Uzvārds').fill('Ozola');
  await page.getByRole('radio', { name: 'Sieviete' }).check();
  await page.getByRole('button', { name: 'Uzaicināt' }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('somebody new comes from the letter to a circle, and sees nothing that was not allowed', async ({
      page,
      context,
    }) => {
      const email = javaScriptEnabled ? 'zane@example.org' : 'zane.otra@example.org';
      await becomes(context, portal, 'P01');
      await inviteNew(page, email);
      await said(page, 'Vēstule ir nosūtīta.');
      const [letter] = mail.letters;
      expect(letter).toMatchObject({ to: [email], subject: 'Jūs aicina portālā „Mans plāns”' });
      // Others may read a letter: it names nobody, and no service.
      expect(letter?.text).not.toMatch(/Jān|Ozol|Dina|Paraug|atbalst|sociāl/i);
      const [link = ''] = LINK.exec(letter?.text ?? '') ?? [];
      const code = new URL(link).hash.slice(1);
      for (const secret of [code, email]) expect(portal.log()).not.toContain(secret);

      await becomes(context, portal, 'D01');
      await open(page, '/mani-cilveki');
      await said(page, 'Es gaidu: Zane');
      await context.clearCookies();

      if (javaScriptEnabled) await page.goto(link);
      else {
        await open(page, '/uzaicinajums');
        await page.getByLabel('Uzaicinājuma kods').fill(code);
      }
      await page.getByLabel('Jaunā parole').fill(PASSWORD);
      await page.getByRole('button', { name: 'Saglabāt un ienākt' }).click();
      await said(page, 'Jānis Ozols aicina jūs');
      const participant = personId(portal, 'D01');
      expect((await page.goto(new URL(`/cilveki/${participant}/plans`, portal.origin).href))?.status()).toBe(403);
      await open(page, '/gimene');
      await page.getByRole('button', { name: /^Pieņemt/ }).click();
      await said(page, 'Jūs pieņēmāt uzaicinājumu.');
      await page.getByText('Palūgt, lai ļauj redzēt vairāk').click();
      await page.getByRole('link', { name: /^Plāns/ }).click();
      await said(page, 'Šo jūs pagaidām neredzat.');

      // The letter's link opened once.
      await context.clearCookies();
      const again = await postForm(portal, '/uzaicinajums', null, { invitation: code, password: PASSWORD });
      expect(again.status).toBe(401);
      await becomes(context, portal, 'D01');
      await open(page, '/mani-cilveki');
      await expect(page.getByRole('heading', { name: 'Zane Ozola' }).first()).toBeVisible();
      await expect(page.getByRole('heading', { name: 'Es gaidu: Zane' })).toHaveCount(0);
    });

    test('the worker writes what a court decided, and ends a link knowing what stops', async ({ page, context }) => {
      const [number, other, name] = javaScriptEnabled
        ? (['D02', 'P07', 'Vija'] as const)
        : (['D05', 'P09', 'Aija'] as const);
      await becomes(context, portal, 'P01');
      await open(page, `/galds/cilveks/${personId(portal, number)}?skats=cilveki`);
      await page.getByRole('link', { name: 'Mainīt atbalsta loku' }).click();
      await page.getByRole('link', { name: 'Pievienot cilvēku' }).click();
      await page.getByRole('link', { name: 'Aizgādnis' }).click();
      await page.getByLabel('Cilvēks', { exact: true }).selectOption({ label: 'Laima Zariņa, P10' });
      await page.getByRole('checkbox', { name: 'Veselība' }).check();
      await page.getByRole('button', { name: 'Pievienot' }).click();
      await expect(page.getByRole('link', { name: 'Ierakstiet tiesas dokumenta numuru.' })).toBeVisible();
      await expect(page.getByRole('checkbox', { name: 'Veselība' })).toBeChecked();
      await page.getByLabel('Tiesas dokumenta numurs').fill('C-7/2026');
      await page.getByLabel('Tiesas dokumenta datums').fill('2026-10-01');
      await page.getByRole('button', { name: 'Pievienot' }).click();
      await said(page, 'Cilvēks ir pievienots.');
      await expect(page.getByText('Tiesas dokuments C-7/2026', { exact: false })).toBeVisible();

      await page.getByRole('link', { name: new RegExp(`^Mainīt vai beigt.*${name}`) }).click();
      await expect(page.getByRole('listitem').filter({ hasText: `${name} vairs neredzēs:` })).toBeVisible();
      await page.getByLabel('Pēdējā diena').fill('2026-11-20');
      await page.getByRole('button', { name: 'Beigt ar šo dienu' }).click();
      await expect(page).toHaveTitle(/^Kļūda: /);
      const sees = async () =>
        (await getPage(portal, `/cilveki/${personId(portal, number)}/nedela`, await openSession(portal, other))).status;
      if (javaScriptEnabled) {
        await page.getByLabel('Pēdējā diena').fill('2026-11-23');
        await page.getByRole('button', { name: 'Beigt ar šo dienu' }).click();
        await said(page, 'Pēdējā diena ir saglabāta.');
        expect(await sees()).toBe(200);
      } else {
        expect(await sees()).toBe(200);
        await page.getByRole('button', { name: 'Beigt tūlīt' }).click();
        await said(page, 'Pēdējā diena ir saglabāta.');
        expect(await sees()).toBe(403);
        await becomes(context, portal, number);
        await open(page, '/mani-cilveki');
        await expect(page.getByRole('heading', { name: `${name} vairs nav starp maniem cilvēkiem.` })).toBeVisible();
      }
      expect(kept(other).at(-1)).toBe('ended');
    });
  });
}

test('a request about one’s people leads the worker to the circle', async () => {
  const maris = await openSession(portal, 'D05');
  const juris = String(personId(portal, 'P03'));
  const requestId = await postFlow(portal, maris, { flow: 'people' }, { kas: 'remove', kurs: juris, izlemt: 'send' });
  const dina = await openSession(portal, 'P01');
  const desk = await (await getPage(portal, `/galds/lugums/${requestId}`, dina)).text();
  expect(desk).toContain(`href="/galds/cilveks/${personId(portal, 'D05')}/cilveki"`);
});

test('a letter that cannot go out leaves the invitation, and goes out when it is sent again', async ({
  page,
  context,
}) => {
  mail.refuse(true);
  await becomes(context, portal, 'P01');
  await inviteNew(page, 'velak@example.org');
  await said(page, 'Vēstuli nevarēja nosūtīt.');
  expect(mail.letters).toEqual([]);
  expect(portal.log()).not.toContain('velak@example.org');
  mail.refuse(false);
  const card = page.getByRole('listitem').filter({ hasText: 'velak@example.org' });
  await card.getByRole('button', { name: /^Sūtīt vēlreiz/ }).click();
  await said(page, 'Vēstule ir nosūtīta.');
  expect(mail.letters.map(({ to }) => to)).toEqual([['velak@example.org']]);

  // Taken back, the letter opens nothing.
  const [, code = ''] = /uzaicinajums#([0-9A-Z-]+)/.exec(mail.letters[0]?.text ?? '') ?? [];
  await card.getByRole('button', { name: /^Atsaukt/ }).click();
  await said(page, 'Uzaicinājums ir atsaukts.');
  const late = await postForm(portal, '/uzaicinajums', null, { invitation: code, password: PASSWORD });
  expect(late.status).toBe(401);
});

test('who has a password is led to it, and two taps send one letter', async () => {
  const dina = await openSession(portal, 'P01');
  const press = () =>
    postForm(portal, `${circle}/jauns?ka=support_person`, dina, { person: String(personId(portal, 'P03')) });
  expect((await press()).headers.get('location')).toBe(`${circle}?kas=nosutits`);
  expect((await press()).headers.get('location')).toBe(`${circle}?kas=jau`);
  expect(mail.letters).toHaveLength(1);
  expect(mail.letters[0]?.text).toContain(`${portal.origin}/ienakt/parole`);
  expect(mail.letters[0]?.text).not.toContain('#');
});

test('nobody else accepts, and what is over or was taken back is answered calmly', async () => {
  const { id } = rowOf<{ id: number }>(
    portal,
    'select id from circle_invitation where person_id = ?',
    personId(portal, 'P03'),
  );
  const accept = async (number: string, path = '/palidzu') =>
    (
      await postForm(portal, path, await openSession(portal, number), { intent: 'accept', invitation: String(id) })
    ).headers.get('location');
  expect(await accept('P04')).toBe('/palidzu?kas=vairs-nav');
  expect(await accept('P05', '/gimene')).toBe('/gimene?kas=vairs-nav');
  writeRows(portal, "update circle_invitation set expires_at = '2026-11-23T06:00:00.000Z' where id = ?", id);
  expect(await accept('P03')).toBe('/palidzu?kas=vairs-nav');
  const page = await (await getPage(portal, '/palidzu?kas=vairs-nav', await openSession(portal, 'P03'))).text();
  expect(page).toContain('Šis uzaicinājums vairs neder.');
  expect(page).not.toContain('aicina jūs');
  expect(kept('P03')).toEqual(['invited']);
});

test('without a mail server the link is shown once, to be handed over', async ({ page, context }) => {
  const silent = await startPortal();
  try {
    await becomes(context, silent, 'P01');
    const here = `${silent.origin}/galds/cilveks/${personId(silent, 'D01')}/cilveki`;
    await page.goto(`${here}/jauns?ka=support_person`);
    await page.getByLabel('E-pasts').fill('zane@example.org');
    await page.getByLabel('Vārds', { exact: true }).fill('Zane');
    await page.getByLabel('Uzvārds').fill('Ozola');
    await page.getByRole('radio', { name: 'Sieviete' }).check();
    await page.getByRole('button', { name: 'Uzaicināt' }).click();
    await said(page, 'Uzaicinājums ir gatavs.');
    await expect(page.getByText('Šim portālam nav pasta servera.', { exact: false })).toBeVisible();
    await page.getByRole('button', { name: /^Parādīt saiti/ }).click();
    await said(page, 'Saite: Zane Ozola');
    const link = (await page.getByText(LINK).textContent()) ?? '';
    await page.goto(here);
    await expect(page.getByRole('main')).not.toContainText('uzaicinajums#');
    await context.clearCookies();
    await page.goto(link);
    await page.getByLabel('Jaunā parole').fill(PASSWORD);
    await page.getByRole('button', { name: 'Saglabāt un ienākt' }).click();
    await said(page, 'Jānis Ozols aicina jūs');
  } finally {
    await silent.stop();
  }
});
