import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { accessLog, person } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import type { LinkKind } from '../../../../src/core/access/policy.ts';
import {
  findCircle,
  findFirstHelper,
  findHelpers,
  findLinkedParticipants,
  findParticipantName,
  inHelpOrder,
  topicOfSlug,
  topicSlugs,
  topicsOpenTo,
} from '../../../../src/features/circle/index.ts';
import { movableClock, referenceDay as today } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, allow, endLinks, link, takeBack } from '../../../support/people.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let maris: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
});

const ownCircle = (actor: Actor) => authorize(app, actor, 'circle.read', actor.personId);
const numbers = (actors: readonly { personId: number }[]) =>
  actors.map(
    ({ personId }) =>
      db
        .select()
        .from(person)
        .all()
        .find(({ id }) => id === personId)?.number,
  );

describe('the circle', () => {
  test('everyone who belongs to it today', () => {
    expect(numbers(findCircle(db, ownCircle(maris), today))).toEqual(['P03', 'P01', 'P09']);
  });

  test('on the last day still, on the next day not any more', () => {
    endLinks(db, maris, actorOf(db, 'P09'), '2026-11-23');
    expect(numbers(findCircle(db, ownCircle(maris), today))).toEqual(['P03', 'P01', 'P09']);
    expect(numbers(findCircle(db, ownCircle(maris), today.add({ days: 1 })))).toEqual(['P03', 'P01']);
  });

  test('not before the first day', () => {
    link(db, maris, actorOf(db, 'P05'), 'family', { from: '2026-11-24' });
    expect(numbers(findCircle(db, ownCircle(maris), today))).not.toContain('P05');
    expect(numbers(findCircle(db, ownCircle(maris), today.add({ days: 1 })))).toContain('P05');
  });
});

describe('who is asked for help first', () => {
  test('the support person, then the worker, then a parent, then the family; a guardian is no helper by that', () => {
    const kinds: readonly LinkKind[] = ['guardian', 'family', 'parent', 'social_worker', 'support_person', 'family'];
    expect(inHelpOrder(kinds.map((kind, id) => ({ kind, id })))).toEqual([
      { kind: 'support_person', id: 4 },
      { kind: 'social_worker', id: 3 },
      { kind: 'parent', id: 2 },
      { kind: 'family', id: 1 },
      { kind: 'family', id: 5 },
    ]);
  });

  test('rule 7: the first with a phone stands in the help bar', () => {
    expect(findFirstHelper(app, ownCircle(maris))).toEqual({ firstName: 'Juris', phone: '+371 2000 1002' });
    db.update(person).set({ phone: null }).run();
    expect(findFirstHelper(app, ownCircle(maris))).toBeNull();
  });

  test('one without a phone is passed over', () => {
    db.$client.prepare(`update person set phone = null where number = 'P03'`).run();
    expect(findFirstHelper(app, ownCircle(maris))).toEqual({ firstName: 'Dina', phone: '+371 2000 1000' });
  });

  test('somebody who left the circle is not asked', () => {
    endLinks(db, maris, actorOf(db, 'P03'), '2026-11-22');
    expect(numbers(findHelpers(app, ownCircle(maris)))).toEqual(['P01', 'P09']);
  });
});

describe('whose circle one belongs to', () => {
  const names = (actor: Actor, ability: 'desk.read' | 'helping.read' | 'family.read', day = today) =>
    findLinkedParticipants(db, authorizeOwn(actor, ability), day).map(({ firstName }) => firstName);

  test('a support person: those they help', () => {
    expect(names(actorOf(db, 'P04'), 'helping.read')).toEqual(['Līga', actorOf(db, 'D06').firstName].sort());
  });

  test('a link that ended is not on the list on the next day', () => {
    const aija = actorOf(db, 'P09');
    endLinks(db, maris, aija, '2026-11-23');
    expect(names(aija, 'family.read')).toEqual(['Māris']);
    expect(names(aija, 'family.read', today.add({ days: 1 }))).toEqual([]);
  });

  test('rule 10: a worker’s list holds nobody of another municipality, even with a link', () => {
    const vita = addForeignWorker(db);
    link(db, maris, vita, 'social_worker');
    expect(names(vita, 'desk.read')).toEqual([]);
  });
});

describe('which topics are open', () => {
  test('those that were allowed, and asking is not looking', () => {
    const aija = actorOf(db, 'P09');
    expect(topicsOpenTo(app, aija, maris.personId)).toEqual(['visits']);
    allow(db, maris, aija, 'money');
    expect(topicsOpenTo(app, aija, maris.personId)).toEqual(['money', 'visits']);
    takeBack(db, maris, aija, 'visits');
    expect(topicsOpenTo(app, aija, maris.personId)).toEqual(['money']);
    expect(db.select().from(accessLog).all()).toEqual([]);
  });

  test('each topic has its own part of an address', () => {
    for (const [topic, slug] of Object.entries(topicSlugs)) expect(topicOfSlug(slug)).toBe(topic);
    expect(new Set(Object.values(topicSlugs)).size).toBe(4);
    expect(topicOfSlug('parole')).toBeNull();
    expect(topicOfSlug(undefined)).toBeNull();
  });
});

test('a participant is named as they are addressed', () => {
  expect(findParticipantName(db, ownCircle(maris))).toEqual({
    firstName: 'Māris',
    lastName: 'Krūmiņš',
    phone: '+371 2000 2004',
    vocative: 'Māri',
  });
});
