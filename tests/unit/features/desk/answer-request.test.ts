import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../../db/client.ts';
import { ledgerEntry, plan, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import { type AnswerForm, answerRequest, markRead, type Problem } from '../../../../src/features/desk/index.ts';
import { findSums, type MoneyView, viewMoney } from '../../../../src/features/money/index.ts';
import { findPlan, findPlanServices } from '../../../../src/features/plan/index.ts';
import { latestRequest, RequestMoved } from '../../../../src/features/requests/index.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, link, visitOf } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from '../requests/a-request.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let dina: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  dina = actorOf(db, 'P01');
  tablet = tabletOf(app, maris);
});

function answer(requestId: number, form: AnswerForm, by = dina): readonly Problem[] {
  return answerRequest(app, authorize(app, by, 'request.answer', maris.personId), requestId, form);
}
const yes = (day: string, time: string): AnswerForm => ({ intent: 'yes', day, time, text: '' });
const yesCancel: AnswerForm = { intent: 'yes', text: 'Labi, Māri.' };
const no: AnswerForm = { intent: 'no', text: 'Tajā dienā nav brīvas vietas.' };
const talk: AnswerForm = { intent: 'talk', text: 'Es piezvanīšu rīt.' };

function money(): MoneyView {
  const grant = authorize(app, maris, 'money.read', maris.personId);
  const found = findPlan(db, grant, referenceDay);
  if (found === null) throw new Error('Māris has no plan.');
  return viewMoney(findPlanServices(db, grant, found), findSums(db, grant, found));
}
const entries = () => db.select().from(ledgerEntry).all();
const eventKinds = (requestId: number) => tablet.events(requestId).map(({ kind }) => kind);
const timeOf = (number: string) => {
  const { heldOn, startTime, endTime, status } = visitOf(db, number);
  return { heldOn, startTime, endTime, status };
};

describe('yes to another time', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', anotherTime);
    app.clock.move({ hours: 1 });
  });

  test('moves the visit, keeps its length and the old time, and is kept under the worker', () => {
    expect(answer(id, { ...yes('2026-11-26', '13:00'), text: 'Ceturtdien ir labi.' })).toEqual([]);
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
      status: 'answered',
      answer: 'yes',
      answerText: 'Ceturtdien ir labi.',
      answeredAt: '2026-11-23T07:30:00.000Z',
    });
    expect(tablet.events(id).at(-1)).toEqual({
      kind: 'answered',
      at: '2026-11-23T07:30:00.000Z',
      note: 'Ceturtdien ir labi.',
      byPersonId: dina.personId,
      byFirstName: 'Dina',
    });
  });

  test('rule 4: a move changes no money', () => {
    const before = money();
    const count = entries().length;
    answer(id, yes('2026-11-26', '13:00'));
    expect(money()).toEqual(before);
    expect(entries()).toHaveLength(count);
  });

  test('a yes needs no words', () => {
    answer(id, yes('2026-11-26', '13:00'));
    expect(tablet.request(id).answerText).toBeNull();
  });

  test('a visit that moves again keeps its very first time', () => {
    answer(id, yes('2026-11-26', '13:00'));
    const again = tablet.send('V0503', { ...anotherTime, day: '2026-11-30' });
    expect(answer(again, yes('2026-11-30', '10:00'))).toEqual([]);
    expect(visitOf(db, 'V0503')).toMatchObject({
      heldOn: '2026-11-30',
      startTime: '10:00',
      endTime: '12:00',
      movedFromOn: '2026-11-24',
      movedFromStart: '09:30',
      movedFromEnd: '11:30',
    });
  });

  test('the worker may choose another time than was wished, and the same day', () => {
    expect(answer(id, yes('2026-11-24', '10:00'))).toEqual([]);
    expect(timeOf('V0503')).toMatchObject({ heldOn: '2026-11-24', startTime: '10:00', endTime: '12:00' });
  });

  test('right after another visit, and right before one, is free', () => {
    expect(answer(id, yes('2026-11-24', '15:30'))).toEqual([]);
    const again = tablet.send('V0503', anotherTime);
    expect(answer(again, yes('2026-11-24', '11:30'))).toEqual([]);
    expect(timeOf('V0503')).toMatchObject({ startTime: '11:30', endTime: '13:30' });
  });

  test('on the plan’s last day and up to a minute before midnight', () => {
    expect(answer(id, yes('2027-07-31', '21:59'))).toEqual([]);
    expect(timeOf('V0503')).toMatchObject({ heldOn: '2027-07-31', endTime: '23:59' });
  });

  test.each<[string, string | undefined, string | undefined, readonly Problem[]]>([
    ['no day', undefined, '13:00', [{ field: 'day', reason: 'no_day' }]],
    ['no time', '2026-11-26', undefined, [{ field: 'time', reason: 'no_time' }]],
    [
      'neither',
      undefined,
      undefined,
      [
        { field: 'day', reason: 'no_day' },
        { field: 'time', reason: 'no_time' },
      ],
    ],
    ['before the plan', '2026-08-02', '13:00', [{ field: 'day', reason: 'outside_plan' }]],
    ['after the plan', '2027-08-01', '13:00', [{ field: 'day', reason: 'outside_plan' }]],
    ['the time it has already', '2026-11-24', '09:30', [{ field: 'time', reason: 'same' }]],
    ['a day that is over', '2026-11-20', '13:00', [{ field: 'day', reason: 'past' }]],
    ['a time that is over', '2026-11-23', '09:00', [{ field: 'day', reason: 'past' }]],
    ['this very minute', '2026-11-23', '09:30', [{ field: 'day', reason: 'past' }]],
    ['an end at midnight', '2026-11-26', '22:00', [{ field: 'time', reason: 'too_late' }]],
    ['an end after midnight', '2026-11-26', '23:00', [{ field: 'time', reason: 'too_late' }]],
    ['the own other visit', '2026-11-24', '12:00', [{ field: 'time', reason: 'busy', conflict: 'Asistents' }]],
    ['inside another visit', '2026-11-27', '09:30', [{ field: 'time', reason: 'busy', conflict: 'Palīgs darbā' }]],
    ['a minute too long', '2026-11-24', '11:31', [{ field: 'time', reason: 'busy', conflict: 'Asistents' }]],
  ])('%s is told, and nothing changes', (_name, day, time, problems) => {
    const before = tablet.request(id);
    expect(answer(id, { intent: 'yes', day, time, text: '' })).toEqual(problems);
    expect(timeOf('V0503')).toEqual({ heldOn: '2026-11-24', startTime: '09:30', endTime: '11:30', status: 'planned' });
    expect(visitOf(db, 'V0503').movedFromOn).toBeNull();
    expect(tablet.request(id)).toEqual(before);
    expect(eventKinds(id)).toEqual(['started', 'sent']);
  });

  test('a visit that is cancelled, or another person’s, is in nobody’s way', () => {
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0593')).run();
    expect(answer(id, yes('2026-11-24', '13:30'))).toEqual([]);
    expect(timeOf('V0503').startTime).toBe('13:30');
  });

  test('a visit that was cancelled meanwhile cannot be moved', () => {
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0503')).run();
    expect(answer(id, yes('2026-11-26', '13:00'))).toEqual([{ field: 'intent', reason: 'visit_over' }]);
    expect(tablet.request(id).status).toBe('sent');
    expect(answer(id, no)).toEqual([]);
  });
});

describe('yes to "I cannot come"', () => {
  let id: number;
  beforeEach(() => {
    id = tablet.send('V0503', cannotCome);
    app.clock.move({ hours: 1 });
  });

  test('rule 4: the visit is cancelled and its 25,00 come back in the same act, to the cent', () => {
    const before = money();
    expect(before.services[0]).toMatchObject({
      name: 'Atbalsta persona',
      units: { used: 30, booked: 26, left: 48 },
      cents: { used: 37_500, booked: 32_500, left: 60_000 },
    });
    expect(answer(id, yesCancel)).toEqual([]);
    expect(visitOf(db, 'V0503')).toMatchObject({ status: 'cancelled', reason: 'Es nevarēju atnākt.' });
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
    answer(id, yesCancel);
    expect(entries().slice(before)).toEqual([
      {
        id: expect.any(Number),
        planId: expect.any(Number),
        planServiceId: visitOf(db, 'V0503').planServiceId,
        visitId: visitOf(db, 'V0503').id,
        requestId: id,
        kind: 'cancel',
        allocatedCents: 0,
        assignedCents: 0,
        bookedCents: -2_500,
        usedCents: 0,
        assignedUnits: 0,
        bookedUnits: -2,
        usedUnits: 0,
        reason: 'Es nevarēju atnākt.',
        enteredAt: '2026-11-23T07:30:00.000Z',
        enteredBy: dina.personId,
      },
    ]);
  });

  test('rule 4: money of a visit that was cancelled meanwhile does not come back twice', () => {
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0503')).run();
    const before = money();
    expect(answer(id, yesCancel)).toEqual([{ field: 'intent', reason: 'visit_over' }]);
    expect(money()).toEqual(before);
  });

  test('rule 4: a visit that happened after all gives nothing back', () => {
    db.update(visit).set({ status: 'happened' }).where(eq(visit.number, 'V0503')).run();
    const before = money();
    expect(answer(id, yesCancel)).toEqual([{ field: 'intent', reason: 'visit_over' }]);
    expect(money()).toEqual(before);
  });

  test.each([
    ['the visit', 'before update on visit'],
    ['the ledger', 'before insert on ledger_entry'],
    ['the request', 'before update on request'],
    ['the event', 'before insert on request_event'],
  ])('rule 5: when writing %s fails, nothing stays', (_name, when) => {
    const before = money();
    db.$client.exec(`create temp trigger fails ${when} begin select raise(abort, 'power cut'); end`);
    expect(() => answer(id, yesCancel)).toThrow('power cut');
    expect(timeOf('V0503').status).toBe('planned');
    expect(money()).toEqual(before);
    expect(tablet.request(id).status).toBe('sent');
    expect(eventKinds(id)).toEqual(['started', 'sent']);
    db.$client.exec('drop trigger fails');
    expect(answer(id, yesCancel)).toEqual([]);
    expect(money().total.left).toBe(before.total.left + 2_500);
  });
});

/** What comes back when a visit is cancelled: its units at the price of one. */
const worth = { V0503: 2_500, V0504: 2_500, V0533: 3_000, V0534: 3_000, V0563: 3_900, V0564: 3_900, V0593: 1_720 };

/** How a request can end, each with a visit: the cents that come back. */
const endings: Readonly<Record<string, (number: keyof typeof worth) => number>> = {
  cancel: (number) => {
    expect(answer(tablet.send(number, cannotCome), yesCancel)).toEqual([]);
    return worth[number];
  },
  move: (number) => {
    const id = tablet.send(number, { ...anotherTime, day: 'unknown' });
    answer(id, yes('2027-06-01', '19:00'));
    return 0;
  },
  refuse: (number) => {
    answer(tablet.send(number, cannotCome), no);
    return 0;
  },
  talk: (number) => {
    answer(tablet.send(number, cannotCome), talk);
    return 0;
  },
  withdraw: (number) => {
    tablet.withdraw(tablet.send(number, cannotCome));
    return 0;
  },
};

test('rule 4: whatever is asked and answered, left is what was given less used and promised, and never below zero', () => {
  const numbers = Object.keys(worth) as (keyof typeof worth)[];
  const someEndings = fc.array(fc.constantFrom(...Object.values(endings)), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(fc.shuffledSubarray(numbers, { minLength: 1 }), someEndings, (chosen, ends) => {
      db = pilotDatabase();
      app = { db, clock: movableClock() };
      tablet = tabletOf(app, maris);
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
});

describe('no', () => {
  test('leaves everything as it was, and gives the reason', () => {
    const id = tablet.send('V0503', anotherTime);
    const [before, time] = [money(), timeOf('V0503')];
    expect(answer(id, no)).toEqual([]);
    expect(tablet.request(id)).toMatchObject({ status: 'answered', answer: 'no', answerText: no.text });
    expect([money(), timeOf('V0503')]).toEqual([before, time]);
  });

  test('rule 6: without a reason the database does not take it', () => {
    const id = tablet.send('V0503', anotherTime);
    expect(() => answer(id, { intent: 'no', text: '' })).toThrow(/CHECK constraint failed: request_no_has_reason/);
    expect(() => answer(id, { intent: 'no', text: '  ' })).toThrow(/CHECK constraint failed: request_no_has_reason/);
    expect(tablet.request(id).status).toBe('sent');
  });

  test('the person may ask again', () => {
    answer(tablet.send('V0503', anotherTime), no);
    expect(tablet.request(tablet.send('V0503', cannotCome)).status).toBe('sent');
  });
});

describe('let us talk', () => {
  test('keeps the request open, with the words, as often as needed', () => {
    const id = tablet.send('V0503', anotherTime);
    const promised = tablet.request(id).promisedOn;
    expect(answer(id, talk)).toEqual([]);
    expect(answer(id, { ...talk, text: 'Es piezvanīšu parīt.' })).toEqual([]);
    expect(tablet.request(id)).toMatchObject({
      status: 'talking',
      answer: null,
      answerText: null,
      promisedOn: promised,
    });
    expect(tablet.events(id).map(({ kind, note }) => [kind, note])).toEqual([
      ['started', null],
      ['sent', null],
      ['talking', 'Es piezvanīšu rīt.'],
      ['talking', 'Es piezvanīšu parīt.'],
    ]);
  });

  test('then it is answered, or taken back', () => {
    const first = tablet.send('V0503', anotherTime);
    answer(first, talk);
    expect(answer(first, yes('2026-11-26', '13:00'))).toEqual([]);
    const second = tablet.send('V0533', cannotCome);
    answer(second, talk);
    tablet.withdraw(second);
    expect(tablet.request(second).status).toBe('withdrawn');
  });
});

describe('reading', () => {
  const read = (id: number) => markRead(app, authorize(app, dina, 'request.answer', maris.personId), id);

  test('rule 6: the person sees that it was read, once', () => {
    const id = tablet.send('V0503', anotherTime);
    read(id);
    read(id);
    expect(tablet.request(id).status).toBe('read');
    expect(eventKinds(id)).toEqual(['started', 'sent', 'read']);
  });

  test.each(['talk', 'no', 'withdraw'])('after %s reading changes nothing', (act) => {
    const id = tablet.send('V0503', anotherTime);
    if (act === 'withdraw') tablet.withdraw(id);
    else answer(id, act === 'talk' ? talk : no);
    const before = [tablet.request(id), eventKinds(id)];
    read(id);
    expect([tablet.request(id), eventKinds(id)]).toEqual(before);
  });

  test('a draft is the person’s own: it is neither read nor answered', () => {
    const id = tablet.start('V0503');
    tablet.fill(id, anotherTime);
    read(id);
    for (const form of [yes('2026-11-26', '13:00'), no, talk]) expect(() => answer(id, form)).toThrow(RequestMoved);
    expect(tablet.request(id).status).toBe('draft');
  });

  test('a request that is not there is neither read nor answered', () => {
    read(999);
    expect(() => answer(999, no)).toThrow(RequestMoved);
  });
});

describe('rule 5: two at once', () => {
  test('the second worker is told, and nothing is overwritten', () => {
    const inga = actorOf(db, 'P30');
    link(db, maris, inga, 'social_worker');
    const id = tablet.send('V0503', anotherTime);
    expect(answer(id, yes('2026-11-26', '13:00'))).toEqual([]);
    const after = [tablet.request(id), visitOf(db, 'V0503'), eventKinds(id)];
    for (const form of [no, talk, yes('2026-11-27', '15:00')])
      expect(() => answer(id, form, inga)).toThrow(RequestMoved);
    expect([tablet.request(id), visitOf(db, 'V0503'), eventKinds(id)]).toEqual(after);
  });

  test('also from another process on the same file', () => {
    const id = tablet.send('V0503', cannotCome);
    const other = { db: openDatabase(db.$client.name), clock: app.clock };
    const grant = authorize(other, dina, 'request.answer', maris.personId);
    answer(id, yesCancel);
    const after = money();
    expect(() => answerRequest(other, grant, id, yesCancel)).toThrow(RequestMoved);
    expect(money()).toEqual(after);
    other.db.$client.close();
  });

  test('a second tap of the same worker cancels once', () => {
    const id = tablet.send('V0503', cannotCome);
    answer(id, yesCancel);
    const after = money();
    expect(() => answer(id, yesCancel)).toThrow(RequestMoved);
    expect(money()).toEqual(after);
  });

  test('what the person took back is not answered, and what was answered is not taken back', () => {
    const first = tablet.send('V0503', anotherTime);
    tablet.withdraw(first);
    expect(() => answer(first, yes('2026-11-26', '13:00'))).toThrow(RequestMoved);
    expect(timeOf('V0503').heldOn).toBe('2026-11-24');
    const second = tablet.send('V0533', cannotCome);
    answer(second, no);
    expect(() => tablet.withdraw(second)).toThrow(RequestMoved);
    expect(tablet.request(second).status).toBe('answered');
  });
});

describe('rule 10: who may answer', () => {
  test('not a worker of another municipality, with or without a link', () => {
    const vita = addForeignWorker(db);
    const id = tablet.send('V0503', cannotCome);
    expect(() => answer(id, yesCancel, vita)).toThrow(AccessDenied);
    link(db, maris, vita, 'social_worker');
    expect(() => answer(id, yesCancel, vita)).toThrow(AccessDenied);
    expect(tablet.request(id).status).toBe('sent');
  });

  test('not a worker who is linked to others only, nor with the grant for another person', () => {
    const id = tablet.send('V0503', cannotCome);
    expect(() => answer(id, yesCancel, actorOf(db, 'P30'))).toThrow(AccessDenied);
    const ofIlze = authorize(app, dina, 'request.answer', actorOf(db, 'D02').personId);
    expect(() => answerRequest(app, ofIlze, id, yesCancel)).toThrow(RequestMoved);
    markRead(app, ofIlze, id);
    expect(tablet.request(id).status).toBe('sent');
  });

  test.each(['D05', 'P03', 'P09'])('rule 1: %s does not answer', (number) => {
    const id = tablet.send('V0503', cannotCome);
    expect(() => answer(id, yesCancel, actorOf(db, number))).toThrow(AccessDenied);
  });
});

test('rule 6: the answer is the first thing the person sees, for two weeks', () => {
  const grant = () => authorize(app, maris, 'requests.read', maris.personId);
  const id = tablet.send('V0503', anotherTime);
  answer(id, no);
  const open = tablet.send('V0533', cannotCome);
  expect(latestRequest(app, grant())?.id).toBe(id);
  app.clock.move({ hours: 14 * 24 });
  expect(latestRequest(app, grant())?.id).toBe(id);
  app.clock.move({ milliseconds: 1 });
  expect(latestRequest(app, grant())?.id).toBe(open);
});

test('a plan’s end is the plan’s own, not the answer’s', () => {
  const id = tablet.send('V0503', anotherTime);
  db.update(plan).set({ toOn: '2026-11-25' }).where(eq(plan.number, 'PL-D05')).run();
  expect(answer(id, yes('2026-11-26', '13:00'))).toEqual([{ field: 'day', reason: 'outside_plan' }]);
});
