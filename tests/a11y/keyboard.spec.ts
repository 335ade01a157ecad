import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret } from '../support/sign-in.ts';
import { beginAbout, comingVisits, eventsOf, requestIdIn, visitOf } from '../support/story.ts';

const MOST_STEPS = 60;
const RING = 3;

/** Goes on with Tab until this has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    await page.keyboard.press('Tab');
    if (await goal.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab never comes to ${goal}.`);
}

/** What has the focus shows it with a ring, and nothing lies over it. */
async function focused(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const middle = { x: (left + right) / 2, y: (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2 };
    const over = document.elementFromPoint(middle.x, middle.y);
    // What a link is stretched over, or a radio button lies under, belongs to it.
    const card = element.closest('.card, .visit, .choice-card') ?? element;
    const rings = [getComputedStyle(element), getComputedStyle(element, '::after'), getComputedStyle(card)]
      .filter(({ outlineStyle }) => outlineStyle !== 'none')
      .map(({ outlineWidth }) => Number.parseFloat(outlineWidth));
    return {
      words:
        `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.trim() ?? ''}`.slice(
          0,
          60,
        ),
      ring: Math.max(0, ...rings),
      isInView: top >= -1 && bottom <= innerHeight + 1,
      isFree: over !== null && (element.contains(over) || card.contains(over)),
    };
  });
}

async function expectVisibleFocus(page: Page): Promise<number> {
  const seen: string[] = [];
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now === null) break;
    const at = `${page.url()} ${now.words}`;
    expect.soft(now.ring, at).toBeGreaterThanOrEqual(RING);
    expect.soft(now.isInView, `${at} is in view`).toBe(true);
    expect.soft(now.isFree, `${at} is not covered`).toBe(true);
    seen.push(now.words);
  }
  return seen.length;
}

for (const viewport of [
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
  { width: 320, height: 640 },
]) {
  test(`the focus is seen everywhere it goes, ${viewport.width} px wide`, async ({ page, context, portal }) => {
    await page.setViewportSize(viewport);
    await becomes(context, portal, 'D05');
    await page.goto('/');
    expect(await expectVisibleFocus(page)).toBeGreaterThan(8);
    await beginAbout(page, comingVisits(portal, 'D05')[0] ?? 0);
    await page.reload();
    expect(await expectVisibleFocus(page)).toBeGreaterThan(7);
    await page.goto('/mana-nedela');
    expect(await expectVisibleFocus(page)).toBeGreaterThan(8);
  });
}

test('the first Tab leads straight to the words of the page', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D05');
  await page.goto('/mans-plans');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Uzreiz uz lapas tekstu' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('a whole request is made with the keyboard alone', async ({ page, portal }) => {
  await page.goto(`/k#${cardSecret(portal, 'D05')}`);
  const press = async (goal: Locator, key = 'Enter') => {
    await tabTo(page, goal);
    await page.keyboard.press(key);
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string) => expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
  const choose = async (nth: number) => {
    await tabTo(page, page.getByRole('radio').first());
    await page.keyboard.press('Space');
    for (let moved = 0; moved < nth; moved += 1) await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('radio').nth(nth)).toBeChecked();
    await press(button('Tālāk'));
  };

  await press(button('Ienākt'));
  await heading('Labdien, Māri!');
  await press(page.getByRole('link', { name: 'Mana nedēļa' }));
  await heading('Mana nedēļa');
  await press(page.locator(`a[href="/tiksanas/${visitOf(portal, 'V0533').id}"]`));
  await heading('Ko darīt, ja es nevaru atnākt?');
  await press(button('Es gribu citu laiku vai nevaru atnākt'));
  await heading('Ko es gribu?');
  await press(button('Tālāk'));
  await expect(page.getByRole('alert')).toBeFocused();
  await choose(0);
  await heading('Kurā dienā es gribu tikties?');
  await choose(2);
  await heading('Kurš laiks man der?');
  await choose(1);
  await heading('Kas man palīdz izlemt?');
  await choose(0);
  await heading('Mans lūgums');
  await press(page.getByRole('link', { name: 'Tā ir pareizi' }));
  await heading('Ko es lūdzu?');
  await tabTo(page, page.getByRole('radio').first());
  for (
    let step = 0;
    step < 3 && !(await page.getByRole('radio', { name: 'Es gribu citu laiku' }).isChecked());
    step += 1
  ) {
    await page.keyboard.press('ArrowDown');
  }
  await press(button('Tālāk'));
  await heading('Kas notiek, ja es nesūtu lūgumu?');
  await tabTo(page, page.getByRole('radio').first());
  for (
    let step = 0;
    step < 2 && !(await page.getByRole('radio', { name: 'Viss paliek, kā ir' }).isChecked());
    step += 1
  ) {
    await page.keyboard.press('ArrowDown');
  }
  await press(button('Tālāk'));
  await heading('Ko es izlemju?');
  await tabTo(page, page.getByRole('radio').first());
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: 'Es gribu citu laiku' })).toBeChecked();
  await press(button('Tā es izlemju'));
  await heading('Es nosūtīju lūgumu.');
  expect(eventsOf(portal, requestIdIn(page))).toEqual(['started D05', 'sent D05']);
});
