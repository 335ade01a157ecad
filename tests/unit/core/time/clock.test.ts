import { describe, expect, test } from 'vitest';
import { dayOf, instantText, runningClock, standingClock, wallTime } from '../../../../src/core/time/clock.ts';

const at = (text: string) => Temporal.Instant.from(text);

describe('the wall in Latvia', () => {
  test.each([
    ['a winter morning', '2026-11-23T06:30:00Z', '2026-11-23T08:30:00'],
    ['a summer morning', '2026-07-15T05:30:00Z', '2026-07-15T08:30:00'],
    ['the last minute before midnight', '2026-11-23T21:59:59Z', '2026-11-23T23:59:59'],
    ['midnight', '2026-11-23T22:00:00Z', '2026-11-24T00:00:00'],
    ['the new year', '2026-12-31T22:00:00Z', '2027-01-01T00:00:00'],
    ['28.03.2027, the last second of winter time', '2027-03-28T00:59:59Z', '2027-03-28T02:59:59'],
    ['28.03.2027, the first second of summer time', '2027-03-28T01:00:00Z', '2027-03-28T04:00:00'],
    ['25.10.2026, the last second of summer time', '2026-10-25T00:59:59Z', '2026-10-25T03:59:59'],
    ['25.10.2026, three o’clock once more', '2026-10-25T01:00:00Z', '2026-10-25T03:00:00'],
    ['25.10.2026, midnight at its end', '2026-10-25T22:00:00Z', '2026-10-26T00:00:00'],
  ])('%s', (_name, instant, wall) => {
    expect(wallTime(at(instant)).toString()).toBe(wall);
  });

  test('a day begins at midnight in Latvia, whatever the system’s zone', () => {
    expect(dayOf(at('2026-11-22T21:59:59.999Z')).toString()).toBe('2026-11-22');
    expect(dayOf(at('2026-11-22T22:00:00Z')).toString()).toBe('2026-11-23');
    expect(dayOf(at('2026-07-14T20:59:59Z')).toString()).toBe('2026-07-14');
    expect(dayOf(at('2026-07-14T21:00:00Z')).toString()).toBe('2026-07-15');
  });
});

test('instants sort as texts', () => {
  expect(instantText(at('2026-11-23T06:30:00Z'))).toBe('2026-11-23T06:30:00.000Z');
  expect(instantText(at('2026-11-23T06:30:00.9999Z'))).toBe('2026-11-23T06:30:00.999Z');
  expect(instantText(at('2026-11-23T06:30:00Z')) < instantText(at('2026-11-23T06:30:00.001Z'))).toBe(true);
});

test('a standing clock stands', () => {
  const clock = standingClock('2026-11-23T06:30:00Z');
  expect(clock.now().equals(clock.now())).toBe(true);
});

test('a running clock runs on from the instant it was set to', () => {
  const start = at('2026-11-23T06:30:00Z');
  const clock = runningClock(start);
  const first = clock.now();
  const second = clock.now();
  expect(start.until(first).total('seconds')).toBeGreaterThanOrEqual(0);
  expect(start.until(first).total('seconds')).toBeLessThan(5);
  expect(Temporal.Instant.compare(first, second)).toBeLessThanOrEqual(0);
});
