import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { ledgerEntry, plan, planChange, planService, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import { ChangedMeanwhile, findChanges, findCurrentState } from '../../../../src/features/changes/index.ts';
import { type ActId, givenInput } from '../../../../src/features/desk/acts.ts';
import { careForPlan, lookAtCare } from '../../../../src/features/desk/care.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, link, visitOf } from '../../../support/people.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  dina = actorOf(db, 'P01');
});

const planning = (worker = dina) => authorize(app, worker, 'plan.write', maris.personId);
const WHY = 'Sniedzējs ir slims.';
const idOf = (number: string) => String(visitOf(db, number).id);

function care(
  act: ActId,
  values: Readonly<Record<string, string>>,
  more: Readonly<{ why?: string; basis?: number | null; worker?: Actor }> = {},
) {
  const { why = WHY, basis = null, worker = dina } = more;
  return careForPlan(app, planning(worker), { act, input: givenInput(values), why, basis });
}
const look = (act: ActId, values: Readonly<Record<string, string>>) =>
  lookAtCare(app, planning(), { act, input: givenInput(values) });

function state() {
  const found = findCurrentState(app, planning(), planning());
  if (found === null) throw new Error('Māris has no plan.');
  return found;
}
const changes = () => findChanges(db, planning(), 20);
const kinds = () => changes()[0]?.lines.map(({ kind }) => kind);
/** Everything plan care can touch, to see that nothing was. */
const everything = () => [
  db.select().from(plan).all(),
  db.select().from(planService).all(),
  db.select().from(visit).all(),
  db.select().from(ledgerEntry).all(),
  db.select().from(planChange).all(),
];
const serviceId = (number: string) => String(visitOf(db, number).planServiceId);

describe('one act of plan care', () => {
  test('cancels, gives the money back and tells why', () => {
    const before = state();
    const done = care('cancel', { cancel_visits: idOf('V0503') });

    expect(done).toMatchObject({ lines: [{ kind: 'visits_cancelled', count: 1 }] });
    expect(visitOf(db, 'V0503')).toMatchObject({ status: 'cancelled', reason: WHY });
    expect(state().balance.bookedCents).toBeLessThan(before.balance.bookedCents);
    expect(changes()[0]).toMatchObject({ why: WHY, requestId: null, madeByFirstName: dina.firstName, number: 1 });
  });

  test('looking at it changes nothing', () => {
    const before = everything();
    const looked = look('cancel', { cancel_visits: idOf('V0503') });

    expect('view' in looked && looked.view.isSame).toBe(false);
    expect('view' in looked && looked.view.problems).toEqual([]);
    expect('lines' in looked && looked.lines.map(({ kind }) => kind)).toEqual(['visits_cancelled']);
    expect(everything()).toEqual(before);
  });

  test('a correction can be looked at before its reason is written down', () => {
    const looked = look('correct', { correct_what: 'plan', correct_by: '-1,00', correct_reason: 'Rēķins' });

    expect('view' in looked && looked.view.total.afterCents).toBe(state().balance.leftCents - 100);
  });

  test('a visit that was used up is given back with the reason', () => {
    const used = db.select().from(visit).where(eq(visit.status, 'happened')).all();
    const own = state().visits.find(({ id, status }) => status === 'happened' && used.some((row) => row.id === id));
    const values = { mark_visits: `${own?.id}:happened`, mark_status: 'did_not_happen' };

    expect('view' in look('mark', values)).toBe(true);
    expect(care('mark', values)).toMatchObject({ lines: [{ kind: 'visits_did_not_happen', count: 1 }] });
    const last = db.select().from(ledgerEntry).all().at(-1);
    expect(last).toMatchObject({ kind: 'correct', reason: WHY, enteredBy: dina.personId });
  });

  test('without a why nothing is done', () => {
    const before = everything();

    expect(care('cancel', { cancel_visits: idOf('V0503') }, { why: ' ' })).toEqual({
      errors: [{ field: 'text', reason: 'no_why' }],
    });
    expect(care('cancel', { cancel_visits: idOf('V0503') }, { why: 'x'.repeat(601) })).toEqual({
      errors: [{ field: 'text', reason: 'too_long' }],
    });
    expect(care('cancel', {}, { why: '' })).toEqual({
      errors: [
        { field: 'cancel_visits', reason: 'no_choice' },
        { field: 'text', reason: 'no_why' },
      ],
    });
    expect(everything()).toEqual(before);
  });

  test('that a visit took place needs no why, and is no news', () => {
    app.clock.move({ hours: 30 });
    const done = care('mark', { mark_visits: `${idOf('V0503')}:planned`, mark_status: 'happened' }, { why: '' });

    expect(done).toEqual({ changeId: null, lines: [] });
    expect(visitOf(db, 'V0503').status).toBe('happened');
    expect(changes()).toEqual([]);
  });

  test('what is not possible is not done, not even in part', () => {
    const before = everything();
    const looked = look('units', { units_service: serviceId('V0503'), units_units: '+900' });
    expect('view' in looked && looked.view.shortage?.missingCents).toBeGreaterThan(0);
    expect('lines' in looked && looked.lines).toEqual([]);
    const done = care('units', { units_service: serviceId('V0503'), units_units: '+900' });

    expect('problems' in done && done.problems.map(({ reason }) => reason)).toEqual(['no_money']);
    expect('problems' in done && done.problems[0]?.missingCents).toBeGreaterThan(0);
    expect(everything()).toEqual(before);
  });

  test('a series is planned with the units it lacks', () => {
    const before = state();
    const values = {
      series_service: serviceId('V0503'),
      series_weekdays: '6',
      series_rhythm: 'weekly',
      series_time: '18:00',
      series_length: '60',
      series_units: '1',
      series_place: 'Bibliotēka',
      series_from: '2026-11-28',
      series_until: '2026-12-12',
      series_missing: 'add',
    };
    const done = care('series', values);

    expect('lines' in done && done.lines).toContainEqual(
      expect.objectContaining({ kind: 'visits_planned', count: 3, code: 'ATB' }),
    );
    expect(state().visits).toHaveLength(before.visits.length + 3);
    // The same once more meets the visits that stand there now.
    const again = care('series', values);
    expect('problems' in again && [...new Set(again.problems.map(({ reason }) => reason))]).toContain('busy');
  });

  test('the plan is longer with the same money, and visits can follow', () => {
    const before = state();
    const longer = Temporal.PlainDate.from(before.toOn).add({ months: 3 }).toString();
    care('extend', { extend_until: longer, extend_money: '' });

    expect(state()).toMatchObject({ toOn: longer, balance: { allocatedCents: before.balance.allocatedCents } });
    expect(kinds()).toEqual(['plan_longer']);
    expect(changes()[0]?.before?.toOn).toBe(before.toOn);
    const follows = care('visit', {
      visit_service: serviceId('V0503'),
      visit_day: longer,
      visit_time: '10:00',
      visit_length: '60',
      visit_units: '1',
      visit_place: 'Bibliotēka',
      visit_missing: 'add',
    });
    expect('lines' in follows).toBe(true);
  });

  test('with new money as well', () => {
    const before = state();
    care('extend', { extend_until: before.toOn, extend_money: '100,50' });

    expect(state().balance.allocatedCents).toBe(before.balance.allocatedCents + 10_050);
    expect(kinds()).toEqual(['money_more']);
  });

  test('a correction keeps its own reason in the ledger, and the why for the person', () => {
    care('correct', { correct_what: 'plan', correct_by: '+5', correct_reason: 'Kļūda rēķinā.' });

    expect(db.select().from(ledgerEntry).all().at(-1)).toMatchObject({
      kind: 'correct',
      allocatedCents: 500,
      reason: 'Kļūda rēķinā.',
    });
    expect(changes()[0]?.why).toBe(WHY);
  });

  test('goals and steps', () => {
    const { dream, goals } = state();
    care('goals', {
      goals_dream: `${dream} Es gribu suni.`,
      goals_goal_0: 'Es eju ar suni.',
      goals_steps_0: 'Es eju.',
    });

    expect(state().goals).toEqual([{ text: 'Es eju ar suni.', steps: [{ text: 'Es eju.', doneOn: null }] }]);
    expect(changes()[0]?.before?.goals).toEqual(goals);
  });
});

describe('two workers', () => {
  test('the second sees what the first did, and nothing is overwritten', () => {
    const other = { ...actorOf(db, 'P30') };
    link(db, maris, other, 'social_worker');
    const { number } = state();
    care('cancel', { cancel_visits: idOf('V0503') }, { basis: number });
    const before = everything();

    expect(() =>
      care(
        'move',
        { move_visit: idOf('V0503'), move_day: '2026-11-27', move_time: '10:00' },
        { basis: number, worker: other },
      ),
    ).toThrow(ChangedMeanwhile);
    expect(everything()).toEqual(before);
    expect(changes().filter((change) => change.number > number)).toMatchObject([
      { madeByFirstName: dina.firstName, why: WHY },
    ]);
  });

  test('a mark is not overwritten either, though that a visit took place is no news', () => {
    const other = actorOf(db, 'P30');
    link(db, maris, other, 'social_worker');
    app.clock.move({ hours: 30 });
    const basis = state().number;
    const marked = (mark_status: string, worker: Actor) =>
      care('mark', { mark_visits: `${idOf('V0503')}:planned`, mark_status }, { basis, worker });
    expect(marked('happened', other)).toEqual({ changeId: null, lines: [] });
    const before = everything();

    expect(marked('did_not_happen', dina)).toEqual({ errors: [{ field: 'mark_visits', reason: 'meanwhile' }] });
    // Whoever wished the same has what they wished; so has whoever pressed twice.
    for (const worker of [dina, other]) expect(marked('happened', worker)).toEqual({ changeId: null, lines: [] });
    expect(everything()).toEqual(before);
  });

  const fewer = () => ({ units_service: serviceId('V0503'), units_units: '-1' });
  test.each<[ActId, () => Readonly<Record<string, string>>]>([
    ['units', fewer],
    ['cancel', () => ({ cancel_visits: idOf('V0503') })],
    ['correct', () => ({ correct_what: 'plan', correct_by: '+5', correct_reason: 'Kļūda.' })],
    ['extend', () => ({ extend_until: '2027-09-30', extend_money: '100,50' })],
    ['goals', () => ({ goals_dream: 'Es gribu suni.' })],
  ])('%s: the same form sent twice is done once, and says that it is', (act, values) => {
    const basis = state().number;
    expect(care(act, values(), { basis })).toHaveProperty('changeId');
    const before = everything();

    for (const _tap of [2, 3]) expect(care(act, values(), { basis })).toEqual({ outcome: 'already' });
    expect(everything()).toEqual(before);
  });

  test('another form of one’s own is not taken for the same, nor the same form of a colleague', () => {
    const colleague = actorOf(db, 'P30');
    link(db, maris, colleague, 'social_worker');
    const basis = state().number;
    care('units', fewer(), { basis });
    const before = everything();

    expect(() => care('cancel', { cancel_visits: idOf('V0503') }, { basis })).toThrow(ChangedMeanwhile);
    expect(() => care('units', fewer(), { basis, why: 'Mēs par to runājām.' })).toThrow(ChangedMeanwhile);
    expect(() => care('units', fewer(), { basis, worker: colleague })).toThrow(ChangedMeanwhile);
    expect(everything()).toEqual(before);
    care('cancel', { cancel_visits: idOf('V0533') });
    expect(() => care('units', fewer(), { basis })).toThrow(ChangedMeanwhile);
  });

  test('nobody else may', () => {
    expect(() => planning(addForeignWorker(db))).toThrow(AccessDenied);
    expect(() => planning(actorOf(db, 'P30'))).toThrow(AccessDenied);
    expect(() => planning(maris)).toThrow(AccessDenied);
  });
});
