import { describe, expect, test } from 'vitest';
import { requestStatuses } from '../../../../db/schema.ts';
import {
  ANSWER_WITHIN_WORKING_DAYS,
  isOpen,
  isOverdue,
  promiseDay,
  type RequestStatus,
  statusAfter,
  type Transition,
} from '../../../../src/features/requests/rules.ts';

const acts = ['send', 'withdraw', 'read', 'talk', 'answer'] as const satisfies readonly Transition[];

/** Where each act leads from each status; `no` means it cannot be done. */
const table = [
  //               send    withdraw     read    talk       answer
  ['draft', 'sent', 'withdrawn', 'no', 'no', 'no'],
  ['sent', 'no', 'withdrawn', 'read', 'talking', 'answered'],
  ['read', 'no', 'withdrawn', 'no', 'talking', 'answered'],
  ['talking', 'no', 'withdrawn', 'no', 'talking', 'answered'],
  ['answered', 'no', 'no', 'no', 'no', 'no'],
  ['withdrawn', 'no', 'no', 'no', 'no', 'no'],
] as const satisfies readonly (readonly [RequestStatus, ...string[]])[];

describe('rule 6: sent, read, talking, answered', () => {
  test.each(table)('from %s', (status, ...expected) => {
    expect(acts.map((act) => statusAfter(status, act) ?? 'no')).toEqual(expected);
  });

  test('every status has its line', () => {
    expect(table.map(([status]) => status)).toEqual(requestStatuses);
  });

  test('one that waits for an answer is open', () => {
    expect(requestStatuses.filter(isOpen)).toEqual(['sent', 'read', 'talking']);
  });
});

describe('rule 6: an answer is promised by a day', () => {
  test.each([
    ['Monday', '2026-11-23', '2026-11-30'],
    ['Tuesday', '2026-11-24', '2026-12-01'],
    ['Friday', '2026-11-27', '2026-12-04'],
    ['Saturday', '2026-11-28', '2026-12-04'],
    ['Sunday', '2026-11-29', '2026-12-04'],
    ['over the end of summer time', '2026-10-22', '2026-10-29'],
    ['over the new year', '2026-12-29', '2027-01-05'],
  ])('%s', (_name, sentOn, promisedOn) => {
    expect(promiseDay(Temporal.PlainDate.from(sentOn)).toString()).toBe(promisedOn);
  });

  test('in five working days', () => {
    expect(ANSWER_WITHIN_WORKING_DAYS).toBe(5);
    expect(promiseDay(Temporal.PlainDate.from('2026-11-23'), 1).toString()).toBe('2026-11-24');
  });
});

describe('rule 6: overdue after the promised day', () => {
  const today = Temporal.PlainDate.from('2026-11-30');
  test.each<[RequestStatus, string | null, boolean]>([
    ['sent', '2026-12-01', false],
    ['sent', '2026-11-30', false],
    ['sent', '2026-11-29', true],
    ['read', '2026-11-29', true],
    ['talking', '2026-11-29', true],
    ['answered', '2026-11-29', false],
    ['withdrawn', '2026-11-29', false],
    ['draft', null, false],
  ])('%s, promised by %s', (status, promisedOn, answer) => {
    expect(isOverdue({ status, promisedOn }, today)).toBe(answer);
  });
});
