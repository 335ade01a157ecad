import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { circleLink, person } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import type { LinkKind } from '../../../../src/core/access/policy.ts';
import {
  endingsOf,
  endingsTogether,
  findDeskEndings,
  findEndings,
  findOwnEndings,
} from '../../../../src/features/circle/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, endLinks, link } from '../../../support/people.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

type Given = Readonly<{ kind?: LinkKind; fromOn?: string; toOn?: string | null; bornOn?: string }>;

const parent = ({ kind = 'parent', fromOn = '2020-01-01', toOn = null, bornOn = '2009-01-12' }: Given = {}) => ({
  participantId: 1,
  kind,
  fromOn,
  toOn,
  bornOn,
});
const guardian = (toOn: string | null, given: Given = {}) => parent({ kind: 'guardian', toOn, ...given });
const told = (right: ReturnType<typeof parent>, today: string) => endingsOf([right], day(today))[0]?.ending ?? null;

describe('what is told of', () => {
  test('a right that begins today, and none that begins only tomorrow', () => {
    expect(told(guardian('2026-12-31', { fromOn: '2026-11-23' }), '2026-11-23')).not.toBeNull();
    expect(endingsOf([guardian('2026-12-31', { fromOn: '2026-11-24' })], day('2026-11-23'))).toEqual([]);
    // Who becomes a parent of it on the birthday never acted for a child.
    expect(told(parent({ fromOn: '2027-01-12' }), '2027-01-12')).toBeNull();
    expect(told(parent({ fromOn: '2027-01-11' }), '2027-01-12')).not.toBeNull();
  });

  test('nothing of a link that gives no right over another', () => {
    for (const kind of ['family', 'support_person', 'social_worker'] as const) {
      expect(told(parent({ kind }), '2027-01-01')).toBeNull();
    }
  });

  test('whether the two still belong together: without an end, and on the last day', () => {
    expect(told(parent(), '2027-01-13')?.isLinked).toBe(true);
    expect(told(guardian('2026-11-23'), '2026-11-23')?.isLinked).toBe(true);
    expect(told(guardian('2026-11-23'), '2026-11-24')?.isLinked).toBe(false);
  });

  test.each([
    // Two months before 12 January, and 30 days after.
    ['an 18th birthday', parent(), '2026-11-11', '2026-11-12', '2027-01-12', '2027-02-11', '2027-02-12'],
    // The 31st has no day two months before; the shorter month's last day is it.
    [
      'one on the 31st',
      parent({ bornOn: '2009-08-31' }),
      '2027-06-30',
      '2027-07-01',
      '2027-08-31',
      '2027-09-30',
      '2027-10-01',
    ],
    [
      'born on 29 February',
      parent({ bornOn: '2008-02-29' }),
      '2025-12-31',
      '2026-01-01',
      '2026-03-01',
      '2026-03-31',
      '2026-04-01',
    ],
    // A court's last day still holds.
    ['a guardianship', guardian('2026-12-31'), '2026-10-31', '2026-11-01', '2027-01-01', '2027-01-31', '2027-02-01'],
    [
      'one until the end of February',
      guardian('2027-02-28'),
      '2026-12-31',
      '2027-01-01',
      '2027-03-01',
      '2027-03-31',
      '2027-04-01',
    ],
  ])('%s', (_name, right, notYet, first, end, last, noMore) => {
    expect(told(right, notYet)).toBeNull();
    expect(told(right, first)).toMatchObject({ isOver: false, fromOn: day(end) });
    expect(told(right, day(end).subtract({ days: 1 }).toString())).toMatchObject({ isOver: false });
    expect(told(right, end)).toMatchObject({ isOver: true });
    expect(told(right, last)).toMatchObject({ isOver: true });
    expect(told(right, noMore)).toBeNull();
  });

  test.each([
    ['family', parent({ kind: 'family', toOn: '2026-12-31' })],
    ['a support person', parent({ kind: 'support_person', toOn: '2026-12-31' })],
    ['a guardianship without an end', guardian(null)],
    ['a guardianship that has not begun', guardian('2026-12-31', { fromOn: '2026-12-01' })],
    ['a parent who left the circle before', parent({ toOn: '2027-01-10' })],
    ['a parent who came into it after', parent({ bornOn: '2008-11-01', fromOn: '2026-11-10' })],
  ])('is nothing of %s', (_name, right) => {
    expect(told(right, '2026-11-23')).toBeNull();
  });

  test('a parent until the very eve is told of as any', () => {
    expect(told(parent({ toOn: '2027-01-11' }), '2026-11-23')).toMatchObject({ by: 'age', isLinked: true });
    expect(told(parent({ toOn: '2027-01-11' }), '2027-01-12')).toMatchObject({ isOver: true, isLinked: false });
  });

  test('the soonest comes first, and both parents are told of once', () => {
    const found = endingsOf(
      [guardian('2027-01-15'), parent(), { ...parent(), fromOn: '2021-01-01' }],
      day('2026-11-23'),
    );
    expect(found.map(({ ending }) => ending.by)).toEqual(['age', 'age', 'court']);
    expect(endingsTogether(found).map((group) => group.length)).toEqual([2, 1]);
  });
});

describe('who finds it', () => {
  let db: Database;
  let app: { db: Database; clock: ReturnType<typeof movableClock> };
  let emils: Actor;
  let sandra: Actor;
  const today = day('2026-11-23');

  beforeEach(() => {
    db = pilotDatabase();
    app = { db, clock: movableClock() };
    emils = actorOf(db, 'D11');
    sandra = actorOf(db, 'P11');
    db.update(person).set({ bornOn: '2009-01-12' }).where(eq(person.id, emils.personId)).run();
  });

  const own = (actor: Actor) => findOwnEndings(db, authorizeOwn(actor, 'family.read'), today);
  const atDesk = (actor: Actor) => findDeskEndings(db, authorizeOwn(actor, 'desk.read'), today);

  test('the child, each parent and the worker', () => {
    const circle = authorize(app, emils, 'circle.read', emils.personId);
    expect(findEndings(db, circle, today).map(({ firstName }) => firstName)).toEqual(['Sandra', 'Toms']);
    expect(own(sandra)).toMatchObject([{ participantFirstName: 'Emīls', firstName: 'Sandra' }]);
    expect(atDesk(actorOf(db, 'P30'))).toHaveLength(2);
  });

  test('nobody else: another family, another worker, one of another municipality', () => {
    expect(own(actorOf(db, 'P05'))).toEqual([]);
    expect(atDesk(actorOf(db, 'P01'))).toEqual([]);
    const vita = addForeignWorker(db);
    link(db, emils, vita, 'social_worker');
    expect(atDesk(vita)).toEqual([]);
    endLinks(db, emils, actorOf(db, 'P30'), '2026-11-22');
    expect(atDesk(actorOf(db, 'P30'))).toEqual([]);
  });

  test('a guardianship is found after its last day, when the link is no more', () => {
    const gunars = actorOf(db, 'P08');
    db.update(circleLink).set({ toOn: '2026-11-20' }).where(eq(circleLink.personId, gunars.personId)).run();
    expect(own(gunars)).toMatchObject([{ ending: { by: 'court', isOver: true, isLinked: false } }]);
    const andris = actorOf(db, 'D03');
    expect(findEndings(db, authorize(app, andris, 'circle.read', andris.personId), today)).toHaveLength(1);
  });
});
