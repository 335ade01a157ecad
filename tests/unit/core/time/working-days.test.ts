import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { addWorkingDays, isWorkingDay } from '../../../../src/core/time/working-days.ts';
import { projectRoot } from '../../../support/database.ts';

/**
 * The law's holidays by hand, but for Mother's Day and Whitsun, which are Sundays anyway. Easter is on 5 April 2026,
 * 28 March 2027 and 16 April 2028.
 */
const holidays: Readonly<Record<number, readonly string[]>> = {
  2026: [
    '2026-01-01',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-04',
    '2026-06-23',
    '2026-06-24',
    '2026-11-18',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
    '2026-12-31',
  ],
  2027: [
    '2027-01-01',
    '2027-03-26',
    '2027-03-28',
    '2027-03-29',
    '2027-05-01',
    '2027-05-04',
    '2027-06-23',
    '2027-06-24',
    '2027-11-18',
    '2027-12-24',
    '2027-12-25',
    '2027-12-26',
    '2027-12-31',
  ],
  2028: [
    '2028-01-01',
    '2028-04-14',
    '2028-04-16',
    '2028-04-17',
    '2028-05-01',
    '2028-05-04',
    '2028-06-23',
    '2028-06-24',
    '2028-11-18',
    // 18 November is a Saturday.
    '2028-11-20',
    '2028-12-24',
    '2028-12-25',
    '2028-12-26',
    '2028-12-31',
  ],
};

const day = (text: string) => Temporal.PlainDate.from(text);
const isWeekday = (date: Temporal.PlainDate) => date.dayOfWeek <= 5;
const daysOf = (year: number) => {
  const first = day(`${year}-01-01`);
  return Array.from({ length: first.daysInYear }, (_, days) => first.add({ days }));
};

describe('a working day', () => {
  it.each([2026, 2027, 2028])('is every Monday to Friday of %i that the law does not name', (year) => {
    const free = daysOf(year)
      .filter((date) => isWeekday(date) && !isWorkingDay(date))
      .map(String);
    expect(free).toEqual(holidays[year]?.filter((text) => isWeekday(day(text))));
  });

  it('is never a Saturday or Sunday', () => {
    const weekend = [2026, 2027, 2028].flatMap(daysOf).filter((date) => !isWeekday(date));
    expect(weekend.filter(isWorkingDay)).toEqual([]);
  });

  it.each([
    ['4 May 2030 is a Saturday', '2030-05-06'],
    ['18 November 2029 is a Sunday', '2029-11-19'],
  ])('is not the Monday that stands in: %s', (_why, monday) => {
    expect(isWorkingDay(day(monday))).toBe(false);
    expect(isWorkingDay(day(monday).add({ days: 1 }))).toBe(true);
  });
});

describe('so many working days later', () => {
  it.each([
    ['2026-11-23', 5, '2026-11-30'],
    // A Friday evening's request.
    ['2026-11-27', 1, '2026-11-30'],
    ['2026-11-29', 5, '2026-12-04'],
    // 18 November is a Wednesday.
    ['2026-11-16', 5, '2026-11-24'],
    // 24 and 25 December, the weekend, 31 December and 1 January.
    ['2026-12-23', 5, '2027-01-05'],
    // Good Friday and Easter Monday.
    ['2027-03-25', 1, '2027-03-30'],
    ['2026-11-23', 0, '2026-11-23'],
  ])('%s and %i is %s', (from, count, expected) => {
    expect(addWorkingDays(day(from), count).toString()).toBe(expected);
  });

  it('passes exactly so many working days and ends on one', () => {
    for (const start of daysOf(2027)) {
      for (const count of [1, 2, 5, 10, 30]) {
        const end = addWorkingDays(start, count);
        let passed = 0;
        for (let at = start; !at.equals(end); ) {
          at = at.add({ days: 1 });
          if (isWorkingDay(at)) passed += 1;
        }
        expect([count, passed, isWorkingDay(end)]).toEqual([count, count, true]);
      }
    }
  });

  it.each([-1, 1.5, Number.NaN])('cannot be %d of them', (count) => {
    expect(() => addWorkingDays(day('2026-11-23'), count)).toThrow(RangeError);
  });
});

test.each(['Pacific/Auckland', 'Pacific/Pago_Pago', 'Europe/Riga'])(
  'the days are Latvia’s on a machine in %s',
  (zone) => {
    const file = join(projectRoot, 'src/core/time/working-days.ts');
    const free = daysOf(2028)
      .filter((date) => !isWorkingDay(date))
      .map(String);
    const script = `
    import { isWorkingDay } from ${JSON.stringify(file)};
    const first = Temporal.PlainDate.from('2028-01-01');
    const days = Array.from({ length: 366 }, (_, days) => first.add({ days }));
    console.log(JSON.stringify(days.filter((day) => !isWorkingDay(day))));`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone },
    });
    expect(JSON.parse(stdout)).toEqual(free);
  },
);
