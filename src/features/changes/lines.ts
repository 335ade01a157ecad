import { z } from 'zod';
import type { Goal } from '../plan/index.ts';
import { balanceOfService, findService, type PlanState, type ServiceState, type VisitState } from './rules.ts';

const service = { code: z.string(), name: z.string() };
const unit = z.enum(['hour', 'time', 'day', 'ride']);
const time = z.object({ heldOn: z.string(), startTime: z.string() });
/** Of many visits of one service: how many, and the first of them. */
const some = { ...service, count: z.number().int().positive(), first: time, last: time };
const goalText = { text: z.string() };

const line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visit_moved'), ...service, from: time, to: time }),
  z.object({ kind: z.literal('visits_planned'), ...some }),
  z.object({ kind: z.literal('visits_cancelled'), ...some }),
  z.object({ kind: z.literal('visits_stand_again'), ...some }),
  z.object({ kind: z.literal('visits_did_not_happen'), ...some }),
  z.object({ kind: z.literal('visits_remote'), ...some }),
  z.object({ kind: z.literal('visits_there'), ...some, place: z.string() }),
  z.object({ kind: z.literal('service_added'), ...service, providerName: z.string() }),
  z.object({ kind: z.literal('units_more'), ...service, unit, units: z.number().int() }),
  z.object({ kind: z.literal('units_less'), ...service, unit, units: z.number().int() }),
  /** `fromOn`: the first day without it, or with somebody else; null where no visit is concerned. */
  z.object({ kind: z.literal('service_ended'), ...service, fromOn: z.string().nullable() }),
  z.object({ kind: z.literal('provider'), ...service, providerName: z.string(), fromOn: z.string().nullable() }),
  z.object({ kind: z.literal('plan_longer'), toOn: z.string() }),
  z.object({ kind: z.literal('money_more'), cents: z.number().int() }),
  z.object({ kind: z.literal('money_less'), cents: z.number().int() }),
  z.object({ kind: z.literal('dream'), ...goalText }),
  z.object({ kind: z.literal('goal_new'), ...goalText }),
  z.object({ kind: z.literal('goal_changed'), ...goalText }),
  z.object({ kind: z.literal('goal_gone'), ...goalText }),
  z.object({ kind: z.literal('step_new'), ...goalText }),
  z.object({ kind: z.literal('step_done'), ...goalText }),
  z.object({ kind: z.literal('step_gone'), ...goalText }),
]);

/** One thing that changed, told to the person. Money in cents; days `YYYY-MM-DD`, times `HH:MM`. */
export type Line = z.infer<typeof line>;
export const linesSchema = z.array(line);

type Kind = Line['kind'];
const told = [
  'visits_planned',
  'visits_cancelled',
  'visits_stand_again',
  'visits_did_not_happen',
  'visits_remote',
  'visits_there',
] as const;
type Told = (typeof told)[number];

/**
 * What is different between two states of one plan, in the order it matters to the person: the plan, the services, then
 * the visits. That a visit took place is no news.
 */
export function linesBetween(before: PlanState, after: PlanState): readonly Line[] {
  return [...planLines(before, after), ...serviceLines(before, after), ...visitLines(before, after)];
}

/** Whether the plan itself is another one, not only its visits: then the old version is kept. */
export function isNewVersion(lines: readonly Line[]): boolean {
  const ofVisits: readonly Kind[] = ['visit_moved'];
  return lines.some(({ kind }) => !ofVisits.includes(kind) && !kind.startsWith('visits_'));
}

function planLines(before: PlanState, after: PlanState): readonly Line[] {
  const lines: Line[] = [];
  if (after.toOn !== before.toOn) lines.push({ kind: 'plan_longer', toOn: after.toOn });
  const cents = after.balance.allocatedCents - before.balance.allocatedCents;
  if (cents !== 0) lines.push({ kind: cents > 0 ? 'money_more' : 'money_less', cents: Math.abs(cents) });
  if (after.dream !== before.dream) lines.push({ kind: 'dream', text: after.dream });
  return [...lines, ...goalLines(before.goals, after.goals)];
}

function goalLines(before: readonly Goal[], after: readonly Goal[]): readonly Line[] {
  const known = sameGoals(before, after);
  const kept = new Set(known.values());
  return [
    ...after.flatMap((goal): readonly Line[] => {
      const old = known.get(goal);
      const { text } = goal;
      if (old === undefined) return [{ kind: 'goal_new', text }, ...stepLines([], goal.steps)];
      const steps = stepLines(old.steps, goal.steps);
      return old.text === text ? steps : [{ kind: 'goal_changed', text }, ...steps];
    }),
    ...before.filter((goal) => !kept.has(goal)).map(({ text }): Line => ({ kind: 'goal_gone', text })),
  ];
}

function stepLines(before: Goal['steps'], after: Goal['steps']): readonly Line[] {
  const known = new Set(before.map(({ text }) => text));
  const doneBefore = new Set(before.filter(({ doneOn }) => doneOn !== null).map(({ text }) => text));
  const now = new Set(after.map(({ text }) => text));
  return [
    ...after.flatMap(({ text, doneOn }): readonly Line[] => {
      const isDone = doneOn !== null;
      if (isDone && !doneBefore.has(text)) return [{ kind: 'step_done', text }];
      // What was done and is not any more stands there anew.
      return !known.has(text) || (!isDone && doneBefore.has(text)) ? [{ kind: 'step_new', text }] : [];
    }),
    ...[...known].filter((text) => !now.has(text)).map((text): Line => ({ kind: 'step_gone', text })),
  ];
}

/** The old goal that each new one was: the one of the same words; and where as many are new as are gone, they were reworded. */
function sameGoals(before: readonly Goal[], after: readonly Goal[]): ReadonlyMap<Goal, Goal> {
  const same = new Map<Goal, Goal>();
  const gone = [...before];
  for (const goal of after) {
    const at = gone.findIndex(({ text }) => text === goal.text);
    for (const old of at === -1 ? [] : gone.splice(at, 1)) same.set(goal, old);
  }
  const fresh = after.filter((goal) => !same.has(goal));
  if (fresh.length === gone.length) {
    for (const [at, old] of gone.entries()) {
      const goal = fresh[at];
      if (goal !== undefined) same.set(goal, old);
    }
  }
  return same;
}

function serviceLines(before: PlanState, after: PlanState): readonly Line[] {
  const known = new Set(before.visits);
  const isOther = (visit: VisitState) => !known.has(visit);
  return after.services.flatMap((now): readonly Line[] => {
    const { code, name, unit, providerName } = now;
    const lines: Line[] = [];
    const old = findService(before, now.id);
    if (old === null) lines.push({ kind: 'service_added', code, name, providerName });
    else if (old.providerId !== now.providerId) {
      lines.push({ kind: 'provider', code, name, providerName, fromOn: firstDayOf(after, now, isOther) });
    }
    const units = balanceOfService(after, now.id).assignedUnits - balanceOfService(before, now.id).assignedUnits;
    const firstOff = firstDayOf(after, now, (visit) => visit.status === 'cancelled' && isOther(visit));
    const isToCome = ({ status, heldOn }: VisitState) => status === 'planned' && heldOn >= (firstOff ?? heldOn);
    const hasMore = balanceOfService(after, now.id).leftUnits > 0 || firstDayOf(after, now, isToCome) !== null;
    if (units < 0 && !hasMore) lines.push({ kind: 'service_ended', code, name, fromOn: firstOff });
    else if (units !== 0) {
      lines.push({ kind: units > 0 ? 'units_more' : 'units_less', code, name, unit, units: Math.abs(units) });
    }
    return lines;
  });
}

/** The day of the service's first visit that is such; null where none is. */
function firstDayOf(
  { visits }: PlanState,
  { id }: ServiceState,
  isSuch: (visit: VisitState) => boolean,
): string | null {
  const days = visits.filter((visit) => visit.planServiceId === id && isSuch(visit)).map(({ heldOn }) => heldOn);
  return days.toSorted()[0] ?? null;
}

/**
 * The day from which all this holds; null for at once. What is said of a service begins with its first visit that is another
 * one.
 */
export function firstDay(lines: readonly Line[]): string | null {
  const daysOf = (line: Line): readonly string[] => {
    if (line.kind === 'visit_moved') return [line.from.heldOn, line.to.heldOn];
    if ('first' in line) return [line.first.heldOn];
    return 'fromOn' in line && line.fromOn !== null ? [line.fromOn] : [];
  };
  const starts = lines.map((line) => {
    const own = lines.filter(
      (other) => other === line || ('code' in line && 'code' in other && other.code === line.code),
    );
    return own.flatMap(daysOf).toSorted()[0] ?? null;
  });
  return starts.includes(null) ? null : (starts.toSorted()[0] ?? null);
}

function visitLines(before: PlanState, after: PlanState): readonly Line[] {
  const known = new Map(before.visits.map((visit) => [visit.id, visit]));
  return after.services.flatMap((service): readonly Line[] => {
    const changed = after.visits
      .filter((visit) => visit.planServiceId === service.id && known.get(visit.id) !== visit)
      .toSorted((a, b) => `${a.heldOn}${a.startTime}`.localeCompare(`${b.heldOn}${b.startTime}`));
    const moved = changed.flatMap((visit): readonly Line[] => {
      const old = known.get(visit.id);
      if (old === undefined || newsOf(old, visit) !== 'visit_moved') return [];
      return [{ kind: 'visit_moved', ...nameOf(service), from: timeOf(old), to: timeOf(visit) }];
    });
    const groups = told.flatMap((kind): readonly Line[] => {
      const visits = changed.filter((visit) => newsOf(known.get(visit.id), visit) === kind);
      const [first] = visits;
      const last = visits.at(-1);
      if (first === undefined || last === undefined) return [];
      const group = { ...nameOf(service), count: visits.length, first: timeOf(first), last: timeOf(last) };
      return [kind === 'visits_there' ? { kind, ...group, place: first.place } : { kind, ...group }];
    });
    return [...moved, ...groups];
  });
}

/** What is new about a visit; null for what nobody needs to be told. */
function newsOf(old: VisitState | undefined, visit: VisitState): Told | 'visit_moved' | null {
  if (old === undefined) return 'visits_planned';
  if (old.status !== visit.status) return newsOfStatus[visit.status];
  if (old.heldOn !== visit.heldOn || old.startTime !== visit.startTime) return 'visit_moved';
  const isSamePlace = old.place === visit.place && old.address === visit.address && old.videoUrl === visit.videoUrl;
  if (isSamePlace) return null;
  return visit.videoUrl === null ? 'visits_there' : 'visits_remote';
}

const newsOfStatus: Readonly<Record<VisitState['status'], Told | null>> = {
  planned: 'visits_stand_again',
  cancelled: 'visits_cancelled',
  did_not_happen: 'visits_did_not_happen',
  happened: null,
};

const nameOf = ({ code, name }: ServiceState) => ({ code, name });
const timeOf = ({ heldOn, startTime }: VisitState) => ({ heldOn, startTime });
