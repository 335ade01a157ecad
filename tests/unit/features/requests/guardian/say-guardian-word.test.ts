import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../../db/client.ts';
import { accessLog, guardianWord, request } from '../../../../../db/schema.ts';
import type { Actor } from '../../../../../src/core/access/actor.ts';
import { AccessDenied, authorize, authorizeOwn } from '../../../../../src/core/access/grant.ts';
import { gatherEverything } from '../../../../../src/features/own-data/index.ts';
import {
  findAwaitedWords,
  findGuardianWords,
  findStandings,
  LONGEST_NOTE,
  RequestMoved,
} from '../../../../../src/features/requests/index.ts';
import { movableClock, referenceDay } from '../../../../support/clock.ts';
import { pilotDatabase } from '../../../../support/database.ts';
import { actorOf, endLinks, link } from '../../../../support/people.ts';
import { deskOf } from '../../desk/a-desk.ts';
import { tabletOf } from '../a-request.ts';
import { guardianOf, moneyWish } from './a-guardian.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let andris: Actor;
let gunars: Actor;
let tablet: ReturnType<typeof tabletOf>;
let guardian: ReturnType<typeof guardianOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  andris = actorOf(db, 'D03');
  gunars = actorOf(db, 'P08');
  tablet = tabletOf(app, andris);
  guardian = guardianOf(app, gunars, andris);
});

const NOTE = 'Es gribu zināt, cik tas maksā.';
const rows = () => db.select().from(guardianWord).all();
const talk = { talk_about: 'money', talk_day: 'unknown', part: 'day' };
const asked = () => tablet.ask('money', moneyWish(tablet));
const awaited = (of = gunars, day = referenceDay) => findAwaitedWords(db, authorizeOwn(of, 'family.read'), day);

describe('a guardian’s word', () => {
  test('is kept under the guardian, with the time, and changes nothing of the request', () => {
    const id = asked();
    const before = db.select().from(request).all();
    app.clock.move({ minutes: 5 });
    expect(guardian.say(id, 'disagree', `  ${NOTE}\n`)).toEqual([]);
    expect(rows()).toEqual([
      {
        id: 1,
        requestId: id,
        guardianId: gunars.personId,
        word: 'disagree',
        note: NOTE,
        at: '2026-11-23T06:35:00.000Z',
      },
    ]);
    expect(db.select().from(request).all()).toEqual(before);
  });

  test('two taps are one word; another word, or other words, are kept beside it', () => {
    const id = asked();
    guardian.say(id, 'agree');
    guardian.say(id, 'agree', ' ');
    expect(guardian.words(id)).toEqual([['agree', null]]);
    guardian.say(id, 'talk', NOTE);
    guardian.say(id, 'talk', NOTE);
    guardian.say(id, 'talk', 'Rīt.');
    guardian.say(id, 'agree');
    expect(guardian.words(id)).toEqual([
      ['agree', null],
      ['talk', NOTE],
      ['talk', 'Rīt.'],
      ['agree', null],
    ]);
  });

  test.each([
    ['nothing', '', '', [{ field: 'word', reason: 'no_word' }]],
    ['something else', 'yes', NOTE, [{ field: 'word', reason: 'no_word' }]],
    ['no, without why', 'disagree', '  ', [{ field: 'note', reason: 'no_note' }]],
    ['a talk, without when', 'talk', '', [{ field: 'note', reason: 'no_note' }]],
    ['too much', 'agree', 'a'.repeat(LONGEST_NOTE + 1), [{ field: 'note', reason: 'too_long' }]],
    [
      'nothing, at length',
      '',
      'a'.repeat(LONGEST_NOTE + 1),
      [
        { field: 'word', reason: 'no_word' },
        { field: 'note', reason: 'too_long' },
      ],
    ],
  ])('%s is not kept, and said what is missing', (_name, word, note, problems) => {
    const id = asked();
    expect(guardian.say(id, word, note)).toEqual(problems);
    expect(rows()).toEqual([]);
  });

  test('the longest note is kept', () => {
    const id = asked();
    expect(guardian.say(id, 'agree', 'a'.repeat(LONGEST_NOTE))).toEqual([]);
  });

  test('can be said as long as it is open, also after a promise and after "I do not agree"', () => {
    const id = asked();
    const desk = deskOf(app, actorOf(db, 'P01'), andris);
    desk.read(id);
    expect(guardian.say(id, 'talk', NOTE)).toEqual([]);
    desk.answer(id, { answer: 'talk', text: 'Es zvanīšu.' });
    expect(guardian.say(id, 'agree')).toEqual([]);
    desk.answer(id, { answer: 'yes', text: '', deed: { when: 'later', by: '2026-12-01' } });
    expect(guardian.say(id, 'talk', NOTE)).toEqual([]);
    tablet.disagree(id);
    expect(guardian.say(id, 'agree')).toEqual([]);
    desk.answer(id, { answer: 'talk', text: 'Mēs runājām.' });
    desk.answer(id, { answer: 'no', text: 'Naudas nav.' });
    expect(() => guardian.say(id, 'disagree', NOTE)).toThrow(RequestMoved);
    expect(rows()).toHaveLength(4);
  });

  test('is not taken after the person took the request back', () => {
    const id = asked();
    tablet.withdraw(id);
    expect(() => guardian.say(id, 'agree')).toThrow(RequestMoved);
    expect(rows()).toEqual([]);
  });

  test('is not taken for a draft, for what lies in no area of theirs, or for somebody else', () => {
    const draft = tablet.begin('money');
    const other = tablet.ask('talk', talk);
    const ofSanita = tabletOf(app, actorOf(db, 'D06'));
    const foreign = ofSanita.ask('money', moneyWish(ofSanita));
    for (const id of [draft, other, foreign, 999]) {
      expect(guardian.request(id)).toBeNull();
      expect(() => guardian.say(id, 'agree')).toThrow(RequestMoved);
    }
    expect(rows()).toEqual([]);
  });

  test('of one area says nothing in another', () => {
    const id = asked();
    link(db, andris, actorOf(db, 'P09'), 'guardian', { areas: ['daily_life', 'care', 'health', 'rights'] });
    for (const area of ['daily_life', 'care', 'health', 'rights'] as const) {
      const aija = guardianOf(app, actorOf(db, 'P09'), andris, area);
      expect(aija.request(id)).toBeNull();
      expect(() => aija.say(id, 'agree')).toThrow(RequestMoved);
    }
  });

  test('is for guardians of that area alone, as long as the court’s word holds', () => {
    asked();
    for (const number of ['P01', 'P03', 'P05', 'P10', 'P31', 'D03', 'D01']) {
      expect(() => guardianOf(app, actorOf(db, number), andris).grant(), number).toThrow(AccessDenied);
    }
    expect(() => guardianOf(app, gunars, andris, 'health').grant()).toThrow(AccessDenied);
    endLinks(db, andris, gunars, '2026-11-22');
    expect(() => guardian.grant()).toThrow(AccessDenied);
  });
});

describe('rule 9 and who reads a word', () => {
  test('opening a request to say a word is a look, which the person sees', () => {
    asked();
    db.delete(accessLog).run();
    guardian.grant();
    expect(db.select().from(accessLog).all()).toMatchObject([
      { participantId: andris.personId, viewerId: gunars.personId, topic: 'requests' },
    ]);
  });

  test('the person and the worker read every word, a guardian only their own', () => {
    const id = asked();
    const aija = actorOf(db, 'P09');
    link(db, andris, aija, 'guardian', { areas: ['finances'] });
    guardian.say(id, 'agree');
    guardianOf(app, aija, andris).say(id, 'talk', NOTE);
    const worker = authorize(app, actorOf(db, 'P01'), 'request.answer', andris.personId);
    for (const grant of [tablet.write(), worker]) {
      expect(findGuardianWords(db, grant, id).map(({ word }) => word)).toEqual(['agree', 'talk']);
      expect(findStandings(app, grant, tablet.request(id)).map(({ firstName }) => firstName)).toEqual([
        'Gunārs',
        'Aija',
      ]);
    }
    expect(guardian.words(id)).toEqual([['agree', null]]);
    expect(findGuardianWords(db, tabletOf(app, actorOf(db, 'D06')).write(), id)).toEqual([]);
  });

  test('the person takes the words along with their data', () => {
    const id = asked();
    guardian.say(id, 'disagree', NOTE);
    const file = JSON.parse(
      JSON.stringify(gatherEverything(db, authorize(app, andris, 'data.export', andris.personId), 'now')),
    );
    expect(file.guardian_word).toMatchObject([
      { requestId: id, word: 'disagree', note: NOTE, guardianId: { firstName: 'Gunārs', role: 'guardian' } },
    ]);
  });
});

describe('the list of what needs a word', () => {
  test('says whose and about what; what has no word yet comes first', () => {
    const first = asked();
    const second = tablet.ask('new', {
      wish: 'music',
      new_service: 'unknown',
      new_rhythm: 'unknown',
      part: 'day',
      help: 'alone',
    });
    tablet.ask('talk', talk);
    guardian.say(first, 'talk', NOTE);
    expect(awaited()).toEqual([
      {
        requestId: second,
        firstName: 'Andris',
        lastName: 'Bērziņš',
        areas: ['finances'],
        promisedOn: '2026-11-30',
        word: null,
      },
      {
        requestId: first,
        firstName: 'Andris',
        lastName: 'Bērziņš',
        areas: ['finances'],
        promisedOn: '2026-11-30',
        word: 'talk',
      },
    ]);
  });

  test('is empty for everybody else, and when it is over', () => {
    const id = asked();
    for (const number of ['P05', 'P07', 'P09', 'P10', 'P11']) expect(awaited(actorOf(db, number))).toEqual([]);
    expect(awaited(gunars, Temporal.PlainDate.from('2029-07-31'))).toHaveLength(1);
    expect(awaited(gunars, Temporal.PlainDate.from('2029-08-01'))).toEqual([]);
    tablet.withdraw(id);
    expect(awaited()).toEqual([]);
  });

  test('names the areas that are theirs, not all of the request', () => {
    const aija = actorOf(db, 'P09');
    link(db, andris, aija, 'guardian', { areas: ['daily_life', 'care'] });
    const { services } = tablet.surroundings().facts;
    const service = String(services.find(({ visitsInFourWeeks }) => visitsInFourWeeks > 0)?.id);
    tablet.ask('stop', { service, stop_from: 'month_end', stop_why: 'tired', help: 'alone' });
    const rhythm = { service, rhythm: 'workdays', help: 'alone' };
    tablet.ask('often', rhythm);
    expect(awaited(aija).map(({ areas }) => areas)).toEqual([['care', 'daily_life'], ['daily_life']]);
    expect(awaited(gunars).map(({ areas }) => areas)).toEqual([['finances']]);
  });
});
