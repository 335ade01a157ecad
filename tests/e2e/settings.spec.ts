import type { BrowserContext, Page } from '@playwright/test';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, enterWithoutScripts, openSession } from '../support/sign-in.ts';
import { getPage, personId, postForm, rowsOf } from '../support/story.ts';

type Row = Readonly<Record<string, string | number>>;

/** What the portal keeps of a person's look: "4-3-dark-1-0-0-ru", or nothing. */
function keptOf(portal: Portal, number: string): string | undefined {
  const [row] = rowsOf<Row>(
    portal,
    `select text_size, spacing, colours, has_big_pictures, is_simple, is_calm, language from look where person_id = ?`,
    personId(portal, number),
  );
  return row === undefined ? undefined : Object.values(row).join('-');
}

const html = (page: Page) => page.locator('html');
const now = (page: Page) => page.getByRole('button', { pressed: true });
const cookiesOf = async (context: BrowserContext) =>
  Object.fromEntries((await context.cookies()).map(({ name, value }) => [name, value]));
const sizeOf = (page: Page) =>
  page.locator('body').evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
const groundOf = (page: Page) => page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);

const LIGHT = 'rgb(251, 246, 236)';
const DARK = 'rgb(23, 22, 27)';
const BLACK = 'rgb(0, 0, 0)';
const CREAM = 'rgb(243, 232, 208)';

/** A tablet or telephone of one's own. */
async function newDevice(page: Page, portal: Portal): Promise<Page> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The browser is gone.');
  return (await browser.newContext({ baseURL: portal.origin })).newPage();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a stranger chooses by touching a sample, and the page to sign in looks so', async ({ page, context }) => {
      await page.goto('/ienakt');
      expect(await groundOf(page)).toBe(LIGHT);
      expect(await sizeOf(page)).toBe(22);
      await page.getByRole('contentinfo').getByRole('link', { name: 'Kā man ir ērti' }).click();
      await page.getByRole('link', { name: 'Burti' }).click();
      await expect(page.getByRole('heading', { name: 'Kādi burti man ir ērti?', level: 1 })).toBeVisible();
      await expect(now(page)).toHaveAccessibleName('Parasti burti Tagad');
      await page.getByRole('button', { name: 'Paši lielākie burti' }).click();
      await expect(page).toHaveURL(/\/ka-man-erti\/burti\?kas=saglabats$/);
      await expect(page.getByRole('status')).toHaveText('Portāls to atceras.');
      await expect(now(page)).toHaveAccessibleName('Paši lielākie burti Tagad');
      expect(await sizeOf(page)).toBe(38.5);

      await page.getByRole('link', { name: 'Tālāk' }).click();
      await page.getByRole('button', { name: 'Daudz vietas' }).click();
      await page.getByRole('link', { name: 'Gatavs' }).click();
      await page.getByRole('link', { name: 'Krāsas' }).click();
      await page.getByRole('button', { name: 'Tumšas krāsas' }).click();
      expect(await groundOf(page)).toBe(DARK);

      await page.goto('/ienakt/kods');
      expect([await groundOf(page), await sizeOf(page)]).toEqual([DARK, 38.5]);
      expect(await page.locator('body').evaluate((body) => getComputedStyle(body).lineHeight)).toBe('77px');
      expect(await context.cookies()).toMatchObject([
        { name: 'look', value: '4-3-dark-0-0-0-lv', httpOnly: true, sameSite: 'Lax', path: '/' },
      ]);
      const [cookie] = await context.cookies();
      const days = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
      expect(Math.round(days)).toBe(365);
    });

    test('what a person chooses is kept with them, on every device', async ({ page, portal }) => {
      const number = javaScriptEnabled ? 'D01' : 'P04';
      await enterWithoutScripts(page, portal, number);
      expect(keptOf(portal, number)).toBeUndefined();
      await page.goto('/ka-man-erti/krasas');
      await page.getByRole('button', { name: 'Dzeltens uz melna' }).click();
      await page.goto('/ka-man-erti/atteli');
      await page.getByRole('button', { name: 'Lieli attēli' }).click();
      expect(await groundOf(page)).toBe(BLACK);
      expect(keptOf(portal, number)).toBe('1-1-yellow-1-0-0-lv');

      const other = await newDevice(page, portal);
      await other.goto('/ienakt');
      expect(await groundOf(other)).toBe(LIGHT);
      await becomes(other.context(), portal, number);
      await other.goto('/ka-man-erti');
      expect(await groundOf(other)).toBe(BLACK);
      await expect(html(other)).toHaveClass(/\bhas-big-pictures\b/);
      // Only a choice is written on a device, not that somebody was there.
      expect(await cookiesOf(other.context())).not.toHaveProperty('look');
      await other.goto('/ka-man-erti/krasas');
      await other.getByRole('button', { name: 'Maigas krāsas' }).click();

      await page.goto('/ka-man-erti');
      expect(await groundOf(page)).toBe(CREAM);
    });

    test('every question can be answered, and asks the same again', async ({ page }) => {
      for (const [setting, answer, className] of [
        ['burti', 'Lieli burti', 'text-2'],
        ['atstarpes', 'Vairāk vietas', 'spacing-2'],
        ['krasas', 'Maigas krāsas', 'colours-cream'],
        ['atteli', 'Lieli attēli', 'has-big-pictures'],
        ['ekrans', 'Tikai galvenais', 'is-simple'],
        ['miers', 'Nekas nekustas', 'is-calm'],
      ] as const) {
        await page.goto(`/ka-man-erti/${setting}`);
        await expect(html(page)).not.toHaveClass(new RegExp(`\\b${className}\\b`));
        await page.getByRole('button', { name: answer }).click();
        await expect(html(page)).toHaveClass(new RegExp(`\\b${className}\\b`));
        await expect(now(page)).toHaveAccessibleName(`${answer} Tagad`);
        await expect(now(page)).toHaveCount(1);
      }
      await expect(html(page)).toHaveClass('look text-2 spacing-2 colours-cream has-big-pictures is-simple is-calm');
      await page.goto('/ka-man-erti/valoda');
      await page.getByRole('button', { name: 'Русский' }).click();
      await expect(html(page)).toHaveAttribute('lang', 'ru');
      await page.getByRole('button', { name: 'Latviski' }).click();
      await expect(html(page)).toHaveAttribute('lang', 'lv');
    });
  });
}

test('who has not chosen yet sees the device’s look, and it becomes theirs only by choosing', async ({
  page,
  context,
  portal,
}) => {
  await page.goto('/ka-man-erti/krasas');
  await page.getByRole('button', { name: 'Tumšas krāsas' }).click();
  await becomes(context, portal, 'D02');
  await page.goto('/mans-plans');
  expect(await groundOf(page)).toBe(DARK);
  expect(keptOf(portal, 'D02')).toBeUndefined();
  await page.goto('/ka-man-erti/burti');
  await page.getByRole('button', { name: 'Lieli burti', exact: true }).click();
  expect(keptOf(portal, 'D02')).toBe('2-1-dark-0-0-0-lv');
});

test('after one person the next one has their own look', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D03');
  await page.goto('/ka-man-erti/krasas');
  await page.getByRole('button', { name: 'Dzeltens uz melna' }).click();
  await page.context().clearCookies({ name: 'session' });
  await becomes(context, portal, 'D04');
  await page.goto('/ka-man-erti/krasas');
  await page.getByRole('button', { name: 'Gaišas krāsas' }).click();
  expect(await groundOf(page)).toBe(LIGHT);
  expect([keptOf(portal, 'D03'), keptOf(portal, 'D04')]).toEqual(['1-1-yellow-0-0-0-lv', '1-1-light-0-0-0-lv']);
  await page.getByRole('button', { name: 'Beigt' }).click();
  // The page to sign in keeps how this device was last set.
  expect(await groundOf(page)).toBe(LIGHT);
  await becomes(context, portal, 'D03');
  await page.goto('/');
  expect(await groundOf(page)).toBe(BLACK);
});

test('staff have a look of their own, in their own sizes', async ({ page, context, portal }) => {
  await becomes(context, portal, 'P01');
  await page.goto('/ka-man-erti/burti');
  expect(await sizeOf(page)).toBe(18);
  await page.getByRole('button', { name: 'Paši lielākie burti' }).click();
  expect(await sizeOf(page)).toBe(31.5);
  await page.goto('/galds');
  expect(await sizeOf(page)).toBe(31.5);
  expect(keptOf(portal, 'P01')).toBe('4-1-device-0-0-0-lv');
});

test.describe('?valoda', () => {
  test('shows any page in that language until the browser is closed', async ({ page, context, portal }) => {
    await page.goto('/ienakt?valoda=ru');
    await expect(html(page)).toHaveAttribute('lang', 'ru');
    await page.goto('/ienakt/kods');
    await expect(html(page)).toHaveAttribute('lang', 'ru');
    expect(await context.cookies()).toMatchObject([
      { name: 'language', value: 'ru', expires: -1, httpOnly: true, sameSite: 'Lax', path: '/' },
    ]);
    await page.goto('/nekas?valoda=en');
    await expect(html(page)).toHaveAttribute('lang', 'en');
    await page.goto('/ienakt?valoda=de');
    await expect(html(page)).toHaveAttribute('lang', 'en');
    const onward = await getPage(portal, '/mans-plans?valoda=ru', null);
    expect([onward.status, onward.headers.getSetCookie()]).toEqual([
      303,
      ['language=ru; Path=/; HttpOnly; SameSite=Lax'],
    ]);
  });

  test('is forgotten when somebody signs in or out, and by choosing a language to stay', async ({
    page,
    context,
    portal,
  }) => {
    await page.goto('/ienakt/parole?valoda=en');
    const { email, password } = portal.signIn('P02');
    await page.locator('#email').fill(email ?? '');
    await page.locator('#password').fill(password ?? '');
    await page.locator('main button').click();
    await expect(page).toHaveURL(`${portal.origin}/palidzu`);
    await expect(html(page)).toHaveAttribute('lang', 'lv');
    await page.goto('/palidzu?valoda=ru');
    await expect(html(page)).toHaveAttribute('lang', 'ru');
    await page.locator('.top-out button').click();
    await expect(page).toHaveURL(`${portal.origin}/ienakt`);
    await expect(html(page)).toHaveAttribute('lang', 'lv');
    expect(await cookiesOf(context)).toEqual({});

    await page.goto('/ka-man-erti/miers?valoda=en');
    await page.locator('.sample').last().click();
    await expect(html(page)).toHaveClass(/is-calm/);
    await expect(html(page)).toHaveAttribute('lang', 'en');
    expect(await cookiesOf(context)).toEqual({ language: 'en', look: '1-1-device-0-0-1-lv' });
    await page.goto('/ka-man-erti/valoda');
    await page.getByRole('button', { name: 'Русский' }).click();
    await expect(html(page)).toHaveAttribute('lang', 'ru');
    expect(await cookiesOf(context)).toEqual({ look: '1-1-device-0-0-1-ru' });
  });

  test('wins over the person’s own language, and leaves that as it was', async ({ page, context, portal }) => {
    await becomes(context, portal, 'D05');
    await page.goto('/ka-man-erti/valoda');
    await page.getByRole('button', { name: 'Русский' }).click();
    await page.goto('/?valoda=lv');
    await expect(html(page)).toHaveAttribute('lang', 'lv');
    expect(keptOf(portal, 'D05')).toBe('1-1-device-0-0-0-ru');
    await page.context().clearCookies({ name: 'language' });
    await page.goto('/');
    await expect(html(page)).toHaveAttribute('lang', 'ru');
  });
});

test('a forged answer or cookie changes nothing', async ({ portal }) => {
  const session = await openSession(portal, 'D06');
  for (const [setting, code] of [
    ['burti', '5'],
    ['burti', ''],
    ['krasas', 'red'],
    ['krasas', '"><script>'],
    ['miers', 'true'],
    ['valoda', 'de'],
  ] as const) {
    const answered = await postForm(portal, `/ka-man-erti/${setting}`, session, { izvele: code });
    expect([answered.status, answered.headers.get('location'), answered.headers.getSetCookie()], code).toEqual([
      303,
      `/ka-man-erti/${setting}`,
      [],
    ]);
  }
  expect((await postForm(portal, '/ka-man-erti/nekas', session, { izvele: '1' })).status).toBe(404);
  expect(keptOf(portal, 'D06')).toBeUndefined();

  for (const cookie of [
    'look=9-9-red-2-2-2-xx',
    'look=<script>',
    'look=',
    'language=de; look=4-4',
    `look=${'4-'.repeat(900)}`,
  ]) {
    const answer = await fetch(`${portal.origin}/ienakt`, { headers: { Cookie: cookie } });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<html lang="lv" class="look text-1 spacing-1 colours-device">');
  }
});

test('the look is in the page as it is sent: no style and no script is needed for it', async ({ portal }) => {
  const answer = await fetch(`${portal.origin}/ienakt`, { headers: { Cookie: 'look=2-1-yellow-0-1-0-lv' } });
  const page = await answer.text();
  expect(page).toContain('<html lang="lv" class="look text-2 spacing-1 colours-yellow is-simple">');
  expect(page).toContain('<meta name="color-scheme" content="dark">');
  expect(page).toContain('<meta name="theme-color" content="#000">');
  expect(page).not.toMatch(/\sstyle=|<style/);
});

test('what the device asks for comes first where nothing is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/ienakt');
  expect(await groundOf(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
  expect(await groundOf(page)).toBe(BLACK);
  await page.emulateMedia({ colorScheme: 'light', contrast: 'more' });
  expect(await groundOf(page)).toBe('rgb(255, 255, 255)');
  await page.goto('/ka-man-erti/krasas');
  await page.getByRole('button', { name: 'Tumšas krāsas' }).click();
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
  expect(await groundOf(page)).toBe(DARK);
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'light' });
  expect(await groundOf(page)).toBe('rgb(255, 255, 255)');
});

test('nothing moves where the person or the device wants calm', async ({ page }) => {
  const moves = () =>
    page
      .locator('.sample')
      .first()
      .evaluate((key) => getComputedStyle(key).transitionDuration);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.goto('/ka-man-erti/miers');
  expect(await moves()).toMatch(/^0\.12s/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moves()).toMatch(/^0s/);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.getByRole('button', { name: 'Nekas nekustas' }).click();
  await expect(html(page)).toHaveClass(/is-calm/);
  expect(await moves()).toMatch(/^0s/);
});

test('every sample is large enough to touch, and shows what it stands for', async ({ page }) => {
  for (const width of [320, 1024]) {
    await page.setViewportSize({ width, height: 768 });
    for (const setting of ['burti', 'atstarpes', 'krasas', 'atteli', 'ekrans', 'miers', 'valoda']) {
      await page.goto(`/ka-man-erti/${setting}`);
      const boxes = await page.locator('.sample').evaluateAll((keys) =>
        keys.map((key) => {
          const { width, height } = key.getBoundingClientRect();
          return Math.min(width, height);
        }),
      );
      expect(boxes.length).toBeGreaterThan(1);
      expect(Math.min(...boxes), `${setting} at ${width} px`).toBeGreaterThanOrEqual(104);
    }
  }
  const shown = (setting: string, property: string) =>
    page
      .goto(`/ka-man-erti/${setting}`)
      .then(() =>
        page
          .locator('.sample-screen')
          .evaluateAll(
            (screens, name) => screens.map((screen) => getComputedStyle(screen).getPropertyValue(name)),
            property,
          ),
      );
  expect(await shown('burti', 'font-size')).toEqual(['22px', '26.4px', '31.9px', '38.5px']);
  expect(await shown('atstarpes', 'line-height')).toEqual(['33px', '38.5px', '44px']);
  // Where the device says which, the sample shows both.
  expect(await shown('krasas', 'background-color')).toEqual([LIGHT, DARK, LIGHT, DARK, BLACK, CREAM]);
  await page.goto('/ka-man-erti/atteli');
  const pictures = page.locator('.sample-screen .card .picture');
  const widths = await pictures.evaluateAll((all) => all.map((picture) => picture.getBoundingClientRect().width));
  expect(widths).toEqual([56, 84]);
  await page.goto('/ka-man-erti/ekrans');
  expect(await page.locator('.sample-screen').evaluateAll((all) => all.map((one) => one.children.length))).toEqual([
    3, 2,
  ]);
});
