import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { accessLog } from '../../../../db/schema.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { latvian as t, textIn } from '../../../../src/core/text/text.ts';
import { standingClock } from '../../../../src/core/time/clock.ts';
import {
  findLookBefore,
  findLooks,
  groupLooks,
  type Look,
  lookRange,
  lookSentence,
  timesText,
} from '../../../../src/features/own-data/index.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, allow } from '../../../support/people.ts';

const dina = { viewerId: 1, firstName: 'Dina', lastName: 'Sila', role: 'social_worker', gender: 'female' } as const;
const rita = { viewerId: 5, firstName: 'Rita', lastName: 'Ozola', role: 'family', gender: 'female' } as const;
const look = (who: typeof dina | typeof rita, topic: Look['topic'], viewedAt: string): Look => ({
  ...who,
  topic,
  viewedAt,
});

describe('looks by day', () => {
  test('the newest day first; everybody once a topic, with all their times', () => {
    const days = groupLooks([
      look(dina, 'money', '2026-11-23T07:00:00.000Z'),
      look(dina, 'money', '2026-11-24T07:00:00.000Z'),
      look(rita, 'money', '2026-11-24T08:00:00.000Z'),
      look(dina, 'plan', '2026-11-24T09:00:00.000Z'),
      look(dina, 'money', '2026-11-24T12:30:00.000Z'),
    ]);
    expect(
      days.map(({ day, entries }) => [
        day.toString(),
        entries.map(({ firstName, topic, times }) => `${firstName} ${topic} ${times.join(' ')}`),
      ]),
    ).toEqual([
      ['2026-11-24', ['Dina money 9:00 14:30', 'Rita money 10:00', 'Dina plan 11:00']],
      ['2026-11-23', ['Dina money 9:00']],
    ]);
  });

  test('the day is the one in Latvia, and one minute is said once', () => {
    const days = groupLooks([
      look(dina, 'plan', '2026-11-23T22:30:00.000Z'),
      look(dina, 'plan', '2026-11-23T22:30:40.000Z'),
    ]);
    expect(days.map(({ day, entries }) => [day.toString(), entries[0]?.times])).toEqual([['2026-11-24', ['0:30']]]);
  });

  test('a page holds two weeks, the last day among them', () => {
    const { from, until } = lookRange(Temporal.PlainDate.from('2026-11-23'));
    expect([from.toString(), until.toString()]).toEqual(['2026-11-10', '2026-11-23']);
  });
});

describe('in words', () => {
  const entry = { ...dina, topic: 'money', times: ['9:00'] } as const;
  test('who, what and when', () => {
    expect(lookSentence(t, entry, Temporal.PlainDate.from('2026-11-24'))).toBe(
      'Dina skatījās manu naudu.\nTas bija otrdien, 24.\u00a0novembrī.',
    );
  });

  test.each([
    [['9:00'], '9:00'],
    [['9:00', '14:30'], '9:00 un 14:30'],
    [['9:00', '10:00', '14:30'], '9:00 un 10:00 un 14:30'],
    [['9:00', '10:00', '11:00', '12:00'], '4 reizes'],
    [Array.from({ length: 21 }, (_, index) => `9:${index}`), '21 reize'],
  ])('%j', (times, text) => {
    expect(timesText(t, times)).toBe(text);
  });

  test('every topic in every language', () => {
    for (const topic of ['plan', 'money', 'visits', 'requests'] as const) {
      for (const language of ['lv', 'en', 'ru'] as const) {
        expect(lookSentence(textIn(language), { ...entry, topic }, Temporal.PlainDate.from('2026-11-24'))).toContain(
          'Dina',
        );
      }
    }
  });
});

describe('what is kept', () => {
  let db: Database;
  beforeEach(() => {
    db = pilotDatabase();
  });

  const at = (clock: string) => ({ db, clock: standingClock(clock) });
  const range = { from: '2026-11-10T22:00:00.000Z', until: '2026-11-24T22:00:00.000Z' };

  test('each look of somebody else is there, and none of one’s own, nor of another person', () => {
    const [janis, ilze] = [actorOf(db, 'D01'), actorOf(db, 'D02')];
    const [rita_, dina_] = [actorOf(db, 'P05'), actorOf(db, 'P01')];
    allow(db, janis, rita_, 'money');
    authorize(at('2026-11-23T07:00:00Z'), rita_, 'money.read', janis.personId);
    authorize(at('2026-11-23T08:00:00Z'), janis, 'money.read', janis.personId);
    authorize(at('2026-11-24T07:00:00Z'), dina_, 'plan.read', janis.personId);
    authorize(at('2026-11-24T07:00:00Z'), dina_, 'plan.read', ilze.personId);
    const grant = authorize(at('2026-11-24T08:00:00Z'), janis, 'data.read', janis.personId);
    expect(findLooks(db, grant, range).map(({ firstName, topic }) => `${firstName} ${topic}`)).toEqual([
      'Rita money',
      'Dina plan',
    ]);
    expect(findLooks(db, grant, { from: range.from, until: '2026-11-24T07:00:00.000Z' })).toHaveLength(1);
    expect(findLookBefore(db, grant, '2026-11-24T07:00:00.000Z')).toBe('2026-11-23T07:00:00.000Z');
    expect(findLookBefore(db, grant, '2026-11-23T07:00:00.000Z')).toBeNull();
  });

  test('nobody but the person reads it', () => {
    const janis = actorOf(db, 'D01');
    for (const number of ['P01', 'P02', 'P05', 'P31', 'D02']) {
      const other = actorOf(db, number);
      for (const topic of ['plan', 'money', 'visits', 'requests'] as const) {
        if (other.role !== 'social_worker' && number !== 'P05') allow(db, janis, other, topic);
      }
      expect(() => authorize(at('2026-11-24T07:00:00Z'), other, 'data.read', janis.personId)).toThrow('Access denied');
    }
    expect(db.select().from(accessLog).all()).toEqual([]);
  });
});
