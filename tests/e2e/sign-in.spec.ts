import type { Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import {
  becomes,
  cardSecret,
  enterByCard,
  enterByCode,
  enterByPassword,
  openSession,
  runCommand,
} from '../support/sign-in.ts';
import { getPage, personId, postForm, rowsOf } from '../support/story.ts';

const signedIn = (page: Page) => page.getByRole('button', { name: 'Beigt' });

function sessionsOf(portal: Portal, number: string): number {
  return rowsOf(portal, 'select id from login_session where person_id = ?', personId(portal, number)).length;
}

test.describe('a card', () => {
  test('opens with one press, and its secret leaves the address at once', async ({ page, context, portal }) => {
    const secret = cardSecret(portal, 'D05');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
    await page.goto(`/k#${secret}`);
    await expect(page.getByText('Tagad es varu ienākt.')).toBeVisible();
    expect(page.url()).toBe(`${portal.origin}/k`);
    expect(await context.cookies()).toEqual([]);
    expect(sessionsOf(portal, 'D05')).toBe(0);

    await page.getByRole('button', { name: 'Ienākt' }).click();
    await expect(page.getByRole('heading', { name: 'Labdien, Māri!' })).toBeVisible();
    expect(sessionsOf(portal, 'D05')).toBe(1);
    expect(await context.cookies()).toMatchObject([{ name: 'session', httpOnly: true, sameSite: 'Lax', path: '/' }]);
    expect(asked.filter((line) => line.includes(secret))).toEqual([]);
    expect(portal.log()).not.toMatch(new RegExp(`request.*${secret}`));

    await page.goBack();
    expect(page.url()).not.toContain(secret);
    await expect(page.locator('input[name="secret"]')).toHaveValue('');
  });

  test('that was misread is scanned again', async ({ page, portal }) => {
    const secret = cardSecret(portal, 'D05');
    const misread = secret.slice(0, -3) + (secret.at(-3) === 'x' ? 'y' : 'x') + secret.slice(-2);
    await page.goto(`/k#${misread}`);
    await expect(page.getByText('Kamera neredzēja visu kartīti.')).toBeVisible();
    await expect(page).toHaveTitle('Kļūda: Ienākt ar kartīti · Mans plāns');
    await expect(page.getByRole('button', { name: 'Ienākt' })).toBeHidden();
    await page.goto(`/k#${secret}`);
    await page.getByRole('button', { name: 'Ienākt' }).click();
    await expect(signedIn(page)).toBeVisible();
  });

  test('that is replaced is void together with its sessions, on the very next page', async ({
    page,
    browser,
    portal,
  }) => {
    const old = cardSecret(portal, 'D06');
    await enterByCard(page, portal, 'D06');
    expect(runCommand(portal, 'card', 'D06')).toContain('D06 Sanita: jauna kartīte');
    expect(sessionsOf(portal, 'D06')).toBe(0);
    await page.getByRole('link', { name: 'Mans plāns' }).click();
    await expect(page).toHaveURL(`${portal.origin}/ienakt`);

    const finder = await (await browser.newContext()).newPage();
    await finder.goto(`${portal.origin}/k#${old}`);
    await finder.getByRole('button', { name: 'Ienākt' }).click();
    await expect(finder.getByRole('link', { name: 'Šī kartīte neder.' })).toBeVisible();
    await expect(finder).toHaveTitle('Kļūda: Ienākt ar kartīti · Mans plāns');
    expect(await finder.context().cookies()).toEqual([]);
  });

  test('of a second person on the same tablet ends the first one’s visit', async ({ page, context, portal }) => {
    await enterByCard(page, portal, 'D03');
    const [first] = await context.cookies();
    await page.goto(`/k#${cardSecret(portal, 'D04')}`);
    await page.getByRole('button', { name: 'Ienākt' }).click();
    await expect(page.getByRole('heading', { name: 'Labdien, Līga!' })).toBeVisible();
    expect(sessionsOf(portal, 'D03')).toBe(0);
    const old = await getPage(portal, '/', first?.value ?? '');
    expect([old.status, old.headers.get('location')]).toEqual([303, '/ienakt']);
    await page.goBack();
    await page.goBack();
    await expect(page.getByText('Andri')).toHaveCount(0);
  });
});

test('a code opens once', async ({ page, browser, portal }) => {
  const { code } = portal.signIn('D07');
  await enterByCode(page, code ?? '');
  await expect(page.getByRole('heading', { name: 'Labdien, Raivi!' })).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${portal.origin}/ienakt/kods`);
  await other.getByLabel('Mans kods').fill(code ?? '');
  await other.getByRole('button', { name: 'Ienākt' }).click();
  await expect(other.getByRole('link', { name: 'Šis kods neder.' })).toBeVisible();
  await expect(other.getByText('Kods der 1 reizi.')).toBeVisible();
  expect(await other.context().cookies()).toEqual([]);

  const fresh = /\b(\d{4} \d{4})\b/.exec(runCommand(portal, 'code', 'D08'))?.[1] ?? '';
  expect(fresh).not.toBe(portal.signIn('D08').code);
  await other.getByLabel('Mans kods').fill(portal.signIn('D08').code ?? '');
  await other.getByRole('button', { name: 'Ienākt' }).click();
  await expect(other.getByRole('link', { name: 'Šis kods neder.' })).toBeVisible();
  await other.getByLabel('Mans kods').fill(fresh.replace(' ', ''));
  await other.getByRole('button', { name: 'Ienākt' }).click();
  await expect(other.getByRole('heading', { name: 'Labdien, Dace!' })).toBeVisible();
});

test('what is no code is said at once, and nothing is lost', async ({ page }) => {
  await page.goto('/ienakt/kods');
  await page.getByLabel('Mans kods').fill('12 34');
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('link', { name: 'Te vajag 8 ciparus.' })).toBeVisible();
  await expect(page).toHaveTitle('Kļūda: Ienākt ar kodu · Mans plāns');
  await expect(page.getByRole('alert')).toBeFocused();
});

test('a password: wrong, right, and never which of the two was wrong', async ({ page, portal }) => {
  const { email } = portal.signIn('P04');
  await page.goto('/ienakt/parole');
  for (const [name, password] of [
    [email ?? '', 'nepareiza parole'],
    ['nav@example.org', 'nepareiza parole'],
    ['maris@example.org', 'nepareiza parole'],
  ] as const) {
    await page.getByLabel('E-pasts').fill(name);
    await page.getByLabel('Parole', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Ienākt' }).click();
    await expect(page.getByRole('link', { name: 'E-pasts vai parole neder. Pārbaudiet abus.' })).toBeVisible();
    await expect(page.getByLabel('E-pasts')).toHaveValue(name);
    await expect(page.getByLabel('Parole', { exact: true })).toHaveValue('');
    await expect(page).toHaveTitle('Kļūda: Ienākt ar paroli · Mans plāns');
  }
  await enterByPassword(page, portal, 'P04');
  await expect(page.getByRole('heading', { name: 'Es palīdzu', level: 1 })).toBeVisible();
});

test('an invitation sets a password once, and ends what was open', async ({ page, browser, portal }) => {
  const before = await openSession(portal, 'P02');
  const link = /https?:\S+#\S+/.exec(runCommand(portal, 'invite', 'P02'))?.[0] ?? '';
  await page.goto(link);
  expect(page.url()).toBe(`${portal.origin}/uzaicinajums`);
  await page.getByLabel('Jaunā parole').fill('īsa');
  await page.getByRole('button', { name: 'Saglabāt un ienākt' }).click();
  await expect(page.getByRole('link', { name: 'Parolē vajag vismaz 12 zīmes.' })).toBeVisible();
  await expect(page.getByLabel('Uzaicinājuma kods')).not.toHaveValue('');
  await page.getByLabel('Jaunā parole').fill('rudens lapas krīt klusi');
  await page.getByRole('button', { name: 'Saglabāt un ienākt' }).click();
  await expect(page.getByRole('heading', { name: 'Es palīdzu', level: 1 })).toBeVisible();
  expect((await getPage(portal, '/palidzu', before)).status).toBe(303);

  const other = await (await browser.newContext({ baseURL: portal.origin })).newPage();
  await other.goto(link);
  await other.getByLabel('Jaunā parole').fill('cita parole pavisam');
  await other.getByRole('button', { name: 'Saglabāt un ienākt' }).click();
  await expect(other.getByText('Šis uzaicinājums neder.').first()).toBeVisible();
  const { email, password } = portal.signIn('P02');
  const refused = await postForm(portal, '/ienakt/parole', null, { email: email ?? '', password: password ?? '' });
  expect(refused.status).toBe(401);
  const entered = await postForm(portal, '/ienakt/parole', null, {
    email: email ?? '',
    password: 'rudens lapas krīt klusi',
  });
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/palidzu']);
});

test('after signing out, the back button shows nothing of the person', async ({ page, context, portal }) => {
  await enterByCard(page, portal, 'D01');
  await page.getByRole('link', { name: 'Mans plāns' }).click();
  await expect(page.getByText('Es gribu strādāt dārzā.')).toBeVisible();
  await page.getByRole('button', { name: 'Beigt' }).click();
  await expect(page).toHaveURL(`${portal.origin}/ienakt`);
  expect(await context.cookies()).toEqual([]);
  expect(sessionsOf(portal, 'D01')).toBe(0);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Ienākt', level: 1 })).toBeVisible();
  await expect(page.getByText('Es gribu strādāt dārzā.')).toHaveCount(0);
});

test('asking whether to leave leaves nobody, and "Nē" goes home', async ({ page, context, portal }) => {
  await becomes(context, portal, 'P01');
  await page.goto('/iziet');
  await page.getByRole('link', { name: 'Nē, es palieku' }).click();
  await expect(page.getByRole('heading', { name: 'Darba galds', level: 1 })).toBeVisible();
  await page.goto('/iziet');
  await page.getByRole('button', { name: 'Jā, es izeju' }).click();
  await expect(page).toHaveURL(`${portal.origin}/ienakt`);
});

// Last in this file: from here on no code is taken from this address for ten minutes.
test('many wrong codes are stopped, calmly, and the card still opens', async ({ page, portal }) => {
  const statuses: number[] = [];
  for (let tries = 0; tries < 25; tries += 1) {
    const { status } = await postForm(portal, '/ienakt/kods', null, { code: String(tries).padStart(8, '0') });
    statuses.push(status);
  }
  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect(statuses.at(-1)).toBe(429);
  await page.goto('/ienakt/kods');
  await page.getByLabel('Mans kods').fill(portal.signIn('D09').code ?? '');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('button', { name: 'Ienākt' }).click();
  expect((await answer).status()).toBe(429);
  expect(Number((await answer).headers()['retry-after'])).toBeGreaterThan(0);
  await expect(page.getByRole('heading', { name: 'Tagad es pagaidu.' })).toBeVisible();
  await expect(page.getByText('Es mēģinu vēlreiz pēc 10 minūtēm.')).toBeVisible();
  await enterByCard(page, portal, 'D09');
  await expect(page.getByRole('heading', { name: 'Labdien, Edgar!' })).toBeVisible();
});
