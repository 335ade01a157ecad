import { count, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase, transact } from '../../../../db/client.ts';
import { accessLog, helpRequest, request, requestEvent, requestFlows } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { NotFound } from '../../../../src/core/problem.ts';
import { dayOf, instantText } from '../../../../src/core/time/clock.ts';
import {
  answerQuestion,
  explainRequest,
  findCalls,
  findHelpForHelper,
  findOpenRequest,
  findParticipantOfHelp,
  gatherFacts,
  insertCall,
  LONGEST_EXPLANATION,
  markCalled,
  RequestMoved,
  requestsAtHome,
  resumeRequest,
  startRequest,
  transition,
} from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, endLinks, link, visitOf } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from './a-request.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let juris: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  juris = actorOf(db, 'P03');
  tablet = tabletOf(app, maris);
});

const stored = () => db.select({ count: count() }).from(request).get()?.count;
const eventKinds = (requestId: number) => tablet.events(requestId).map(({ kind }) => kind);
const lookFirst = () => `look_first:${juris.personId}`;

describe('rule 5: starting', () => {
  test('a start is a draft with its first event', () => {
    const id = tablet.start('V0503');
    expect(tablet.request(id)).toMatchObject({
      status: 'draft',
      participantId: maris.personId,
      answers: { visit: String(visitOf(db, 'V0503').id) },
      startedAt: '2026-11-23T06:30:00.000Z',
      sentAt: null,
    });
    expect(tablet.events(id)).toEqual([
      {
        kind: 'started',
        at: '2026-11-23T06:30:00.000Z',
        note: null,
        byPersonId: maris.personId,
        byFirstName: 'Māris',
        byGender: 'male',
      },
    ]);
  });

  test('two taps on one form start one', () => {
    const first = tablet.start('V0503', 'key');
    expect(tablet.start('V0503', 'key')).toBe(first);
    expect(stored()).toBe(1);
    expect(eventKinds(first)).toEqual(['started']);
  });

  test('the second tap finds it even when the first was answered on meanwhile', () => {
    const first = tablet.start(null, 'key');
    tablet.fill(first, { visit: String(visitOf(db, 'V0503').id), ...cannotCome });
    expect(tablet.start(null, 'key')).toBe(first);
    tablet.confirm(first);
    expect(tablet.start(null, 'key')).toBe(first);
    expect(stored()).toBe(1);
  });

  test('a page left open since the request ended starts a new one; so does a key of somebody else', () => {
    const first = tablet.start('V0503', 'key');
    tablet.withdraw(first);
    const second = tablet.start('V0503', 'key');
    expect(second).not.toBe(first);
    expect(tablet.request(second).status).toBe('draft');
    const other = tabletOf(app, actorOf(db, 'D02'));
    expect(other.request(other.begin('talk', null, 'key')).status).toBe('draft');
    expect(stored()).toBe(3);
  });

  test('two tabs with two forms about one visit share one draft', () => {
    const first = tablet.start('V0503', 'tab one');
    expect(tablet.start('V0503', 'tab two')).toBe(first);
    expect(stored()).toBe(1);
  });

  test('coming back on another day finds the draft', () => {
    const first = tablet.start('V0533');
    tablet.fill(first, { what: 'another_time', day: '2026-11-26' });
    app.clock.move({ hours: 24 });
    expect(tablet.start('V0533')).toBe(first);
    expect(tablet.request(first).answers).toMatchObject({ what: 'another_time', day: '2026-11-26' });
  });

  test('drafts about two visits are two', () => {
    expect(tablet.start('V0503')).not.toBe(tablet.start('V0533'));
    expect(stored()).toBe(2);
  });

  test('a draft that was taken back is not gone on with', () => {
    const first = tablet.start('V0503');
    tablet.withdraw(first);
    expect(tablet.start('V0503')).not.toBe(first);
  });

  test('a visit that is not offered, or another person’s, is left out', () => {
    for (const number of ['V0502', 'V0508', 'V0182']) expect(tablet.request(tablet.start(number)).answers).toEqual({});
    expect(stored()).toBe(1);
  });
});

describe('rule 5: answering', () => {
  test('each answer is kept at once and leads on', () => {
    const id = tablet.start('V0503');
    expect(tablet.answer(id, 'kas', 'another_time')).toEqual({ nextSlug: 'diena' });
    expect(tablet.answer(id, 'diena', '2026-11-26')).toEqual({ nextSlug: 'laiks' });
    expect(tablet.answer(id, 'laiks', 'unknown')).toEqual({ nextSlug: 'palidziba' });
    expect(tablet.answer(id, 'palidziba', 'alone')).toEqual({ nextSlug: 'parbaude' });
    const file = db.$client.name;
    const afterPowerCut = openDatabase(file);
    const kept = afterPowerCut.select().from(request).where(eq(request.id, id)).get();
    expect(JSON.parse(kept?.answers ?? '')).toEqual({
      visit: String(visitOf(db, 'V0503').id),
      what: 'another_time',
      day: '2026-11-26',
      part: 'unknown',
      help: 'alone',
    });
    afterPowerCut.$client.close();
  });

  test.each([
    [null, 'missing'],
    ['', 'missing'],
    ['2026-11-28', 'not_offered'],
    ['2026-11-23', 'not_offered'],
    ['rīt', 'not_offered'],
  ])('%j as a day is refused, and the answers stay', (value, refusal) => {
    const id = tablet.start('V0503');
    tablet.fill(id, { what: 'another_time', day: '2026-11-26' });
    expect(tablet.answer(id, 'diena', value)).toEqual({ refusal });
    expect(tablet.request(id).answers).toMatchObject({ day: '2026-11-26' });
  });

  test('going back and answering otherwise drops only what no longer applies', () => {
    const id = tablet.start('V0503');
    tablet.fill(id, anotherTime);
    expect(tablet.answer(id, 'kas', 'cannot_come')).toEqual({ nextSlug: 'parbaude' });
    expect(tablet.request(id).answers).toEqual({
      visit: String(visitOf(db, 'V0503').id),
      what: 'cannot_come',
      help: 'alone',
    });
  });

  test('a question that is not asked leads to where the draft goes on', () => {
    const id = tablet.start('V0503');
    tablet.fill(id, { what: 'cannot_come' });
    expect(tablet.answer(id, 'diena', '2026-11-26')).toEqual({ nextSlug: 'palidziba' });
    expect(tablet.answer(id, 'nekas', 'x')).toEqual({ nextSlug: 'palidziba' });
    expect(tablet.request(id).answers).not.toHaveProperty('day');
  });

  test('a draft about a visit that was cancelled meanwhile goes on with the choice of a visit', () => {
    const id = tablet.start('V0503');
    tablet.fill(id, anotherTime);
    db.$client.prepare(`update visit set status = 'cancelled' where number = 'V0503'`).run();
    expect(resumeRequest(tablet.request(id), tablet.surroundings())).toBe('tiksanas');
    expect(tablet.answer(id, 'tiksanas', String(visitOf(db, 'V0503').id))).toEqual({ refusal: 'not_offered' });
  });

  test('a request that was sent or taken back takes no more answers', () => {
    const sent = tablet.send('V0503', cannotCome);
    expect(() => tablet.answer(sent, 'kas', 'another_time')).toThrow(RequestMoved);
    const withdrawn = tablet.start('V0533');
    tablet.withdraw(withdrawn);
    expect(() => tablet.answer(withdrawn, 'kas', 'another_time')).toThrow(RequestMoved);
    expect(tablet.request(sent).answers).toMatchObject({ what: 'cannot_come' });
  });

  test('another participant’s draft is out of reach', () => {
    const id = tablet.start('V0503');
    const ilze = tabletOf(app, actorOf(db, 'D02'));
    expect(() =>
      answerQuestion(app, ilze.write(), ilze.surroundings(), { requestId: id, slug: 'kas', value: 'cannot_come' }),
    ).toThrow(RequestMoved);
    expect(tablet.request(id).answers).not.toHaveProperty('what');
  });
});

describe('asking the support person to look first', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.start('V0503');
    tablet.fill(id, { ...anotherTime, help: lookFirst() });
  });
  const waiting = () =>
    findHelpForHelper(db, authorizeOwn(juris, 'helping.read'), dayOf(app.clock.now())).waiting.map(
      ({ requestId }) => requestId,
    );

  test('is part of the answer: the helper sees it waiting, and the story says so', () => {
    expect(tablet.help(id)).toMatchObject([
      {
        helperId: juris.personId,
        helperFirstName: 'Juris',
        status: 'waiting',
        askedAt: '2026-11-23T06:30:00.000Z',
        explanation: null,
      },
    ]);
    expect(eventKinds(id)).toEqual(['started', 'asked_help']);
    const asked = db.select().from(requestEvent).where(eq(requestEvent.requestId, id)).all().at(-1);
    expect(asked).toMatchObject({ helpMode: 'look_first', helperId: juris.personId });
    expect(waiting()).toEqual([id]);
    expect(tablet.request(id).status).toBe('draft');
  });

  test('asking twice asks once', () => {
    tablet.answer(id, 'palidziba', lookFirst());
    expect(tablet.help(id)).toHaveLength(1);
    expect(eventKinds(id)).toEqual(['started', 'asked_help']);
  });

  test('deciding alone instead ends the waiting at once', () => {
    tablet.answer(id, 'palidziba', 'alone');
    expect(tablet.help(id)).toMatchObject([{ status: 'closed' }]);
    expect(waiting()).toEqual([]);
  });

  test('asking again after that waits again', () => {
    tablet.answer(id, 'palidziba', 'alone');
    tablet.answer(id, 'palidziba', lookFirst());
    expect(tablet.help(id)).toMatchObject([{ status: 'waiting' }]);
    expect(eventKinds(id)).toEqual(['started', 'asked_help', 'asked_help']);
  });

  test('asking another helper ends the waiting of the first', () => {
    const anna = actorOf(db, 'P02');
    link(db, maris, anna, 'support_person');
    tablet.answer(id, 'palidziba', `look_first:${anna.personId}`);
    expect(tablet.help(id).map(({ helperFirstName, status }) => [helperFirstName, status])).toEqual([
      ['Anna', 'waiting'],
      ['Juris', 'closed'],
    ]);
  });

  test('somebody who is no support person of this person cannot be asked', () => {
    for (const number of ['P02', 'P01', 'P09']) {
      const value = `look_first:${actorOf(db, number).personId}`;
      expect(tablet.answer(id, 'palidziba', value)).toEqual({ refusal: 'not_offered' });
    }
    expect(tablet.help(id)).toHaveLength(1);
  });

  test('taking the draft back ends the waiting', () => {
    tablet.withdraw(id);
    expect(tablet.help(id)).toMatchObject([{ status: 'closed' }]);
  });

  test('the answer and the asking are one: if one fails, nothing stays', () => {
    tablet.answer(id, 'palidziba', 'alone');
    db.$client.exec(
      `create temp trigger fails before update on help_request begin select raise(abort, 'power cut'); end`,
    );
    expect(() => tablet.answer(id, 'palidziba', lookFirst())).toThrow('power cut');
    expect(tablet.request(id).answers).toMatchObject({ help: 'alone' });
    expect(eventKinds(id)).toEqual(['started', 'asked_help']);
  });
});

describe('explaining', () => {
  let id: number;
  let helpId: number;
  const WORDS = 'Ceturtdiena ir brīva. Brauciens ir garš.';
  const grant = () => authorize(app, juris, 'help.answer', maris.personId);
  const explain = (text: unknown) => explainRequest(app, grant(), helpId, text);

  beforeEach(() => {
    id = tablet.start('V0503');
    tablet.fill(id, { ...anotherTime, help: lookFirst() });
    helpId = tablet.help(id)[0]?.id ?? 0;
    app.clock.move({ minutes: 10 });
  });

  test('keeps the words, who said them and when, and changes nothing of the request', () => {
    const before = tablet.request(id);
    expect(explain(`  ${WORDS}\n`)).toBe(true);
    expect(tablet.help(id)).toMatchObject([
      { status: 'explained', explanation: WORDS, explainedAt: '2026-11-23T06:40:00.000Z' },
    ]);
    expect(tablet.events(id).at(-1)).toEqual({
      kind: 'explained',
      at: '2026-11-23T06:40:00.000Z',
      note: WORDS,
      byPersonId: juris.personId,
      byFirstName: 'Juris',
      byGender: 'male',
    });
    expect(tablet.request(id)).toEqual(before);
  });

  test('may be written anew as long as it is a draft', () => {
    explain('Pirmais.');
    expect(explain(WORDS)).toBe(true);
    expect(tablet.help(id)).toMatchObject([{ explanation: WORDS }]);
    expect(eventKinds(id)).toEqual(['started', 'asked_help', 'explained', 'explained']);
  });

  test('explained once, the helper does not wait any more, and asking again does not wipe the words', () => {
    explain(WORDS);
    const { waiting, explained } = findHelpForHelper(db, authorizeOwn(juris, 'helping.read'), dayOf(app.clock.now()));
    expect(waiting).toEqual([]);
    expect(explained.map(({ requestId }) => requestId)).toEqual([id]);
    tablet.answer(id, 'palidziba', lookFirst());
    expect(tablet.help(id)).toMatchObject([{ status: 'explained', explanation: WORDS }]);
  });

  test.each([[''], ['   \n'], ['x'.repeat(LONGEST_EXPLANATION + 1)], [null], [7]])('%j is not taken', (text) => {
    expect(explain(text)).toBe(false);
    expect(tablet.help(id)).toMatchObject([{ status: 'waiting', explanation: null }]);
    expect(eventKinds(id)).toEqual(['started', 'asked_help']);
  });

  test('the longest text is taken', () => {
    expect(explain('x'.repeat(LONGEST_EXPLANATION))).toBe(true);
  });

  test('a request that was sent meanwhile is not explained any more', () => {
    tablet.confirm(id);
    expect(() => explain(WORDS)).toThrow(RequestMoved);
    expect(eventKinds(id)).not.toContain('explained');
  });

  test('a request that was taken back meanwhile is not explained any more', () => {
    tablet.withdraw(id);
    expect(() => explain(WORDS)).toThrow(RequestMoved);
  });

  test('rule 3: a helper the person decides without meanwhile cannot put words in', () => {
    tablet.answer(id, 'palidziba', 'alone');
    expect(() => explain(WORDS)).toThrow(RequestMoved);
    expect(tablet.help(id)).toMatchObject([{ status: 'closed', explanation: null }]);
    expect(eventKinds(id)).not.toContain('explained');
  });

  test('another helper cannot explain it', () => {
    const anna = actorOf(db, 'P02');
    link(db, maris, anna, 'support_person');
    insertCall(db, authorize(app, maris, 'help.ask', maris.personId), anna.personId, '2026-11-23T06:30:00.000Z');
    const ofAnna = authorize(app, anna, 'help.answer', maris.personId);
    expect(() => explainRequest(app, ofAnna, helpId, WORDS)).toThrow(RequestMoved);
    expect(findParticipantOfHelp(db, authorizeOwn(anna, 'helping.read'), helpId)).toBeNull();
    expect(findParticipantOfHelp(db, authorizeOwn(juris, 'helping.read'), helpId)).toBe(maris.personId);
  });

  test('rule 3: a helper who left the circle cannot explain any more', () => {
    endLinks(db, maris, juris, '2026-11-22');
    expect(() => explain(WORDS)).toThrow('Access denied: not_linked');
  });
});

test('rule 3: somebody who was taken off the circle does not find the person on the list any more', () => {
  const list = () => findHelpForHelper(db, authorizeOwn(juris, 'helping.read'), dayOf(app.clock.now()));
  const first = tablet.start('V0503');
  tablet.fill(first, { ...anotherTime, help: lookFirst() });
  const second = tablet.start('V0533');
  tablet.fill(second, { ...anotherTime, help: lookFirst() });
  explainRequest(app, authorize(app, juris, 'help.answer', maris.personId), tablet.help(second)[0]?.id ?? 0, 'Labi.');
  endLinks(db, maris, juris, '2026-11-23');
  expect([list().waiting.length, list().explained.length]).toEqual([1, 1]);
  app.clock.move({ hours: 24 });
  expect(list()).toEqual({ waiting: [], explained: [] });
});

describe('asking for a call', () => {
  const ask = () =>
    insertCall(db, authorize(app, maris, 'help.ask', maris.personId), juris.personId, '2026-11-23T06:30:00.000Z');
  const waiting = () => findCalls(db, authorize(app, maris, 'help.ask', maris.personId));
  const called = (helpId: string, by = juris) => markCalled(app, authorizeOwn(by, 'helping.read'), helpId);

  test('rule 5: two taps ask once', () => {
    ask();
    ask();
    expect(waiting()).toHaveLength(1);
  });

  test('called, it waits no more, and the person may ask again', () => {
    ask();
    called(String(waiting()[0]?.id));
    expect(waiting()).toEqual([]);
    ask();
    expect(waiting()).toHaveLength(1);
    expect(db.select().from(helpRequest).all()).toHaveLength(2);
  });

  test('rule 9: saying that one has called is no look', () => {
    ask();
    called(String(waiting()[0]?.id));
    expect(db.select().from(accessLog).all()).toEqual([]);
  });

  test('a call for somebody else, or a request to look at, is not marked', () => {
    ask();
    called(String(waiting()[0]?.id), actorOf(db, 'P02'));
    called('999');
    expect(waiting()).toHaveLength(1);
    const id = tablet.start('V0503');
    tablet.fill(id, { ...anotherTime, help: lookFirst() });
    called(String(tablet.help(id)[0]?.id));
    expect(tablet.help(id)).toMatchObject([{ status: 'waiting' }]);
  });
});

describe('what the first screen speaks of', () => {
  test('also what is older than many that have ended since', () => {
    const draft = tablet.start('V0563');
    const sent = tablet.send('V0503', cannotCome);
    for (let count = 0; count < 21; count += 1) tablet.withdraw(tablet.start('V0533'));
    expect(atHome()).toEqual([sent, draft]);
  });

  test('that somebody wants to talk, beside what is late and what was answered', () => {
    const late = tablet.send('V0503', cannotCome);
    app.clock.move({ hours: 24 * 7 });
    const refused = tablet.send('V0534', cannotCome);
    const talk = tablet.send('V0536', cannotCome);
    tablet.send('V0564', cannotCome);
    const desk = authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
    const at = instantText(app.clock.now());
    transact(db, (tx) => {
      transition(tx, desk, tablet.request(talk), { act: 'talk', at, note: 'Zvanīšu.' });
      const set = { answer: 'no', answerText: 'Nē.', answeredAt: at, answeredBy: desk.actor.personId } as const;
      transition(tx, desk, tablet.request(refused), { act: 'answer_no', at, set });
    });
    app.clock.move({ hours: 24 });
    expect(atHome()).toEqual([late, refused, talk]);
  });

  test('what was answered long ago and done now', () => {
    const id = tablet.send('V0503', cannotCome);
    answered(id, 'yes');
    app.clock.move({ hours: 24 * 20 });
    const desk = authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
    const at = instantText(app.clock.now());
    transact(db, (tx) => transition(tx, desk, tablet.request(id), { act: 'carry_out', at, set: { carriedOutAt: at } }));
    expect(atHome()).toEqual([id]);
  });

  const atHome = () =>
    requestsAtHome(app, authorize(app, maris, 'requests.read', maris.personId)).map((request) => request.id);

  test('nothing, then the draft, then what waits for an answer before the draft', () => {
    expect(atHome()).toEqual([]);
    const draft = tablet.start('V0533');
    expect(atHome()).toEqual([draft]);
    const sent = tablet.send('V0503', cannotCome);
    const newest = tablet.start('V0563');
    expect(atHome()).toEqual([sent, newest]);
    tablet.withdraw(sent);
    expect(atHome()).toEqual([newest]);
  });

  const answerAt = '2026-11-23T06:30:00.000Z';
  const answered = (id: number, answer: 'yes' | 'no'): void => {
    const desk = authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
    transact(db, (tx) =>
      transition(tx, desk, tablet.request(id), {
        act: `answer_${answer}`,
        at: answerAt,
        set: { answer, answerText: 'Labi.', answeredAt: answerAt, answeredBy: desk.actor.personId },
      }),
    );
  };

  test('a fresh answer stands for what waits, and what waits longer than was promised stands before it', () => {
    const old = tablet.send('V0503', cannotCome);
    answered(old, 'no');
    const waiting = tablet.send('V0534', cannotCome);
    expect(atHome()).toEqual([old]);
    // Promised for Monday, 30 November.
    app.clock.move({ hours: 24 * 7 });
    expect(atHome()).toEqual([old]);
    app.clock.move({ hours: 24 });
    expect(atHome()).toEqual([waiting, old]);
    tablet.withdraw(waiting);
    expect(atHome()).toEqual([old]);
  });

  test('an answer is fresh for two weeks; what is promised but not done yet waits on', () => {
    const promised = tablet.send('V0503', cannotCome);
    answered(promised, 'yes');
    const refused = tablet.send('V0534', cannotCome);
    answered(refused, 'no');
    db.update(request).set({ promisedOn: '2027-01-29' }).where(eq(request.id, promised)).run();
    expect(atHome()).toEqual([refused]);
    app.clock.move({ hours: 24 * 14 });
    expect(atHome()).toEqual([refused]);
    app.clock.move({ minutes: 1 });
    expect(atHome()).toEqual([promised]);
  });

  test('a second look after "I do not agree" waits; it is no answer any more', () => {
    const desk = authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
    const id = tablet.send('V0503', cannotCome);
    const at = '2026-11-23T06:30:00.000Z';
    transact(db, (tx) =>
      transition(tx, desk, tablet.request(id), {
        act: 'answer_no',
        at,
        set: { answer: 'no', answerText: 'Nē.', answeredAt: at, answeredBy: desk.actor.personId },
      }),
    );
    tablet.disagree(id);
    const newer = tablet.send('V0533', cannotCome);
    expect(atHome()).toEqual([newer]);
    tablet.withdraw(newer);
    expect(atHome()).toEqual([id]);
  });

  test('what a relative asks for themself is not the person’s', () => {
    const aija = actorOf(db, 'P09');
    const grant = authorize(app, aija, 'own.request', maris.personId);
    const seen = gatherFacts(app, grant, authorize(app, aija, 'circle.read', maris.personId));
    startRequest(app, grant, seen, { flow: 'relative', formKey: 'aija', wished: {} });
    expect(stored()).toBe(1);
    expect(atHome()).toEqual([]);
  });

  test('the open request about a visit is found until it is refused, done or taken back', () => {
    const grant = authorize(app, maris, 'requests.read', maris.personId);
    const visitId = visitOf(db, 'V0503').id;
    expect(findOpenRequest(app, grant, visitId)).toBeNull();
    const id = tablet.send('V0503', cannotCome);
    expect(findOpenRequest(app, grant, visitId)).toBe(id);
    expect(findOpenRequest(app, grant, visitOf(db, 'V0533').id)).toBeNull();
    tablet.withdraw(id);
    expect(findOpenRequest(app, grant, visitId)).toBeNull();
  });
});

describe('rule 5: drafts of every kind', () => {
  test('each flow has one draft; coming back finds it with what it holds', () => {
    const own = requestFlows.filter((flow) => flow !== 'relative');
    const ids = own.map((flow) => tablet.begin(flow));
    expect(new Set(ids).size).toBe(own.length);
    const talk = ids[own.indexOf('talk')] ?? 0;
    tablet.fill(talk, { talk_about: 'money' });
    app.clock.move({ hours: 30 });
    expect(own.map((flow) => tablet.begin(flow))).toEqual(ids);
    expect(stored()).toBe(own.length);
    expect(tablet.request(talk).answers).toEqual({ talk_about: 'money' });
    // A service of the family is the family's to ask for.
    expect(() => tablet.begin('relative')).toThrow(NotFound);
  });

  test('a visit is kept only where one is asked for', () => {
    const id = tablet.begin('talk', String(visitOf(db, 'V0503').id));
    expect(tablet.request(id)).toMatchObject({ flow: 'talk', answers: {} });
  });
});

test('no event is lost: one started event for each request', () => {
  for (const number of ['V0503', 'V0533', 'V0563']) tablet.start(number);
  const started = db.select({ count: count() }).from(requestEvent).where(eq(requestEvent.kind, 'started')).get();
  expect(started?.count).toBe(3);
});
