import { describe, expect, test } from 'vitest';
import { roles } from '../../../../db/schema.ts';
import { hasJustSignedIn, homeFor, homeOf } from '../../../../src/core/access/actor.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

describe('whether the card was shown just now', () => {
  test.each([
    ['at the very instant', '2026-11-23T06:30:00.000Z', true],
    ['a minute ago', '2026-11-23T06:29:00.000Z', true],
    ['a millisecond less than a quarter of an hour ago', '2026-11-23T06:15:00.001Z', true],
    ['a quarter of an hour ago', '2026-11-23T06:15:00.000Z', false],
    ['a millisecond more than a quarter of an hour ago', '2026-11-23T06:14:59.999Z', false],
    ['yesterday', '2026-11-22T06:30:00.000Z', false],
    ['before the portal kept it', '', false],
  ])('%s', (_name, signedInAt, answer) => {
    expect(hasJustSignedIn({ signedInAt }, Temporal.Instant.from('2026-11-23T06:30:00Z'))).toBe(answer);
  });

  test.each([
    ['the hour that comes twice', '2026-10-25T00:50:00.000Z', '2026-10-25T01:04:59.999Z', true],
    ['the hour that comes twice, over', '2026-10-25T00:50:00.000Z', '2026-10-25T01:05:00Z', false],
    ['the hour that is left out', '2026-03-29T00:50:00.000Z', '2026-03-29T01:04:59.999Z', true],
    ['the hour that is left out, over', '2026-03-29T00:50:00.000Z', '2026-03-29T01:05:00Z', false],
  ])('is a matter of time that has passed, not of the clock on the wall: %s', (_name, signedInAt, now, answer) => {
    expect(hasJustSignedIn({ signedInAt }, Temporal.Instant.from(now))).toBe(answer);
  });
});

test('each role has its own first page, and strangers the ways in', () => {
  expect(homeOf).toEqual({
    participant: '/',
    family: '/gimene',
    parent: '/gimene',
    guardian: '/gimene',
    support_person: '/palidzu',
    social_worker: '/galds',
    provider: '/ienakt',
  });
  expect(Object.keys(homeOf).toSorted()).toEqual([...roles].toSorted());
  expect(homeFor(null)).toBe('/ienakt');
  expect(homeFor(actorOf(pilotDatabase(), 'P03'))).toBe('/palidzu');
});

test('on a helper’s device the day begins at what it was handed over for', () => {
  const together = { handoverId: 1, helpId: 1, requestId: 1, helperId: 2, helperFirstName: 'Juris' };
  expect(homeFor({ ...actorOf(pilotDatabase(), 'D05'), together })).toBe('/tagad-es');
});
