import { describe, expect, test } from 'vitest';
import { exactEuros, wholeEuros } from '../../../../src/core/money/euros.ts';
import { type Text, textIn } from '../../../../src/core/text/text.ts';
import {
  calendarLeaf,
  dateRangeText,
  dateText,
  dayText,
  instantDayText,
  onDateText,
  partText,
  timeRangeText,
  untilDateText,
  weekdayText,
} from '../../../../src/core/time/words.ts';
import { referenceDay as today } from '../../../support/clock.ts';

const english = textIn('en');
const russian = textIn('ru');

type Saying = readonly [inEnglish: string, inRussian: string, say: (t: Text) => string];

const days: readonly Saying[] = [
  ['Yesterday. Sunday, 22 November.', 'Вчера. Воскресенье, 22 ноября.', (t) => dayText(t, '2026-11-22', today)],
  ['Today. Monday, 23 November.', 'Сегодня. Понедельник, 23 ноября.', (t) => dayText(t, '2026-11-23', today)],
  ['Tomorrow. Tuesday, 24 November.', 'Завтра. Вторник, 24 ноября.', (t) => dayText(t, '2026-11-24', today)],
  ['In 2 days. Wednesday, 25 November.', 'Послезавтра. Среда, 25 ноября.', (t) => dayText(t, '2026-11-25', today)],
  ['Thursday, 26 November.', 'Четверг, 26 ноября.', (t) => dayText(t, '2026-11-26', today)],
  ['Today, 8:30', 'Сегодня, 8:30', (t) => instantDayText(t, '2026-11-23T06:30:00Z', today)],
  ['5 November, 9:05', '5 ноября, 9:05', (t) => instantDayText(t, '2026-11-05T07:05:00Z', today)],
  ['From 23 November to 29 November', 'С 23 ноября по 29 ноября', (t) => dateRangeText(t, '2026-11-23', '2026-11-29')],
  ['From 28 December to 3 January', 'С 28 декабря по 3 января', (t) => dateRangeText(t, '2026-12-28', '2027-01-03')],
  ['From 9:30 to 11:05', 'С 9:30 до 11:05', (t) => timeRangeText(t, '09:30', '11:05')],
  ['afternoon', 'день', (t) => partText(t, '13:00')],
];

const sentences: readonly Saying[] = [
  ['Good day, Jāni!', 'Добрый день, Jāni!', (t) => t('ui:greeting', { name: 'Jāni' })],
  [
    'My plan lasts until 31 December.',
    'Мой план действует до 31 декабря.',
    (t) => t('plan:untilDay', { until: untilDateText(t, '2026-12-31') }),
  ],
  [
    'My plan begins on 1 March.',
    'Мой план начнётся 1 марта.',
    (t) => t('plan:fromDay', { day: onDateText(t, '2027-03-01') }),
  ],
  [
    'The last day was 31 August.',
    'Последний день был 31 августа.',
    (t) => t('plan:endedDay', { day: onDateText(t, '2026-08-31') }),
  ],
  [
    'The answer comes by 30 November.',
    'Ответ придёт до 30 ноября.',
    (t) => t('requests:promise', { until: untilDateText(t, '2026-11-30') }),
  ],
  ['It was like this on 23 November.', 'Так было 23 ноября.', (t) => t('money:asOf', { day: onDateText(t, today) })],
  ['I have €125 left.', 'У меня осталось 125 евро.', (t) => t('money:totalHave', { euros: wholeEuros(t, 12_599) })],
  [
    'I cannot come. Brauciens.',
    'Я не могу прийти. Brauciens.',
    (t) => t('requests:about', { what: t('requests:choice.what.cannot_come'), name: 'Brauciens' }),
  ],
  ['Step 2 of 4', 'Шаг 2 из 4', (t) => t('ui:progress', { step: 2, count: 4 })],
];

const money: readonly Saying[] = [
  ['€0', '0 евро', (t) => wholeEuros(t, 0)],
  ['€1', '1 евро', (t) => wholeEuros(t, 199)],
  ['€7 040', '7 040 евро', (t) => wholeEuros(t, 704_000)],
  ['€125.50', '125,50 евро', (t) => exactEuros(t, 12_550)],
  ['−€1 234.56', '−1 234,56 евро', (t) => exactEuros(t, -123_456)],
];

describe.each([
  ['days and times', days],
  ['whole sentences', sentences],
  ['money', money],
])('%s', (_name, sayings) => {
  test.each(sayings)('%s %s', (inEnglish, inRussian, say) => {
    expect(say(english).replaceAll('\u00a0', ' ')).toBe(inEnglish);
    expect(say(russian).replaceAll('\u00a0', ' ')).toBe(inRussian);
  });
});

test('a day stays with its month, and the thousands of a sum with the rest', () => {
  for (const t of [english, russian]) {
    expect(dateText(t, '2026-11-24')).toMatch(/24\u00a0\p{L}+$/u);
    expect(onDateText(t, '2026-11-24')).toMatch(/^24\u00a0\p{L}+$/u);
    expect(wholeEuros(t, 704_000)).toContain('7\u00a0040');
  }
});

const months = [
  ['January', 'января'],
  ['February', 'февраля'],
  ['March', 'марта'],
  ['April', 'апреля'],
  ['May', 'мая'],
  ['June', 'июня'],
  ['July', 'июля'],
  ['August', 'августа'],
  ['September', 'сентября'],
  ['October', 'октября'],
  ['November', 'ноября'],
  ['December', 'декабря'],
] as const;

test('the months in each sentence they stand in', () => {
  const fifths = months.map((_, index) => `2026-${String(index + 1).padStart(2, '0')}-05`);
  const sayings = [dateText, onDateText, untilDateText, (t: Text, day: string) => dateRangeText(t, day, day)];
  const said = (t: Text) => sayings.map((say) => fifths.map((day) => say(t, day).match(/\p{L}+$/u)?.[0]));
  expect(said(english)).toEqual(sayings.map(() => months.map(([month]) => month)));
  expect(said(russian)).toEqual(sayings.map(() => months.map(([, month]) => month)));
});

test('the days of the week', () => {
  const week = (t: Text) => Array.from({ length: 7 }, (_, index) => weekdayText(t, today.add({ days: index })));
  expect(week(english)).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']);
  expect(week(russian)).toEqual(['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье']);
});

const units = ['time', 'hour', 'day', 'ride'] as const;
type Forms = readonly [time: string, hour: string, day: string, ride: string];

/** English counts in two, Russian in three: 1, 21, 101; 2 to 4, 22; 0, 5 to 20, 25, 111. */
const counted: readonly (readonly [count: number, inEnglish: Forms, inRussian: Forms])[] = [
  [0, ['0 sessions', '0 hours', '0 days', '0 rides'], ['0 встреч', '0 часов', '0 дней', '0 поездок']],
  [1, ['1 session', '1 hour', '1 day', '1 ride'], ['1 встреча', '1 час', '1 день', '1 поездка']],
  [2, ['2 sessions', '2 hours', '2 days', '2 rides'], ['2 встречи', '2 часа', '2 дня', '2 поездки']],
  [4, ['4 sessions', '4 hours', '4 days', '4 rides'], ['4 встречи', '4 часа', '4 дня', '4 поездки']],
  [5, ['5 sessions', '5 hours', '5 days', '5 rides'], ['5 встреч', '5 часов', '5 дней', '5 поездок']],
  [11, ['11 sessions', '11 hours', '11 days', '11 rides'], ['11 встреч', '11 часов', '11 дней', '11 поездок']],
  [14, ['14 sessions', '14 hours', '14 days', '14 rides'], ['14 встреч', '14 часов', '14 дней', '14 поездок']],
  [20, ['20 sessions', '20 hours', '20 days', '20 rides'], ['20 встреч', '20 часов', '20 дней', '20 поездок']],
  [21, ['21 sessions', '21 hours', '21 days', '21 rides'], ['21 встреча', '21 час', '21 день', '21 поездка']],
  [22, ['22 sessions', '22 hours', '22 days', '22 rides'], ['22 встречи', '22 часа', '22 дня', '22 поездки']],
  [25, ['25 sessions', '25 hours', '25 days', '25 rides'], ['25 встреч', '25 часов', '25 дней', '25 поездок']],
  [101, ['101 sessions', '101 hours', '101 days', '101 rides'], ['101 встреча', '101 час', '101 день', '101 поездка']],
  [111, ['111 sessions', '111 hours', '111 days', '111 rides'], ['111 встреч', '111 часов', '111 дней', '111 поездок']],
];

/** The verb agrees with what there is 1 of: "осталась 1 встреча", "остался 1 час". */
const remained = (form: string) => {
  if (/^\d*(?<!1)1 /.test(form)) return form.endsWith('а') ? 'осталась' : 'остался';
  return 'осталось';
};

describe('counting', () => {
  test.each(counted)('%i', (count, inEnglish, inRussian) => {
    const said = (t: Text, room: 'number' | 'have' | 'familyHas') =>
      units.map((unit) => t(`money:${room}.${unit}`, { count }));
    expect(said(english, 'number')).toEqual(inEnglish);
    expect(said(english, 'have')).toEqual(inEnglish.map((form) => `I have ${form} left`));
    expect(said(english, 'familyHas')).toEqual(inEnglish.map((form) => `My family has ${form} left`));
    expect(said(russian, 'number')).toEqual(inRussian);
    expect(said(russian, 'have')).toEqual(inRussian.map((form) => `У меня ${remained(form)} ${form}`));
    expect(said(russian, 'familyHas')).toEqual(inRussian.map((form) => `У семьи ${remained(form)} ${form}`));
  });
});

test('a tear-off calendar', () => {
  expect(calendarLeaf(english, '2027-03-28')).toEqual({ day: 28, weekday: 'Sunday', month: 'March' });
  expect(calendarLeaf(russian, '2027-03-28')).toEqual({ day: 28, weekday: 'воскресенье', month: 'марта' });
});
