import { parse } from '@astrojs/compiler-rs';
import { describe, expect, test } from 'vitest';
import { lv } from '../../../locales/lv/index.ts';
import { isFirstTime } from '../../../src/ui/explained/first-time.ts';
import { readSources, walk } from '../../architecture/dependencies.ts';

test('a word is explained once on a page, and again on the next page', () => {
  const page = new Request('http://localhost/mans-plans');
  expect(isFirstTime(page, 'card')).toBe(true);
  expect(isFirstTime(page, 'card')).toBe(false);
  expect(isFirstTime(page, 'code')).toBe(true);
  expect(isFirstTime(new Request(page), 'card')).toBe(true);
});

type Texts = Readonly<{ [key: string]: string | Texts }>;

function markedKeys(texts: Texts, path: string): readonly string[] {
  return Object.entries(texts).flatMap(([key, text]) => {
    if (typeof text !== 'string') return markedKeys(text, `${path}${key}.`);
    return text.includes('<') ? [path + key] : [];
  });
}

const marked = Object.entries(lv).flatMap(([namespace, texts]) => markedKeys(texts, `${namespace}:`));

/** The keys that are written in a source, with what stands for those that are built at run time. */
const KEY = /(['"`])(\w+:(?:[\w.]|\$\{[^}]*\})+)\1/g;

/** What shows the marks of a text: the element, and which of its attributes takes the text. */
const SHOWING: Readonly<Record<string, string>> = { Explained: 'text', Passage: 'text', PersonCard: 'role' };

type Range = Readonly<{ start: number; end: number }>;

function showingRanges(astroSource: string): readonly Range[] {
  const ranges: Range[] = [];
  walk(parse(astroSource).ast.body, (node, parent) => {
    if (node.type !== 'JSXAttribute' || parent === null) return;
    const attribute = nameOf(node.name);
    if (attribute !== '' && SHOWING[nameOf(parent.name)] === attribute) ranges.push(node);
  });
  return ranges;
}

const nameOf = (name: unknown): string =>
  typeof name === 'object' && name !== null && 'name' in name && typeof name.name === 'string' ? name.name : '';

/** The marked texts a source would show with their marks. */
function shownRaw(path: string, source: string): readonly string[] {
  const showing = path.endsWith('.astro') ? showingRanges(source) : [];
  return [...source.matchAll(KEY)].flatMap(({ 2: key = '', index }) => {
    const pattern = key.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/g, '.+');
    // What comes after it is the gender or the number.
    const isMarked = marked.some((one) => new RegExp(`^${pattern}(_\\w+)?$`).test(one));
    return isMarked && !showing.some(({ start, end }) => start < index && index < end) ? [`${path}: ${key}`] : [];
  });
}

describe('a text with marks', () => {
  test('is only ever given to what shows them', () => {
    expect(marked.length).toBeGreaterThan(0);
    const found = Object.entries(readSources('src', 'db')).flatMap(([path, source]) => shownRaw(path, source));
    expect(found).toEqual([]);
  });

  test.each([
    ['a.astro', "---\nconst { t } = Astro.locals;\n---\n<p>{t('signIn:code.who')}</p>"],
    ['a.astro', "---\nconst title = t('signIn:code.who');\n---\n<h1>{title}</h1>"],
    ['a.astro', "<Page title={t(isFirst ? 'signIn:code.who' : 'signIn:code.title')} />"],
    ['a.astro', `<Explained text={t('ui:home')} aria-label={t(\`circle:kind.\${kind}\`, { context })} />`],
    ['a.ts', `export const role = (t, kind) => t(\`circle:kind.\${kind}\`);`],
  ])('anywhere else is found: %s %s', (path, source) => {
    expect(shownRaw(path, source)).toHaveLength(1);
  });

  test.each([
    "<p><Explained text={t('signIn:code.who')} /></p>",
    `<PersonCard name={name} role={t(\`circle:kind.\${kind}\`, { context })} />`,
    "<p>{t('signIn:code.hint')}</p>",
  ])('is well where its marks are shown: %s', (source) => {
    expect(shownRaw('a.astro', source)).toEqual([]);
  });
});
