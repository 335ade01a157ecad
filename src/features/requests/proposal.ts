import { type Answers, UNKNOWN } from '../../core/flow/flow.ts';
import {
  balanceOfService,
  type Effect,
  endAfter,
  findService,
  findVisit,
  lengthOf,
  movedUnits,
  type PlanState,
  plannedVisits,
  type Rhythm,
  rhythms,
  type ServiceState,
  simulate,
  type VisitState,
  visitsInWeek,
} from '../changes/index.ts';
import { mondayOf } from '../visits/index.ts';
import type { RequestFlow } from './rules.ts';

/** A service of the catalogue, as it would come into the plan. */
export type NewService = Readonly<{
  id: number;
  code: string;
  easyName: string;
  unit: ServiceState['unit'];
  priceCents: number;
  audience: 'participant' | 'family';
}>;

export type ProposalFacts = Readonly<{
  now: Temporal.PlainDateTime;
  catalogue: readonly NewService[];
  /** What a place is called: "at home". */
  places: Readonly<{ home: string; remote: string; there: string }>;
}>;

type Part = 'morning' | 'day' | 'evening';

/** When something wished for a part of the day begins, `HH:MM`. */
export const startOfPart: Readonly<Record<Part, string>> = { morning: '09:00', day: '13:00', evening: '17:00' };

/** A visit nobody has planned yet lasts this long. */
const USUAL_MINUTES = 60;
const USUAL_START = '10:00';
/** A link that is not known yet. It is only looked at; what is carried out needs the real one. */
const SOME_LINK = 'https:';

/**
 * What a request would mean for plan, visits and money, as the first proposal of what to do: the person sees it before
 * sending, the desk finds it filled in. Null where there is nothing to show yet: a talk, another person, a day that is not known.
 */
export function proposedEffects(
  flow: RequestFlow,
  answers: Answers,
  state: PlanState,
  facts: ProposalFacts,
): readonly Effect[] | null {
  return proposals[flow]?.(answers, state, facts) ?? null;
}

type Proposal = (answers: Answers, state: PlanState, facts: ProposalFacts) => readonly Effect[] | null;

const proposals: Partial<Readonly<Record<RequestFlow, Proposal>>> = {
  visit: ({ visit: id, what, day, part }, state) => {
    const visit = findVisit(state, Number(id));
    if (visit === null) return null;
    if (what === 'cannot_come') return [{ kind: 'mark_visit', visitId: visit.id, status: 'cancelled', was: 'planned' }];
    if (what !== 'another_time' || day === undefined || day === UNKNOWN) return null;
    const startTime = partStart(part) ?? visit.startTime;
    const isSame = day === visit.heldOn && startTime === visit.startTime;
    return isSame ? null : [{ kind: 'move_visit', visitId: visit.id, heldOn: day, startTime }];
  },

  away: ({ away_from: from, away_until: until }, state, { now }) => {
    if (from === undefined || until === undefined || until === UNKNOWN) return null;
    return cancellations(ownVisits(state, now).filter(({ heldOn }) => heldOn >= from && heldOn <= until));
  },

  often: ({ service: id, rhythm: name, weekday }, state, { now }) => {
    const service = findService(state, Number(id));
    const rhythm = rhythms.find((candidate) => candidate === name);
    if (service === null || rhythm === undefined) return null;
    return rhythmEffects(state, service, { rhythm, weekday: weekdayOf(weekday), start: null, isAtMost: true }, now);
  },

  stop: ({ service: id, stop_from: from }, state, { now }) => {
    const service = findService(state, Number(id));
    if (service === null || from === undefined || from === UNKNOWN) return null;
    const visits = upcoming(state, service, now);
    const monthEnd = now.toPlainDate().with({ day: now.toPlainDate().daysInMonth }).toString();
    const gone =
      from === 'month_end'
        ? visits.filter(({ heldOn }) => heldOn > monthEnd)
        : visits.slice(from === 'after_next' ? 1 : 0);
    const units = balanceOfService(state, service.id).leftUnits + unitsOf(gone);
    return [
      ...cancellations(gone),
      ...(units > 0 ? [{ kind: 'assign_units' as const, planServiceId: service.id, units: -units }] : []),
    ];
  },

  new: ({ new_service: id, new_rhythm: name, part }, state, facts) => {
    const service = facts.catalogue.find((candidate) => String(candidate.id) === id);
    return service === undefined ? null : newServiceEffects(state, service, { name, part }, facts.now);
  },

  money: ({ from_service, to_service, units }, state) =>
    movedUnits(state, { fromId: Number(from_service), toId: Number(to_service), units: Number(units) })?.effects ??
    null,

  way: ({ service: id, way, which }, state, { now, places }) => {
    const service = findService(state, Number(id));
    if (service === null || (way !== 'home' && way !== 'remote' && way !== 'there')) return null;
    const visits = upcoming(state, service, now);
    return (which === 'next' ? visits.slice(0, 1) : visits).map((visit) => ({
      kind: 'place_visit',
      visitId: visit.id,
      place: places[way],
      address: null,
      videoUrl: way === 'remote' ? SOME_LINK : null,
    }));
  },

  wrong: ({ wrong_what: what, about }, state, { now }) => {
    const visit = findVisit(state, Number(about));
    if (what !== 'did_not_happen' || visit === null || visit.status === 'did_not_happen') return null;
    const begins = Temporal.PlainDateTime.from(`${visit.heldOn}T${visit.startTime}`);
    return Temporal.PlainDateTime.compare(begins, now) > 0
      ? null
      : [{ kind: 'mark_visit', visitId: visit.id, status: 'did_not_happen', was: visit.status }];
  },

  relative: ({ family_service: id, new_rhythm: name, part }, state, facts) => {
    const inPlan = state.services.find(({ serviceId }) => String(serviceId) === id);
    if (inPlan === undefined) {
      const service = facts.catalogue.find((candidate) => String(candidate.id) === id);
      return service === undefined ? null : newServiceEffects(state, service, { name, part }, facts.now);
    }
    const rhythm = rhythms.find((candidate) => candidate === name);
    if (rhythm === undefined) return null;
    return rhythmEffects(state, inPlan, { rhythm, weekday: null, start: partStart(part), isAtMost: false }, facts.now);
  },
};

const partStart = (part: string | undefined) =>
  part === 'morning' || part === 'day' || part === 'evening' ? startOfPart[part] : null;

const weekdayOf = (weekday: string | undefined) =>
  weekday === undefined || weekday === UNKNOWN ? null : Number(weekday);

const unitsOf = (visits: readonly VisitState[]) => visits.reduce((sum, { units }) => sum + units, 0);

const cancellations = (visits: readonly VisitState[]): readonly Effect[] =>
  visits.map(({ id }) => ({ kind: 'mark_visit', visitId: id, status: 'cancelled', was: 'planned' }));

/** The visits of a service that have not begun. */
function upcoming(state: PlanState, service: ServiceState, now: Temporal.PlainDateTime): readonly VisitState[] {
  const begun = now.toString({ smallestUnit: 'minute' });
  return plannedVisits(state, service.id, now.toPlainDate().toString()).filter(
    ({ heldOn, startTime }) => `${heldOn}T${startTime}` > begun,
  );
}

function ownVisits(state: PlanState, now: Temporal.PlainDateTime): readonly VisitState[] {
  return state.services
    .filter(({ audience }) => audience === 'participant')
    .flatMap((service) => upcoming(state, service, now));
}

/** `isAtMost`: what is more than the rhythm falls away. */
type Wish = Readonly<{ rhythm: Rhythm; weekday: number | null; start: string | null; isAtMost: boolean }>;

/**
 * Cancels what is too much in a week and plans what is missing: from the next Monday as far as visits are planned already, or
 * to the plan's end where none are. Further ahead nobody has planned, so nothing there is more or less often.
 */
function rhythmEffects(
  state: PlanState,
  service: ServiceState,
  wish: Wish,
  now: Temporal.PlainDateTime,
): readonly Effect[] {
  const planned = upcoming(state, service, now);
  const model = planned[0] ?? state.visits.findLast(({ planServiceId }) => planServiceId === service.id);
  const gone: VisitState[] = [];
  const added: Extract<Effect, { kind: 'plan_visit' }>[] = [];
  const firstMonday = mondayOf(now.toPlainDate()).add({ weeks: 1 });
  // A rhythm of several weeks goes on from a visit that stands.
  const standing = planned.find(({ heldOn }) => heldOn >= firstMonday.toString());
  const offset =
    standing === undefined ? 0 : firstMonday.until(mondayOf(Temporal.PlainDate.from(standing.heldOn))).days / 7;
  const last = planned.at(-1)?.heldOn ?? state.toOn;
  for (let week = 0; ; week += 1) {
    const monday = firstMonday.add({ weeks: week });
    if (monday.toString() > last) break;
    const sunday = monday.add({ days: 6 }).toString();
    const inWeek = planned.filter(({ heldOn }) => heldOn >= monday.toString() && heldOn <= sunday);
    const wanted = visitsInWeek(wish.rhythm, Math.abs(week - offset));
    if (wish.isAtMost) gone.push(...inWeek.slice(wanted));
    for (let missing = wanted - inWeek.length; missing > 0; missing -= 1) {
      const visit = freeVisit(state, service, { monday, wish, model, added });
      if (visit !== null) added.push(visit);
    }
  }
  const needed = added.reduce((sum, { units }) => sum + units, 0) - unitsOf(gone);
  const missing = needed - balanceOfService(state, service.id).leftUnits;
  return [
    ...cancellations(gone),
    ...(missing > 0 ? [{ kind: 'assign_units' as const, planServiceId: service.id, units: missing }] : []),
    ...added,
  ];
}

const WORKING_WEEKDAYS = [1, 2, 3, 4, 5];

/** One more visit in a week, on the wished or usual day, else on the first that is free; null when there is none. */
function freeVisit(
  state: PlanState,
  service: ServiceState,
  {
    monday,
    wish,
    model,
    added,
  }: Readonly<{
    monday: Temporal.PlainDate;
    wish: Wish;
    model: VisitState | undefined;
    added: readonly Extract<Effect, { kind: 'plan_visit' }>[];
  }>,
): Extract<Effect, { kind: 'plan_visit' }> | null {
  const startTime = wish.start ?? model?.startTime ?? USUAL_START;
  const endTime = endAfter(startTime, model === undefined ? USUAL_MINUTES : lengthOf(model));
  if (endTime === null) return null;
  const usual = wish.weekday ?? (model === undefined ? 1 : Temporal.PlainDate.from(model.heldOn).dayOfWeek);
  const days = [usual, ...WORKING_WEEKDAYS.filter((weekday) => weekday !== usual)];
  const isFree = (heldOn: string) =>
    heldOn <= state.toOn &&
    [...state.visits.filter(({ status }) => status === 'planned'), ...added].every(
      (other) => other.heldOn !== heldOn || other.startTime >= endTime || other.endTime <= startTime,
    ) &&
    // Two of one kind on one day help nobody.
    ![...plannedVisits(state, service.id, heldOn), ...added].some((other) => other.heldOn === heldOn);
  const heldOn = days.map((weekday) => monday.add({ days: weekday - 1 }).toString()).find(isFree);
  if (heldOn === undefined) return null;
  return {
    kind: 'plan_visit',
    planServiceId: service.id,
    heldOn,
    startTime,
    endTime,
    units: model?.units ?? 1,
    place: model?.place ?? '',
    address: model?.address ?? null,
    videoUrl: model?.videoUrl ?? null,
  };
}

/** A service that comes into the plan, with visits as an example of how the weeks could be. */
function newServiceEffects(
  state: PlanState,
  { id, code, easyName, unit, priceCents, audience }: NewService,
  { name, part }: Readonly<{ name: string | undefined; part: string | undefined }>,
  now: Temporal.PlainDateTime,
): readonly Effect[] | null {
  const rhythm = rhythms.find((candidate) => candidate === name);
  if (rhythm === undefined) return null;
  // The first effect of a change gives its row the number −1.
  const service: ServiceState = {
    id: -1,
    serviceId: id,
    code,
    name: easyName,
    unit,
    priceCents,
    audience,
    providerId: null,
    providerName: '',
  };
  const add: Effect = { kind: 'add_service', service, units: 0 };
  const { after } = simulate(state, [add], { reason: '', now });
  const effects = rhythmEffects(
    after,
    service,
    { rhythm, weekday: null, start: partStart(part), isAtMost: false },
    now,
  );
  const visits = effects.filter((effect) => effect.kind === 'plan_visit');
  return [{ ...add, units: visits.length }, ...visits];
}
