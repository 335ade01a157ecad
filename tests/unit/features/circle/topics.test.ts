import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorizeOwn } from '../../../../src/core/access/grant.ts';
import { findPeopleWithTopics, topicOfSlug, topicSlugs, topicsOpenTo } from '../../../../src/features/circle/index.ts';
import { referenceClock as clock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, allow } from '../../../support/people.ts';

let db: Database;
let maris: Actor;
let aija: Actor;

beforeEach(() => {
  db = pilotDatabase();
  maris = actorOf(db, 'D05');
  aija = actorOf(db, 'P09');
});

test('each topic has its own part of an address', () => {
  expect(topicSlugs).toEqual({ plan: 'plans', money: 'nauda', visits: 'nedela', requests: 'lugumi' });
  expect(['plans', 'nauda', 'nedela', 'lugumi', 'nekas', '', undefined].map(topicOfSlug)).toEqual([
    'plan',
    'money',
    'visits',
    'requests',
    null,
    null,
    null,
  ]);
});

test('the topics that are open come in one order, whatever was allowed first', () => {
  expect(topicsOpenTo({ db, clock }, aija, maris.personId)).toEqual(['visits']);
  for (const topic of ['requests', 'money', 'plan'] as const) allow(db, maris, aija, topic);
  expect(topicsOpenTo({ db, clock }, aija, maris.personId)).toEqual(['plan', 'money', 'visits', 'requests']);
});

test('one’s people each come with what may be opened of them', () => {
  const people = findPeopleWithTopics({ db, clock }, authorizeOwn(aija, 'family.read'));
  expect(people).toEqual([
    {
      participantId: maris.personId,
      kind: 'family',
      firstName: maris.firstName,
      lastName: maris.lastName,
      phone: people[0]?.phone,
      topics: ['visits'],
      closed: (['plan', 'money', 'requests'] as const).map((topic) => ({ topic, asking: 'may_ask' })),
    },
  ]);
});
