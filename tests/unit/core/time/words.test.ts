import { describe, expect, test } from 'vitest';
import { latvian as t, textIn } from '../../../../src/core/text/text.ts';
import {
  calendarLeaf,
  dateRangeText,
  dateText,
  dayText,
  instantDayText,
  nearDay,
  onDateText,
  onDayText,
  type PartOfDay,
  partOfDay,
  partText,
  timeRangeText,
  timeText,
  toDateText,
  untilDateText,
  weekdayText,
} from '../../../../src/core/time/words.ts';
import { referenceDay as today } from '../../../support/clock.ts';

/** A day and its month stay on one line. */
const together = (text: string) => text.replaceAll(/(?<=\d\.) (?=\p{Letter})/gu, '\u00a0');
const date = (text: string) => Temporal.PlainDate.from(text);

describe('parts of day', () => {
  test.each<[string, PartOfDay]>([
    ['00:00', 'night'],
    ['04:59', 'night'],
    ['05:00', 'morning'],
    ['09:00', 'morning'],
    ['11:59', 'morning'],
    ['12:00', 'day'],
    ['16:59', 'day'],
    ['17:00', 'evening'],
    ['21:59', 'evening'],
    ['22:00', 'night'],
    ['23:59', 'night'],
  ])('%s', (time, part) => {
    expect(partOfDay(Temporal.PlainTime.from(time))).toBe(part);
  });

  test('in words', () => {
    expect(['09:00', '12:00', '17:00', '23:00'].map((time) => partText(t, time))).toEqual([
      'rīts',
      'diena',
      'vakars',
      'nakts',
    ]);
  });
});

describe('days near today', () => {
  test.each([
    ['2026-11-21', null, 'Sestdiena, 21. novembris.'],
    ['2026-11-22', 'yesterday', 'Vakar. Svētdiena, 22. novembris.'],
    ['2026-11-23', 'today', 'Šodien. Pirmdiena, 23. novembris.'],
    ['2026-11-24', 'tomorrow', 'Rīt. Otrdiena, 24. novembris.'],
    ['2026-11-25', 'dayAfterTomorrow', 'Parīt. Trešdiena, 25. novembris.'],
    ['2026-11-26', null, 'Ceturtdiena, 26. novembris.'],
    ['2026-11-30', null, 'Pirmdiena, 30. novembris.'],
  ])('%s', (day, near, whole) => {
    expect(nearDay(date(day), today)).toBe(near);
    expect(dayText(t, day, today)).toBe(together(whole));
  });

  test.each([
    ['the shorter day, 28.03.2027', '2027-03-28', '2027-03-27', '2027-03-29'],
    ['the longer day, 25.10.2026', '2026-10-25', '2026-10-24', '2026-10-26'],
    ['the first day of the year', '2027-01-01', '2026-12-31', '2027-01-02'],
    ['the last of February', '2027-02-28', '2027-02-27', '2027-03-01'],
  ])('%s is one day, as any other', (_name, day, before, after) => {
    expect(nearDay(date(before), date(day))).toBe('yesterday');
    expect(nearDay(date(day), date(day))).toBe('today');
    expect(nearDay(date(after), date(day))).toBe('tomorrow');
  });

  test('the changing of the clocks is told as any other day', () => {
    expect(dayText(t, '2027-03-28', date('2027-03-27'))).toBe('Rīt. Svētdiena, 28.\u00a0marts.');
    expect(dayText(t, '2026-10-25', date('2026-10-24'))).toBe('Rīt. Svētdiena, 25.\u00a0oktobris.');
  });
});

describe('when an instant was', () => {
  test.each([
    ['2026-11-23T06:30:00.000Z', 'Šodien, 8:30'],
    ['2026-11-22T22:00:00.000Z', 'Šodien, 0:00'],
    ['2026-11-22T21:59:00.000Z', 'Vakar, 23:59'],
    ['2026-11-05T07:05:00.000Z', '5. novembrī, 9:05'],
    ['2026-07-05T07:05:00.000Z', '5. jūlijā, 10:05'],
    ['2026-10-25T00:30:00.000Z', '25. oktobrī, 3:30'],
    ['2026-10-25T01:30:00.000Z', '25. oktobrī, 3:30'],
  ])('%s', (instant, text) => {
    expect(instantDayText(t, instant, today)).toBe(together(text));
  });
});

const months = [
  ['2026-01-05', '5. janvāris', '5. janvārī', '5. janvārim', 'No 5. janvāra'],
  ['2026-02-05', '5. februāris', '5. februārī', '5. februārim', 'No 5. februāra'],
  ['2026-03-05', '5. marts', '5. martā', '5. martam', 'No 5. marta'],
  ['2026-04-05', '5. aprīlis', '5. aprīlī', '5. aprīlim', 'No 5. aprīļa'],
  ['2026-05-05', '5. maijs', '5. maijā', '5. maijam', 'No 5. maija'],
  ['2026-06-05', '5. jūnijs', '5. jūnijā', '5. jūnijam', 'No 5. jūnija'],
  ['2026-07-05', '5. jūlijs', '5. jūlijā', '5. jūlijam', 'No 5. jūlija'],
  ['2026-08-05', '5. augusts', '5. augustā', '5. augustam', 'No 5. augusta'],
  ['2026-09-05', '5. septembris', '5. septembrī', '5. septembrim', 'No 5. septembra'],
  ['2026-10-05', '5. oktobris', '5. oktobrī', '5. oktobrim', 'No 5. oktobra'],
  ['2026-11-05', '5. novembris', '5. novembrī', '5. novembrim', 'No 5. novembra'],
  ['2026-12-05', '5. decembris', '5. decembrī', '5. decembrim', 'No 5. decembra'],
] as const;

test.each(months)('the month of %s in each case', (day, what, when, until, from) => {
  expect(dateText(t, day)).toBe(together(`${weekdayText(t, day)}, ${what}`));
  expect(onDateText(t, day)).toBe(together(when));
  expect(toDateText(t, day)).toBe(together(until));
  expect(untilDateText(t, day)).toBe(together(`līdz ${until}`));
  expect(dateRangeText(t, day, day)).toBe(together(`${from} līdz ${until}`));
});

test('what happens on a day has its day of the week too', () => {
  expect(onDayText(t, '2026-11-24')).toBe(together('otrdien, 24. novembrī'));
  expect(onDayText(textIn('en'), '2026-11-24')).toBe('on Tuesday, 24\u00a0November');
  expect(onDayText(textIn('ru'), '2026-11-24')).toBe('во вторник, 24\u00a0ноября');
});

test('the days of the week', () => {
  const week = Array.from({ length: 7 }, (_, index) => weekdayText(t, today.add({ days: index })));
  expect(week).toEqual(['pirmdiena', 'otrdiena', 'trešdiena', 'ceturtdiena', 'piektdiena', 'sestdiena', 'svētdiena']);
});

test.each([
  ['2026-11-23', '2026-11-29', 'No 23. novembra līdz 29. novembrim'],
  ['2026-11-30', '2026-12-06', 'No 30. novembra līdz 6. decembrim'],
  ['2026-12-28', '2027-01-03', 'No 28. decembra līdz 3. janvārim'],
  ['2027-03-22', '2027-03-28', 'No 22. marta līdz 28. martam'],
])('from %s to %s', (from, to, text) => {
  expect(dateRangeText(t, from, to)).toBe(together(text));
});

test('times have no leading zero in the hour and two digits in the minutes', () => {
  expect(['00:05', '09:00', '13:30'].map(timeText)).toEqual(['0:05', '9:00', '13:30']);
  expect(timeRangeText(t, '09:30', '11:05')).toBe('No 9:30 līdz 11:05');
});

test('a tear-off calendar shows the day', () => {
  expect(calendarLeaf(t, '2027-03-28')).toEqual({ day: 28, weekday: 'svētdiena', month: 'marts' });
});
