import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { plainLook } from '../../src/core/look.ts';
import { looks, wear } from '../a11y/looks.ts';
import { temporaryFile } from '../support/database.ts';
import { cutElements, lonelyHeadings, type Pdf, readPdf } from '../support/pdf.ts';
import type { Portal } from '../support/portal.ts';
import { expect, test } from '../support/portal-test.ts';
import { becomes, cardSecret, enterWithoutScripts, openSession, runCommand } from '../support/sign-in.ts';
import {
  addLessons,
  comingVisits,
  postForm,
  postRequest,
  postUnderstanding,
  rowOf,
  writeRows,
} from '../support/story.ts';

/** In millimetres; letters in points. */
const papers = {
  A4: { width: 210, height: 297, text: 16 },
  A5: { width: 148, height: 210, text: 14 },
} as const;
type Paper = keyof typeof papers;
const formats = ['A4', 'A5'] as const satisfies readonly Paper[];

/** The margin left and right, as `print.css` sets it. */
const MARGIN_MM = 13;
const PX_PER_MM = 96 / 25.4;
const PX_PER_POINT = 96 / 72;

const sheets = ['/mans-plans', '/mana-nauda', '/mana-nedela'] as const;

async function print(page: Page, format: Paper): Promise<Pdf> {
  const pdf = readPdf(await page.pdf({ format, preferCSSPageSize: true, tagged: true }));
  for (const sheet of pdf.sheets) {
    expect(Math.abs(sheet.width - papers[format].width), `${format}: width`).toBeLessThan(1);
    expect(Math.abs(sheet.height - papers[format].height), `${format}: height`).toBeLessThan(1);
  }
  return pdf;
}

/** As on paper: its width, and the margins that a window does not have. */
async function expectGoodSheet(page: Page, format: Paper): Promise<void> {
  const { width, text } = papers[format];
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: Math.round(width * PX_PER_MM), height: 1000 });
  const found = await page.evaluate(measure, { margin: MARGIN_MM * PX_PER_MM, text: text * PX_PER_POINT });
  await page.emulateMedia({ media: null });
  const at = `${new URL(page.url()).pathname} on ${format}`;
  expect.soft(found.tooWide, `${at}: within the margins`).toEqual([]);
  expect.soft(found.small, `${at}: letters of ${text} pt`).toEqual([]);
  expect.soft(found.coloured, `${at}: black and white`).toEqual([]);
  expect.soft(found.onScreenOnly, `${at}: nothing to press`).toEqual([]);
  expect
    .soft(found.foot, at)
    .toContain(`Šo lapu drukāja 2026. gada 23. novembrī. Jaunākais ir šeit: ${new URL(page.url()).host}`);
}

/** Runs in the page. */
function measure({ margin, text }: { margin: number; text: number }) {
  document.documentElement.style.paddingInline = `${margin}px`;
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
  const shown = [...document.body.querySelectorAll('*')].filter(
    (element) =>
      element.closest('.unseen, script') === null &&
      element.checkVisibility({ visibilityProperty: true }) &&
      element.getClientRects().length > 0,
  );
  const room = { left: margin - 0.5, right: document.documentElement.clientWidth - margin + 0.5 };
  const tooWide = shown.filter((element) => {
    const { left, right } = element.getBoundingClientRect();
    return left < room.left || right > room.right;
  });
  const hasWords = (element: Element) =>
    [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
  const small = shown.filter(
    (element) => hasWords(element) && Number.parseFloat(getComputedStyle(element).fontSize) < text - 0.01,
  );
  const isGrey = (colour: string): boolean => {
    const [red, green, blue] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return red === green && green === blue;
  };
  const coloured = shown.filter((element) => {
    const { color, backgroundColor, borderTopColor, borderLeftColor, borderBottomColor, fill, stroke } =
      getComputedStyle(element);
    return ![color, backgroundColor, borderTopColor, borderLeftColor, borderBottomColor, fill, stroke].every(isGrey);
  });
  document.documentElement.style.paddingInline = '';
  return {
    tooWide: tooWide.map(nameOf),
    small: small.map(nameOf),
    coloured: coloured.map(nameOf),
    onScreenOnly: shown.filter((element) => element.matches('nav, button, input, .skip, .top, .foot')).map(nameOf),
    foot: (shown.find((element) => element.matches('.sheet-foot'))?.textContent ?? '').replace(/\s+/g, ' ').trim(),
  };
}

async function sentRequest(portal: Portal, number: string): Promise<string> {
  const session = await openSession(portal, number);
  const visit = comingVisits(portal, number)[0] ?? 0;
  const id = await postRequest(portal, session, visit, { kas: 'cannot_come', palidziba: 'alone' });
  await postUnderstanding(portal, session, id);
  const sent = await postForm(portal, `/lugums/${id}/izlemt`, session, { way: 'answer', choice: 'send' });
  expect(sent.status).toBe(303);
  return `/lugums/${id}`;
}

test.describe('each sheet is whole on A4 and A5', () => {
  const mostSheets = { '/mans-plans': [4, 6], '/mana-nauda': [4, 6], '/mana-nedela': [3, 4] } as const;

  for (const path of sheets) {
    test(path, async ({ page, context, portal }) => {
      await becomes(context, portal, 'D01');
      await page.goto(path);
      for (const [index, format] of formats.entries()) {
        const pdf = await print(page, format);
        expect(pdf.sheets.length).toBeGreaterThan(1);
        expect(pdf.sheets.length).toBeLessThanOrEqual(mostSheets[path][index] ?? 0);
        // A visit, a service, a goal, a person; and in the week a day, which is what has an H2.
        const kept = ['Art', 'LI', 'H3', ...(path === '/mana-nedela' ? ['H2'] : [])];
        expect(pdf.elements.filter(({ kind }) => kept.includes(kind)).length).toBeGreaterThan(4);
        expect(cutElements(pdf, kept), format).toEqual([]);
        expect(lonelyHeadings(pdf), format).toEqual([]);
        await expectGoodSheet(page, format);
      }
    });
  }

  test('a request', async ({ page, context, portal }) => {
    await becomes(context, portal, 'D01');
    await page.goto(await sentRequest(portal, 'D01'));
    for (const format of formats) {
      const pdf = await print(page, format);
      expect(pdf.sheets.length).toBeLessThanOrEqual(4);
      expect(cutElements(pdf, ['Art', 'LI', 'H3'])).toEqual([]);
      expect(lonelyHeadings(pdf)).toEqual([]);
      await expectGoodSheet(page, format);
    }
  });
});

test('what is folded on the screen is open on paper', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D01');
  await page.goto('/mana-nauda/precizi');
  const entry = page.locator('.entry').first();
  await expect(entry).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  for (const one of await page.locator('.entry').all()) await expect(one).toBeVisible();
  const pdf = await print(page, 'A5');
  expect(cutElements(pdf, ['LI'])).toEqual([]);
  await expectGoodSheet(page, 'A5');
  await expect(entry).toBeHidden();
});

for (const [name, look] of Object.entries(looks)) {
  test(`black on white, large and within the paper: ${name}`, async ({ page, context, portal }) => {
    await wear(context, portal.origin, look);
    await becomes(context, portal, 'D02');
    for (const path of sheets) {
      await page.goto(path);
      for (const format of formats) await expectGoodSheet(page, format);
      expect(cutElements(await print(page, 'A5'), ['Art', 'H3'])).toEqual([]);
    }
  });
}

test('whose sheet it is and whom to call stand on it, and only on paper', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D01');
  await page.goto('/mana-nedela');
  await expect(page.getByText('Mani sauc Jānis.')).toBeHidden();
  await expect(page.getByText('Šo lapu drukāja')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('Mani sauc Jānis.')).toBeVisible();
  await expect(page.locator('.sheet-foot')).toContainText('Man vajag palīdzību Anna +371 2000 1001');
  await expect(page.locator('.sheet-head')).not.toContainText(
    rowOf<{ last_name: string }>(portal, "select last_name from person where number = 'D01'").last_name,
  );
});

test('the week that is on has no past on paper, a week that is over has', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D01');
  const { id } = rowOf<{ id: number }>(
    portal,
    `select visit.id from visit join plan_service on plan_service.id = plan_service_id join plan on plan.id = plan_id
     join person on person.id = participant_id where person.number = 'D01' and held_on > '2026-11-23' order by held_on limit 1`,
  );
  writeRows(
    portal,
    "update visit set held_on = '2026-11-23', start_time = '07:00', end_time = '07:30' where id = ?",
    id,
  );
  const past = page.getByRole('heading', { name: 'Tas jau bija' });
  await page.goto('/mana-nedela');
  await expect(past).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(past).toBeHidden();
  await page.goto('/mana-nedela/2026-11-16');
  await expect(past).toBeVisible();
});

test('200 visits and 40 goals: no visit, no step is cut in two', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D05');
  addLessons(portal, 200, (index) => ({
    day: Temporal.PlainDate.from('2026-11-24').add({ days: index % 5 }),
    time: Temporal.PlainTime.from('06:00').add({ minutes: 15 * Math.floor(index / 5) }),
    minutes: 15,
  }));
  const { plan_id } = rowOf<{ plan_id: number }>(
    portal,
    "select plan_id from visit join plan_service on plan_service.id = plan_service_id where number = 'V0533'",
  );
  for (let index = 0; index < 40; index += 1) {
    const goal = writeRows(
      portal,
      'insert into goal (plan_id, position, text) values (?, ?, ?)',
      plan_id,
      100 + index,
      `Es gribu iemācīties ${index}. dziesmu.`,
    );
    for (let step = 1; step <= index % 5; step += 1) {
      writeRows(
        portal,
        'insert into step (goal_id, position, text) values (?, ?, ?)',
        goal,
        step,
        `Es klausos ${step}. reizi.`,
      );
    }
  }
  for (const [path, kind, count] of [
    ['/mana-nedela', 'Art', 200],
    ['/mans-plans', 'H3', 40],
  ] as const) {
    await page.goto(path);
    for (const format of formats) {
      const pdf = await print(page, format);
      expect(pdf.elements.filter((element) => element.kind === kind).length).toBeGreaterThan(count);
      expect(cutElements(pdf, ['Art', 'LI', 'H3'])).toEqual([]);
      expect(lonelyHeadings(pdf)).toEqual([]);
      // Sheets are filled: half of what a sheet for each would be.
      expect(pdf.sheets.length, path).toBeLessThan(count / (format === 'A4' ? 2 : 1));
    }
  }
});

test('long names stay on the paper', async ({ page, context, portal }) => {
  const word = 'Nepārtrauktigarāuzvārdanevajagsalauztlapu';
  writeRows(
    portal,
    "update person set last_name = ?, organisation = ? where number like 'P%'",
    word,
    `${word} ${word}`,
  );
  writeRows(portal, "update person set first_name = ? where number in ('D06', 'P03')", word);
  writeRows(portal, 'update visit set place = ?', word);
  writeRows(portal, 'update service set easy_name = ?', `${word} nodarbība`);
  writeRows(portal, 'update plan set dream = ?', `Es gribu ${word}. `.repeat(8));
  await wear(context, portal.origin, { ...plainLook, textSize: 4, spacing: 3, hasBigPictures: true });
  await becomes(context, portal, 'D06');
  for (const path of sheets) {
    await page.goto(path);
    for (const format of formats) await expectGoodSheet(page, format);
  }
});

test('the button opens the browser’s own printing', async ({ page, context, portal }) => {
  await becomes(context, portal, 'D03');
  for (const path of [...sheets, await sentRequest(portal, 'D03')]) {
    await page.goto(path);
    await expect(page.getByText('Pārlūka izvēlnē es izvēlos „Drukāt”.')).toBeHidden();
    const isPrinted = page.evaluate(
      () =>
        new Promise<boolean>((resolve) => window.addEventListener('beforeprint', () => resolve(true), { once: true })),
    );
    await page.getByRole('button', { name: 'Drukāt' }).click();
    expect(await isPrinted).toBe(true);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('words say how to print, and there is no button that does nothing', async ({ page, portal }) => {
    await enterWithoutScripts(page, portal, 'D04');
    for (const path of sheets) {
      await page.goto(path);
      await expect(page.getByText('Pārlūka izvēlnē es izvēlos „Drukāt”.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Drukāt' })).toHaveCount(0);
    }
    expect((await print(page, 'A4')).sheets.length).toBeGreaterThan(0);
  });
});

test('the card is cut out of A4 or A5, and the rest stays at home', async ({ page, portal }) => {
  const file = temporaryFile('card.html');
  const before = cardSecret(portal, 'D05');
  runCommand(portal, 'card', 'D05', '--out', file);
  expect(readFileSync(file, 'utf8')).not.toContain(before);
  await page.goto(`file://${file}`);
  await expect(page.getByRole('button', { name: 'Drukāt' })).toBeVisible();
  for (const [format, count] of [
    ['A4', 1],
    ['A5', 2],
  ] as const) {
    const pdf = await print(page, format);
    expect(pdf.sheets.length, format).toBe(count);
    expect(cutElements(pdf, ['Art', 'L', 'LI', 'H2'])).toEqual([]);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button')).toHaveCount(0);
  const card = await page.getByRole('article').boundingBox();
  expect((card?.width ?? 0) / PX_PER_MM).toBeCloseTo(105, 0);
  expect((card?.height ?? 0) / PX_PER_MM).toBeCloseTo(148, 0);
  const isCut = await page.getByRole('article').evaluate((element) => element.scrollHeight > element.clientHeight);
  expect(isCut).toBe(false);
});
