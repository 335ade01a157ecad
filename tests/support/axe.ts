import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = [
  'wcag2a',
  'wcag2aa',
  'wcag2aaa',
  'wcag21a',
  'wcag21aa',
  'wcag21aaa',
  'wcag22a',
  'wcag22aa',
  'wcag22aaa',
  'best-practice',
];

/** Rules of these tags that axe leaves out unless it is told. */
const OFF_BY_DEFAULT = [
  'color-contrast-enhanced',
  'identical-links-same-purpose',
  'meta-refresh-no-exceptions',
  'target-size',
];

/** No rule of WCAG 2.x, A to AAA, and no best practice is broken on the page as it stands. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: TAGS },
      rules: Object.fromEntries(OFF_BY_DEFAULT.map((rule) => [rule, { enabled: true }])),
    })
    // There are no frames: one run in the page itself is whole.
    .setLegacyMode()
    .analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
  expect.soft(found, await where(page)).toEqual([]);
}

/** What a screen for somebody who reads with effort must measure, in CSS pixels and characters. */
export type Measures = Readonly<{ target: number; text: number | null; isEasyRead: boolean }>;
export const participantMeasures: Measures = { target: 64, text: 21, isEasyRead: true };
export const staffMeasures: Measures = { target: 44, text: null, isEasyRead: false };

const LINE_HEIGHT = 1.5;
const LINE_CHARACTERS = 60;
const CHOICES = 5;

/** No word that speaks to the reader as "you". */
const SECOND_PERSON = /(?<!\p{L})(?:tu|te(?:v|vi|vis|vī)|tav(?:s|a|u|ā|ai|as|ās|i|iem|ām|us|os|am)|jū(?:s|s[uū]|su|s(?:os|ējais|ējā))|jum(?:s|os))(?!\p{L})/giu;

/** Checks what axe does not: sizes, lines, scrolling, choices, the words of the page and its title. */
export async function expectMeasures(page: Page, measures: Measures, { isError }: { isError: boolean }): Promise<void> {
  const found = await page.evaluate(measure, { ...measures, lineHeight: LINE_HEIGHT, lineCharacters: LINE_CHARACTERS });
  const at = await where(page);
  expect.soft(found.lang, at).toBe('lv');
  expect.soft(found.headings, `${at}: one h1`).toBe(1);
  expect.soft(found.title, at).toMatch(isError ? /^Kļūda: \S/ : /^(?!Kļūda)\S/);
  expect.soft(found.title, at).toMatch(/ · Mans plāns$/);
  expect.soft(found.scrolls, `${at}: nothing to scroll sideways`).toBe(0);
  expect.soft(found.smallTargets, `${at}: targets of ${measures.target} px`).toEqual([]);
  if (!measures.isEasyRead) return;
  expect.soft(found.smallText, `${at}: text of ${measures.text} px`).toEqual([]);
  expect.soft(found.tightText, `${at}: line height`).toEqual([]);
  expect.soft(found.longLines, `${at}: lines`).toEqual([]);
  expect.soft(found.choices, `${at}: choices`).toBeLessThanOrEqual(CHOICES);
  expect.soft(found.words.match(SECOND_PERSON) ?? [], `${at}: nobody is spoken to`).toEqual([]);
}

async function where(page: Page): Promise<string> {
  return `${new URL(page.url()).pathname} "${await page.title()}" at ${page.viewportSize()?.width} px`;
}

type Asked = Measures & Readonly<{ lineHeight: number; lineCharacters: number }>;

/** Runs in the page. */
function measure({ target, text, lineHeight, lineCharacters }: Asked) {
  const nameOf = (element: Element): string => {
    const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${words}"`;
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.unseen') === null;

  // A link may be stretched over its whole card: then the card is what one presses.
  const pressed = (element: Element): DOMRect => {
    const stretched = getComputedStyle(element, '::after').position === 'absolute';
    const own = getComputedStyle(element).position !== 'static';
    const area = stretched && !own && element instanceof HTMLElement ? element.offsetParent : element;
    return (area ?? element).getBoundingClientRect();
  };
  const smallTargets = [...document.querySelectorAll('a[href], button, input, textarea, select, summary')]
    .filter((element) => !(element instanceof HTMLInputElement && element.type === 'hidden') && isShown(element))
    .flatMap((element) => {
      const { width, height } = pressed(element);
      return Math.min(width, height) < target - 0.5 ? [`${nameOf(element)} ${Math.round(width)}×${Math.round(height)}`] : [];
    });

  const smallText: string[] = [];
  const tightText: string[] = [];
  const blocks = new Map<Element, Text[]>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!(node instanceof Text) || parent === null || node.data.trim() === '' || !isShown(parent)) continue;
    if (parent.closest('script, style, noscript') !== null) continue;
    const style = getComputedStyle(parent);
    const size = Number.parseFloat(style.fontSize);
    if (text !== null && size < text - 0.01) smallText.push(`${nameOf(parent)} ${size} px`);
    let block = parent;
    while (getComputedStyle(block).display.startsWith('inline') && block.parentElement !== null) block = block.parentElement;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }

  const longLines: string[] = [];
  for (const [block, nodes] of blocks) {
    const lines: { top: number; bottom: number; words: string }[] = [];
    for (const node of nodes) {
      for (let index = 0; index < node.length; index += 1) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const rect = range.getClientRects()[0];
        if (rect === undefined || rect.width === 0) continue;
        const line = lines.at(-1);
        const middle = (rect.top + rect.bottom) / 2;
        if (line !== undefined && middle > line.top && middle < line.bottom) line.words += node.data.charAt(index);
        else lines.push({ top: rect.top, bottom: rect.bottom, words: node.data.charAt(index) });
      }
    }
    // Between lines there is room only where there are lines; headings and what is pressed are no running text.
    const style = getComputedStyle(block);
    const spacing = Number.parseFloat(style.lineHeight) / Number.parseFloat(style.fontSize);
    const isRunning = block.closest('h1, h2, h3, h4, a, button, label, legend, summary, svg, [aria-hidden="true"]') === null;
    if (isRunning && lines.length > 1 && spacing < lineHeight - 0.01) tightText.push(`${nameOf(block)} ${spacing}`);
    for (const { words } of lines) {
      const line = words.trim().replace(/\s+/g, ' ');
      if (line.length > lineCharacters) longLines.push(`${line.length} characters: ${line}`);
    }
  }

  const groups = [...document.querySelectorAll('fieldset')].map(
    (group) => group.querySelectorAll('input[type="radio"]').length,
  );
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallTargets,
    smallText,
    tightText,
    longLines,
    choices: Math.max(0, ...groups, document.querySelectorAll('.tile').length),
    words: document.body.innerText,
  };
}
