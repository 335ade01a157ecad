import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { ledgerEntry, plan, planChange, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorizeOwn } from '../../../../src/core/access/grant.ts';
import { wallTime } from '../../../../src/core/time/clock.ts';
import { givenInput } from '../../../../src/features/desk/acts.ts';
import { markDay } from '../../../../src/features/desk/marks.ts';
import { findDayVisits, findUnmarkedDays } from '../../../../src/features/desk/store.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, endLinks, link, visitOf } from '../../../support/people.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  // Monday evening: everything of the day is over.
  app = { db, clock: movableClock('2026-11-23T17:00:00Z') };
  dina = actorOf(db, 'P01');
});

const grant = (worker = dina) => authorizeOwn(worker, 'desk.read');
const list = (worker = dina, day = referenceDay) =>
  findDayVisits(db, grant(worker), wallTime(app.clock.now()).toPlainDate(), day);
const numbersOf = (visits: ReturnType<typeof list>) =>
  visits.map(({ id }) => db.select().from(visit).where(eq(visit.id, id)).get()?.number);
const mark = (values: Readonly<Record<string, string>>, worker = dina, day = referenceDay) =>
  markDay(app, grant(worker), day, givenInput(values));
const field = (number: string, value: string, reason = '') => ({
  [`mark-${visitOf(db, number).id}`]: value,
  [`reason-${visitOf(db, number).id}`]: reason,
});
const statusOf = (number: string) => visitOf(db, number).status;
const changes = () => db.select().from(planChange).all();

describe("the day's list", () => {
  test("shows the visits of the worker's own people, in the order of the day", () => {
    const visits = list();

    expect(numbersOf(visits)).toContain('V0160');
    expect(numbersOf(visits)).not.toContain('V1134');
    expect(visits.map(({ startTime }) => startTime)).toEqual(visits.map(({ startTime }) => startTime).toSorted());
    expect(new Set(visits.map(({ heldOn }) => heldOn))).toEqual(new Set(['2026-11-23']));
  });

  test('nothing of anybody else, of an ended link, or of another municipality', () => {
    const foreign = addForeignWorker(db);
    const d02 = actorOf(db, 'D02');
    link(db, d02, foreign, 'social_worker');

    expect(list(foreign)).toEqual([]);
    expect(findUnmarkedDays(db, grant(foreign), wallTime(app.clock.now()))).toEqual([]);
    endLinks(db, d02, dina, '2026-11-22');
    expect(numbersOf(list())).not.toContain('V0160');
  });

  test('what is over and not marked is counted by day, the newest first', () => {
    const unmarked = findUnmarkedDays(db, grant(), wallTime(app.clock.now()));

    expect(unmarked[0]).toEqual({ day: '2026-11-23', count: list().length });
    app.clock.move({ hours: 24 });
    expect(findUnmarkedDays(db, grant(), wallTime(app.clock.now())).map(({ day }) => day)).toEqual([
      '2026-11-24',
      ...unmarked.map(({ day }) => day),
    ]);
  });

  test('what has not ended is not counted', () => {
    app = { db, clock: movableClock() };

    expect(findUnmarkedDays(db, grant(), wallTime(app.clock.now())).map(({ day }) => day)).not.toContain('2026-11-23');
  });
});

describe('marking a day', () => {
  test('happened, did not happen and cancelled in one go', () => {
    const done = mark({
      ...field('V0160', 'happened'),
      ...field('V0182', 'did_not_happen', 'Savienojums nestrādāja.'),
      ...field('V0295', 'cancelled', 'Sniedzējs ir slims.'),
    });

    expect(done).toEqual({ count: 3, errors: [] });
    expect(['V0160', 'V0182', 'V0295'].map(statusOf)).toEqual(['happened', 'did_not_happen', 'cancelled']);
    expect(visitOf(db, 'V0182').reason).toBe('Savienojums nestrādāja.');
    // One change for each reason, none for what took place.
    expect(changes().map(({ why }) => why)).toEqual(['Savienojums nestrādāja.', 'Sniedzējs ir slims.']);
  });

  test('everything took place: one box', () => {
    const visits = list();
    const done = mark({ all: 'happened', ...field('V0325', 'did_not_happen', 'Durvis bija ciet.') });

    expect(done).toEqual({ count: visits.length, errors: [] });
    expect(list().filter(({ status }) => status === 'happened')).toHaveLength(visits.length - 1);
    expect(statusOf('V0325')).toBe('did_not_happen');
    expect(changes()).toHaveLength(1);
  });

  test('the same form once more changes nothing', () => {
    const values = { all: 'happened', ...field('V0325', 'did_not_happen', 'Durvis bija ciet.') };
    mark(values);
    const before = db.select().from(ledgerEntry).all();

    expect(mark(values)).toEqual({ count: 0, errors: [] });
    expect(db.select().from(ledgerEntry).all()).toEqual(before);
  });

  test('pressed twice it says the second time what it said the first, though the rows are others by now', () => {
    const asShown = Object.fromEntries(
      list().flatMap(({ id, status }) => [
        [`mark-${id}`, status],
        [`was-${id}`, status],
      ]),
    );
    const values = { ...asShown, all: 'happened', ...field('V0325', 'did_not_happen', 'Durvis bija ciet.') };
    const done = mark(values);
    const before = db.select().from(ledgerEntry).all();

    expect(done).toEqual({ count: list().length, errors: [] });
    expect(mark(values)).toEqual(done);
    // Nobody touched these rows: what they are by now is no concern of this form.
    expect(mark(asShown)).toEqual({ count: 0, errors: [] });
    expect(db.select().from(ledgerEntry).all()).toEqual(before);
  });

  test('what is wrong with one row does not hold up the others', () => {
    const done = mark({
      ...field('V0160', 'happened'),
      ...field('V0182', 'did_not_happen'),
      ...field('V0325', 'cancelled', 'x'.repeat(301)),
    });

    expect(done).toEqual({
      count: 1,
      errors: expect.arrayContaining([
        { visitId: visitOf(db, 'V0182').id, reason: 'no_reason' },
        { visitId: visitOf(db, 'V0325').id, reason: 'too_long' },
      ]),
    });
    expect(done.errors).toHaveLength(2);
    expect(['V0160', 'V0182', 'V0325'].map(statusOf)).toEqual(['happened', 'planned', 'planned']);
  });

  test('what is still to come can be called off, but cannot have happened', () => {
    const day = Temporal.PlainDate.from('2026-11-24');
    const done = mark(
      { all: 'happened', ...field('V0503', 'happened'), ...field('V0593', 'cancelled', 'Es esmu prom.') },
      dina,
      day,
    );

    expect(done).toMatchObject({ count: 1, errors: [{ reason: 'not_possible', problem: { reason: 'future' } }] });
    expect(statusOf('V0503')).toBe('planned');
    expect(statusOf('V0593')).toBe('cancelled');
  });

  test('a mark is taken back with a reason, and the person is told that the visit stands', () => {
    const day = Temporal.PlainDate.from('2026-11-24');
    mark(field('V0503', 'cancelled', 'Es esmu prom.'), dina, day);

    expect(mark(field('V0503', 'planned'), dina, day)).toEqual({
      count: 0,
      errors: [{ visitId: visitOf(db, 'V0503').id, reason: 'no_reason' }],
    });
    expect(mark(field('V0503', 'planned', 'Tā bija kļūda.'), dina, day)).toEqual({ count: 1, errors: [] });
    expect(visitOf(db, 'V0503')).toMatchObject({ status: 'planned', reason: null });
    expect(changes().at(-1)).toMatchObject({ why: 'Tā bija kļūda.' });
  });

  test('the box takes what is left at planned, and nothing that has a mark', () => {
    mark(field('V0182', 'cancelled', 'Slims.'));
    const asShown = Object.fromEntries(list().map(({ id, status }) => [`mark-${id}`, status]));

    expect(mark({ ...asShown, all: 'happened' })).toEqual({ count: list().length - 1, errors: [] });
    expect(statusOf('V0182')).toBe('cancelled');
  });

  test('what somebody else has marked meanwhile is looked at again', () => {
    const { id } = visitOf(db, 'V0160');
    mark(field('V0160', 'did_not_happen', 'Durvis bija ciet.'));

    expect(mark({ ...field('V0160', 'happened'), [`was-${id}`]: 'planned' })).toEqual({
      count: 0,
      errors: [{ visitId: id, reason: 'meanwhile' }],
    });
    expect(statusOf('V0160')).toBe('did_not_happen');
    expect(mark({ ...field('V0160', 'happened'), [`was-${id}`]: 'did_not_happen' })).toEqual({ count: 1, errors: [] });
    expect(statusOf('V0160')).toBe('happened');
  });

  test('a visit of a plan that has ended is marked as well, and its money is that plan’s', () => {
    const planId = list().find(({ id }) => id === visitOf(db, 'V0160').id)?.planId ?? 0;
    const old = db.select().from(plan).where(eq(plan.id, planId)).all()[0];
    if (old === undefined) throw new Error('There is a plan.');
    const { id: _id, number: _number, ...same } = old;
    db.update(plan).set({ toOn: '2026-11-23' }).where(eq(plan.id, planId)).run();
    db.insert(plan)
      .values({ ...same, number: 'PL-NEXT', fromOn: '2026-11-24', toOn: '2027-11-23' })
      .run();
    app.clock.move({ hours: 24 });

    expect(mark(field('V0160', 'happened'))).toEqual({ count: 1, errors: [] });
    expect(statusOf('V0160')).toBe('happened');
    expect(
      db
        .select()
        .from(ledgerEntry)
        .where(eq(ledgerEntry.visitId, visitOf(db, 'V0160').id))
        .all()
        .at(-1),
    ).toMatchObject({ planId, usedUnits: 2 });
  });

  test('of one person what is possible is done, and the rest says why', () => {
    // Called off before, and its money was given to something else since: the service has nothing left for it.
    const { planServiceId } = visitOf(db, 'V0160');
    mark(field('V0160', 'cancelled', 'Slims.'));
    const sums = db
      .select()
      .from(ledgerEntry)
      .where(eq(ledgerEntry.planServiceId, planServiceId))
      .all()
      .reduce(
        (left, entry) => ({
          units: left.units + entry.assignedUnits - entry.bookedUnits - entry.usedUnits,
          cents: left.cents + entry.assignedCents - entry.bookedCents - entry.usedCents,
        }),
        { units: 0, cents: 0 },
      );
    const planId = db.select().from(ledgerEntry).where(eq(ledgerEntry.planServiceId, planServiceId)).get()?.planId ?? 0;
    db.insert(ledgerEntry)
      .values({
        planId,
        planServiceId,
        kind: 'release',
        assignedUnits: -sums.units,
        assignedCents: -sums.cents,
        enteredAt: '2026-11-23T16:00:00.000Z',
      })
      .run();
    const done = mark({ ...field('V0160', 'happened'), ...field('V0182', 'happened') });

    expect(done).toMatchObject({
      count: 1,
      errors: [{ visitId: visitOf(db, 'V0160').id, reason: 'not_possible', problem: { reason: 'no_units' } }],
    });
    expect(['V0160', 'V0182'].map(statusOf)).toEqual(['cancelled', 'happened']);
  });

  test("nothing of other people's visits, whatever the form says", () => {
    expect(mark(field('V1134', 'happened'))).toEqual({ count: 0, errors: [] });
    expect(statusOf('V1134')).toBe('planned');
  });
});
