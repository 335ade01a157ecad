import { describe, expect, test } from 'vitest';
import { type Look, plainLook } from '../../../../src/core/look.ts';
import { languages, textIn } from '../../../../src/core/text/text.ts';
import { type SettingName, settings } from '../../../../src/features/settings/rules.ts';
import { viewSetting, viewSettings } from '../../../../src/features/settings/view.ts';

const names = Object.keys(settings) as readonly SettingName[];
const t = textIn('lv');

test('the first screen has five doors', () => {
  expect(viewSettings(t)).toEqual([
    { href: '/ka-man-erti/burti', picture: 'letters', title: 'Burti' },
    { href: '/ka-man-erti/krasas', picture: 'colours', title: 'Krāsas' },
    { href: '/ka-man-erti/atteli', picture: 'bigger-pictures', title: 'Attēli' },
    { href: '/ka-man-erti/ekrans', picture: 'screen', title: 'Ekrāns' },
    { href: '/ka-man-erti/valoda', picture: 'language', title: 'Valoda' },
  ]);
});

describe.each(languages)('in %s', (language) => {
  test.each(names)('%s has words for each of at most five answers, all different', (name) => {
    const { answers, question } = viewSetting(textIn(language), name, plainLook);
    const labels = answers.map(({ label }) => label);
    expect(question).not.toBe('');
    expect(labels).not.toContain('');
    expect(new Set(labels).size).toBe(labels.length);
    expect(labels.length).toBeLessThanOrEqual(5);
  });
});

test('each answer shows the page as it would be with it, and one of them is now', () => {
  const look: Look = { ...plainLook, textSize: 3, colours: 'dark', language: 'ru' };
  const { answers } = viewSetting(t, 'burti', look);
  expect(answers.map(({ code, isNow }) => [code, isNow])).toEqual([
    ['1', false],
    ['2', false],
    ['3', true],
    ['4', false],
  ]);
  expect(answers.map((answer) => answer.look)).toEqual([1, 2, 3, 4].map((textSize) => ({ ...look, textSize })));
  for (const name of names) expect(viewSetting(t, name, look).answers.filter(({ isNow }) => isNow)).toHaveLength(1);
});

test('each language is called by its own name and marked as that language', () => {
  const { answers } = viewSetting(t, 'valoda', plainLook);
  expect(answers.map(({ code, label, language }) => [code, label, language])).toEqual([
    ['lv', 'Latviski', undefined],
    ['en', 'English', 'en'],
    ['ru', 'Русский', 'ru'],
  ]);
});

test('a matter with two questions goes on to the second, the others are done', () => {
  expect(Object.fromEntries(names.map((name) => [name, viewSetting(t, name, plainLook).onward.href]))).toEqual({
    burti: '/ka-man-erti/atstarpes',
    atstarpes: '/ka-man-erti',
    krasas: '/ka-man-erti',
    atteli: '/ka-man-erti',
    ekrans: '/ka-man-erti/miers',
    miers: '/ka-man-erti',
    valoda: '/ka-man-erti',
  });
  expect(viewSetting(t, 'burti', plainLook).onward).toMatchObject({ words: 'Tālāk', isLast: false });
  expect(viewSetting(t, 'miers', plainLook).onward).toMatchObject({ words: 'Gatavs', isLast: true });
});
