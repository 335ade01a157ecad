import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planService, visit } from '../../../../db/schema.ts';
import { wallTime } from '../../../../src/core/time/clock.ts';
import {
  balanceOfService,
  contentsOf,
  type Effect,
  findChanges,
  findService,
  findVisit,
  isNewVersion,
  type Line,
  linesBetween,
  type PlanState,
  type Problem,
  simulate,
  type VisitState,
} from '../../../../src/features/changes/index.ts';
import { balanceOf, type Entry } from '../../../../src/features/money/index.ts';
import { findCatalogue, findProviders } from '../../../../src/features/plan/index.ts';
import { aDesk, type Desk, REASON } from './a-plan.ts';
import { brokenSums } from './a-state.ts';

const times = Array.from({ length: 28 }, (_, index) => {
  const hour = String(8 + Math.floor(index / 2)).padStart(2, '0');
  return `${hour}:${index % 2 === 0 ? '00' : '30'}`;
});
const pick = fc.nat(10_000);
const time = fc.constantFrom(...times);
/** Days from the present one: mostly within the plan. */
const days = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: -3, max: 90 }) }, fc.constantFrom(-200, 400));

/** What somebody wants, before it is known what the plan has: numbers that choose among what is there. */
const aWish = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('move' as const), pick, days, time }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('mark' as const),
      pick,
      status: fc.constantFrom('planned', 'happened', 'cancelled', 'did_not_happen'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('place' as const), pick, isRemote: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('plan' as const),
      pick,
      isNew: fc.boolean(),
      days,
      time,
      units: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constantFrom(60, 200)),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('units' as const),
      pick,
      units: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: -6, max: 6 }) }, fc.constantFrom(-300, 300)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), pick, provider: pick, units: fc.nat(8) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('provider' as const), pick, provider: pick, days }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('goals' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('extend' as const),
      days: fc.integer({ min: -5, max: 90 }),
      cents: fc.nat(50_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('budget' as const), cents: fc.integer({ min: -30_000, max: 30_000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('service' as const), pick, units: fc.integer({ min: -4, max: 4 }) }),
  },
);
type Wish = typeof aWish extends fc.Arbitrary<infer T> ? T : never;

/** Changes of one plan, one after another, with the days that pass before each. */
const aStory = fc.record({
  number: fc.constantFrom('D01', 'D03', 'D05'),
  changes: fc.array(
    fc.record({
      wishes: fc.oneof(
        { weight: 3, arbitrary: fc.array(aWish, { minLength: 1, maxLength: 1 }) },
        { weight: 2, arbitrary: fc.array(aWish, { minLength: 2, maxLength: 4 }) },
      ),
      daysPass: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 12 })),
    }),
    { minLength: 4, maxLength: 12 },
  ),
});

const chosen = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('There is nothing to choose from.');
  return found;
};

function effectsOf(desk: Desk, state: PlanState, wishes: readonly Wish[]): readonly Effect[] {
  const today = wallTime(desk.clock.now()).toPlainDate();
  const day = (from: number) => today.add({ days: from }).toString();
  const providers = findProviders(desk.db, desk.grant);
  const catalogue = findCatalogue(desk.db, desk.grant);
  // Those near today are worth touching: of a year's visits most are far away.
  const near = state.visits.toSorted((a, b) => Math.abs(farness(a.heldOn, today)) - Math.abs(farness(b.heldOn, today)));
  const visits = near.slice(0, 24);
  const planned = near.filter(({ status }) => status === 'planned').slice(0, 12);
  const visitFor = (index: number) => chosen(index % 5 === 0 || planned.length === 0 ? visits : planned, index);
  const effects: Effect[] = [];
  for (const wish of wishes) effects.push(effectOf(wish, effects));
  return effects;

  function effectOf(wish: Wish, before: readonly Effect[]): Effect {
    switch (wish.kind) {
      case 'move':
        return {
          kind: 'move_visit',
          visitId: visitFor(wish.pick).id,
          heldOn: day(wish.days),
          startTime: wish.time,
        };
      case 'mark':
        return { kind: 'mark_visit', visitId: chosen(visits, wish.pick).id, status: wish.status };
      case 'place': {
        const where = wish.isRemote
          ? { place: 'Video', address: null, videoUrl: 'https://video.example.org/x' }
          : { place: 'Mājās', address: 'Rīgas iela 1', videoUrl: null };
        return { kind: 'place_visit', visitId: visitFor(wish.pick).id, ...where };
      }
      case 'plan': {
        const added = before.findIndex(({ kind }) => kind === 'add_service');
        const planServiceId = wish.isNew && added >= 0 ? -(added + 1) : chosen(state.services, wish.pick).id;
        const endTime = times[times.indexOf(wish.time) + 2] ?? '23:00';
        const at = { heldOn: day(wish.days), startTime: wish.time, endTime, units: wish.units };
        return { kind: 'plan_visit', planServiceId, ...at, place: 'Centrs', address: null, videoUrl: null };
      }
      case 'units':
        return { kind: 'assign_units', planServiceId: chosen(state.services, wish.pick).id, units: wish.units };
      case 'add': {
        const { id, easyName, code, unit, priceCents, audience } = chosen(catalogue, wish.pick);
        const provider = wish.provider % 5 === 0 ? null : chosen(providers, wish.provider);
        const who = { providerId: provider?.personId ?? null, providerName: nameOf(provider) };
        const service = { id: 0, serviceId: id, code, name: easyName, unit, priceCents, audience, ...who };
        return { kind: 'add_service', service, units: wish.units };
      }
      case 'provider': {
        const provider = chosen(providers, wish.provider);
        const who = { providerId: provider.personId, providerName: nameOf(provider) };
        return {
          kind: 'change_provider',
          planServiceId: chosen(state.services, wish.pick).id,
          ...who,
          fromOn: day(wish.days),
        };
      }
      case 'goals':
        return { kind: 'write_goals', ...rewritten(state, wish.pick, day(0)) };
      case 'extend':
        return {
          kind: 'extend_plan',
          toOn: Temporal.PlainDate.from(state.toOn).add({ days: wish.days }).toString(),
          cents: wish.cents,
        };
      case 'budget':
        return { kind: 'correct_plan', cents: wish.cents };
      case 'service':
        return { kind: 'correct_service', planServiceId: chosen(state.services, wish.pick).id, units: wish.units };
    }
  }
}

const farness = (heldOn: string, today: Temporal.PlainDate) => today.until(heldOn).total('days');
const nameOf = (provider: Readonly<{ firstName: string; lastName: string }> | null) =>
  provider === null ? '' : `${provider.firstName} ${provider.lastName}`;

/** Another dream, a goal more or less, a step done or undone, or all as it was. */
function rewritten({ dream, goals }: PlanState, index: number, today: string): Pick<PlanState, 'dream' | 'goals'> {
  const toggled = goals.map((goal, at) =>
    at > 0
      ? goal
      : { ...goal, steps: goal.steps.map((step) => ({ ...step, doneOn: step.doneOn === null ? today : null })) },
  );
  const fresh = { text: `Mērķis ${index}.`, steps: [{ text: `Solis ${index}.`, doneOn: null }] };
  return chosen(
    [
      { dream, goals: toggled },
      { dream: `Sapnis ${index}.`, goals },
      { dream, goals: [...goals, fresh] },
      { dream, goals: goals.slice(0, -1) },
      { dream, goals },
    ],
    index,
  );
}

/** What matters of a state, whatever numbers its rows got; `known` are those that had theirs before. */
function matters(state: PlanState, known: Readonly<{ services: ReadonlySet<number>; visits: ReadonlySet<number> }>) {
  const { services: _services, ...sums } = state.balance;
  return {
    period: [state.fromOn, state.toOn],
    dream: state.dream,
    goals: state.goals,
    sums,
    services: state.services
      .map((service) => ({
        ...service,
        id: known.services.has(service.id) ? service.id : 'new',
        balance: balanceOfService(state, service.id),
      }))
      .toSorted((a, b) => a.code.localeCompare(b.code)),
    // As text, with its fields in one order: a visit has no code to sort by.
    visits: state.visits
      .map((one) => ({
        ...one,
        id: known.visits.has(one.id) ? one.id : 'new',
        planServiceId: findService(state, one.planServiceId)?.code,
      }))
      .map((one) => JSON.stringify(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b))))
      .toSorted(),
  };
}

type VisitRow = typeof visit.$inferSelect;

const rowsOf = ({ db }: Desk, { planId }: PlanState) =>
  new Map(
    db
      .select({ row: visit })
      .from(visit)
      .innerJoin(planService, eq(planService.id, visit.planServiceId))
      .where(eq(planService.planId, planId))
      .all()
      .map(({ row }) => [row.id, row]),
  );

const seenReasons = new Set<Problem['reason']>();
const seenKinds = new Set<Effect['kind']>();

/** Everything that is there to compare a change with: the plan, its rows and the whole file. */
const snapshot = (desk: Desk) => {
  const state = desk.state();
  return {
    state,
    rows: rowsOf(desk, state),
    entries: desk.ledger(),
    version: desk.version(),
    told: desk.changes().length,
    bytes: desk.bytes(),
  };
};
type Snapshot = ReturnType<typeof snapshot>;

function expectSameState(before: PlanState, foreseen: PlanState, after: PlanState): void {
  const ids = {
    services: new Set(before.services.map(({ id }) => id)),
    visits: new Set(before.visits.map(({ id }) => id)),
  };
  expect(matters(after, ids)).toEqual(matters(foreseen, ids));
}

/** The ledger only grew, by what was foreseen, and its sums hold. */
function expectLedger(desk: Desk, before: Snapshot, foreseen: readonly Entry[], after: PlanState): void {
  const ledger = desk.ledger();
  expect(ledger.slice(0, before.entries.length)).toEqual(before.entries);
  const added = ledger.slice(before.entries.length);
  // Rows that the change itself added have other numbers now.
  expect(added).toMatchObject(foreseen.map(({ planServiceId: _of, visitId: _about, ...worth }) => worth));
  expect(added.every(({ enteredBy }) => enteredBy === desk.worker.personId)).toBe(true);
  expect(balanceOf(ledger)).toEqual(after.balance);
  expect(brokenSums(after)).toEqual([]);
}

/** What was told, and which version of the plan it replaced. */
function expectTold(
  desk: Desk,
  before: Snapshot,
  foreseen: PlanState,
  made: Readonly<{ changeId: number | null; lines: readonly Line[] }>,
): void {
  const lines = linesBetween(before.state, foreseen);
  expect(made.lines).toEqual(lines);
  const changes = desk.changes();
  expect(changes.length - before.told).toBe(lines.length > 0 ? 1 : 0);
  expect(changes.map(({ number }) => number)).toEqual(changes.map((_change, index) => index + 1));
  const old = contentsOf(before.state);
  const isVersion = JSON.stringify(old) !== JSON.stringify(contentsOf(foreseen));
  expect([isNewVersion(lines), desk.version() - before.version]).toEqual(isVersion ? [true, 1] : [false, 0]);
  const [newest] = findChanges(desk.db, desk.grant, 1);
  if (lines.length > 0) expect(newest).toMatchObject({ id: made.changeId, lines, before: isVersion ? old : null });
}

/** A visit that is left alone is the same row; one that is called off says why; one that moved, from where. */
function expectRow(row: VisitRow, wasRow: VisitRow, was: VisitState, now: VisitState): void {
  if (isDeepStrictEqual({ ...was, held: null }, { ...now, held: null })) expect(row).toEqual(wasRow);
  const isOff = now.status === 'cancelled' || now.status === 'did_not_happen';
  if (was.status !== now.status) expect(row.reason).toBe(isOff ? REASON : null);
  if (was.heldOn === now.heldOn && was.startTime === now.startTime) return;
  const first = [wasRow.movedFromOn ?? was.heldOn, wasRow.movedFromStart ?? was.startTime];
  const isBack = isDeepStrictEqual(first, [now.heldOn, now.startTime]);
  expect([row.movedFromOn, row.movedFromStart]).toEqual(isBack ? [null, null] : first);
}

function expectRows(desk: Desk, before: Snapshot, foreseen: PlanState): void {
  const rows = rowsOf(desk, before.state);
  for (const was of before.state.visits) {
    const [row, wasRow, now] = [rows.get(was.id), before.rows.get(was.id), findVisit(foreseen, was.id)];
    if (row === undefined || wasRow === undefined || now === null) throw new Error('No visit is ever lost.');
    expectRow(row, wasRow, was, now);
  }
}

/** One change, and everything that has to hold after it. */
function makeAndCheck(desk: Desk, wishes: readonly Wish[]): 'made' | 'refused' {
  const before = snapshot(desk);
  const effects = effectsOf(desk, before.state, wishes);
  const around = { reason: REASON, now: wallTime(desk.clock.now()) };
  const foreseen = simulate(before.state, effects, around);
  const made = desk.change(effects, { basis: before.state.number });
  if ('problems' in made) {
    for (const { reason } of made.problems) seenReasons.add(reason);
    const isNobody = foreseen.after.services.some(({ providerId }) => providerId === null);
    expect(foreseen.problems.length > 0 || isNobody).toBe(true);
    expect(desk.bytes().equals(before.bytes)).toBe(true);
    return 'refused';
  }
  for (const { kind } of effects) seenKinds.add(kind);
  expect(foreseen.problems).toEqual([]);
  const after = desk.state();
  expectSameState(before.state, foreseen.after, after);
  expectLedger(
    desk,
    before,
    foreseen.steps.flatMap(({ entries }) => entries),
    after,
  );
  expectTold(desk, before, foreseen.after, made);
  expectRows(desk, before, foreseen.after);
  return 'made';
}

test('what was foreseen is what happens, through random stories of one plan in a real file', () => {
  const outcomes = { made: 0, refused: 0 };
  fc.assert(
    fc.property(aStory, ({ number, changes }) => {
      const desk = aDesk(number);
      try {
        for (const { wishes, daysPass } of changes) {
          desk.clock.move({ hours: 24 * daysPass });
          outcomes[makeAndCheck(desk, wishes)] += 1;
        }
      } finally {
        desk.db.$client.close();
      }
    }),
    { numRuns: 30 },
  );
  expect(outcomes.made).toBeGreaterThan(40);
  expect(outcomes.refused).toBeGreaterThan(40);
  // Every kind of effect came about, and was refused for every reason that stands in the plan itself.
  expect([...seenKinds].toSorted()).toEqual([
    'add_service',
    'assign_units',
    'change_provider',
    'correct_plan',
    'correct_service',
    'extend_plan',
    'mark_visit',
    'move_visit',
    'place_visit',
    'plan_visit',
    'write_goals',
  ]);
  expect(seenReasons.size).toBeGreaterThanOrEqual(10);
}, 120_000);
