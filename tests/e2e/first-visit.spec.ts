import { firstVisit } from '../bench/first-visit.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, openSession } from '../support/sign-in.ts';

const MOST_BYTES = 60 * 1024;
const MOST_SCRIPT_BYTES = 12 * 1024;

test('the first visit of home is light enough for a slow connection', async ({ portal }) => {
  const files = await firstVisit(portal.origin, '/', `session=${await openSession(portal, 'D05')}`);
  const sum = (all: typeof files) => all.reduce((bytes, file) => bytes + file.bytes, 0);
  expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(['/', expect.stringMatching(/\.woff2$/)]));
  expect(sum(files)).toBeLessThanOrEqual(MOST_BYTES);
  expect(sum(files.filter(({ path }) => path.endsWith('.js')))).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
});

const LATE_MS = 700;

for (const [name, width, height] of [
  ['tablet', 768, 1024],
  ['telephone', 320, 640],
] as const) {
  test(`nothing jumps on a ${name} when the letters and pictures come late`, async ({ page, context, portal }) => {
    await page.setViewportSize({ width, height });
    await becomes(context, portal, 'D05');
    await page.route(/\.(woff2|svg)$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, LATE_MS));
      await route.continue();
    });
    await page.addInitScript(() => {
      new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) {
          const { value } = shift as PerformanceEntry & { value: number };
          document.documentElement.dataset.shifted = String(
            Number(document.documentElement.dataset.shifted ?? 0) + value,
          );
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const path of ['/', '/mans-plans', '/mana-nauda', '/mana-nedela']) {
      await page.goto(path, { waitUntil: 'networkidle' });
      await page.evaluate(() => document.fonts.ready);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      expect(await page.evaluate(() => document.fonts.check('1em "Atkinson Hyperlegible Next"'))).toBe(true);
      expect.soft(Number((await page.locator('html').getAttribute('data-shifted')) ?? 0), path).toBe(0);
    }
  });
}
