import { describe, expect, test } from 'vitest';
import { locales } from '../../../locales/index.ts';
import { anchorOf, partsOf, terms } from '../../../src/core/glossary.ts';
import { languages, textIn } from '../../../src/core/text/text.ts';

const MOST_SENTENCES = 3;

describe('a text with marks', () => {
  test('is cut at its words, and loses nothing but the marks', () => {
    expect(partsOf('Man ir <card>kartīte</card> un <code>kods</code>.')).toEqual([
      { words: 'Man ir ', term: null },
      { words: 'kartīte', term: 'card' },
      { words: ' un ', term: null },
      { words: 'kods', term: 'code' },
      { words: '.', term: null },
    ]);
    expect(partsOf('<guardian>Aizgādnis</guardian>')).toEqual([{ words: 'Aizgādnis', term: 'guardian' }]);
    expect(partsOf('')).toEqual([]);
  });

  test('keeps what is no word of the glossary as it was written', () => {
    for (const text of [
      '2 < 3 > 1',
      '<b>Anna</b>',
      '<card>kartīte',
      '<card>kartīte</code>',
      '<toString>a</toString>',
    ]) {
      expect(partsOf(text)).toEqual([{ words: text, term: null }]);
    }
  });
});

test('every word has a place of its own on the page with all words', () => {
  const anchors = terms.map(anchorOf);
  expect(new Set(anchors).size).toBe(terms.length);
  for (const anchor of anchors) expect(anchor).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(anchorOf('supportPerson')).toBe('support-person');
});

describe.each(languages)('in %s', (language) => {
  const t = textIn(language);

  test('each word is explained in at most three sentences, by none that is marked itself', () => {
    for (const term of terms) {
      const sentences = t(`glossary:term.${term}.means`).split('\n');
      expect(sentences.length, term).toBeLessThanOrEqual(MOST_SENTENCES);
      for (const sentence of sentences) expect(sentence, term).toMatch(/^[^<\s].*[^<\s]\.$/u);
      expect(t(`glossary:term.${term}.word`), term).toMatch(/^\p{Lu}[^<.]+$/u);
    }
  });

  test('no mark is open, or of a word that is not there', () => {
    const marked = textsOf(locales[language]).filter((text) => text.includes('<'));
    expect(marked.length).toBeGreaterThan(0);
    for (const text of marked) {
      const rest = partsOf(text).map(({ words }) => words);
      expect(rest.join(''), text).not.toMatch(/<\/?\w/);
    }
  });
});

type Texts = Readonly<{ [key: string]: string | Texts }>;

function textsOf(texts: Texts): readonly string[] {
  return Object.values(texts).flatMap((text) => (typeof text === 'string' ? [text] : textsOf(text)));
}
