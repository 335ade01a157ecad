import { describe, expect, test } from 'vitest';
import { audienceOf } from '../../../locales/audience.ts';
import { locales } from '../../../locales/index.ts';
import { type Language, languages } from '../../../src/core/text/text.ts';

/**
 * Written the same in every language: commands, codes of files, names (of a language in that language), and an example of
 * Latvian. What holds another of them stands before it.
 */
const sameEverywhere = [
  'participant|adult|letter',
  'otrdiena, 24. novembris',
  'plana_pakalpojumi.csv',
  'npm run easy-read',
  'anna@example.org',
  'dalibnieki.csv',
  'npm run import',
  'npm run invite',
  '--municipality',
  'npm run card',
  'npm run code',
  'JavaScript',
  'Latviski',
  '--profile',
  'https://',
  'English',
  'Русский',
  '--check',
  '--name',
  '--out',
  'UTF-8',
  'Excel',
  'WCAG',
  'CSV',
  'D05',
  'P02',
];

const foreignLetters: Readonly<Record<Language, RegExp>> = {
  lv: /\p{Script=Cyrillic}/u,
  en: /[āčēģīķļņšūž]|\p{Script=Cyrillic}/iu,
  ru: /\p{Script=Latin}/u,
};

/** The Latvian texts have their own linter. */
const secondPerson: Readonly<Record<Exclude<Language, 'lv'>, RegExp>> = {
  en: /(?<!\p{L})(?:you|yours?|yourself)(?!\p{L})/iu,
  ru: /(?<!\p{L})(?:ты|теб[яе]|тобой|тво\p{L}+|вы|вас|вам|вами|ваш\p{L}*)(?!\p{L})/iu,
};
const MOST_WORDS = 12;

const PLURAL = /_(zero|one|two|few|many|other)$/;
const placeholder = /\{\{\w+\}\}/g;
const tag = /<\/?[a-z][^>]*>/g;

type Texts = Readonly<{ [key: string]: string | Texts }>;
type Entry = readonly [key: string, text: string];

function entriesOf(texts: Texts, path: string): readonly Entry[] {
  return Object.entries(texts).flatMap(([name, inner]) =>
    typeof inner === 'string' ? [[`${path}${name}`, inner] as const] : entriesOf(inner, `${path}${name}.`),
  );
}

/** Every text of a language by its key, as `plan:title`. */
const textsOf = (language: Language) =>
  new Map(Object.entries(locales[language]).flatMap(([room, texts]) => entriesOf(texts, `${room}:`)));

const latvian = textsOf('lv');
const folded = (key: string) => key.replace(PLURAL, '');
const latvianOf = (key: string) => latvian.get(key) ?? latvian.get(`${folded(key)}_other`) ?? '';
const keysOf = (texts: ReadonlyMap<string, string>) => [...new Set([...texts.keys()].map(folded))].toSorted();
const inserted = (text: string) => [...new Set(text.match(placeholder))].toSorted();
const tagged = (text: string) => (text.match(tag) ?? []).toSorted();

/** What is left for the language to say. */
const ownWords = (text: string) =>
  sameEverywhere.reduce((rest, same) => rest.replaceAll(same, ''), text.replace(placeholder, '').replace(tag, ''));

describe.each(languages)('the texts in %s', (language) => {
  const texts = textsOf(language);
  const wrong = (isWrong: (text: string, key: string) => boolean) =>
    [...texts].filter(([key, text]) => isWrong(text, key)).map((entry) => entry.join(' = '));

  test('are the same as in Latvian', () => {
    expect(keysOf(texts)).toEqual(keysOf(latvian));
  });

  test('count in every form the language has, and in no other', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const counted = Map.groupBy(
      [...texts.keys()].filter((key) => PLURAL.test(key)),
      folded,
    );
    const found = [...counted].map(([key, keys]) => [key, keys.map((each) => PLURAL.exec(each)?.[1] ?? '').toSorted()]);
    expect(found).not.toEqual([]);
    expect(found).toEqual(found.map(([key]) => [key, forms]));
    expect([...latvian.keys()].filter((key) => PLURAL.test(key) && !counted.has(folded(key)))).toEqual([]);
  });

  test('hold the same placeholders and tags as in Latvian', () => {
    const held = (text: string) => JSON.stringify([inserted(text), tagged(text)]);
    expect(wrong((text, key) => held(text) !== held(latvianOf(key)))).toEqual([]);
  });

  test('are neither empty nor begin or end with a space', () => {
    expect(wrong((text) => text === '' || text !== text.trim())).toEqual([]);
  });

  test('are written in the letters of the language', () => {
    expect(wrong((text) => foreignLetters[language].test(ownWords(text)))).toEqual([]);
  });
});

describe.each(['en', 'ru'] as const)('the translation into %s', (language) => {
  const texts = [...textsOf(language)];
  const forParticipant = () => texts.filter(([key]) => audienceOf(key) === 'participant');

  test('leaves no text in Latvian', () => {
    const left = texts.filter(([key, text]) => text === latvianOf(key) && /\p{L}/u.test(ownWords(text)));
    expect(left).toEqual([]);
  });

  test('lets the participant speak in the first person', () => {
    expect(forParticipant().filter(([, text]) => secondPerson[language].test(text))).toEqual([]);
  });

  test('tells the participant short sentences', () => {
    const wordsIn = (sentence: string) => sentence.match(/[\p{L}\d{][^\s]*/gu)?.length ?? 0;
    const longest = (text: string) => Math.max(...text.split(/(?<=[.!?:])\s/).map(wordsIn));
    expect(forParticipant().filter(([, text]) => longest(text) > MOST_WORDS)).toEqual([]);
  });
});
