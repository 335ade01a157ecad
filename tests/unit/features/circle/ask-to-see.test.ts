import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { circleEvent, consentAsk } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import type { Topic } from '../../../../src/core/access/policy.ts';
import {
  askStateOf,
  askToSee,
  findAskState,
  findAsksOf,
  findMembersWithSight,
  giveSight,
  refuseAsk,
  takeSightBack,
} from '../../../../src/features/circle/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, endLinks, link } from '../../../support/people.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let janis: Actor;
let rita: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  janis = actorOf(db, 'D01');
  rita = actorOf(db, 'P05');
});

const asking = (who = rita) => authorize(app, who, 'sight.ask', janis.personId);
const ask = (topic: Topic, who = rita) => askToSee(app, asking(who), topic);
const writing = () => authorize(app, janis, 'circle.write', janis.personId);
const circle = () => authorize(app, janis, 'circle.read', janis.personId);
const give = (topic: Topic) =>
  giveSight(
    app,
    authorize(app, { ...janis, signedInAt: app.clock.now().toString() }, 'sight.give', janis.personId),
    circle(),
    {
      personId: rita.personId,
      topic,
      until: 'always',
      planToOn: null,
    },
  );
const stateOf = (topic: Topic) => findAskState(app, asking(), topic).status;
const waiting = () =>
  findAsksOf(app, writing(), findMembersWithSight(app, circle())).map(
    ({ firstName, topic }) => `${firstName} ${topic}`,
  );
const kept = () => db.select().from(consentAsk).all();
const events = () =>
  db
    .select()
    .from(circleEvent)
    .all()
    .map(({ kind, topic, personId, byPersonId }) => [kind, topic, personId, byPersonId]);

describe('asking', () => {
  test('waits for the person, and is kept with who asked', () => {
    expect(stateOf('money')).toBe('may_ask');
    ask('money');
    expect(stateOf('money')).toBe('waits');
    expect(waiting()).toEqual(['Rita money']);
    expect(events()).toEqual([['asked_to_see', 'money', rita.personId, rita.personId]]);
  });

  test('twice makes one, and each topic is its own', () => {
    ask('money');
    ask('money');
    ask('requests');
    expect(kept().map(({ topic }) => topic)).toEqual(['money', 'requests']);
    expect(waiting()).toEqual(['Rita money', 'Rita requests']);
  });

  test('of what is seen already is none', () => {
    ask('plan');
    expect(kept()).toEqual([]);
  });

  test.each(['P01', 'P31', 'P07', 'D02'])('%s has nothing to ask here', (number) => {
    expect(() => asking(actorOf(db, number))).toThrow(AccessDenied);
  });

  test('nobody asks from another municipality by a link that should not be, or after having left', () => {
    const foreign = addForeignWorker(db);
    link(db, janis, foreign, 'social_worker');
    expect(() => asking(foreign)).toThrow(AccessDenied);
    endLinks(db, janis, rita, '2026-11-22');
    expect(() => asking()).toThrow(AccessDenied);
  });

  test('of somebody who has left meanwhile no longer waits for an answer', () => {
    ask('money');
    endLinks(db, janis, rita, '2026-11-22');
    expect(waiting()).toEqual([]);
  });
});

describe('the answer', () => {
  test('yes opens it and answers what waited', () => {
    ask('money');
    give('money');
    expect(waiting()).toEqual([]);
    expect(kept().map(({ isAllowed, answeredAt }) => [isAllowed, answeredAt !== null])).toEqual([[true, true]]);
    expect(events().map(([kind]) => kind)).toEqual(['asked_to_see', 'allowed']);
  });

  test('no needs no card, is kept once, and leaves other asks alone', () => {
    ask('money');
    ask('requests');
    app.clock.move({ hours: 2 });
    expect(refuseAsk(app, writing(), rita.personId, 'money')).toBe(true);
    expect(refuseAsk(app, writing(), rita.personId, 'money')).toBe(false);
    expect(events().map(([kind, topic]) => [kind, topic])).toEqual([
      ['asked_to_see', 'money'],
      ['asked_to_see', 'requests'],
      ['not_allowed', 'money'],
    ]);
    expect(waiting()).toEqual(['Rita requests']);
  });

  test('after a no it is not asked again for 30 days', () => {
    ask('money');
    refuseAsk(app, writing(), rita.personId, 'money');
    app.clock.move({ hours: 24 * 29 });
    ask('money');
    expect([stateOf('money'), kept().length]).toEqual(['not_now', 1]);
    app.clock.move({ hours: 24 });
    expect(stateOf('money')).toBe('may_ask');
    ask('money');
    expect([stateOf('money'), kept().length]).toEqual(['waits', 2]);
  });

  test('what was taken back is a no too', () => {
    takeSightBack(app, writing(), rita.personId, ['plan']);
    expect(stateOf('plan')).toBe('not_now');
    ask('plan');
    expect(kept()).toEqual([]);
  });

  test('what was allowed and has ended by itself may be asked for again', () => {
    ask('money');
    giveSight(app, authorize(app, janis, 'sight.give', janis.personId), circle(), {
      personId: rita.personId,
      topic: 'money',
      until: 'month',
      planToOn: null,
    });
    app.clock.move({ hours: 24 * 40 });
    expect(stateOf('money')).toBe('may_ask');
  });
});

test('the newest no counts, from its day in Latvia on', () => {
  const today = Temporal.PlainDate.from('2026-11-23');
  const no = (answeredAt: string) => ({ askedAt: '2026-09-01T08:00:00.000Z', isAllowed: false, answeredAt });
  expect(askStateOf(null, null, today)).toEqual({ status: 'may_ask' });
  // Past midnight in Riga, and still the day before in UTC.
  expect(askStateOf(no('2026-10-24T22:30:00.000Z'), null, today)).toEqual({
    status: 'not_now',
    againOn: Temporal.PlainDate.from('2026-11-24'),
  });
  expect(askStateOf(no('2026-10-23T12:00:00.000Z'), null, today)).toEqual({ status: 'may_ask' });
  expect(askStateOf(no('2026-10-01T12:00:00.000Z'), '2026-11-20T12:00:00.000Z', today).status).toBe('not_now');
});
