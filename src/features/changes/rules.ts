import {
  added,
  assign,
  type Balance,
  correct,
  type Entry,
  entered,
  entriesToSettle,
  extend,
  type Held,
  noServiceBalance,
  release,
  WouldOverspend,
} from '../money/index.ts';
import type { Goal, Unit } from '../plan/index.ts';
import { overlap, type VisitStatus } from '../visits/index.ts';

/** A service in the plan. Money in cents; what is left of it stands in the plan's balance. */
export type ServiceState = Readonly<{
  /** Below zero until it is written. */
  id: number;
  serviceId: number;
  code: string;
  name: string;
  unit: Unit;
  priceCents: number;
  audience: 'participant' | 'family';
  /** None while nobody has been found. */
  providerId: number | null;
  providerName: string;
}>;

/** One visit of the plan. Days `YYYY-MM-DD`, times `HH:MM`. */
export type VisitState = Readonly<{
  /** Below zero until it is written. */
  id: number;
  planServiceId: number;
  providerId: number | null;
  heldOn: string;
  startTime: string;
  endTime: string;
  place: string;
  address: string | null;
  videoUrl: string | null;
  units: number;
  status: VisitStatus;
  held: Held;
}>;

/** A time at which a provider is with somebody else, and for which service of the catalogue. */
export type Taken = Readonly<{
  providerId: number;
  serviceId: number;
  heldOn: string;
  startTime: string;
  endTime: string;
}>;

/** Everything a change of a plan rests on, and everything it can change. */
export type PlanState = Readonly<{
  planId: number;
  /** Of the last change that was made to it; 0 when there was none. */
  number: number;
  fromOn: string;
  /** The last day. */
  toOn: string;
  /** The first day of the plan that comes after it; null while there is none. */
  nextFromOn: string | null;
  dream: string;
  goals: readonly Goal[];
  services: readonly ServiceState[];
  visits: readonly VisitState[];
  balance: Balance;
  /** When the providers are with other people; nothing of whom. Known to the desk only. */
  taken: readonly Taken[];
}>;

type Where = Readonly<{ place: string; address: string | null; videoUrl: string | null }>;

/** One thing that is done to a plan. What it means for visits and money is worked out by `simulate` alone. */
export type Effect =
  | Readonly<{ kind: 'move_visit'; visitId: number; heldOn: string; startTime: string }>
  /** `was`: what the one who acts saw; somebody else may have marked it meanwhile. */
  | Readonly<{ kind: 'mark_visit'; visitId: number; status: VisitStatus; was?: VisitStatus }>
  | (Readonly<{ kind: 'place_visit'; visitId: number }> & Where)
  | (Readonly<{
      kind: 'plan_visit';
      planServiceId: number;
      heldOn: string;
      startTime: string;
      endTime: string;
      units: number;
    }> &
      Where)
  | Readonly<{ kind: 'assign_units'; planServiceId: number; units: number }>
  | Readonly<{ kind: 'add_service'; service: ServiceState; units: number }>
  | Readonly<{
      kind: 'change_provider';
      planServiceId: number;
      providerId: number;
      providerName: string;
      fromOn: string;
    }>
  | Readonly<{ kind: 'write_goals'; dream: string; goals: readonly Goal[] }>
  | Readonly<{ kind: 'extend_plan'; toOn: string; cents: number }>
  | Readonly<{ kind: 'correct_plan'; cents: number }>
  | Readonly<{ kind: 'correct_service'; planServiceId: number; units: number }>;

/** Why an effect is not possible. Nothing of the whole change is done then. */
export type Problem = Readonly<{
  reason:
    | 'gone'
    | 'not_planned'
    | 'same'
    | 'past'
    | 'future'
    | 'too_late'
    | 'outside_plan'
    | 'busy'
    | 'provider_busy'
    | 'no_provider'
    | 'no_units'
    | 'no_money'
    | 'already_there'
    | 'too_short'
    | 'too_long';
  /** Which effect of the change, from 0. */
  at: number;
  /** The service that lacks money, or that is in the way. */
  name?: string;
  /** The day of the visit that is in question. */
  heldOn?: string;
  /** By how much the money is short. */
  missingCents?: number;
}>;

/** What one effect does to the ledger; ids below zero are of rows that are written with it. */
export type Step = Readonly<{ effect: Effect; rowId: number; entries: readonly Entry[] }>;

export type Outcome = Readonly<{
  after: PlanState;
  steps: readonly Step[];
  problems: readonly Problem[];
  /** What all effects together would cost beyond what is free; 0 where the money is there. */
  missingCents: number;
}>;

/** The reason that goes into the ledger, and the time by which "past" is judged. */
export type Circumstances = Readonly<{ reason: string; now: Temporal.PlainDateTime }>;

const nothingHeld: Held = { bookedCents: 0, bookedUnits: 0, usedCents: 0, usedUnits: 0 };

/**
 * What a plan would be after these effects, done one after another: the one place that knows what a change means. The
 * person's "what would happen", the desk's "before you answer" and the change itself all come from here.
 *
 * @returns the plan after those effects that are possible, the ledger's entries for each, and why others are not
 */
export function simulate(before: PlanState, effects: readonly Effect[], around: Circumstances): Outcome {
  let after = before;
  const steps: Step[] = [];
  const problems: Problem[] = [];
  effects.forEach((effect, at) => {
    const rowId = rowIdAt(at);
    const done = doEffect(after, effect, { ...around, rowId });
    if ('reason' in done) {
      problems.push({ ...done, at });
      return;
    }
    const entries = done.entries ?? [];
    try {
      const balance = entries.reduce(entered, after.balance);
      after = { ...done.state, balance };
      steps.push({ effect, rowId, entries });
    } catch (error) {
      if (!(error instanceof WouldOverspend)) throw error;
      problems.push({ ...shortage(done.state, entries, error.of), at });
    }
  });
  // A pair of visits may only meet once all have moved, so who is where is looked at in the end.
  problems.push(...collisions(before, after, steps));
  const isShort = problems.some(({ missingCents }) => missingCents !== undefined);
  return { after, steps, problems, missingCents: isShort ? missingFor(before, effects, around) : 0 };
}

/** All effects as if there were money enough: what is then below zero is what is missing. */
function missingFor(before: PlanState, effects: readonly Effect[], around: Circumstances): number {
  let state = before;
  effects.forEach((effect, at) => {
    const done = doEffect(state, effect, { ...around, rowId: rowIdAt(at) });
    if (!('reason' in done)) state = { ...done.state, balance: (done.entries ?? []).reduce(added, state.balance) };
  });
  const services = [...state.balance.services.values()];
  const lacking = services.reduce((sum, { leftCents }) => sum + Math.min(leftCents, 0), 0);
  return Math.max(-(freeCents(state) + lacking), 0);
}

type Done = Readonly<{ state: PlanState; entries?: readonly Entry[] }> | Omit<Problem, 'at'>;

type Around = Circumstances & Readonly<{ rowId: number }>;

/** What each kind of effect means: the plan after it, with the entries of its money, or why it is not possible. */
const meaning: {
  readonly [K in Effect['kind']]: (state: PlanState, effect: Extract<Effect, { kind: K }>, around: Around) => Done;
} = {
  move_visit: (state, effect, { now }) => {
    const visit = findVisit(state, effect.visitId);
    if (visit === null) return { reason: 'gone' };
    if (visit.status !== 'planned') return { reason: 'not_planned', heldOn: visit.heldOn };
    const endTime = endAfter(effect.startTime, lengthOf(visit));
    if (endTime === null) return { reason: 'too_late', heldOn: effect.heldOn };
    const { heldOn, startTime } = effect;
    if (heldOn === visit.heldOn && startTime === visit.startTime) return { reason: 'same', heldOn };
    const wrong = wrongTime(state, { heldOn, startTime }, now);
    return wrong ?? { state: withVisit(state, { ...visit, heldOn, startTime, endTime }) };
  },
  mark_visit: (state, effect, { reason, now }) => {
    const visit = findVisit(state, effect.visitId);
    const service = visit && findService(state, visit.planServiceId);
    if (visit === null || service === null) return { reason: 'gone' };
    if (visit.status === effect.status) return { reason: 'same', heldOn: visit.heldOn };
    if (visit.status !== (effect.was ?? visit.status)) return { reason: 'not_planned', heldOn: visit.heldOn };
    const begins = Temporal.PlainDateTime.from(`${visit.heldOn}T${visit.startTime}`);
    const isAhead = Temporal.PlainDateTime.compare(now, begins) < 0;
    const isPast = effect.status === 'happened' || effect.status === 'did_not_happen';
    if (isPast && isAhead) return { reason: 'future', heldOn: visit.heldOn };
    return settled(state, service, visit, effect.status, reason);
  },
  place_visit: (state, effect) => {
    const visit = findVisit(state, effect.visitId);
    if (visit === null) return { reason: 'gone' };
    if (visit.status !== 'planned') return { reason: 'not_planned', heldOn: visit.heldOn };
    const { place, address, videoUrl } = effect;
    return { state: withVisit(state, { ...visit, place, address, videoUrl }) };
  },
  plan_visit: (state, effect, { rowId, reason, now }) => {
    const service = findService(state, effect.planServiceId);
    if (service === null) return { reason: 'gone' };
    const { kind: _kind, ...given } = effect;
    if (effect.endTime <= effect.startTime) return { reason: 'too_late', heldOn: effect.heldOn };
    const wrong = wrongTime(state, effect, now);
    if (wrong !== null) return wrong;
    const providerId = providerOn(state, service, effect.heldOn, now);
    const visit: VisitState = { ...given, id: rowId, providerId, status: 'planned', held: nothingHeld };
    return settled(state, service, visit, 'planned', reason);
  },
  assign_units: (state, effect, { reason }) => {
    const service = findService(state, effect.planServiceId);
    if (service === null) return { reason: 'gone' };
    if (effect.units === 0) return { reason: 'same', name: service.name };
    if (effect.units > 0) return { state, entries: [assign(service.id, effect.units, service.priceCents)] };
    const units = -effect.units;
    if (units > balanceOfService(state, service.id).leftUnits) return { reason: 'no_units', name: service.name };
    const cents = centsOfUnits(state, service, units);
    return cents === 0
      ? { reason: 'no_units', name: service.name }
      : { state, entries: [release(service.id, units, cents, reason)] };
  },
  add_service: (state, effect, { rowId }) => {
    const { service, units } = effect;
    if (state.services.some(({ serviceId }) => serviceId === service.serviceId)) {
      return { reason: 'already_there', name: service.name };
    }
    const added = { ...service, id: rowId };
    const entries = units > 0 ? [assign(rowId, units, service.priceCents)] : [];
    return { state: { ...state, services: [...state.services, added] }, entries };
  },
  change_provider: (state, effect) => {
    const service = findService(state, effect.planServiceId);
    if (service === null) return { reason: 'gone' };
    if (service.providerId === effect.providerId) return { reason: 'same', name: service.name };
    const { providerId, providerName, fromOn } = effect;
    const isTaken = (visit: VisitState) =>
      visit.planServiceId === service.id && visit.status === 'planned' && visit.heldOn >= fromOn;
    return {
      state: {
        ...state,
        services: state.services.map((other) => (other === service ? { ...other, providerId, providerName } : other)),
        visits: state.visits.map((visit) => (isTaken(visit) ? { ...visit, providerId } : visit)),
      },
    };
  },
  write_goals: (state, effect) => {
    const { dream, goals } = effect;
    const isSame = dream === state.dream && JSON.stringify(goals) === JSON.stringify(state.goals);
    return isSame ? { reason: 'same' } : { state: { ...state, dream, goals } };
  },
  extend_plan: (state, effect, { reason, now }) => {
    const { toOn, cents } = effect;
    if (toOn < state.toOn || toOn < now.toPlainDate().toString() || cents < 0) return { reason: 'too_short' };
    if (toOn === state.toOn && cents === 0) return { reason: 'same' };
    // Two plans at once would be two sums of money for one visit.
    if (state.nextFromOn !== null && toOn >= state.nextFromOn) return { reason: 'too_long', heldOn: state.nextFromOn };
    return { state: { ...state, toOn }, entries: cents > 0 ? [extend(cents, reason)] : [] };
  },
  correct_plan: (state, effect, { reason }) => {
    if (effect.cents === 0) return { reason: 'same' };
    return { state, entries: [correct({ planServiceId: null, reason }, { allocatedCents: effect.cents })] };
  },
  correct_service: (state, effect, { reason }) => {
    const service = findService(state, effect.planServiceId);
    if (service === null) return { reason: 'gone' };
    if (effect.units === 0) return { reason: 'same', name: service.name };
    const by = { assignedUnits: effect.units, assignedCents: effect.units * service.priceCents };
    return { state, entries: [correct({ planServiceId: service.id, reason }, by)] };
  },
};

function doEffect<K extends Effect['kind']>(
  state: PlanState,
  effect: Extract<Effect, { kind: K }>,
  around: Around,
): Done {
  return meaning[effect.kind as K](state, effect, around);
}

/** The visit with another status, and the entries that bring its money there. */
function settled(
  state: PlanState,
  service: ServiceState,
  visit: VisitState,
  status: VisitStatus,
  reason: string,
): Done {
  const worth = {
    visitId: visit.id,
    planServiceId: service.id,
    units: visit.units,
    cents: visit.units * service.priceCents,
  };
  const entries = entriesToSettle(visit.held, worth, status, reason);
  const held = entries.reduce<Held>(
    (sum, entry) => ({
      bookedCents: sum.bookedCents + entry.bookedCents,
      bookedUnits: sum.bookedUnits + entry.bookedUnits,
      usedCents: sum.usedCents + entry.usedCents,
      usedUnits: sum.usedUnits + entry.usedUnits,
    }),
    visit.held,
  );
  return { state: withVisit(state, { ...visit, status, held }), entries };
}

function wrongTime(
  state: PlanState,
  { heldOn, startTime }: Readonly<{ heldOn: string; startTime: string }>,
  now: Temporal.PlainDateTime,
): Omit<Problem, 'at'> | null {
  if (heldOn < state.fromOn || heldOn > state.toOn) return { reason: 'outside_plan', heldOn };
  const begins = Temporal.PlainDateTime.from(`${heldOn}T${startTime}`);
  return Temporal.PlainDateTime.compare(begins, now) <= 0 ? { reason: 'past', heldOn } : null;
}

/** Where money is short: of the plan as a whole, or of the one service. */
function shortage(state: PlanState, entries: readonly Entry[], of: 'plan' | 'service'): Omit<Problem, 'at'> {
  const sum = (key: 'allocatedCents' | 'assignedCents' | 'bookedCents' | 'usedCents') =>
    entries.reduce((total, entry) => total + entry[key], 0);
  const service = findService(state, entries.find((entry) => entry.planServiceId !== null)?.planServiceId ?? null);
  if (of === 'plan') {
    const missingCents = sum('assignedCents') - sum('allocatedCents') - freeCents(state);
    return { reason: 'no_money', name: service?.name, missingCents: Math.max(missingCents, 0) };
  }
  const { leftCents } = balanceOfService(state, service?.id ?? 0);
  const missingCents = sum('bookedCents') + sum('usedCents') - sum('assignedCents') - leftCents;
  return { reason: 'no_units', name: service?.name, missingCents: Math.max(missingCents, 0) };
}

/** Group meetings of the catalogue, by their codes. */
const groups: readonly string[] = ['GRP', 'GRF'];

/** Whether many people come to this service at one time, so that others of the same service are no collision: centres, workshops, groups. */
function meetsMany({ serviceId, unit, code }: ServiceState, otherServiceId: number): boolean {
  return serviceId === otherServiceId && (unit === 'day' || groups.includes(code));
}

/** Visits that this change brings upon another: one person, and one provider, is in one place at a time. */
function collisions(before: PlanState, after: PlanState, steps: readonly Step[]): readonly Problem[] {
  const known = new Map(before.visits.map((visit) => [visit.id, visit]));
  const problems: Problem[] = [];
  const isNew = (visit: VisitState) => {
    const old = known.get(visit.id);
    return (
      visit.status === 'planned' &&
      (old === undefined ||
        old.status !== 'planned' ||
        old.providerId !== visit.providerId ||
        old.heldOn !== visit.heldOn ||
        old.startTime !== visit.startTime)
    );
  };
  const audienceOf = (visit: VisitState) => findService(after, visit.planServiceId)?.audience;
  for (const visit of after.visits.filter(isNew)) {
    const step = steps.find(({ effect, rowId }) => rowId === visit.id || concerns(effect, visit));
    const at = step === undefined ? 0 : effectAt(step);
    const other = after.visits.find(
      (candidate) =>
        candidate.id !== visit.id &&
        candidate.status === 'planned' &&
        audienceOf(candidate) === audienceOf(visit) &&
        overlap(candidate, visit),
    );
    if (other !== undefined) {
      const name = findService(after, other.planServiceId)?.name;
      problems.push({ reason: 'busy', at, heldOn: visit.heldOn, name });
    }
    // The family's visits may be at the same time as the person's own, but not with the same provider.
    const ofFamily = after.visits.filter(
      (candidate) => candidate.status === 'planned' && audienceOf(candidate) !== audienceOf(visit),
    );
    const service = findService(after, visit.planServiceId);
    const elsewhere = after.taken.filter((busy) => service === null || !meetsMany(service, busy.serviceId));
    const isElsewhere = [...elsewhere, ...ofFamily].some(
      (busy) => busy.providerId !== null && busy.providerId === visit.providerId && overlap(busy, visit),
    );
    if (isElsewhere) {
      const name = findService(after, visit.planServiceId)?.providerName;
      problems.push({ reason: 'provider_busy', at, heldOn: visit.heldOn, name });
    }
  }
  return problems;
}

/** Whether the effect can bring this visit to another time or person. */
function concerns(effect: Effect, visit: VisitState): boolean {
  return effect.kind === 'change_provider'
    ? effect.planServiceId === visit.planServiceId && effect.providerId === visit.providerId
    : 'visitId' in effect && effect.visitId === visit.id;
}

const rowIdAt = (at: number) => -(at + 1);
const effectAt = ({ rowId }: Step) => -rowId - 1;

/** What belongs to no service yet, in cents. */
export function freeCents({ balance }: PlanState): number {
  return balance.allocatedCents - balance.assignedCents;
}

/** A service's own sums; zeros where nothing was assigned. */
export function balanceOfService({ balance }: PlanState, planServiceId: number) {
  return balance.services.get(planServiceId) ?? noServiceBalance;
}

/** What a service gives back with so many of the units it has left. */
function centsOfUnits(state: PlanState, service: ServiceState, units: number): number {
  const { leftUnits, leftCents } = balanceOfService(state, service.id);
  // The last units take along what an older price has left beside them.
  return units === leftUnits ? leftCents : Math.min(leftCents, units * service.priceCents);
}

/** The fewest units of a service that give back so many cents, or all that it has left; and what they really give. */
function unitsTowards(state: PlanState, service: ServiceState, neededCents: number) {
  const { leftUnits } = balanceOfService(state, service.id);
  const units = Math.min(Math.ceil(neededCents / service.priceCents), leftUnits);
  return { units, cents: units > 0 ? centsOfUnits(state, service, units) : 0 };
}

type Less = Readonly<{ service: ServiceState; units: number; cents: number }>;

export type LessElsewhere = Readonly<{
  /** Any one of the services is enough; all of them are needed; it takes more of them than are listed; not even all have it. */
  reach: 'each' | 'together' | 'many' | 'none';
  services: readonly Less[];
}>;

/** More than so many services that give way at once nobody can follow. */
const GIVE_TOGETHER_AT_MOST = 3;

/**
 * What could be less instead, when so much money is missing: each service that alone has enough left; where none has, as few as
 * possible together.
 *
 * @param missingCents above zero
 * @param only whose services may give way, and which of them does not; all where nothing is said
 */
export function couldBeLess(
  state: PlanState,
  missingCents: number,
  only: Readonly<{ audience?: ServiceState['audience']; except?: number | null }> = {},
): LessElsewhere {
  const candidates = state.services.filter(
    ({ id, audience }) => id !== only.except && audience === (only.audience ?? audience),
  );
  const giving = (service: ServiceState, cents: number): Less => ({ service, ...unitsTowards(state, service, cents) });
  const less = candidates.map((service) => giving(service, missingCents)).filter(({ cents }) => cents > 0);
  const each = less.filter(({ cents }) => cents >= missingCents);
  if (each.length > 0) return { reach: 'each', services: each };
  const together: Less[] = [];
  let missing = missingCents;
  // The one with the most first: so the fewest are needed, and only the last keeps something.
  for (const { service } of less.toSorted((a, b) => b.cents - a.cents)) {
    if (missing <= 0) break;
    const given = giving(service, missing);
    together.push(given);
    missing -= given.cents;
  }
  if (missing > 0) return { reach: 'none', services: [] };
  return together.length > GIVE_TOGETHER_AT_MOST
    ? { reach: 'many', services: [] }
    : { reach: 'together', services: together };
}

/**
 * Moves so many units' worth to a service: whole units of the other give way, and what is over stays free.
 *
 * @returns null when the other has not that much left
 */
export function movedUnits(
  state: PlanState,
  { fromId, toId, units }: Readonly<{ fromId: number; toId: number; units: number }>,
): Readonly<{ effects: readonly Effect[]; givenUnits: number; freedCents: number }> | null {
  const from = findService(state, fromId);
  const to = findService(state, toId);
  if (from === null || to === null || from === to || units <= 0) return null;
  const needed = units * to.priceCents;
  const given = unitsTowards(state, from, needed);
  if (given.cents < needed) return null;
  return {
    effects: [
      { kind: 'assign_units', planServiceId: from.id, units: -given.units },
      { kind: 'assign_units', planServiceId: to.id, units },
    ],
    givenUnits: given.units,
    freedCents: given.cents - needed,
  };
}

/** How often a series comes, the most often first. */
export const rhythms = ['workdays', 'three_week', 'twice_week', 'weekly', 'second_week', 'monthly'] as const;
export type Rhythm = (typeof rhythms)[number];
/** One that something else is more often than. */
export type LesserRhythm = Exclude<Rhythm, (typeof rhythms)[0]>;

/** How many visits a week of a series has; weeks count from 0. A month is four weeks: the day of the week stays. */
export function visitsInWeek(rhythm: Rhythm, week: number): number {
  switch (rhythm) {
    case 'workdays':
      return 5;
    case 'three_week':
      return 3;
    case 'twice_week':
      return 2;
    case 'weekly':
      return 1;
    case 'second_week':
      return week % 2 === 0 ? 1 : 0;
    case 'monthly':
      return week % 4 === 0 ? 1 : 0;
  }
}

/** The days of a series on one day of the week, `YYYY-MM-DD`: from the first such day, every so many weeks, both ends included. */
export function seriesDays({
  weekday,
  everyWeeks,
  fromOn,
  toOn,
}: Readonly<{ weekday: number; everyWeeks: number; fromOn: string; toOn: string }>): readonly string[] {
  const from = Temporal.PlainDate.from(fromOn);
  const days: string[] = [];
  for (
    let day = from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
    day.toString() <= toOn;
    day = day.add({ weeks: everyWeeks })
  ) {
    days.push(day.toString());
  }
  return days;
}

/** When something that begins at `startTime` and lasts so many minutes ends; null when that is after midnight. */
export function endAfter(startTime: string, minutes: number): string | null {
  const end = Temporal.PlainTime.from(startTime).add({ minutes });
  return Temporal.PlainTime.compare(end, startTime) > 0 ? end.toString({ smallestUnit: 'minute' }) : null;
}

/** How long it lasts, in minutes. */
export function lengthOf({ startTime, endTime }: Readonly<{ startTime: string; endTime: string }>): number {
  return Temporal.PlainTime.from(startTime).until(endTime).total('minutes');
}

export function findService(state: PlanState, id: number | null): ServiceState | null {
  return state.services.find((service) => service.id === id) ?? null;
}

export function findVisit(state: PlanState, id: number): VisitState | null {
  return state.visits.find((visit) => visit.id === id) ?? null;
}

/** The service's visits that are still to come, the next first. */
export function plannedVisits(state: PlanState, planServiceId: number, fromOn: string): readonly VisitState[] {
  return state.visits
    .filter((visit) => visit.planServiceId === planServiceId && visit.status === 'planned' && visit.heldOn >= fromOn)
    .toSorted((a, b) => `${a.heldOn}${a.startTime}`.localeCompare(`${b.heldOn}${b.startTime}`));
}

/**
 * Who comes to a visit that is planned on a day: whoever comes to the service's visits at that time, since another person may
 * have been chosen from a later day on; without visits, whom the plan names.
 */
function providerOn(
  state: PlanState,
  { id, providerId }: ServiceState,
  heldOn: string,
  now: Temporal.PlainDateTime,
): number | null {
  const coming = plannedVisits(state, id, now.toPlainDate().toString());
  const near = coming.findLast((visit) => visit.heldOn <= heldOn) ?? coming[0];
  return near === undefined ? providerId : near.providerId;
}

/** Those of them that have not begun. */
export function upcomingVisits(
  state: PlanState,
  planServiceId: number,
  now: Temporal.PlainDateTime,
): readonly VisitState[] {
  const begun = now.toString({ smallestUnit: 'minute' });
  return plannedVisits(state, planServiceId, now.toPlainDate().toString()).filter(
    ({ heldOn, startTime }) => `${heldOn}T${startTime}` > begun,
  );
}

function withVisit(state: PlanState, visit: VisitState): PlanState {
  const isKnown = state.visits.some(({ id }) => id === visit.id);
  return {
    ...state,
    visits: isKnown ? state.visits.map((other) => (other.id === visit.id ? visit : other)) : [...state.visits, visit],
  };
}
