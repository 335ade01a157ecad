import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { ledgerEntry, planChange, request, requestEvent, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import type { GuardianArea } from '../../../../src/core/access/policy.ts';
import type { Answer } from '../../../../src/features/desk/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { testEnv } from '../../../support/env.ts';
import { actorOf, endLinks, link } from '../../../support/people.ts';
import { tabletOf } from '../requests/a-request.ts';
import { guardianOf, moneyWish } from '../requests/guardian/a-guardian.ts';
import { deskOf, now } from './a-desk.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock>; env: typeof testEnv };
let andris: Actor;
let gunars: Actor;
let aija: Actor;
let tablet: ReturnType<typeof tabletOf>;
let desk: ReturnType<typeof deskOf>;
let id: number;

function begin(): void {
  db = pilotDatabase();
  app = { db, clock: movableClock(), env: testEnv };
  andris = actorOf(db, 'D03');
  gunars = actorOf(db, 'P08');
  aija = actorOf(db, 'P09');
  tablet = tabletOf(app, andris);
  desk = deskOf(app, actorOf(db, 'P01'), andris);
  id = tablet.ask('money', moneyWish(tablet));
  desk.read(id);
}
beforeEach(begin);

const NOTE = 'Es gribu zināt, cik tas maksā.';
const say = (guardian: Actor, word: string, area: GuardianArea = 'finances') =>
  expect(guardianOf(app, guardian, andris, area).say(id, word, word === 'agree' ? '' : NOTE)).toEqual([]);

const everything = () => [
  db.select().from(request).all(),
  db.select().from(requestEvent).all(),
  db.select().from(visit).all(),
  db.select().from(planChange).all(),
  db.select().from(ledgerEntry).all(),
];
const yesNow = (): Answer => ({ answer: 'yes', text: '', deed: now(desk.wished(id)) });
const yesLater: Answer = { answer: 'yes', text: '', deed: { when: 'later', by: '2026-12-01' } };
const yesNothing: Answer = { answer: 'yes', text: '', deed: { when: 'nothing' } };
const partly = (): Answer => ({ answer: 'partly', text: 'Daļu.', deed: now(desk.wished(id)) });
const refused = { problems: [{ reason: 'guardian', at: 0 }] };

type Case = readonly [name: string, isPossible: boolean, given: () => void];

const cases: readonly Case[] = [
  ['nothing was said', false, () => undefined],
  ['the guardian agrees', true, () => say(gunars, 'agree')],
  ['the guardian does not agree', false, () => say(gunars, 'disagree')],
  ['the guardian wants to talk', false, () => say(gunars, 'talk')],
  [
    'the guardian came to agree',
    true,
    () => {
      say(gunars, 'disagree');
      say(gunars, 'agree');
    },
  ],
  [
    'the guardian agrees no more',
    false,
    () => {
      say(gunars, 'agree');
      say(gunars, 'talk');
    },
  ],
  [
    'one of two guardians agrees',
    false,
    () => {
      link(db, andris, aija, 'guardian', { areas: ['finances'] });
      say(gunars, 'agree');
    },
  ],
  [
    'both guardians agree',
    true,
    () => {
      link(db, andris, aija, 'guardian', { areas: ['finances'] });
      say(aija, 'agree');
      say(gunars, 'agree');
    },
  ],
  [
    'the other guardian has other areas',
    true,
    () => {
      link(db, andris, aija, 'guardian', { areas: ['health', 'care', 'daily_life', 'rights'] });
      say(gunars, 'agree');
    },
  ],
  ['the guardianship ended yesterday', true, () => endLinks(db, andris, gunars, '2026-11-22')],
  ['the guardianship ends today', false, () => endLinks(db, andris, gunars, '2026-11-23')],
  [
    'who did not agree is no guardian any more',
    true,
    () => {
      say(gunars, 'disagree');
      endLinks(db, andris, gunars, '2026-11-22');
    },
  ],
  [
    'who agreed is no guardian any more, and another is',
    false,
    () => {
      say(gunars, 'agree');
      endLinks(db, andris, gunars, '2026-11-22');
      link(db, andris, aija, 'guardian', { areas: ['finances'] });
    },
  ],
  [
    'the other guardianship begins tomorrow',
    true,
    () => {
      link(db, andris, aija, 'guardian', { areas: ['finances'], from: '2026-11-24' });
      say(gunars, 'agree');
    },
  ],
];

describe('yes and partly need every guardian of the area', () => {
  test.each(cases)('%s: %s', (_name, isPossible, given) => {
    given();
    for (const [answer, outcome] of [
      [yesNow, 'carried_out'],
      [() => yesLater, 'agreed'],
      [() => yesNothing, 'carried_out'],
      [partly, 'carried_out'],
    ] as const) {
      const before = everything();
      const answered = desk.answer(id, answer());
      if (isPossible) {
        expect(answered).toMatchObject({ outcome });
        return;
      }
      expect(answered).toEqual(refused);
      expect(everything()).toEqual(before);
    }
  });

  test.each(cases.slice(1))('what was promised is done only then, %s: %s', (_name, isPossible, given) => {
    say(gunars, 'agree');
    desk.answer(id, yesLater);
    // What was agreed to before counts no more.
    say(gunars, 'talk');
    given();
    const before = everything();
    const done = desk.carryOut(id, { when: 'nothing' });
    if (isPossible) expect(done).toMatchObject({ outcome: 'carried_out' });
    else {
      expect(done).toEqual(refused);
      expect(everything()).toEqual(before);
    }
  });
});

test.each([
  [{ answer: 'no', text: 'Naudas nav.' }, 'refused'],
  [{ answer: 'talk', text: 'Es zvanīšu.' }, 'talking'],
] as const)('to say $answer needs nobody', (answer, outcome) => {
  say(gunars, 'disagree');
  expect(desk.answer(id, answer)).toEqual({ outcome });
});

test('without a guardian nobody is waited for', () => {
  const maris = actorOf(db, 'D05');
  const own = tabletOf(app, maris);
  const worker = deskOf(app, actorOf(db, 'P01'), maris);
  const asked = own.ask('money', moneyWish(own));
  expect(worker.answer(asked, yesNothing)).toMatchObject({ outcome: 'carried_out' });
});

test('what lies in no area of the guardian is the person’s alone', () => {
  const talk = tablet.ask('talk', { talk_about: 'money', talk_day: 'unknown', part: 'day' });
  expect(desk.answer(talk, yesNothing)).toMatchObject({ outcome: 'carried_out' });
});

test('the form is refused with the reason, and is possible after the word', () => {
  const post = () => desk.post(id, desk.filled(id, { form: 'answer', intent: 'send', answer: 'yes', when: 'nothing' }));
  expect(post()).toEqual({ outcome: 'not_possible', effects: [], problems: refused.problems });
  say(gunars, 'agree');
  expect(post()).toEqual({ outcome: 'saved', what: 'carried_out' });
});

test('on the day after its last the guardianship is not asked for, by itself', () => {
  endLinks(db, andris, gunars, '2026-11-24');
  app.clock.move({ hours: 24 });
  expect(desk.answer(id, yesNothing)).toEqual(refused);
  // 23:59 in Riga, and midnight.
  app.clock.move({ hours: 15, minutes: 29 });
  expect(desk.answer(id, yesNothing)).toEqual(refused);
  app.clock.move({ minutes: 1 });
  expect(desk.answer(id, yesNothing)).toMatchObject({ outcome: 'carried_out' });
});
