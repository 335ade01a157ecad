import { describe, expect, test } from 'vitest';
import { canBeChanged, mondayOf, overlap } from '../../../../src/features/visits/index.ts';
import { isLinkOpen, linkOpensAt, visitState } from '../../../../src/features/visits/rules.ts';
import type { VisitStatus } from '../../../../src/features/visits/store.ts';

const visit = (status: VisitStatus = 'planned') =>
  ({ heldOn: '2026-11-24', startTime: '09:30', endTime: '11:30', status }) as const;
const wall = (text: string) => Temporal.PlainDateTime.from(text);

describe('what a planned visit is', () => {
  test.each([
    ['2026-11-23T23:59:59', 'upcoming', true],
    ['2026-11-24T09:29:59', 'upcoming', true],
    ['2026-11-24T09:30:00', 'now', false],
    ['2026-11-24T11:29:59', 'now', false],
    ['2026-11-24T11:30:00', 'unmarked', false],
    ['2026-11-25T09:30:00', 'unmarked', false],
  ])('at %s', (now, state, isChangeable) => {
    expect(visitState(visit(), wall(now))).toBe(state);
    expect(canBeChanged(visit(), wall(now))).toBe(isChangeable);
  });
});

test.each(['happened', 'cancelled', 'did_not_happen'] as const)('%s stays so, whatever the time', (status) => {
  for (const now of ['2026-11-23T08:00:00', '2026-11-24T10:00:00', '2026-11-25T08:00:00']) {
    expect(visitState(visit(status), wall(now))).toBe(status);
    expect(canBeChanged(visit(status), wall(now))).toBe(false);
    expect(isLinkOpen(visit(status), wall(now))).toBe(false);
  }
});

test.each([
  ['2026-11-24T09:14:59', false],
  ['2026-11-24T09:15:00', true],
  ['2026-11-24T09:30:00', true],
  ['2026-11-24T11:29:59', true],
  ['2026-11-24T11:30:00', false],
  ['2026-11-23T10:00:00', false],
])('the video link at %s: open %s', (now, isOpen) => {
  expect(isLinkOpen(visit(), wall(now))).toBe(isOpen);
});

test('the link opens a quarter of an hour before', () => {
  expect(linkOpensAt({ startTime: '09:30' })).toBe('09:15');
  expect(linkOpensAt({ startTime: '10:00' })).toBe('09:45');
});

test.each([
  ['the same time', '09:30', '11:30', true],
  ['inside', '10:00', '10:30', true],
  ['around', '09:00', '12:00', true],
  ['its end', '11:29', '12:00', true],
  ['its beginning', '09:00', '09:31', true],
  ['right before', '08:00', '09:30', false],
  ['right after', '11:30', '12:00', false],
])('overlap with %s', (_name, startTime, endTime, answer) => {
  const other = { heldOn: '2026-11-24', startTime, endTime };
  expect(overlap(visit(), other)).toBe(answer);
  expect(overlap(other, visit())).toBe(answer);
  expect(overlap(visit(), { ...other, heldOn: '2026-11-25' })).toBe(false);
});

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2026-11-22', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
  ['2027-03-28', '2027-03-22'],
])('%s is in the week of Monday %s', (day, monday) => {
  expect(mondayOf(Temporal.PlainDate.from(day)).toString()).toBe(monday);
});
