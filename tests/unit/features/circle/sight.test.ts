import { eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { circleEvent, circleLink, consent } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, allowedAmong, authorize } from '../../../../src/core/access/grant.ts';
import type { Topic } from '../../../../src/core/access/policy.ts';
import { NotFound } from '../../../../src/core/problem.ts';
import {
  canTakeBack,
  findMembersWithSight,
  findMemberWithSight,
  giveSight,
  hasPreview,
  isAskable,
  isGivable,
  takeSightBack,
  topics,
  untilOf,
} from '../../../../src/features/circle/index.ts';
import { sightsOf } from '../../../../src/features/circle/rules.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, endLinks, link } from '../../../support/people.ts';

const PLAN_ENDS = '2027-07-31';
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

const circle = (who = janis) => authorize(app, who, 'circle.read', who.personId);
const give = (topic: Topic, until = 'always', other = rita) =>
  giveSight(app, authorize(app, janis, 'sight.give', janis.personId), circle(), {
    personId: other.personId,
    topic,
    until,
    planToOn: PLAN_ENDS,
  });
const takeBack = (...of: readonly Topic[]) =>
  takeSightBack(app, authorize(app, janis, 'circle.write', janis.personId), rita.personId, of);
const sees = (who: Actor, participant = janis): readonly Topic[] =>
  topics.filter((topic) => allowedAmong(app, who, [`${topic}.read`] as const, participant.personId).length > 0);
const seenBy = (personId: number, who = janis) =>
  findMemberWithSight(app, circle(who), personId).sights.map(({ topic, reasons, untilOn }) =>
    [topic, ...reasons, untilOn].filter((word) => word !== null).join(' '),
  );
const events = () =>
  db
    .select()
    .from(circleEvent)
    .all()
    .map(({ kind, topic, untilOn, byPersonId }) => [kind, topic, untilOn, byPersonId]);

describe('what somebody sees, and why', () => {
  test.each([
    ['D01', 'P05', ['plan allowed', 'money', 'visits allowed', 'requests']],
    ['D01', 'P06', ['plan', 'money', 'visits', 'requests']],
    ['D01', 'P01', ['plan work', 'money work', 'visits work', 'requests work']],
    ['D01', 'P02', ['plan', 'money', 'visits', 'requests']],
    ['D03', 'P08', ['plan', 'money court', 'visits', 'requests']],
    ['D11', 'P11', ['plan child', 'money child', 'visits child', 'requests child']],
  ])('%s: %s', (participant, other, expected) => {
    expect(seenBy(actorOf(db, other).personId, actorOf(db, participant))).toEqual(expected);
  });

  test('is the same that the policy opens, for everybody of every circle', () => {
    for (const number of ['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11']) {
      const participant = actorOf(db, number);
      for (const { links, sights } of findMembersWithSight(app, circle(participant))) {
        const other = { ...participant, ...links[0] } satisfies Actor;
        const seen = sights.filter(({ reasons }) => reasons.length > 0).map(({ topic }) => topic);
        expect(seen, `${number} ${other.firstName}`).toEqual(sees(other, participant));
      }
    }
  });

  test('somebody with two links stands there once, with both', () => {
    link(db, janis, rita, 'guardian', { areas: ['finances', 'care'], to: '2029-07-31' });
    const { links, sights } = findMemberWithSight(app, circle(), rita.personId);
    expect(links.map(({ kind }) => kind)).toEqual(['family', 'guardian']);
    expect(links[1]?.areas).toEqual(['care', 'finances']);
    expect(sights.map(({ reasons }) => reasons)).toEqual([['court', 'allowed'], ['court'], ['allowed'], []]);
  });

  test('what was allowed can be taken back, what is not one’s own cannot be given', () => {
    const of = (...reasons: readonly ('work' | 'child' | 'court' | 'allowed')[]) => ({ reasons });
    expect(
      [of(), of('allowed'), of('court'), of('court', 'allowed'), of('work'), of('child')].map(canTakeBack),
    ).toEqual([false, true, false, true, false, false]);
    const all = [
      of(),
      of('allowed'),
      of('court'),
      of('court', 'allowed'),
      of('work'),
      of('work', 'allowed'),
      of('child'),
    ];
    expect(all.map(isAskable)).toEqual([true, true, false, true, false, true, false]);
    expect(all.map(hasPreview)).toEqual([true, true, true, true, false, false, true]);
    expect([of(), of('allowed'), of('court'), of('court', 'allowed'), of('work'), of('child')].map(isGivable)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});

test('each topic has its own end', () => {
  const nothing = { plan: [], money: [], visits: [], requests: [] };
  const sights = sightsOf(nothing, [
    { topic: 'money', untilOn: '2026-12-01' },
    { topic: 'plan', untilOn: null },
  ]);
  expect(sights.map(({ topic, untilOn }) => [topic, untilOn])).toEqual([
    ['plan', null],
    ['money', '2026-12-01'],
    ['visits', null],
    ['requests', null],
  ]);
});

describe('giving', () => {
  test('opens the one topic to the one person, and is kept with who and when', () => {
    give('money');
    expect(sees(rita)).toEqual(['plan', 'money', 'visits']);
    expect(sees(actorOf(db, 'P06'))).toEqual([]);
    expect(events()).toEqual([['allowed', 'money', null, janis.personId]]);
  });

  test.each([
    ['always', null],
    ['month', '2026-12-23'],
    ['plan', PLAN_ENDS],
  ])('%s: until %s', (until, untilOn) => {
    give('money', until);
    expect(events()).toEqual([['allowed', 'money', untilOn, janis.personId]]);
    expect(seenBy(rita.personId)).toContain(untilOn === null ? 'money allowed' : `money allowed ${untilOn}`);
  });

  test('ends by itself after its last day', () => {
    give('money', 'month');
    app.clock.move({ hours: 24 * 30 });
    expect(sees(rita)).toContain('money');
    app.clock.move({ hours: 24 });
    expect(sees(rita)).not.toContain('money');
    expect(seenBy(rita.personId)).toContain('money');
  });

  test('twice changes nothing; with another end it is the new one', () => {
    give('money');
    give('money');
    expect(events()).toHaveLength(1);
    give('money', 'month');
    const rows = db.select().from(consent).where(eq(consent.topic, 'money')).all();
    const ours = rows.filter(
      ({ participantId, personId }) => participantId === janis.personId && personId === rita.personId,
    );
    expect(ours.map(({ untilOn, revokedAt }) => [untilOn, revokedAt !== null])).toEqual([
      [null, true],
      ['2026-12-23', false],
    ]);
  });

  test('after it was taken back it is given anew', () => {
    takeBack('plan');
    expect(sees(rita)).toEqual(['visits']);
    give('plan');
    expect(sees(rita)).toEqual(['plan', 'visits']);
  });

  test.each(['year', '', '2030-01-01', 'Always'])('"%s" is no offered time', (until) => {
    expect(() => give('money', until)).toThrow(NotFound);
    expect(events()).toEqual([]);
  });

  test('nobody gives to a stranger, to who has left, or what a court or work opens', () => {
    expect(() => give('money', 'always', actorOf(db, 'P07'))).toThrow(NotFound);
    expect(() => give('money', 'always', actorOf(db, 'P01'))).toThrow(NotFound);
    endLinks(db, janis, rita, '2026-11-22');
    expect(() => give('money')).toThrow(NotFound);
    expect(events()).toEqual([]);
  });

  test('asks for the card that was just shown', () => {
    app.clock.move({ minutes: 15 });
    expect(() => give('money')).toThrow(new AccessDenied('card_needed'));
    // Who wants less to be seen finds no door in the way.
    takeBack('plan');
    expect(sees(rita)).toEqual(['visits']);
  });

  test('the end of a plan is offered only while there is one', () => {
    const today = Temporal.PlainDate.from('2026-11-23');
    expect(untilOf('plan', today, null)).toBeUndefined();
    expect(untilOf('plan', today, '2026-11-22')).toBeUndefined();
    expect(untilOf('plan', today, '2026-11-23')).toBe('2026-11-23');
    expect(untilOf('month', Temporal.PlainDate.from('2027-01-31'), null)).toBe('2027-02-28');
  });
});

describe('taking back', () => {
  test('closes at once, one topic or all of them, and only what was open is kept as a change', () => {
    takeBack('plan', 'money');
    expect(sees(rita)).toEqual(['visits']);
    expect(events()).toEqual([['taken_back', 'plan', null, janis.personId]]);
    takeBack(...topics);
    expect(sees(rita)).toEqual([]);
    takeBack(...topics);
    expect(events()).toHaveLength(2);
  });

  test('what had ended by itself is no news, what holds today still is', () => {
    db.update(consent).set({ untilOn: '2026-11-22' }).where(eq(consent.topic, 'plan')).run();
    db.update(consent).set({ untilOn: '2026-11-23' }).where(eq(consent.topic, 'visits')).run();
    takeBack(...topics);
    expect(events()).toEqual([['taken_back', 'visits', null, janis.personId]]);
    const open = db.select().from(consent).where(isNull(consent.revokedAt)).all();
    expect(
      open.filter(({ participantId, personId }) => participantId === janis.personId && personId === rita.personId),
    ).toEqual([]);
  });

  test('leaves the link, and so the help, as it is', () => {
    const before = db.select().from(circleLink).all();
    takeBack(...topics);
    expect(db.select().from(circleLink).all()).toEqual(before);
  });

  test.each(['P01', 'P02', 'P05', 'P06', 'P31', 'D02'])('%s can neither give nor take back', (number) => {
    const other = actorOf(db, number);
    expect(() => authorize(app, other, 'sight.give', janis.personId)).toThrow(AccessDenied);
    expect(() => authorize(app, other, 'circle.write', janis.personId)).toThrow(AccessDenied);
  });
});
