import { describe, expect, test } from 'vitest';
import { dayFrom, idFrom, pageFrom } from '../../../src/core/address.ts';
import { NotFound, problemOf, problemStatus } from '../../../src/core/problem.ts';

describe('a number in an address', () => {
  test.each([
    ['1', 1],
    ['42', 42],
    ['999999999999999', 999_999_999_999_999],
  ])('%s', (part, id) => {
    expect(idFrom(part)).toBe(id);
  });

  test.each([[undefined], [''], ['0'], ['01'], ['-1'], ['1.5'], ['1e3'], ['1 '], ['0x1'], ['٣'], ['1000000000000000']])(
    '%j is not one',
    (part) => {
      expect(() => idFrom(part)).toThrow(NotFound);
    },
  );
});

describe('a day in an address', () => {
  test('a day of the calendar', () => {
    expect(dayFrom('2028-02-29').toString()).toBe('2028-02-29');
  });

  test.each([[undefined], [''], ['2027-02-29'], ['2026-13-01'], ['2026-1-1'], ['1999-01-01'], ['2026-11-23T08:30']])(
    '%j is none',
    (part) => {
      expect(() => dayFrom(part)).toThrow(NotFound);
    },
  );
});

test.each([
  ['', 1],
  ['?lapa=3', 3],
  ['?lapa=0', 1],
  ['?lapa=-2', 1],
  ['?lapa=1.5', 1],
  ['?lapa=x', 1],
  ['?lapa=1001', 1],
])('page of a list: %s', (search, page) => {
  expect(pageFrom(new URL(`http://localhost/${search}`))).toBe(page);
});

describe('what an error means to the person', () => {
  test('what is not there is gone', () => {
    expect(problemOf(new NotFound())).toBe('gone');
    expect(problemStatus.gone).toBe(404);
  });

  test('a database that somebody else writes to is busy; any other failure of it is broken', () => {
    expect(problemOf(Object.assign(new Error('locked'), { code: 'SQLITE_BUSY' }))).toBe('busy');
    expect(problemOf(Object.assign(new Error('locked'), { code: 'SQLITE_BUSY_SNAPSHOT' }))).toBe('busy');
    expect(problemOf(Object.assign(new Error('full'), { code: 'SQLITE_FULL' }))).toBe('broken');
  });

  test('what is no error at all is broken', () => {
    expect(problemOf('SQLITE_BUSY')).toBe('broken');
    expect(problemOf(null)).toBe('broken');
  });
});
