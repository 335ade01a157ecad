import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkText } from '../../../../src/core/easy-read/check.ts';
import { ownWords } from '../../../../src/core/easy-read/own-words.ts';
import { readLexicon } from '../../../../src/core/easy-read/read-lexicon.ts';
import { parseWordPairs } from '../../../../src/core/easy-read/word-pairs.ts';

const lexicon = readLexicon();
const table = readFileSync('src/core/easy-read/word-pairs.tsv', 'utf8');

const find = (text: string) => checkText(text, { profile: 'letter', lexicon });
const isOwn = (hard: string) => ownWords.some(({ word }) => word === hard.toLowerCase());

describe('the table of hard words', () => {
  test('is read whole', () => {
    expect(lexicon.pairs).toHaveLength(table.trim().split('\n').length - 1);
    for (const { easy, advice } of lexicon.pairs) expect(easy.length > 0 || advice !== undefined).toBe(true);
  });

  test('takes apart alternatives, advice and what is left out', () => {
    expect(
      parseWordPairs(
        'hard\teasy\nietvaros\t(svītro)\npatstāvīgi\tpats / pati\natcelt\tatcelt (paskaidro: nebūs)\na\tb; c\n',
      ),
    ).toEqual([
      { hard: 'ietvaros', easy: [''] },
      { hard: 'patstāvīgi', easy: ['pats', 'pati'] },
      { hard: 'atcelt', easy: [], advice: 'paskaidro: nebūs' },
      { hard: 'a', easy: ['b'] },
    ]);
  });

  test('a line that is no pair is refused', () => {
    expect(() => parseWordPairs('hard\teasy\nviens')).toThrow('Not a pair of words: viens');
  });

  test('the analyser knows its words', () => {
    const words = [
      ...lexicon.pairs.map(({ hard }) => hard),
      ...ownWords.flatMap(({ word, not = [] }) => [word, ...not]),
    ];
    const unknown = words.flatMap((word) => word.split(' ')).filter((word) => lexicon.read(word).length === 0);
    expect(unknown).toEqual([]);
  });

  test.each(lexicon.pairs.filter(({ hard }) => !isOwn(hard)))('“$hard” is found', ({ hard, easy }) => {
    expect(find(`Te ir ${hard}.`).filter(({ rule }) => rule === 'hard-word')).toMatchObject([
      { words: hard, suggestions: easy },
    ]);
  });

  test.each([
    ['Es runāju ar pakalpojumu sniedzējiem.', 'pakalpojumu sniedzējiem'],
    ['Viņa pieņēma lēmumu.', 'pieņēma lēmumu'],
    ['Mums ir dienas aprūpes centrā vieta.', 'dienas aprūpes centrā'],
    ['Personām ar garīga rakstura traucējumiem ir vieta.', 'Personām ar garīga rakstura traucējumiem'],
    ['Mēs autorizējāmies.', 'autorizējāmies'],
    ['Labklājības ministrijā ir liela zāle.', 'Labklājības ministrijā'],
    ['Viņš izvērtēja plānu.', 'izvērtēja'],
    ['Kontaktpersonu nav.', 'Kontaktpersonu'],
  ])('inflected: %s', (text, words) => {
    expect(
      find(text)
        .filter(({ rule }) => rule === 'hard-word')
        .map((finding) => finding.words),
    ).toEqual([words]);
  });
});

describe('the portal’s own words', () => {
  test.each(ownWords)('“$word” may be said', ({ word, means }) => {
    expect(means).not.toBe('');
    expect(find(`Te ir ${word}.`)).toEqual([]);
  });

  test.each(ownWords.flatMap(({ word, not = [] }) => not.map((other) => [other, word] as const)))(
    '“%s” is “%s”',
    (other, word) => {
      expect(find(`Te ir ${other}.`)).toContainEqual(
        expect.objectContaining({ rule: 'one-word', words: other, suggestions: [word] }),
      );
    },
  );

  test('none is said with the name of another', () => {
    const others = ownWords.flatMap(({ not = [] }) => not);
    expect(ownWords.filter(({ word }) => others.includes(word))).toEqual([]);
  });
});
