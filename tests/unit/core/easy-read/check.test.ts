import { describe, expect, test } from 'vitest';
import { checkText } from '../../../../src/core/easy-read/check.ts';
import { readLexicon } from '../../../../src/core/easy-read/read-lexicon.ts';
import { samplesFor } from '../../../../src/core/easy-read/samples.ts';

const lexicon = readLexicon();
const samples = { name: 'Anna Bērziņa', until: 'līdz otrdienai, 24. novembrim', count: '12', term: 'budžeta atlikums' };

const check = (text: string) => checkText(text, { profile: 'participant', lexicon, samples });

describe('where a finding stands', () => {
  test.each([
    ['Man ir finansējums.', 'finansējums'],
    ['{{name}} saņem finansējumu.', 'finansējumu'],
    ['<visit>Tikšanās</visit> ir {{until}}, bet es saņemu finansējumu.', 'finansējumu'],
    ['Es lasu.\nMan ir finansējums.\nEs rakstu.', 'finansējums'],
  ])('%s', (text, words) => {
    const [finding] = check(text).filter(({ rule }) => rule === 'hard-word');
    expect(finding).toMatchObject({ rule: 'hard-word', severity: 'error', words });
    expect(text.slice(finding?.from, finding?.to)).toBe(words);
  });

  test('a sentence is shown as it is written, with its placeholders', () => {
    const text = 'Es gaidu.\n{{name}} un {{name}} atbild {{until}} rītā.';
    expect(check(text).map(({ rule, words }) => [rule, words])).toEqual([
      ['sentence-length', '{{name}} un {{name}} atbild {{until}} rītā.'],
    ]);
  });

  test('findings come in the order of the text', () => {
    const places = check('Tiks (dots) finansējums, ja jūs, mamma, rakstāt utt.').map(({ from }) => from);
    expect(places.length).toBeGreaterThan(4);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

describe('what is put in', () => {
  test('counts as words', () => {
    expect(check('{{name}} un {{name}} atbild {{until}}.').map(({ rule }) => rule)).toEqual(['sentence-length']);
    expect(check('{{name}} atbild {{until}}.')).toEqual([]);
  });
  test('is not itself held against the rules of words', () => {
    expect(check('Tas ir {{term}}.')).toEqual([]);
  });
  test('must have a sample', () => {
    expect(() => check('Tas ir {{unheardOf}}.')).toThrow('No sample stands for {{unheardOf}}');
  });
  test('does not exist in what a person writes', () => {
    expect(checkText('Tas ir {{unheardOf}}.', { profile: 'letter', lexicon })).toEqual([]);
  });
  test.each([
    ['money:have.time_zero', '10'],
    ['money:have.time_one', '21'],
    ['money:have.time_other', '12'],
    ['money:part', '12'],
  ])('%s is counted with %s', (key, count) => {
    expect(samplesFor(key)).toMatchObject({ count });
  });
  test('a date is put together from its parts', () => {
    expect(samplesFor('time:date')).toMatchObject({ day: '24', month: 'novembris' });
    expect(samplesFor('plan:endedDay')).toMatchObject({ day: 'otrdien, 24. novembrī' });
  });
});

describe('words of the glossary', () => {
  test('are explained where they are marked', () => {
    expect(check('Man ir <funding>finansējums</funding>.')).toEqual([]);
    expect(check('Man ir finansējums.')).toHaveLength(1);
  });
  test('the mark is no word', () => {
    expect(check('<a>Es</a> <b2>lasu</b2> <c>labu</c> <d>jaunu</d> <e>grāmatu</e>.')).toEqual([]);
  });
});

describe('what may be put there instead', () => {
  const suggestionsFor = (text: string) =>
    check(text).flatMap(({ suggestions, advice }) => [...suggestions, advice ?? '']);

  test.each([
    ['Es iesniedzu lūgumu.', ['nosūtīju', '']],
    ['Es to daru patstāvīgi.', ['pats', 'pati', '']],
    ['Nauda plāna ietvaros.', ['', '']],
    ['Man ir logopēds un speciālists.', ['cilvēks, kas man palīdz', 'piemēram, logopēds']],
    ['Vizīte ir rīt.', ['tikšanās', '']],
    ['Vizītes ir rīt.', ['tikšanās', '']],
    ['Viņa saņem finansējumu.', ['naudu', '']],
    ['Viņš sniegs atbalstu.', ['palīdzēs', '']],
    ['Mēs noraidījām to.', ['teicām "nē"', '']],
    ['Man ir divas dienas.', ['2', '']],
    ['Es nāku 24.11.2026.', ['24. novembris', '']],
    ['Es nāku pulksten 09.05.', ['9:05', '']],
    ['Es maksāju 5 €.', ['eiro', '']],
  ])('%s', (text, expected) => {
    expect(suggestionsFor(text)).toEqual(expected);
  });

  test('the longest phrase is found, and nothing inside it', () => {
    expect(check('Te ir individuālā atbalsta plāna lapa.').filter(({ rule }) => rule === 'hard-word')).toMatchObject([
      { words: 'individuālā atbalsta plāna', suggestions: ['mans plāns'] },
    ]);
  });
});

test('nothing is found in nothing', () => {
  expect(['', ' \n ', '…', '{{count}}'].map((text) => check(text).map(({ rule }) => rule))).toEqual([
    [],
    [],
    ['punctuation'],
    [],
  ]);
});
