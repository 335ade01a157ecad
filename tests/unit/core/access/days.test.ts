import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { person } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { allowedAmong } from '../../../../src/core/access/grant.ts';
import type { Ability } from '../../../../src/core/access/policy.ts';
import { standingClock } from '../../../../src/core/time/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, allow, askToCall, link } from '../../../support/people.ts';

/** What the database says of two people, asked at one instant after another. */
let db: Database;
let maris: Actor;
/** Nothing binds her to Māris but what a test writes. */
let vija: Actor;

beforeEach(() => {
  db = pilotDatabase();
  maris = actorOf(db, 'D05');
  vija = actorOf(db, 'P07');
});

const isAllowed = (ability: Ability, at: string, actor = vija, participantId = maris.personId): boolean =>
  allowedAmong({ db, clock: standingClock(at) }, actor, [ability], participantId).length > 0;

/** Days begin at midnight in Riga: two hours before Greenwich in winter, three in summer. */
const midnights = [
  ['in winter', '2026-11-30', '2026-11-30T21:59:59.999Z', '2026-11-30T22:00:00Z'],
  ['in summer', '2027-06-30', '2027-06-30T20:59:59.999Z', '2027-06-30T21:00:00Z'],
  ['before the night when the clocks go back', '2026-10-24', '2026-10-24T20:59:59.999Z', '2026-10-24T21:00:00Z'],
  ['on the day of 25 hours', '2026-10-25', '2026-10-25T21:59:59.999Z', '2026-10-25T22:00:00Z'],
  ['before the night when the clocks go forward', '2027-03-27', '2027-03-27T21:59:59.999Z', '2027-03-27T22:00:00Z'],
  ['on the day of 23 hours', '2027-03-28', '2027-03-28T20:59:59.999Z', '2027-03-28T21:00:00Z'],
  ['at the end of the year', '2026-12-31', '2026-12-31T21:59:59.999Z', '2026-12-31T22:00:00Z'],
  ['on 29 February', '2028-02-29', '2028-02-29T21:59:59.999Z', '2028-02-29T22:00:00Z'],
] as const;

describe('a last day holds until midnight in Riga', () => {
  test.each(midnights)('of a permission, %s', (_name, lastDay, still, after) => {
    link(db, maris, vija, 'family');
    allow(db, maris, vija, 'plan', lastDay);
    expect(isAllowed('plan.read', still)).toBe(true);
    expect(isAllowed('plan.read', after)).toBe(false);
    expect(isAllowed('circle.read', after)).toBe(true);
  });

  test.each(midnights)('of a place in the circle, %s', (_name, lastDay, still, after) => {
    link(db, maris, vija, 'family', { to: lastDay });
    allow(db, maris, vija, 'plan');
    for (const ability of ['plan.read', 'circle.read', 'sight.ask', 'suggest', 'own.request'] as const) {
      expect(isAllowed(ability, still)).toBe(true);
      expect(isAllowed(ability, after)).toBe(false);
    }
  });

  test.each(midnights)('of a guardianship, %s', (_name, lastDay, still, after) => {
    link(db, maris, vija, 'guardian', { to: lastDay, areas: ['finances'] });
    for (const ability of ['confirm.finances', 'money.read', 'circle.read'] as const) {
      expect(isAllowed(ability, still)).toBe(true);
      expect(isAllowed(ability, after)).toBe(false);
    }
    expect(isAllowed('confirm.health', still)).toBe(false);
  });

  test.each(midnights)('of who is asked to help, %s', (_name, lastDay, still, after) => {
    link(db, maris, vija, 'support_person', { to: lastDay });
    askToCall(db, maris, vija);
    expect(isAllowed('help.answer', still)).toBe(true);
    expect(isAllowed('help.answer', after)).toBe(false);
  });

  test.each(midnights)('of the worker, %s', (_name, lastDay, still, after) => {
    const inga = actorOf(db, 'P30');
    link(db, maris, inga, 'social_worker', { to: lastDay });
    for (const ability of ['request.answer', 'circle.manage', 'plan.write', 'money.read'] as const) {
      expect(isAllowed(ability, still, inga)).toBe(true);
      expect(isAllowed(ability, after, inga)).toBe(false);
    }
  });
});

describe('a first day begins at midnight in Riga', () => {
  test.each(midnights)('of a place in the circle: the day after, %s', (_name, lastDay, still, after) => {
    link(db, maris, vija, 'guardian', {
      from: Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString(),
      areas: ['finances'],
    });
    for (const ability of ['circle.read', 'confirm.finances'] as const) {
      expect(isAllowed(ability, still)).toBe(false);
      expect(isAllowed(ability, after)).toBe(true);
    }
  });

  test('one place follows another without a gap', () => {
    link(db, maris, vija, 'guardian', { to: '2026-11-30', areas: ['finances'] });
    link(db, maris, vija, 'family', { from: '2026-12-01' });
    expect(isAllowed('circle.read', '2026-11-30T21:59:59.999Z')).toBe(true);
    expect(isAllowed('circle.read', '2026-11-30T22:00:00Z')).toBe(true);
    expect(isAllowed('confirm.finances', '2026-11-30T22:00:00Z')).toBe(false);
  });
});

describe('a child comes of age', () => {
  /** The last instant of childhood and the first after it; whoever is born on 29 February has 18 whole years on 1 March. */
  test.each([
    ['on an ordinary day', '2008-11-24', '2026-11-23T21:59:59.999Z', '2026-11-23T22:00:00Z'],
    ['in summer', '2009-07-01', '2027-06-30T20:59:59.999Z', '2027-06-30T21:00:00Z'],
    ['on New Year’s Day', '2009-01-01', '2026-12-31T21:59:59.999Z', '2026-12-31T22:00:00Z'],
    ['on the day of 25 hours', '2008-10-25', '2026-10-24T20:59:59.999Z', '2026-10-24T21:00:00Z'],
    ['on the day of 23 hours', '2009-03-28', '2027-03-27T21:59:59.999Z', '2027-03-27T22:00:00Z'],
    ['born on 29 February', '2008-02-29', '2026-02-28T21:59:59.999Z', '2026-02-28T22:00:00Z'],
    ['born on 28 February of such a year', '2008-02-28', '2026-02-27T21:59:59.999Z', '2026-02-27T22:00:00Z'],
    ['born on 1 March', '2008-03-01', '2026-02-28T21:59:59.999Z', '2026-02-28T22:00:00Z'],
  ])('%s', (_name, bornOn, still, after) => {
    db.update(person).set({ bornOn }).where(eq(person.id, maris.personId)).run();
    link(db, maris, vija, 'parent', { from: '2020-01-01' });
    allow(db, maris, vija, 'visits');
    for (const ability of ['child.request', 'plan.read', 'money.read', 'requests.read'] as const) {
      expect(isAllowed(ability, still)).toBe(true);
      expect(isAllowed(ability, after)).toBe(false);
    }
    // What the child has allowed stays allowed, and what relatives have they keep.
    for (const ability of ['visits.read', 'circle.read', 'own.request'] as const) {
      expect(isAllowed(ability, still)).toBe(true);
      expect(isAllowed(ability, after)).toBe(true);
    }
  });
});

test('no day opens anything to a worker of another municipality', () => {
  const vita = addForeignWorker(db);
  link(db, maris, vita, 'social_worker', { from: '2020-01-01' });
  for (const at of midnights.flatMap(([, , still, after]) => [still, after])) {
    expect(isAllowed('circle.read', at, vita)).toBe(false);
    expect(isAllowed('plan.read', at, vita)).toBe(false);
  }
});

test('the person themself is let in on every day', () => {
  for (const at of ['2020-01-01T00:00:00Z', ...midnights.map(([, , , after]) => after), '2099-12-31T23:59:59Z']) {
    for (const ability of ['plan.read', 'circle.write', 'request.write', 'data.read'] as const) {
      expect(isAllowed(ability, at, maris)).toBe(true);
    }
  }
});
