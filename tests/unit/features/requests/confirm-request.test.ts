import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase, transact } from '../../../../db/client.ts';
import { ledgerEntry, request, requestEvent, service, supportedDecision, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import type { Env } from '../../../../src/core/env.ts';
import { type Look, plainLook } from '../../../../src/core/look.ts';
import { latvian as t, textIn } from '../../../../src/core/text/text.ts';
import { standingClock } from '../../../../src/core/time/clock.ts';
import {
  confirmRequest,
  explainRequest,
  findRequest,
  findRequests,
  LONGEST_OWN_WORDS,
  RequestMoved,
  transition,
} from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { testEnv } from '../../../support/env.ts';
import { actorOf, allow, endLinks, link, visitOf } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from './a-request.ts';
import { understand } from './on-the-way.ts';

let app: { env: Env; db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let juris: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { env: testEnv, db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  juris = actorOf(db, 'P03');
  tablet = tabletOf(app, maris);
});

const decisions = () => db.select().from(supportedDecision).all();
const eventKinds = (requestId: number) => tablet.events(requestId).map(({ kind }) => kind);

function draft(visitNumber = 'V0503', answers: Readonly<Record<string, string>> = anotherTime): number {
  const id = tablet.start(visitNumber);
  tablet.fill(id, answers);
  return id;
}

describe('sending', () => {
  test('keeps the wish, when it was sent, by when an answer is promised, and who decided', () => {
    const id = draft();
    app.clock.move({ minutes: 3 });
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(tablet.request(id)).toMatchObject({
      status: 'sent',
      kind: 'another_time',
      visitId: visitOf(db, 'V0503').id,
      sentAt: '2026-11-23T06:33:00.000Z',
      promisedOn: '2026-11-30',
      answer: null,
    });
    expect(tablet.events(id).at(-1)).toMatchObject({
      kind: 'sent',
      at: '2026-11-23T06:33:00.000Z',
      byPersonId: maris.personId,
    });
    expect(decisions()).toEqual([
      {
        id: 1,
        requestId: id,
        decidedBy: maris.personId,
        helpMode: 'alone',
        helperId: null,
        explanation: null,
        handoverId: null,
        record: JSON.stringify({
          chosen: 'Es gribu citu laiku',
          isClear: true,
          timesAsked: 1,
          ways: [],
          notWith: null,
          opinion: null,
          bound: null,
          alsoLooked: [],
          alsoCalled: null,
          suggested: [],
          lookAgainOn: null,
          child: null,
        }),
        decidedAt: '2026-11-23T06:33:00.000Z',
      },
    ]);
  });

  test('changes nothing of the visit or the money', () => {
    const before = [visitOf(db, 'V0503'), db.$count(ledgerEntry)];
    tablet.confirm(draft('V0503', cannotCome));
    expect([visitOf(db, 'V0503'), db.$count(ledgerEntry)]).toEqual(before);
  });

  test.each([
    // 18, 21, 22 and 23 December, then Christmas from the 24th to the 26th and a weekend; the fifth is Monday, the 28th.
    ['over Christmas', '2026-12-17T08:00:00Z', 5, '2026-12-28'],
    ['over the new year', '2026-12-30T08:00:00Z', 1, '2027-01-04'],
    ['over 18 November', '2026-11-17T08:00:00Z', 1, '2026-11-19'],
    ['when ten days are promised', '2026-11-23T08:00:00Z', 10, '2026-12-07'],
  ])('the promise %s', (_name, at, answerWithinWorkingDays, promisedOn) => {
    const on = { env: { ...testEnv, answerWithinWorkingDays }, db, clock: standingClock(at) };
    const then = tabletOf(on, maris);
    const id = then.ask('talk', { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
    expect(then.request(id)).toMatchObject({ promisedOn, kind: 'talk', visitId: null });
  });

  test('late on Sunday the promise counts from the day in Latvia', () => {
    app.clock.move({ hours: 24 * 6, minutes: 15 * 60 + 29 });
    const id = draft('V0534', cannotCome);
    tablet.confirm(id);
    expect(tablet.request(id)).toMatchObject({ sentAt: '2026-11-29T21:59:00.000Z', promisedOn: '2026-12-04' });
  });

  test('keeps the words that were on the screen, whatever they are later', () => {
    const id = draft('V0503', { ...anotherTime, help: `beside:${juris.personId}` });
    tablet.confirm(id);
    const asked = tablet.request(id).asAsked;
    expect(asked).toEqual([
      {
        question: 'Kuru tikšanos es gribu mainīt?',
        answer: 'Atbalsta persona. Rīt. Otrdiena, 24.\u00a0novembris. No 9:30 līdz 11:30',
      },
      { question: 'Ko es gribu?', answer: 'Es gribu citu laiku' },
      { question: 'Kurā dienā es gribu tikties?', answer: 'Ceturtdiena, 26.\u00a0novembris' },
      { question: 'Kurš laiks man der?', answer: 'Pa dienu' },
      { question: 'Kas man palīdz izlemt?', answer: 'Juris ir man blakus' },
    ]);
    db.update(service).set({ easyName: 'Cits vārds' }).run();
    app.clock.move({ hours: 48 });
    expect(tablet.request(id).asAsked).toEqual(asked);
  });

  test('"I do not know" is kept in words too', () => {
    const id = draft('V0503', { ...anotherTime, day: 'unknown', part: 'unknown' });
    tablet.confirm(id);
    expect(
      tablet
        .request(id)
        .asAsked.map(({ answer }) => answer)
        .slice(2),
    ).toEqual(['Es nezinu', 'Es nezinu', 'Es izlemju pats']);
  });

  test('keeps the language and the look in which it was read', () => {
    const id = draft();
    const look: Look = { ...plainLook, textSize: 3, colours: 'yellow', isCalm: true, language: 'ru' };
    understand(app, tablet.write(), tablet.surroundings(), id);
    confirmRequest(app, { t: textIn('ru'), look }, tablet.write(), tablet.surroundings(), id);
    const row = db.select().from(request).where(eq(request.id, id)).get();
    expect(row?.askedLanguage).toBe('ru');
    expect(JSON.parse(row?.askedLook ?? '')).toEqual({
      textSize: 3,
      spacing: 1,
      colours: 'yellow',
      isSimple: false,
      hasBigPictures: false,
      isCalm: true,
    });
    // Not a word of another language than the one in which it was asked.
    for (const { question, answer } of tablet.request(id).asAsked.slice(1)) {
      expect(`${question} ${answer}`).toMatch(/[а-я]/i);
      expect(`${question} ${answer}`).not.toMatch(/[a-z]/i);
    }
  });

  test('keeps what the person said besides, in their own words', () => {
    const id = draft('V0503', cannotCome);
    expect(tablet.say(id, '  Man ir bail no suņa.\n')).toBe(true);
    tablet.confirm(id);
    expect(tablet.request(id).ownWords).toBe('Man ir bail no suņa.');
  });

  test('with what the helper had explained', () => {
    const id = draft('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
    explainRequest(
      app,
      authorize(app, juris, 'help.answer', maris.personId),
      tablet.help(id)[0]?.id ?? 0,
      'Diena ir brīva.',
    );
    tablet.confirm(id);
    expect(tablet.decision(id)).toMatchObject({
      helpMode: 'look_first',
      helperName: 'Juris',
      explanation: 'Diena ir brīva.',
    });
    expect(eventKinds(id)).toEqual(['started', 'asked_help', 'explained', 'sent']);
  });

  test('without waiting for the helper, who then waits no more', () => {
    const id = draft('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
    tablet.confirm(id);
    expect(tablet.decision(id)).toMatchObject({ helpMode: 'look_first', helperName: 'Juris', explanation: null });
    expect(tablet.help(id)).toMatchObject([{ status: 'closed' }]);
  });
});

describe('rule 5: nothing is sent twice', () => {
  test('a second tap, a second tab or a reload says the same and adds nothing', () => {
    const id = draft();
    const secondTab = tablet.surroundings();
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    const once = tablet.request(id);
    app.clock.move({ hours: 30 });
    expect(tablet.confirm(id, secondTab)).toEqual({ outcome: 'sent' });
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(tablet.request(id)).toEqual(once);
    expect(eventKinds(id)).toEqual(['started', 'sent']);
    expect(decisions()).toHaveLength(1);
  });

  test('one that was answered meanwhile is not sent again', () => {
    const id = draft('V0503', cannotCome);
    tablet.confirm(id);
    const grant = authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
    transact(db, (tx) =>
      transition(tx, grant, tablet.request(id), {
        act: 'answer_no',
        at: '2026-11-23T07:00:00.000Z',
        set: {
          answer: 'no',
          answerText: 'Nevar.',
          answeredAt: '2026-11-23T07:00:00.000Z',
          answeredBy: grant.actor.personId,
        },
      }),
    );
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(tablet.request(id).status).toBe('refused');
  });

  test('five at once, each with what its own page had read, send it once', () => {
    const id = draft('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
    const connections = Array.from({ length: 5 }, () => openDatabase(db.$client.name));
    const tabs = connections.map((connection) => tabletOf({ ...app, db: connection }, maris));
    const read = tabs.map((tab) => tab.surroundings());
    const outcomes = tabs.map((tab, index) => tab.confirm(id, read[index]).outcome);
    expect(outcomes).toEqual(['sent', 'sent', 'sent', 'sent', 'sent']);
    expect(eventKinds(id)).toEqual(['started', 'asked_help', 'sent']);
    expect(decisions()).toHaveLength(1);
    for (const connection of connections) connection.$client.close();
  });

  test('of two drafts about one visit the second is not sent', () => {
    const [first, second] = [draft(), tablet.start(null)];
    tablet.fill(second, { visit: String(visitOf(db, 'V0503').id), ...cannotCome });
    const seen = tablet.surroundings();
    expect(tablet.confirm(first, seen)).toEqual({ outcome: 'sent' });
    expect(tablet.confirm(second, seen)).toMatchObject({ outcome: 'incomplete' });
    expect(tablet.request(second).status).toBe('draft');
  });

  test('what was sent is on the disk for everybody', () => {
    const id = draft();
    tablet.confirm(id);
    const other = openDatabase(db.$client.name);
    expect(other.select({ status: request.status }).from(request).where(eq(request.id, id)).get()).toEqual({
      status: 'sent',
    });
    expect(other.$client.pragma('synchronous', { simple: true })).toBe(2);
    other.$client.close();
  });
});

describe('rule 5: all of it or nothing', () => {
  test.each([
    ['the request', "before update on request when new.status = 'sent'"],
    ['the event', "before insert on request_event when new.kind = 'sent'"],
    ['the decision', 'before insert on supported_decision'],
    ['the end of the waiting', "before update on help_request when new.status = 'closed'"],
  ])('when writing %s fails', (_name, when) => {
    const id = draft('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
    understand(app, tablet.write(), tablet.surroundings(), id);
    const before = tablet.request(id);
    db.$client.exec(`create temp trigger fails ${when} begin select raise(abort, 'power cut'); end`);
    expect(() => tablet.confirm(id)).toThrow('power cut');
    expect(tablet.request(id)).toEqual(before);
    expect(eventKinds(id)).toEqual(['started', 'asked_help']);
    expect(decisions()).toEqual([]);
    expect(tablet.help(id)).toMatchObject([{ status: 'waiting' }]);

    db.$client.exec('drop trigger fails');
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(decisions()).toHaveLength(1);
  });
});

describe('what changed meanwhile', () => {
  test.each([
    ['began', () => app.clock.move({ hours: 25 })],
    ['was cancelled', () => db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0503')).run()],
    ['happened', () => db.update(visit).set({ status: 'happened' }).where(eq(visit.number, 'V0503')).run()],
  ])('a visit that %s is asked for again', (_name, change) => {
    const id = draft();
    change();
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'tiksanas' });
    expect(tablet.request(id).status).toBe('draft');
    expect(eventKinds(id)).toEqual(['started']);
    expect(decisions()).toEqual([]);
  });

  test('a visit somebody asked about in another tab is asked for again', () => {
    const id = tablet.start(null);
    tablet.fill(id, { visit: String(visitOf(db, 'V0503').id), ...anotherTime });
    const seen = tablet.surroundings();
    db.update(request).set({ answers: '{}' }).where(eq(request.id, id)).run();
    const other = tablet.send('V0503', cannotCome);
    db.update(request)
      .set({ answers: JSON.stringify({ visit: String(visitOf(db, 'V0503').id), ...anotherTime }) })
      .where(eq(request.id, id))
      .run();
    expect(other).not.toBe(id);
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'tiksanas' });
    // Even with what the page had read before the other was sent.
    expect(tablet.confirm(id, seen)).toMatchObject({ outcome: 'incomplete' });
    expect(tablet.request(id).status).toBe('draft');
    tablet.withdraw(other);
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
  });

  test('a day that has come is asked for again', () => {
    const id = draft('V0563', { ...anotherTime, day: '2026-11-24' });
    app.clock.move({ hours: 24 });
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'diena' });
  });

  test('a helper who left the circle is not kept as having helped', () => {
    const anna = actorOf(db, 'P02');
    link(db, maris, anna, 'support_person');
    const id = draft('V0503', { ...anotherTime, help: `beside:${juris.personId}` });
    endLinks(db, maris, juris, '2026-11-22');
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'palidziba' });
    endLinks(db, maris, anna, '2026-11-22');
    expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
    expect(tablet.decision(id)).toMatchObject({ helpMode: 'alone', helperName: null, explanation: null });
  });

  test('a draft that is not whole goes on where it stopped', () => {
    const id = tablet.start('V0503');
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'kas' });
    tablet.fill(id, { what: 'another_time', day: '2026-11-26' });
    expect(tablet.confirm(id)).toEqual({ outcome: 'incomplete', slug: 'laiks' });
  });

  test('one that was taken back, or is not there, is not sent', () => {
    const id = draft();
    tablet.withdraw(id);
    expect(() => tablet.confirm(id)).toThrow(RequestMoved);
    expect(tablet.request(id).status).toBe('withdrawn');
    expect(() => tablet.confirm(999)).toThrow(RequestMoved);
  });
});

describe('rule 1: only the participant decides', () => {
  test.each([
    ['the support person', 'D05', 'P03'],
    ['the social worker', 'D05', 'P01'],
    ['the family', 'D05', 'P09'],
    ['another participant', 'D05', 'D01'],
    ['the guardian of the finances', 'D03', 'P08'],
    ['the guardian of health and finances', 'D06', 'P10'],
    ['a provider', 'D05', 'P20'],
  ])('%s can neither write nor confirm, with every consent', (_name, whose, number) => {
    const participant = actorOf(db, whose);
    const other = actorOf(db, number);
    for (const topic of ['plan', 'money', 'requests'] as const) allow(db, participant, other, topic);
    expect(() => authorize(app, other, 'request.write', participant.personId)).toThrow(AccessDenied);
    expect(() => authorize(app, other, 'help.ask', participant.personId)).toThrow(AccessDenied);
  });

  test('another participant’s own grant does not reach the request', () => {
    const id = draft();
    const ilze = tabletOf(app, actorOf(db, 'D02'));
    expect(() => confirmRequest(app, { t, look: plainLook }, ilze.write(), ilze.surroundings(), id)).toThrow(
      RequestMoved,
    );
    expect(tablet.request(id).status).toBe('draft');
  });

  test('rule 2: the decision, the sending and the start are kept under the participant', () => {
    const id = draft('V0503', { ...anotherTime, help: `beside:${juris.personId}` });
    tablet.confirm(id);
    expect(decisions()).toMatchObject([{ decidedBy: maris.personId, helpMode: 'beside', helperId: juris.personId }]);
    const by = db.select().from(requestEvent).where(eq(requestEvent.requestId, id)).all();
    expect(by.map(({ byPersonId }) => byPersonId)).toEqual([maris.personId, maris.personId]);
  });

  test('rule 2: what the helper explained stands under the helper', () => {
    const id = draft('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
    explainRequest(app, authorize(app, juris, 'help.answer', maris.personId), tablet.help(id)[0]?.id ?? 0, 'Labi.');
    expect(tablet.events(id).at(-1)).toMatchObject({ kind: 'explained', byPersonId: juris.personId });
    expect(tablet.request(id).status).toBe('draft');
  });
});

test('rule 3: a grant reads only its own person’s requests, events, decisions and help', () => {
  const id = tablet.send('V0503', { ...anotherTime, help: `look_first:${juris.personId}` });
  const ilze = tabletOf(app, actorOf(db, 'D02'));
  expect(findRequest(db, tablet.write(), id)?.id).toBe(id);
  expect(findRequest(db, ilze.write(), id)).toBeNull();
  expect(findRequests(db, ilze.write(), 20)).toEqual([]);
  expect(tablet.events(id)).not.toEqual([]);
  expect(ilze.events(id)).toEqual([]);
  expect(tablet.decision(id)).not.toBeNull();
  expect(ilze.decision(id)).toBeNull();
  expect(tablet.help(id)).not.toEqual([]);
  expect(ilze.help(id)).toEqual([]);
});

describe('a stored request is whole before it is sent', () => {
  const whole = () => ({
    status: 'sent' as const,
    sentAt: '2026-11-23T06:30:00.000Z',
    promisedOn: '2026-11-30',
    kind: 'cannot_come' as const,
    visitId: visitOf(db, 'V0503').id,
    asAsked: '[]',
  });

  test('whole, the database takes it', () => {
    const id = tablet.start('V0503');
    db.update(request).set(whole()).where(eq(request.id, id)).run();
    expect(tablet.request(id).status).toBe('sent');
  });

  test.each([
    ['sentAt', null],
    ['promisedOn', null],
    ['promisedOn', '2026-02-30'],
    ['kind', null],
    ['visitId', null],
    ['asAsked', null],
    ['asAsked', 'not json'],
  ])('%s as %j is refused', (column, value) => {
    const id = tablet.start('V0503');
    const update = () =>
      db
        .update(request)
        .set({ ...whole(), [column]: value })
        .where(eq(request.id, id))
        .run();
    expect(update).toThrow(/CHECK constraint failed/);
    expect(tablet.request(id).status).toBe('draft');
  });

  test('a bare act does not send it, and leaves no event', () => {
    const id = draft();
    const act = () =>
      transact(db, (tx) => transition(tx, tablet.write(), tablet.request(id), { act: 'send', at: 'now' }));
    expect(act).toThrow(/CHECK constraint failed/);
    expect(eventKinds(id)).toEqual(['started']);
  });

  test('two open requests about one visit cannot be', () => {
    tablet.send('V0503', cannotCome);
    const id = tablet.start(null);
    expect(() => db.update(request).set(whole()).where(eq(request.id, id)).run()).toThrow(/UNIQUE constraint failed/);
  });
});

describe('rule 6: saying "I do not agree"', () => {
  let id: number;
  const desk = () => authorize(app, actorOf(db, 'P01'), 'request.answer', maris.personId);
  const refuse = (requestId: number) =>
    transact(db, (tx) => {
      const at = '2026-11-23T07:00:00.000Z';
      transition(tx, desk(), tablet.request(requestId), {
        act: 'answer_no',
        at,
        note: 'Nevar.',
        set: { answer: 'no', answerText: 'Nevar.', answeredAt: at, answeredBy: desk().actor.personId },
      });
    });

  beforeEach(() => {
    id = tablet.send('V0503', cannotCome);
    refuse(id);
    app.clock.move({ hours: 24 * 2 });
  });

  test('opens it again, with a new promise and under the person’s own name', () => {
    expect(tablet.disagree(id)).toBe(true);
    expect(tablet.request(id)).toMatchObject({
      status: 'reopened',
      disagreedAt: '2026-11-25T06:30:00.000Z',
      promisedOn: '2026-12-02',
      // What was answered stays readable.
      answer: 'no',
      answerText: 'Nevar.',
    });
    expect(tablet.events(id).at(-1)).toMatchObject({ kind: 'disagreed', byPersonId: maris.personId });
  });

  test('two taps say it once', () => {
    tablet.disagree(id);
    const once = tablet.request(id);
    app.clock.move({ minutes: 1 });
    expect(tablet.disagree(id)).toBe(true);
    expect(tablet.request(id)).toEqual(once);
    expect(eventKinds(id)).toEqual(['started', 'sent', 'no', 'disagreed']);
  });

  test('a second answer comes only after a talk, and stands', () => {
    tablet.disagree(id);
    expect(() => refuse(id)).toThrow(RequestMoved);
    transact(db, (tx) => transition(tx, desk(), tablet.request(id), { act: 'talk', at: '2026-11-25T07:00:00.000Z' }));
    refuse(id);
    expect(() => tablet.disagree(id)).toThrow(RequestMoved);
    expect(tablet.request(id).status).toBe('refused');
  });

  test('not while another request about the same visit is open', () => {
    db.update(visit).set({ heldOn: '2026-12-01' }).where(eq(visit.number, 'V0503')).run();
    const other = tablet.send('V0503', cannotCome);
    expect(tablet.disagree(id)).toBe(false);
    expect(tablet.request(id).status).toBe('refused');
    expect(eventKinds(id)).toEqual(['started', 'sent', 'no']);
    tablet.withdraw(other);
    expect(tablet.disagree(id)).toBe(true);
  });

  test('not with what waits for its first answer, is taken back, is not there, or is another’s', () => {
    const waiting = tablet.send('V0533', cannotCome);
    expect(() => tablet.disagree(waiting)).toThrow(RequestMoved);
    tablet.withdraw(waiting);
    expect(() => tablet.disagree(waiting)).toThrow(RequestMoved);
    expect(() => tablet.disagree(999)).toThrow(RequestMoved);
    expect(() => tabletOf(app, actorOf(db, 'D02')).disagree(id)).toThrow(RequestMoved);
    expect(eventKinds(waiting)).toEqual(['started', 'sent', 'withdrawn']);
  });
});

describe('own words', () => {
  test('may be written anew, and taken back, as long as it is a draft', () => {
    const id = draft();
    tablet.say(id, 'Viens.');
    expect(tablet.say(id, 'Divi.')).toBe(true);
    expect(tablet.request(id).ownWords).toBe('Divi.');
    tablet.say(id, '   ');
    expect(tablet.request(id).ownWords).toBeNull();
    expect(eventKinds(id)).toEqual(['started']);
  });

  test('the longest is taken, one letter more is not, and what was there stays', () => {
    const id = draft();
    expect(tablet.say(id, 'x'.repeat(LONGEST_OWN_WORDS))).toBe(true);
    expect(tablet.say(id, 'y'.repeat(LONGEST_OWN_WORDS + 1))).toBe(false);
    expect(tablet.say(id, 7)).toBe(false);
    expect(tablet.request(id).ownWords).toBe('x'.repeat(LONGEST_OWN_WORDS));
  });

  test('are kept while answers change', () => {
    const id = draft();
    tablet.say(id, 'Viens.');
    tablet.answer(id, 'kas', 'cannot_come');
    expect(tablet.request(id)).toMatchObject({ ownWords: 'Viens.', answers: { what: 'cannot_come' } });
  });

  test('cannot be put into what was sent, or into another’s draft', () => {
    const mine = draft('V0533');
    expect(() => tabletOf(app, actorOf(db, 'D02')).say(mine, 'Svešs.')).toThrow(RequestMoved);
    expect(tablet.request(mine).ownWords).toBeNull();
    const id = tablet.send('V0503', cannotCome);
    expect(() => tablet.say(id, 'Par vēlu.')).toThrow(RequestMoved);
    expect(tablet.request(id).ownWords).toBeNull();
  });
});

describe('rule 6: taking it back', () => {
  test('a sent one, until it is answered; once more changes nothing', () => {
    const id = tablet.send('V0503', cannotCome);
    app.clock.move({ minutes: 1 });
    tablet.withdraw(id);
    tablet.withdraw(id);
    expect(tablet.request(id).status).toBe('withdrawn');
    expect(eventKinds(id)).toEqual(['started', 'sent', 'withdrawn']);
    expect(tablet.start('V0503')).not.toBe(id);
  });

  test('one that is not there, or another’s', () => {
    expect(() => tablet.withdraw(999)).toThrow(RequestMoved);
    const id = tablet.send('V0503', cannotCome);
    expect(() => tabletOf(app, actorOf(db, 'D02')).withdraw(id)).toThrow(RequestMoved);
    expect(tablet.request(id).status).toBe('sent');
  });
});
