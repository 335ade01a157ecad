import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../../db/client.ts';
import { ledgerEntry, plan, planChange, request, requestEvent, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import type { Answers } from '../../../../src/core/flow/flow.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { dayOf } from '../../../../src/core/time/clock.ts';
import { ChangedMeanwhile, type Effect, findChanges, makeChange } from '../../../../src/features/changes/index.ts';
import { type Answer, answerRequest, carryOutRequest, gatherActContext } from '../../../../src/features/desk/index.ts';
import { findLedger, findSums, type MoneyView, viewMoney } from '../../../../src/features/money/index.ts';
import { findCatalogue, findPlan, findPlanServices } from '../../../../src/features/plan/index.ts';
import {
  findDeskRequests,
  findRequest,
  findRequests,
  isOverdue,
  type RequestFlow,
  RequestMoved,
  requestsAtHome,
  statusKey,
  viewRequest,
} from '../../../../src/features/requests/index.ts';
import { viewStory } from '../../../../src/features/requests/view.ts';
import { findVisits, overlap } from '../../../../src/features/visits/index.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { testEnv } from '../../../support/env.ts';
import { actorOf, addForeignWorker, link, visitOf } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from '../requests/a-request.ts';
import { askAsFamily, deskOf, now } from './a-desk.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock>; env: typeof testEnv };
let db: Database;
let maris: Actor;
let dina: Actor;
let tablet: ReturnType<typeof tabletOf>;
let desk: ReturnType<typeof deskOf>;

function begin(): void {
  db = pilotDatabase();
  app = { db, clock: movableClock(), env: testEnv };
  maris = actorOf(db, 'D05');
  dina = actorOf(db, 'P01');
  tablet = tabletOf(app, maris);
  desk = deskOf(app, dina, maris);
}
beforeEach(begin);

const no: Answer = { answer: 'no', text: 'Tajā dienā nav brīvas vietas.' };
const talk: Answer = { answer: 'talk', text: 'Es piezvanīšu rīt.' };
const yes = (effects: readonly Effect[], text = ''): Answer => ({ answer: 'yes', text, deed: now(effects) });
const yesLater = (by: string): Answer => ({ answer: 'yes', text: '', deed: { when: 'later', by } });
const yesNothing: Answer = { answer: 'yes', text: '', deed: { when: 'nothing' } };

const moveTo = (number: string, heldOn: string, startTime: string): Effect => ({
  kind: 'move_visit',
  visitId: visitOf(db, number).id,
  heldOn,
  startTime,
});
const cancelOf = (number: string): Effect => ({
  kind: 'mark_visit',
  visitId: visitOf(db, number).id,
  status: 'cancelled',
});

function money(): MoneyView {
  const grant = authorize(app, maris, 'money.read', maris.personId);
  const found = findPlan(db, grant, referenceDay);
  if (found === null) throw new Error('Māris has no plan.');
  return viewMoney(findPlanServices(db, grant, found), findSums(db, grant, found));
}
const entries = () => db.select().from(ledgerEntry).all();
const kindsOf = (requestId: number) => tablet.events(requestId).map(({ kind }) => kind);
const timeOf = (number: string) => {
  const { heldOn, startTime, endTime, status } = visitOf(db, number);
  return { heldOn, startTime, endTime, status };
};
/** Everything that an answer can touch, to see that nothing was. */
const everything = () => [
  db.select().from(request).all(),
  db.select().from(requestEvent).all(),
  db.select().from(visit).all(),
  db.select().from(plan).all(),
  db.select().from(planChange).all(),
  entries(),
];
const serviceOf = (number: string) => String(visitOf(db, number).planServiceId);
const catalogueId = (code: string) => {
  const grant = authorize(app, dina, 'plan.write', maris.personId);
  const found = findCatalogue(db, grant).find((service) => service.code === code);
  if (found === undefined) throw new Error(`No service ${code}.`);
  return String(found.id);
};

describe('yes to another time', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', anotherTime);
    app.clock.move({ hours: 1 });
  });

  test('moves the visit, keeps its length and the old time, and is kept under the worker', () => {
    expect(desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')], 'Ceturtdien ir labi.'))).toMatchObject({
      outcome: 'carried_out',
      lines: [{ kind: 'visit_moved', to: { heldOn: '2026-11-26', startTime: '13:00' } }],
    });
    expect(visitOf(db, 'V0503')).toMatchObject({
      heldOn: '2026-11-26',
      startTime: '13:00',
      endTime: '15:00',
      status: 'planned',
      movedFromOn: '2026-11-24',
      movedFromStart: '09:30',
      movedFromEnd: '11:30',
    });
    expect(tablet.request(id)).toMatchObject({
      status: 'carried_out',
      answer: 'yes',
      answerText: 'Ceturtdien ir labi.',
      answeredAt: '2026-11-23T07:30:00.000Z',
      carriedOutAt: '2026-11-23T07:30:00.000Z',
    });
    expect(tablet.events(id).slice(-2)).toMatchObject([
      { kind: 'yes', note: 'Ceturtdien ir labi.', byPersonId: dina.personId },
      { kind: 'carried_out', note: null, byPersonId: dina.personId },
    ]);
    expect(db.select().from(planChange).all()).toMatchObject([
      { number: 1, requestId: id, madeBy: dina.personId, why: null, sinceOn: '2026-11-24', before: null },
    ]);
  });

  test('rule 4: a move changes no money', () => {
    const before = money();
    const count = entries().length;
    desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]));
    expect(money()).toEqual(before);
    expect(entries()).toHaveLength(count);
  });

  test('a yes needs no words', () => {
    desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]));
    expect(tablet.request(id).answerText).toBeNull();
  });

  test('the worker may choose another time than was wished, and the same day', () => {
    desk.answer(id, yes([moveTo('V0503', '2026-11-24', '10:00')]));
    expect(timeOf('V0503')).toMatchObject({ heldOn: '2026-11-24', startTime: '10:00', endTime: '12:00' });
  });

  test.each<[string, string, string, object]>([
    ['before the plan', '2026-08-02', '13:00', { reason: 'outside_plan', heldOn: '2026-08-02' }],
    ['after the plan', '2027-08-01', '13:00', { reason: 'outside_plan', heldOn: '2027-08-01' }],
    ['the time it has already', '2026-11-24', '09:30', { reason: 'same', heldOn: '2026-11-24' }],
    ['a day that is over', '2026-11-20', '13:00', { reason: 'past', heldOn: '2026-11-20' }],
    ['this very minute', '2026-11-23', '09:30', { reason: 'past', heldOn: '2026-11-23' }],
    ['an end at midnight', '2026-11-26', '22:00', { reason: 'too_late', heldOn: '2026-11-26' }],
    ['the own other visit', '2026-11-24', '12:00', { reason: 'busy', heldOn: '2026-11-24', name: 'Asistents' }],
    ['a minute too long', '2026-11-24', '11:31', { reason: 'busy', heldOn: '2026-11-24', name: 'Asistents' }],
  ])('%s is told, and nothing at all changes', (_name, day, time, problem) => {
    const before = everything();
    expect(desk.answer(id, yes([moveTo('V0503', day, time)]))).toMatchObject({ problems: [problem] });
    expect(everything()).toEqual(before);
  });

  test('the provider is not sent to two people at once', () => {
    const other = visitOf(db, 'V0503');
    const elsewhere = db
      .select()
      .from(visit)
      .where(eq(visit.providerId, other.providerId))
      .all()
      .find(({ heldOn, planServiceId, status }) => {
        return status === 'planned' && heldOn > '2026-11-24' && planServiceId !== other.planServiceId;
      });
    if (elsewhere === undefined) throw new Error('The support person is with nobody else.');
    const before = everything();
    const result = desk.answer(id, yes([moveTo('V0503', elsewhere.heldOn, elsewhere.startTime)]));
    expect(result).toHaveProperty('problems');
    expect('problems' in result && result.problems.map(({ reason }) => reason)).toContain('provider_busy');
    expect(everything()).toEqual(before);
  });

  test('a visit that was cancelled meanwhile cannot be moved, and the request is still answered with no', () => {
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0503')).run();
    expect(desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]))).toMatchObject({
      problems: [{ reason: 'not_planned' }],
    });
    expect(tablet.request(id).status).toBe('sent');
    expect(desk.answer(id, no)).toEqual({ outcome: 'refused' });
  });

  test('a yes that would change nothing is none', () => {
    const before = everything();
    expect(desk.answer(id, yes([]))).toEqual({ problems: [{ reason: 'no_effects', at: 0 }] });
    expect(everything()).toEqual(before);
  });
});

describe('yes to "I cannot come"', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', cannotCome);
    app.clock.move({ hours: 1 });
  });

  test('rule 4: the visit is cancelled and its 25,00 come back in the same act, to the cent', () => {
    expect(money().services[0]).toMatchObject({
      name: 'Atbalsta persona',
      units: { used: 30, booked: 26, left: 48 },
      cents: { used: 37_500, booked: 32_500, left: 60_000 },
    });
    const before = money();
    expect(desk.answer(id, yes(desk.wished(id)))).toMatchObject({ outcome: 'carried_out' });
    expect(visitOf(db, 'V0503')).toMatchObject({ status: 'cancelled', reason: 'Es teicu, ka nevaru atnākt.' });
    const after = money();
    // 2 hours at 12,50
    expect(after.services[0]).toMatchObject({
      units: { used: 30, booked: 24, left: 50 },
      cents: { used: 37_500, booked: 30_000, left: 62_500 },
    });
    expect(after.total).toEqual({ allocated: 636_000, used: 153_460, booked: 142_960, left: 339_580 });
    expect(after.services.slice(1)).toEqual(before.services.slice(1));
  });

  test('rule 4: the entry says what came back, why, by which request and by whom', () => {
    const before = entries().length;
    desk.answer(id, yes([cancelOf('V0503')]));
    expect(entries().slice(before)).toMatchObject([
      {
        visitId: visitOf(db, 'V0503').id,
        requestId: id,
        kind: 'cancel',
        bookedCents: -2_500,
        bookedUnits: -2,
        reason: 'Es teicu, ka nevaru atnākt.',
        enteredAt: '2026-11-23T07:30:00.000Z',
        enteredBy: dina.personId,
      },
    ]);
  });

  test.each([
    ['the visit', 'before update on visit'],
    ['the ledger', 'before insert on ledger_entry'],
    ['the request', 'before update on request'],
    ['the event', 'before insert on request_event'],
    ['the change', 'before insert on plan_change'],
  ])('rule 5: when writing %s fails, nothing stays', (_name, when) => {
    const before = everything();
    db.$client.exec(`create temp trigger fails ${when} begin select raise(abort, 'power cut'); end`);
    expect(() => desk.answer(id, yes([cancelOf('V0503')]))).toThrow('power cut');
    db.$client.exec('drop trigger fails');
    expect(everything()).toEqual(before);
    expect(desk.answer(id, yes([cancelOf('V0503')]))).toMatchObject({ outcome: 'carried_out' });
  });
});

/** Every kind of request with answers that are whole for Māris, and what the worker types besides what stands filled in. */
const wishes: Readonly<
  Record<string, () => Readonly<{ flow: RequestFlow; answers: Answers; typed?: Readonly<Record<string, string>> }>>
> = {
  away: () => ({
    flow: 'away',
    answers: { away_from: '2026-11-30', away_until: '2026-12-04', away_why: 'ill', help: 'alone' },
  }),
  more_often: () => ({
    flow: 'often',
    answers: { service: serviceOf('V0533'), rhythm: 'twice_week', weekday: 'unknown', help: 'alone' },
    typed: { series_weekdays: '1', series_until: '2026-12-20' },
  }),
  less_often: () => ({
    flow: 'often',
    answers: { service: serviceOf('V0533'), rhythm: 'second_week', weekday: 'unknown', help: 'alone' },
  }),
  stop_service: () => ({
    flow: 'stop',
    answers: { service: serviceOf('V0533'), stop_from: 'now', stop_why: 'tired', help: 'alone' },
  }),
  another_person: () => ({
    flow: 'person',
    answers: { service: serviceOf('V0533'), person_why: 'not_said', help: 'alone' },
    typed: { provider_who: String(actorOf(db, 'P28').personId), provider_from: '2026-11-24' },
  }),
  something_new: () => ({
    flow: 'new',
    answers: { wish: 'move', new_service: catalogueId('FIZ'), new_rhythm: 'monthly', part: 'evening', help: 'alone' },
    typed: {
      acts: 'add_service series',
      add_service_provider: String(actorOf(db, 'P28').personId),
      series_place: 'Zāle',
    },
  }),
  move_money: () => ({
    flow: 'money',
    answers: { from_service: serviceOf('V0533'), to_service: serviceOf('V0503'), units: '2', help: 'alone' },
  }),
  another_way: () => ({
    flow: 'way',
    answers: { service: serviceOf('V0533'), way: 'home', which: 'next', help: 'alone' },
  }),
  my_plan: () => ({
    flow: 'goal',
    answers: { goal_what: 'dream', theme: 'music', help: 'alone' },
    typed: { goals_dream: 'Es gribu spēlēt grupā.' },
  }),
  something_wrong: () => ({
    flow: 'wrong',
    answers: {
      wrong_what: 'did_not_happen',
      about: String(tablet.surroundings().facts.recentVisitIds[0]),
      reader: 'worker',
      help: 'alone',
    },
  }),
};

describe.each(Object.entries(wishes))('%s', (kind, wish) => {
  const send = () => {
    const { flow, answers, typed } = wish();
    const id = tablet.ask(flow, answers);
    expect(tablet.request(id).kind).toBe(kind);
    return { id, typed };
  };

  test('yes now: what stands filled in is done, and the person can read what', () => {
    const { id, typed } = send();
    const effects = desk.wished(id, typed);
    const result = desk.answer(id, yes(effects));
    expect(result).toMatchObject({ outcome: 'carried_out' });
    expect('lines' in result && result.lines.length).toBeGreaterThan(0);
    expect(db.select().from(planChange).all()).toMatchObject([{ requestId: id, number: 1 }]);
    expect(kindsOf(id)).toEqual(['started', 'sent', 'yes', 'carried_out']);
    const { total } = money();
    expect(total.left).toBe(total.allocated - total.used - total.booked);
  });

  test('yes later, then done: the promise is the day that was said', () => {
    const { id, typed } = send();
    const before = [db.select().from(visit).all(), entries()];
    expect(desk.answer(id, yesLater('2026-12-01'))).toEqual({ outcome: 'agreed' });
    expect([db.select().from(visit).all(), entries()]).toEqual(before);
    expect(tablet.request(id)).toMatchObject({ status: 'agreed', promisedOn: '2026-12-01', carriedOutAt: null });
    app.clock.move({ hours: 1 });
    expect(desk.carryOut(id, now(desk.wished(id, typed)))).toMatchObject({ outcome: 'carried_out' });
    expect(tablet.request(id)).toMatchObject({ status: 'carried_out', answer: 'yes' });
    expect(kindsOf(id)).toEqual(['started', 'sent', 'yes', 'carried_out']);
  });

  test('partly, with what is missing in words', () => {
    const { id } = send();
    const partly: Answer = { answer: 'partly', text: 'Mēs varam izdarīt daļu.', deed: { when: 'nothing' } };
    expect(desk.answer(id, partly)).toEqual({ outcome: 'carried_out', lines: [] });
    expect(tablet.request(id)).toMatchObject({ status: 'carried_out', answer: 'partly', answerText: partly.text });
    expect(kindsOf(id)).toEqual(['started', 'sent', 'partly', 'carried_out']);
  });

  test('no leaves everything as it was', () => {
    const { id } = send();
    const before = [db.select().from(visit).all(), entries(), db.select().from(plan).all()];
    expect(desk.answer(id, no)).toEqual({ outcome: 'refused' });
    expect([db.select().from(visit).all(), entries(), db.select().from(plan).all()]).toEqual(before);
    expect(tablet.request(id)).toMatchObject({ status: 'refused', answer: 'no', answerText: no.text });
  });

  test('let us talk keeps it open', () => {
    const { id } = send();
    expect(desk.answer(id, talk)).toEqual({ outcome: 'talking' });
    expect(tablet.request(id)).toMatchObject({ status: 'talking', answer: null });
    expect(tablet.events(id).at(-1)).toMatchObject({ kind: 'talking', note: talk.text });
  });

  test('withdrawn in between: nothing is done', () => {
    const { id, typed } = send();
    const effects = desk.wished(id, typed);
    tablet.withdraw(id);
    const before = everything();
    for (const given of [yes(effects), yesLater('2026-12-01'), no, talk]) {
      expect(() => desk.answer(id, given)).toThrow(RequestMoved);
    }
    expect(() => desk.carryOut(id, now(effects))).toThrow(RequestMoved);
    expect(everything()).toEqual(before);
  });
});

describe('a talk', () => {
  test('is done without any change of the plan', () => {
    const id = tablet.ask('talk', { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
    expect(desk.answer(id, yesNothing)).toEqual({ outcome: 'carried_out', lines: [] });
    expect(tablet.request(id)).toMatchObject({ kind: 'talk', status: 'carried_out', answer: 'yes' });
    expect(db.select().from(planChange).all()).toEqual([]);
  });

  test('promised for a day, then done with the words that were said', () => {
    const id = tablet.ask('talk', { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
    desk.answer(id, yesLater('2026-11-25'));
    desk.carryOut(id, { when: 'nothing' }, { text: 'Mēs runājām par plānu.' });
    expect(tablet.events(id).at(-1)).toMatchObject({ kind: 'carried_out', note: 'Mēs runājām par plānu.' });
  });
});

describe('agreed and not done yet', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', anotherTime);
  });

  test.each([
    ['yesterday', '2026-11-22', false],
    ['today', '2026-11-23', true],
    ['the plan’s last day', '2027-07-31', true],
    ['the day after the plan', '2027-08-01', false],
  ])('a promise for %s', (_name, by, isPossible) => {
    const before = everything();
    const result = desk.answer(id, yesLater(by));
    if (isPossible) expect(result).toEqual({ outcome: 'agreed' });
    else {
      expect(result).toEqual({ problems: [{ reason: 'by_day', at: 0 }] });
      expect(everything()).toEqual(before);
    }
  });

  test('the person takes it back before it is done: then it cannot be done', () => {
    desk.answer(id, yesLater('2026-12-01'));
    tablet.withdraw(id);
    const before = everything();
    expect(() => desk.carryOut(id, now([moveTo('V0503', '2026-11-26', '13:00')]))).toThrow(RequestMoved);
    expect(everything()).toEqual(before);
  });

  test('what is not possible any more is told and stays promised', () => {
    desk.answer(id, yesLater('2026-12-01'));
    app.clock.move({ hours: 4 * 24 });
    const before = everything();
    expect(desk.carryOut(id, now([moveTo('V0503', '2026-11-26', '13:00')]))).toMatchObject({
      problems: [{ reason: 'past' }],
    });
    expect(everything()).toEqual(before);
  });

  test('a second tap does it once', () => {
    desk.answer(id, yesLater('2026-12-01'));
    desk.carryOut(id, now([moveTo('V0503', '2026-11-26', '13:00')]));
    const before = everything();
    expect(() => desk.carryOut(id, now([moveTo('V0503', '2026-11-27', '15:00')]))).toThrow(RequestMoved);
    expect(everything()).toEqual(before);
  });

  test('what cannot be done is talked about and answered anew; the first answer stays in the story alone', () => {
    desk.answer(id, yesLater('2027-01-15'));
    app.clock.move({ hours: 1 });
    const before = everything();
    for (const given of [no, yesNothing, yesLater('2027-02-15')]) {
      expect(() => desk.answer(id, given)).toThrow(RequestMoved);
    }
    expect(everything()).toEqual(before);
    expect(desk.answer(id, talk)).toEqual({ outcome: 'talking' });
    const shown = viewRequest(tablet.request(id), referenceDay);
    expect(shown).toMatchObject({ status: 'talking', isOpen: true, isPromised: false, canBeWithdrawn: true });
    expect(shown.promisedOn).toBe('2026-11-30');
    expect(() => desk.carryOut(id, { when: 'nothing' })).toThrow(RequestMoved);
    expect(desk.answer(id, no)).toEqual({ outcome: 'refused' });
    expect(tablet.request(id)).toMatchObject({ answer: 'no', answerText: no.text });
    expect(tablet.events(id).map(({ kind, note }) => [kind, note])).toEqual([
      ['started', null],
      ['sent', null],
      ['yes', null],
      ['talking', talk.text],
      ['no', no.text],
    ]);
    expect(tablet.disagree(id)).toBe(true);
  });

  test('a talk puts off nothing: a new day comes with a new answer', () => {
    desk.answer(id, yesLater('2026-11-25'));
    app.clock.move({ hours: 3 * 24 });
    desk.answer(id, talk);
    expect(tablet.request(id).promisedOn).toBe('2026-11-25');
    expect(isOverdue(tablet.request(id), dayOf(app.clock.now()))).toBe(true);
    desk.answer(id, yesLater('2026-12-04'));
    expect(tablet.request(id)).toMatchObject({ status: 'agreed', promisedOn: '2026-12-04' });
  });

  test('also after "I do not agree"; then it is a talk to wait for, not the call that was', () => {
    desk.answer(id, no);
    tablet.disagree(id);
    app.clock.move({ hours: 1 });
    desk.answer(id, talk);
    expect(statusKey(tablet.request(id))).toBe('talked');
    desk.answer(id, yesLater('2026-12-01'));
    desk.answer(id, talk);
    expect(statusKey(tablet.request(id))).toBe('talking');
    const story = viewStory(tablet.request(id), tablet.events(id)).map(({ key }) => key);
    expect(story).toEqual(['started', 'sent', 'no', 'disagreed', 'talked', 'yes', 'talking', 'waiting']);
  });

  test('what was not agreed cannot be carried out', () => {
    expect(() => desk.carryOut(id, { when: 'nothing' })).toThrow(RequestMoved);
    desk.answer(id, no);
    expect(() => desk.carryOut(id, { when: 'nothing' })).toThrow(RequestMoved);
  });
});

describe('rule 4: money is refused', () => {
  test('a service that would cost too much: the answer, the plan and the money stay as they were', () => {
    const id = tablet.send('V0503', anotherTime);
    const before = everything();
    const tooMuch: Effect = { kind: 'assign_units', planServiceId: Number(serviceOf('V0503')), units: 100_000 };
    expect(desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00'), tooMuch]))).toMatchObject({
      problems: [{ reason: 'no_money', at: 1, name: 'Atbalsta persona' }],
    });
    expect(everything()).toEqual(before);
  });

  /** What comes back when a visit is cancelled: its units at the price of one. */
  const worth = { V0503: 2_500, V0504: 2_500, V0533: 3_000, V0534: 3_000, V0563: 3_900, V0564: 3_900, V0593: 1_720 };

  /** How a request can end, each with a visit: the cents that come back. */
  const endings: Readonly<Record<string, (number: keyof typeof worth) => number>> = {
    cancel: (number) => {
      desk.answer(tablet.send(number, cannotCome), yes([cancelOf(number)]));
      return worth[number];
    },
    cancelLater: (number) => {
      const id = tablet.send(number, cannotCome);
      desk.answer(id, yesLater('2026-12-01'));
      desk.carryOut(id, now([cancelOf(number)]));
      return worth[number];
    },
    move: (number) => {
      const id = tablet.send(number, { ...anotherTime, day: 'unknown' });
      desk.answer(id, yes([moveTo(number, '2027-06-01', '19:00')]));
      return 0;
    },
    refuse: (number) => {
      desk.answer(tablet.send(number, cannotCome), no);
      return 0;
    },
    talk: (number) => {
      desk.answer(tablet.send(number, cannotCome), talk);
      return 0;
    },
    withdraw: (number) => {
      const id = tablet.send(number, cannotCome);
      desk.answer(id, yesLater('2026-12-01'));
      tablet.withdraw(id);
      return 0;
    },
    disagree: (number) => {
      const id = tablet.send(number, cannotCome);
      desk.answer(id, no);
      tablet.disagree(id);
      desk.answer(id, talk);
      desk.answer(id, yes([cancelOf(number)]));
      return worth[number];
    },
  };

  test('whatever is asked and answered, left is what was given less used and promised, and never below zero', () => {
    const numbers = Object.keys(worth) as (keyof typeof worth)[];
    const someEndings = fc.array(fc.constantFrom(...Object.values(endings)), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(fc.shuffledSubarray(numbers, { minLength: 1 }), someEndings, (chosen, ends) => {
        begin();
        let back = 0;
        for (const [index, number] of chosen.entries()) {
          back += ends[index]?.(number) ?? 0;
          const { total, services } = money();
          expect(total.left).toBe(total.allocated - total.used - total.booked);
          expect(total.left).toBe(337_080 + back);
          for (const { cents, units } of services) {
            expect(cents.left).toBe(cents.assigned - cents.used - cents.booked);
            expect(Math.min(cents.left, units.left)).toBeGreaterThanOrEqual(0);
          }
        }
        db.$client.close();
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

describe('rule 6: a no or a part needs its reason', () => {
  test.each<Answer>([
    { answer: 'no', text: '' },
    { answer: 'no', text: '  ' },
    { answer: 'partly', text: '', deed: { when: 'nothing' } },
  ])('without words the database does not take %j', (given) => {
    const id = tablet.send('V0503', anotherTime);
    const before = everything();
    expect(() => desk.answer(id, given)).toThrow(/CHECK constraint failed: request_answer_has_reason/);
    expect(everything()).toEqual(before);
  });

  test('after a no the person may ask again', () => {
    desk.answer(tablet.send('V0503', anotherTime), no);
    expect(tablet.request(tablet.send('V0503', cannotCome)).status).toBe('sent');
  });
});

describe('let us talk', () => {
  test('keeps the request open, with the words, as often as needed; then it is answered, or taken back', () => {
    const id = tablet.send('V0503', anotherTime);
    const promised = tablet.request(id).promisedOn;
    desk.answer(id, talk);
    desk.answer(id, { ...talk, text: 'Es piezvanīšu parīt.' });
    expect(tablet.request(id)).toMatchObject({ status: 'talking', answerText: null, promisedOn: promised });
    expect(tablet.events(id).map(({ kind, note }) => [kind, note])).toEqual([
      ['started', null],
      ['sent', null],
      ['talking', 'Es piezvanīšu rīt.'],
      ['talking', 'Es piezvanīšu parīt.'],
    ]);
    expect(desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]))).toMatchObject({ outcome: 'carried_out' });
    const second = tablet.send('V0533', cannotCome);
    desk.answer(second, talk);
    tablet.withdraw(second);
    expect(tablet.request(second).status).toBe('withdrawn');
  });
});

describe('the person does not agree', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', anotherTime);
    desk.answer(id, no);
    tablet.disagree(id);
  });

  test('a second answer comes only after a call', () => {
    const before = everything();
    for (const given of [no, yesLater('2026-12-01'), yes([moveTo('V0503', '2026-11-26', '13:00')])]) {
      expect(() => desk.answer(id, given)).toThrow(RequestMoved);
    }
    expect(everything()).toEqual(before);
    expect(desk.answer(id, { answer: 'talk', text: 'Mēs runājām 23. novembrī.' })).toEqual({ outcome: 'talking' });
    expect(desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]))).toMatchObject({ outcome: 'carried_out' });
    expect(tablet.request(id)).toMatchObject({ status: 'carried_out', answer: 'yes', answerText: null });
    expect(kindsOf(id)).toEqual(['started', 'sent', 'no', 'disagreed', 'talking', 'yes', 'carried_out']);
  });

  test('and is the last: there is no second "I do not agree"', () => {
    desk.answer(id, talk);
    desk.answer(id, no);
    expect(() => tablet.disagree(id)).toThrow(RequestMoved);
  });
});

describe('reading', () => {
  test('rule 6: the person sees that it was read, once', () => {
    const id = tablet.send('V0503', anotherTime);
    desk.read(id);
    desk.read(id);
    expect(tablet.request(id).status).toBe('read');
    expect(kindsOf(id)).toEqual(['started', 'sent', 'read']);
  });

  test.each(['talk', 'no', 'withdraw'])('after %s reading changes nothing', (act) => {
    const id = tablet.send('V0503', anotherTime);
    if (act === 'withdraw') tablet.withdraw(id);
    else desk.answer(id, act === 'talk' ? talk : no);
    const before = everything();
    desk.read(id);
    expect(everything()).toEqual(before);
  });

  test('a draft is the person’s own: it is neither read nor answered', () => {
    const id = tablet.start('V0503');
    tablet.fill(id, anotherTime);
    desk.read(id);
    for (const given of [yes([moveTo('V0503', '2026-11-26', '13:00')]), yesNothing, no, talk]) {
      expect(() => desk.answer(id, given)).toThrow(RequestMoved);
    }
    expect(tablet.request(id).status).toBe('draft');
  });

  test('a request that is not there is neither read nor answered', () => {
    desk.read(999);
    expect(() => desk.answer(999, no)).toThrow(RequestMoved);
  });
});

describe('rule 5: two workers at once', () => {
  let inga: ReturnType<typeof deskOf>;
  let id: number;
  beforeEach(() => {
    const other = actorOf(db, 'P30');
    link(db, maris, other, 'social_worker');
    inga = deskOf(app, other, maris);
    id = tablet.send('V0503', anotherTime);
  });

  test('the second is told, and nothing is overwritten', () => {
    desk.answer(id, yes([moveTo('V0503', '2026-11-26', '13:00')]));
    const after = everything();
    for (const given of [no, talk, yesNothing, yes([moveTo('V0503', '2026-11-27', '15:00')])]) {
      expect(() => inga.answer(id, given)).toThrow(RequestMoved);
    }
    expect(everything()).toEqual(after);
  });

  test('also when the first has only promised, or only talked', () => {
    // Both opened it when it was started and sent.
    const seen = 2;
    desk.answer(id, { ...talk, seen });
    expect(() => inga.answer(id, { ...no, seen })).toThrow(RequestMoved);
    expect(tablet.request(id).status).toBe('talking');
    desk.answer(id, { ...yesLater('2026-12-01'), seen: 3 });
    desk.carryOut(id, { when: 'nothing' }, { seen: 4 });
    const after = everything();
    expect(() => inga.carryOut(id, { when: 'nothing' }, { seen: 4 })).toThrow(RequestMoved);
    expect(everything()).toEqual(after);
  });

  test('that another one read it is in nobody’s way', () => {
    inga.read(id);
    expect(desk.answer(id, { ...no, seen: 2 })).toEqual({ outcome: 'refused' });
  });

  test('a plan that the other has changed meanwhile is not changed by what was thought of before', () => {
    const basis = desk.context().state.number;
    const grant = authorize(app, actorOf(db, 'P30'), 'plan.write', maris.personId);
    makeChange(app, db, grant, {
      effects: [moveTo('V0533', '2026-11-27', '19:00')],
      reason: 'Slims.',
      why: 'Palīgs ir slims.',
      requestId: null,
      basis: null,
      planning: grant,
    });
    const after = everything();
    const effects = [moveTo('V0503', '2026-11-26', '13:00')];
    const given = (number: number): Answer => ({ answer: 'yes', text: '', deed: now(effects, number) });
    expect(() => desk.answer(id, given(basis))).toThrow(ChangedMeanwhile);
    expect(everything()).toEqual(after);
    expect(desk.answer(id, given(basis + 1))).toMatchObject({ outcome: 'carried_out' });
  });

  test('also from another process on the same file', () => {
    const other = { ...app, db: openDatabase(db.$client.name) };
    const grant = authorize(other, dina, 'request.answer', maris.personId);
    const planGrant = authorize(other, dina, 'plan.write', maris.personId);
    const given = yes([moveTo('V0503', '2026-11-26', '13:00')]);
    desk.answer(id, given);
    const after = everything();
    expect(() => answerRequest(other, grant, planGrant, id, given)).toThrow(RequestMoved);
    expect(everything()).toEqual(after);
    other.db.$client.close();
  });
});

describe('a private complaint', () => {
  let id: number;
  let head: Actor;
  const recent = () => tablet.surroundings().facts.recentVisitIds[0] ?? 0;
  beforeEach(() => {
    head = actorOf(db, 'P31');
    id = tablet.ask('wrong', { wrong_what: 'did_not_happen', about: String(recent()), reader: 'head' });
  });
  const didNotHappen = (): Effect => ({ kind: 'mark_visit', visitId: recent(), status: 'did_not_happen' });

  test('is not there for the named worker, not even with an id', () => {
    const before = everything();
    desk.read(id);
    expect(() => desk.request(id)).toThrow('No request');
    for (const given of [no, talk, yesNothing, yes([didNotHappen()])]) {
      expect(() => desk.answer(id, given)).toThrow(RequestMoved);
    }
    expect(() => desk.carryOut(id, { when: 'nothing' })).toThrow(RequestMoved);
    expect(() => authorize(app, dina, 'complaint.answer', maris.personId)).toThrow(AccessDenied);
    expect(everything()).toEqual(before);
  });

  test('the head reads it, changes what is wrong, and answers, without any link to the person', () => {
    const grant = authorize(app, head, 'complaint.answer', maris.personId);
    expect(() => authorize(app, head, 'plan.write', maris.personId)).toThrow(AccessDenied);
    expect(answerRequest(app, grant, null, id, yes([didNotHappen()], 'Tikšanās nenotika.'))).toMatchObject({
      outcome: 'carried_out',
      lines: [{ kind: 'visits_did_not_happen' }],
    });
    expect(tablet.request(id)).toMatchObject({ status: 'carried_out', answerText: 'Tikšanās nenotika.' });
    expect(db.select().from(planChange).all()).toMatchObject([{ requestId: id, madeBy: head.personId }]);
  });

  test('the head promises, then does it', () => {
    const grant = authorize(app, head, 'complaint.answer', maris.personId);
    answerRequest(app, grant, null, id, yesLater('2026-11-30'));
    const deed = now([didNotHappen()]);
    expect(carryOutRequest(app, grant, null, id, { deed, text: '' })).toMatchObject({ outcome: 'carried_out' });
  });

  test('to the named worker what the head does late is the service’s own care: nothing says that anybody asked', () => {
    const visitId = recent();
    const effects = [didNotHappen()];
    app.clock.move({ hours: 8 * 24 });
    const grant = authorize(app, head, 'complaint.answer', maris.personId);
    const { used } = money().total;
    answerRequest(app, grant, null, id, yes(effects, 'Mārim bija taisnība.'));
    expect(db.select().from(visit).where(eq(visit.id, visitId)).get()?.status).toBe('did_not_happen');
    expect(money().total.used).toBeLessThan(used);

    const today = dayOf(app.clock.now());
    const checked = 'Mēs to pārbaudījām.';
    expect(findDeskRequests(db, authorizeOwn(dina, 'desk.read'), today)).toEqual([]);
    for (const ability of ['requests.read', 'request.answer'] as const) {
      expect(findRequests(db, authorize(app, dina, ability, maris.personId), 100)).toEqual([]);
      expect(findRequest(db, authorize(app, dina, ability, maris.personId), id)).toBeNull();
    }
    const ofMoney = authorize(app, dina, 'money.read', maris.personId);
    const found = findPlan(db, ofMoney, today);
    // What the person's page at the desk shows of it, and the exact list of the money.
    const dinas = {
      changes: findChanges(db, authorize(app, dina, 'plan.read', maris.personId), 10),
      visits: findVisits(db, authorize(app, dina, 'visits.read', maris.personId), today.subtract({ days: 60 }), today),
      ledger: found && findLedger(db, ofMoney, found),
    };
    expect(dinas.changes).toMatchObject([{ madeByFirstName: 'Mudīte', why: checked }]);
    expect(dinas.visits.find((one) => one.id === visitId)).toMatchObject({ reason: checked });
    expect(dinas.ledger?.at(-1)).toMatchObject({ reason: checked });
    const shown = JSON.stringify(dinas);
    for (const said of [t('desk:reason.asked'), 'Mārim bija taisnība.']) expect(shown).not.toContain(said);
  });

  test('the head sends no provider to two people at once either, and is told before', () => {
    const mine = visitOf(db, 'V0503');
    const other = db
      .select()
      .from(visit)
      .all()
      .find(
        (one) =>
          one.status === 'planned' &&
          one.planServiceId !== mine.planServiceId &&
          one.providerId !== mine.providerId &&
          overlap(one, mine),
      );
    if (other === undefined) throw new Error('Nobody is elsewhere at that time.');
    const toOther: Effect = {
      kind: 'change_provider',
      planServiceId: mine.planServiceId,
      providerId: other.providerId,
      providerName: 'Kāds',
      fromOn: mine.heldOn,
    };
    const busy = { reason: 'provider_busy', heldOn: mine.heldOn, name: 'Kāds' };
    const grant = authorize(app, head, 'complaint.answer', maris.personId);
    const before = everything();
    const told = { problems: expect.arrayContaining([expect.objectContaining(busy)]) };
    expect(answerRequest(app, grant, null, id, yes([toOther]))).toEqual(told);
    expect(everything()).toEqual(before);
    expect(gatherActContext(app, grant)?.state.taken).toEqual(desk.context().state.taken);
  });

  test('the head opens nothing but what is private', () => {
    const open = tablet.send('V0503', anotherTime);
    const grant = authorize(app, head, 'complaint.answer', maris.personId);
    expect(() => answerRequest(app, grant, null, open, no)).toThrow(RequestMoved);
  });
});

describe('a service of the family', () => {
  let id: number;
  let asked: ReturnType<typeof deskOf>;
  beforeEach(() => {
    id = askAsFamily(app, actorOf(db, 'P09'), maris, {
      family_service: catalogueId('PSF'),
      new_rhythm: 'monthly',
      part: 'evening',
    });
    asked = deskOf(app, dina, maris);
  });
  const typed = () => ({
    acts: 'add_service series',
    add_service_provider: String(actorOf(db, 'P23').personId),
    add_service_units: '12',
    series_place: 'Prakse',
  });

  test('comes into the plan with its visits', () => {
    expect(asked.request(id)).toMatchObject({ kind: 'for_family', startedBy: actorOf(db, 'P09').personId });
    const result = asked.answer(id, yes(asked.wished(id, typed())));
    expect(result).toMatchObject({ outcome: 'carried_out' });
    expect(entries().at(-1)?.reason ?? null).toBeNull();
  });

  test('touches nothing of the person’s own services', () => {
    const before = everything();
    for (const effects of [
      [cancelOf('V0503')],
      [moveTo('V0503', '2026-11-26', '13:00')],
      [...asked.wished(id, typed()), cancelOf('V0503')],
      [{ kind: 'assign_units', planServiceId: Number(serviceOf('V0503')), units: -1 } as const],
      [{ kind: 'correct_plan', cents: -100 } as const],
      [{ kind: 'extend_plan', toOn: '2027-12-31', cents: 0 } as const],
      [{ kind: 'write_goals', dream: 'Cits', goals: [] } as const],
    ]) {
      expect(asked.answer(id, yes(effects))).toEqual({ problems: [{ reason: 'not_of_family', at: 0 }] });
    }
    expect(everything()).toEqual(before);
  });
});

describe('rule 10: who may answer', () => {
  test('not a worker of another municipality, with or without a link', () => {
    const vita = addForeignWorker(db);
    const id = tablet.send('V0503', cannotCome);
    expect(() => deskOf(app, vita, maris).answer(id, no)).toThrow(AccessDenied);
    link(db, maris, vita, 'social_worker');
    expect(() => deskOf(app, vita, maris).answer(id, no)).toThrow(AccessDenied);
    expect(() => authorize(app, { ...vita, isHead: true }, 'complaint.answer', maris.personId)).toThrow(AccessDenied);
    expect(tablet.request(id).status).toBe('sent');
  });

  test('not a worker who is linked to others only, nor with the grant for another person', () => {
    const id = tablet.send('V0503', cannotCome);
    expect(() => deskOf(app, actorOf(db, 'P30'), maris).answer(id, no)).toThrow(AccessDenied);
    const ilze = deskOf(app, dina, actorOf(db, 'D02'));
    expect(() => ilze.answer(id, no)).toThrow(RequestMoved);
    ilze.read(id);
    expect(tablet.request(id).status).toBe('sent');
  });

  test('a plan is not changed with the grant for another person', () => {
    const id = tablet.send('V0503', cannotCome);
    const grant = authorize(app, dina, 'request.answer', maris.personId);
    const ofIlze = authorize(app, dina, 'plan.write', actorOf(db, 'D02').personId);
    const before = everything();
    for (const planGrant of [ofIlze, null]) {
      expect(() => answerRequest(app, grant, planGrant, id, yes([cancelOf('V0503')]))).toThrow('Nobody who may');
    }
    expect(everything()).toEqual(before);
  });

  test.each(['D05', 'P03', 'P09'])('rule 1: %s does not answer', (number) => {
    const id = tablet.send('V0503', cannotCome);
    expect(() => deskOf(app, actorOf(db, number), maris).answer(id, no)).toThrow(AccessDenied);
  });
});

test('rule 6: the answer is on the first screen for two weeks, and nothing that waits hides it', () => {
  const atHome = () =>
    requestsAtHome(app, authorize(app, maris, 'requests.read', maris.personId)).map((request) => request.id);
  const id = tablet.send('V0503', anotherTime);
  desk.answer(id, no);
  const second = tablet.send('V0533', cannotCome);
  expect(atHome()).toEqual([id]);
  // By now the second one waits longer than was promised.
  app.clock.move({ hours: 14 * 24 });
  expect(atHome()).toEqual([second, id]);
  app.clock.move({ hours: 1 });
  expect(atHome()).toEqual([second]);
});
