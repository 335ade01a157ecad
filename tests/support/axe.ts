import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

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

/** What a rule says may depend on the colours alone. */
const OF_COLOURS = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

const everything: axe.RunOptions = {
  runOnly: { type: 'tag', values: TAGS },
  rules: Object.fromEntries(OFF_BY_DEFAULT.map((rule) => [rule, { enabled: true }])),
};
const ofColours: axe.RunOptions = { runOnly: { type: 'rule', values: OF_COLOURS } };

/**
 * No rule of WCAG 2.x, A to AAA, and no best practice is broken on the page as it stands; of a page that differs from one
 * that was looked at by its colours alone, those rules that see colours.
 */
export async function expectNoViolations(page: Page, { isRecoloured = false } = {}): Promise<void> {
  // The checker stays in a page until the next one is opened.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    async (options) => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      // What passes is not described: that takes a third of the time.
      const { violations } = await checker.run(document, { ...options, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
      );
    },
    isRecoloured ? ofColours : everything,
  );
  expect.soft(found, await where(page)).toEqual([]);
}

/** Makes the window as large as the page: what the help bar covers until one scrolls is not covered for good. */
export async function showWhole(page: Page, width: number, least = 768): Promise<void> {
  await page.setViewportSize({ width, height: least });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, least) });
}

/** What a screen for somebody who reads with effort must measure, in CSS pixels and characters. */
export type Measures = Readonly<{ target: number; text: number | null; isEasyRead: boolean }>;
export const participantMeasures: Measures = { target: 64, text: 21, isEasyRead: true };
export const staffMeasures: Measures = { target: 44, text: null, isEasyRead: false };

const LINE_HEIGHT = 1.5;
const LINE_CHARACTERS = 60;
const CHOICES = 5;
/** Letters; the easy-language rules warn of longer ones. */
const LONGEST_WORD = 14;
/** WCAG 2.2, 1.4.11: what shows that something can be pressed. */
const EDGE_CONTRAST = 3;

/** No word that speaks to the reader as "you". */
const SECOND_PERSON =
  /(?<!\p{L})(?:tu|te(?:v|vi|vis|vī)|tav(?:s|a|u|ā|ai|as|ās|i|iem|ām|us|os|am)|jū(?:s|s[uū]|su|s(?:os|ējais|ējā))|jum(?:s|os))(?!\p{L})/giu;

/** Checks what axe does not: sizes, lines, scrolling, choices, the words of the page and its title. */
export async function expectMeasures(page: Page, measures: Measures, { isError }: { isError: boolean }): Promise<void> {
  const found = await page.evaluate(measure, {
    ...measures,
    lineHeight: LINE_HEIGHT,
    lineCharacters: LINE_CHARACTERS,
    edgeContrast: EDGE_CONTRAST,
    longestWord: LONGEST_WORD,
  });
  const at = await where(page);
  expect.soft(found.lang, at).toBe('lv');
  expect.soft(found.headings, `${at}: one h1`).toBe(1);
  expect.soft(found.title, at).toMatch(isError ? /^Kļūda: \S/ : /^(?!Kļūda)\S/);
  expect.soft(found.title, at).toMatch(/ · Mans plāns$/);
  expect.soft(found.scrolls, `${at}: nothing to scroll sideways`).toBe(0);
  expect.soft(found.smallTargets, `${at}: targets of ${measures.target} px`).toEqual([]);
  expect.soft(found.brokenWords, `${at}: words in one piece`).toEqual([]);
  expect.soft(found.faintEdges, `${at}: edges of ${EDGE_CONTRAST} : 1`).toEqual([]);
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

type Asked = Measures &
  Readonly<{ lineHeight: number; lineCharacters: number; edgeContrast: number; longestWord: number }>;

/** Runs in the page. */
function measure({ target, text, lineHeight, lineCharacters, edgeContrast, longestWord }: Asked) {
  const nameOf = (element: Element): string => {
    const words = (element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} "${words}"`;
  };
  const isShown = (element: Element): boolean =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.unseen') === null;

  // A link may be stretched over its whole card: then the card is what one presses.
  const pressed = (element: Element): DOMRect => {
    const isStretched = getComputedStyle(element, '::after').position === 'absolute';
    const isPlaced = getComputedStyle(element).position !== 'static';
    const area = isStretched && !isPlaced && element instanceof HTMLElement ? element.offsetParent : element;
    return (area ?? element).getBoundingClientRect();
  };
  const smallTargets = [
    ...document.querySelectorAll('a[href], button, input:not([type="hidden"]), textarea, select, summary'),
  ]
    .filter(isShown)
    .map((element) => ({ element, area: pressed(element) }))
    .filter(({ area }) => Math.min(area.width, area.height) < target - 0.5)
    .map(({ element, area }) => `${nameOf(element)} ${Math.round(area.width)}×${Math.round(area.height)}`);

  type Colour = readonly [red: number, green: number, blue: number, alpha: number];
  const colourOf = (computed: string): Colour => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (computed.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const groundOf = (element: Element | null): Colour => {
    if (element === null) return [255, 255, 255, 1];
    const own = colourOf(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : groundOf(element.parentElement);
  };
  const luminance = ([red, green, blue]: Colour): number => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const edgeOf = (element: Element): number => {
    const style = getComputedStyle(element);
    const ground = groundOf(element.parentElement);
    const edges = (['Top', 'Right', 'Bottom', 'Left'] as const)
      .filter((side) => style[`border${side}Style`] !== 'none' && style[`border${side}Width`] !== '0px')
      .map((side) => contrast(colourOf(style[`border${side}Color`]), ground));
    return Math.max(contrast(groundOf(element), ground), ...edges);
  };
  // A link in a sentence shows by its line; what looks like a key or a field shows by its edge or its own ground.
  const faintEdges = [
    ...document.querySelectorAll(
      '.button, .tile, .choice-input, .top-way, .help-key, .sample, .block-key, input[type="text"], textarea, select',
    ),
  ]
    .filter(isShown)
    .filter((element) => edgeOf(element) < edgeContrast)
    .map((element) => `${nameOf(element)} ${edgeOf(element).toFixed(1)}`);

  const shownTexts = (): { node: Text; parent: Element }[] => {
    const found: { node: Text; parent: Element }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!(node instanceof Text) || parent === null || node.data.trim() === '') continue;
      if (isShown(parent) && !parent.matches('script, style, noscript')) found.push({ node, parent });
    }
    return found;
  };
  const blockOf = (element: Element): Element => {
    let block = element;
    while (getComputedStyle(block).display.startsWith('inline')) block = block.parentElement ?? document.body;
    return block;
  };
  const linesOf = (nodes: readonly Text[]): string[] => {
    const lines: { top: number; bottom: number; words: string }[] = [];
    const place = (character: string, rect: DOMRect | undefined): void => {
      if (rect === undefined || rect.width === 0) return;
      const line = lines.at(-1);
      const middle = (rect.top + rect.bottom) / 2;
      if (line !== undefined && middle > line.top && middle < line.bottom) line.words += character;
      else lines.push({ top: rect.top, bottom: rect.bottom, words: character });
    };
    for (const node of nodes) {
      for (const [index, character] of [...node.data].entries()) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        place(character, range.getClientRects()[0]);
      }
    }
    return lines.map(({ words }) => words.trim().replace(/\s+/g, ' '));
  };

  const texts = shownTexts();
  const sizeOf = (element: Element) => Number.parseFloat(getComputedStyle(element).fontSize);
  const smallText = texts
    .filter(({ parent }) => text !== null && sizeOf(parent) < text - 0.01)
    .map(({ parent }) => `${nameOf(parent)} ${sizeOf(parent)} px`);

  const blocks = [...Map.groupBy(texts, ({ parent }) => blockOf(parent))].map(([block, inside]) => ({
    block,
    lines: linesOf(inside.map(({ node }) => node)),
  }));
  // A word that could stand whole is not cut by the end of a line: addresses have no spaces, and the largest letters leave
  // no room on the narrowest screen for the longest words, nor for all that is kept on one line, as a day and its month.
  const roomForWord = 0.6 * innerWidth;
  const isAddress = (run: string): boolean => /[@/]|\p{L}\.\p{L}/u.test(run);
  const piecesOf = (node: Text, start: number, text: string): DOMRect[] => {
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, start + text.length);
    return [...range.getClientRects()].filter(({ width }) => width > 0);
  };
  const widthOf = (pieces: readonly DOMRect[]): number => pieces.reduce((sum, { width }) => sum + width, 0);
  const isCut = ([first, ...more]: readonly DOMRect[]): boolean =>
    first !== undefined && more.some(({ top }) => top > first.top + first.height / 2);
  const brokenWords = texts.flatMap(({ node, parent }) =>
    // All between two places where a line may end.
    [...node.data.matchAll(/[^ \n\t]+/g)]
      .filter(({ 0: run, index }) => !isAddress(run) && widthOf(piecesOf(node, index, run)) <= roomForWord)
      .flatMap(({ 0: run, index }) =>
        [...run.matchAll(/\p{L}+/gu)]
          .filter(({ 0: word }) => word.length <= longestWord)
          .filter(({ 0: word, index: within }) => isCut(piecesOf(node, index + within, word))),
      )
      .map(([word]) => `${word} in ${nameOf(parent)}`),
  );

  // Between lines there is room only where there are lines; headings and what is pressed are no running text.
  const notRunning = 'h1, h2, h3, h4, a, button, label, legend, summary, svg, [aria-hidden="true"]';
  const spacing = (block: Element) => Number.parseFloat(getComputedStyle(block).lineHeight) / sizeOf(block);
  const tightText = blocks
    .filter(({ block, lines }) => lines.length > 1 && block.closest(notRunning) === null)
    .filter(({ block }) => spacing(block) < lineHeight - 0.01)
    .map(({ block }) => `${nameOf(block)} ${spacing(block)}`);
  const longLines = blocks
    .flatMap(({ lines }) => lines)
    .filter((line) => line.length > lineCharacters)
    .map((line) => `${line.length} characters: ${line}`);

  const groups = [...document.querySelectorAll('fieldset')].map(
    (group) => group.querySelectorAll('input[type="radio"]').length,
  );
  return {
    lang: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    title: document.title,
    scrolls: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    smallTargets,
    faintEdges,
    smallText,
    tightText,
    longLines,
    brokenWords,
    choices: Math.max(0, ...groups, document.querySelectorAll('.tile').length),
    // Also what only a screen reader says.
    words: document.body.textContent ?? '',
  };
}
