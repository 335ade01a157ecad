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
  type Rhythm,
  rhythms,
  type ServiceState,
  simulate,
  upcomingVisits,
  type VisitState,
  visitsInWeek,
} from '../changes/index.ts';
import { mondayOf, overlap } from '../visits/index.ts';
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
  /** What a place is called in the plan: "at home". */
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
    const visits = upcomingVisits(state, service.id, now);
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

  money: ({ from_service, to_service, units }, state) => {
    if (units === undefined || units === UNKNOWN) return null;
    const move = { fromId: Number(from_service), toId: Number(to_service), units: Number(units) };
    return movedUnits(state, move)?.effects ?? null;
  },

  way: ({ service: id, way, which }, state, { now, places }) => {
    const service = findService(state, Number(id));
    if (service === null || (way !== 'home' && way !== 'remote' && way !== 'there')) return null;
    const usual = way === 'there' ? usualPlace(state, service.id, places) : null;
    const where = { place: places[way], address: null, ...usual, videoUrl: way === 'remote' ? SOME_LINK : null };
    const isThereAlready = ({ place, address, videoUrl }: VisitState) =>
      way === 'remote' ? videoUrl !== null : videoUrl === null && place === where.place && address === where.address;
    const visits = upcomingVisits(state, service.id, now);
    return (which === 'next' ? visits.slice(0, 1) : visits)
      .filter((visit) => !isThereAlready(visit))
      .map(({ id: visitId }) => ({ kind: 'place_visit', visitId, ...where }));
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

const weekdayOfDay = (heldOn: string) => Temporal.PlainDate.from(heldOn).dayOfWeek;

const unitsOf = (visits: readonly VisitState[]) => visits.reduce((sum, { units }) => sum + units, 0);

const cancellations = (visits: readonly VisitState[]): readonly Effect[] =>
  visits.map(({ id }) => ({ kind: 'mark_visit', visitId: id, status: 'cancelled', was: 'planned' }));

/** Where one goes for a service: the place of its last visit that was neither by video nor at home; null where there is none. */
export function usualPlace(
  { visits }: Pick<PlanState, 'visits'>,
  planServiceId: number,
  { home }: Pick<ProposalFacts['places'], 'home'>,
): Readonly<{ place: string; address: string | null }> | null {
  const last = visits
    .filter((visit) => visit.planServiceId === planServiceId && visit.videoUrl === null && visit.place !== home)
    .toSorted((a, b) => a.heldOn.localeCompare(b.heldOn))
    .at(-1);
  return last === undefined ? null : { place: last.place, address: last.address };
}

function ownVisits(state: PlanState, now: Temporal.PlainDateTime): readonly VisitState[] {
  return state.services
    .filter(({ audience }) => audience === 'participant')
    .flatMap((service) => upcomingVisits(state, service.id, now));
}

/** `weekday`: only with a rhythm that has one. `isAtMost`: what is more than the rhythm falls away. */
type Wish = Readonly<{ rhythm: Rhythm; weekday: number | null; start: string | null; isAtMost: boolean }>;

/**
 * Cancels what is too much in a week, or not on the wished day where that day is free, and plans what is missing: from the next
 * Monday as far as visits are planned already, or to the plan's end where none are. Further ahead nobody has planned, so nothing
 * there is more or less often.
 */
function rhythmEffects(
  state: PlanState,
  service: ServiceState,
  wish: Wish,
  now: Temporal.PlainDateTime,
): readonly Effect[] {
  const planned = upcomingVisits(state, service.id, now);
  const model = planned[0] ?? state.visits.findLast(({ planServiceId }) => planServiceId === service.id);
  const gone: VisitState[] = [];
  const added: PlanVisit[] = [];
  const firstMonday = mondayOf(now.toPlainDate()).add({ weeks: 1 });
  // A rhythm of several weeks goes on from a visit that stands.
  const standing = planned.find(({ heldOn }) => heldOn >= firstMonday.toString());
  const offset =
    standing === undefined ? 0 : firstMonday.until(mondayOf(Temporal.PlainDate.from(standing.heldOn))).days / 7;
  const last = planned.at(-1)?.heldOn ?? state.toOn;
  const isOnWishedDay = ({ heldOn }: VisitState) => wish.weekday === null || weekdayOfDay(heldOn) === wish.weekday;
  for (let week = 0; ; week += 1) {
    const monday = firstMonday.add({ weeks: week });
    if (monday.toString() > last) break;
    const sunday = monday.add({ days: 6 }).toString();
    const inWeek = planned.filter(({ heldOn }) => heldOn >= monday.toString() && heldOn <= sunday);
    const wanted = visitsInWeek(wish.rhythm, Math.abs(week - offset));
    const byWish = [...inWeek.filter(isOnWishedDay), ...inWeek.filter((visit) => !isOnWishedDay(visit))];
    const kept = wish.isAtMost ? byWish.slice(0, wanted) : byWish;
    gone.push(...byWish.slice(kept.length));
    for (const visit of kept.filter((visit) => !isOnWishedDay(visit))) {
      const times = timesToTry(wish, visit).filter(({ weekday }) => weekday === wish.weekday);
      const moved = freeVisit(state, service, { monday, times, model: visit, added });
      if (moved === null) continue;
      gone.push(visit);
      added.push(moved);
    }
    for (let missing = wanted - inWeek.length; missing > 0; missing -= 1) {
      const visit = freeVisit(state, service, { monday, times: timesToTry(wish, model), model, added });
      if (visit !== null) added.push(visit);
    }
  }
  const needed = added.reduce((sum, { units }) => sum + units, 0) - unitsOf(gone);
  const missing = needed - balanceOfService(state, service.id).leftUnits;
  return [
    ...cancellations(gone),
    ...(missing > 0 ? [{ kind: 'assign_units' as const, planServiceId: service.id, units: missing }] : []),
    ...added.toSorted((a, b) => a.heldOn.localeCompare(b.heldOn)),
  ];
}

const WORKING_WEEKDAYS = [1, 2, 3, 4, 5];

type PlanVisit = Extract<Effect, { kind: 'plan_visit' }>;
type Time = Readonly<{ weekday: number; startTime: string }>;

/** The times of a week in the order they are tried: the wished day, at any part of it, or the usual one; then the other working days. */
function timesToTry({ weekday, start }: Wish, model: VisitState | undefined): readonly Time[] {
  const usualTime = start ?? model?.startTime ?? USUAL_START;
  const usualDay = weekday ?? (model === undefined ? 1 : weekdayOfDay(model.heldOn));
  const times = weekday === null ? [usualTime] : [usualTime, ...Object.values(startOfPart)];
  return [
    ...times.map((startTime) => ({ weekday: usualDay, startTime })),
    ...WORKING_WEEKDAYS.map((other) => ({ weekday: other, startTime: usualTime })),
  ];
}

/** A visit at the first of these times that is free in a week; null when none is. */
function freeVisit(
  state: PlanState,
  service: ServiceState,
  {
    monday,
    times,
    model,
    added,
  }: Readonly<{
    monday: Temporal.PlainDate;
    times: readonly Time[];
    model: VisitState | undefined;
    added: readonly PlanVisit[];
  }>,
): PlanVisit | null {
  const standing = [...state.visits.filter(({ status }) => status === 'planned'), ...added];
  for (const { weekday, startTime } of times) {
    const heldOn = monday.add({ days: weekday - 1 }).toString();
    const endTime = endAfter(startTime, model === undefined ? USUAL_MINUTES : lengthOf(model));
    if (endTime === null || heldOn > state.toOn) continue;
    const isTaken = standing.some(
      (other) =>
        // Two of one kind on one day help nobody.
        (other.planServiceId === service.id && other.heldOn === heldOn) ||
        overlap(other, { heldOn, startTime, endTime }),
    );
    if (isTaken) continue;
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
  return null;
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
