import type { Queries } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText, wallTime } from '../../core/time/clock.ts';
import { appendEntry } from '../money/index.ts';
import { findPlan, insertPlanService, updateProvider, writeEnd, writeGoals, writePlan } from '../plan/index.ts';
import { insertVisit, updateVisit } from '../visits/index.ts';
import { contentsOf } from './contents.ts';
import { firstDay, isNewVersion, type Line, linesBetween } from './lines.ts';
import {
  type Effect,
  findService,
  type Outcome,
  type PlanState,
  type Problem,
  type ServiceState,
  simulate,
  type VisitState,
} from './rules.ts';
import { findPlanState, insertChange } from './store.ts';

export type Changing = Grant<'plan.write' | 'complaint.answer'>;

/** Somebody else changed the plan after the form was made. Nothing was done. */
export class ChangedMeanwhile extends Error {
  constructor() {
    super('The plan has changed meanwhile.');
    this.name = 'ChangedMeanwhile';
  }
}

/** The plan as it is now, for looking at what a change would mean; null when there is no plan. */
export function findCurrentState(
  app: Pick<App, 'db' | 'clock'>,
  grant: Changing | Grant<'request.write' | 'own.request' | 'child.request' | 'help.answer' | 'confirm.finances'>,
  planning: Changing | null = null,
  planId: number | null = null,
): PlanState | null {
  const today = dayOf(app.clock.now());
  const plan = findPlan(app.db, grant, today, planId);
  return plan && findPlanState(app.db, grant, plan, planning && { grant: planning, today });
}

/**
 * Changes the participant's plan, its visits and its money in the caller's transaction, by the same rules as `simulate`, and
 * keeps one record of it for the person to read. All effects are done or none.
 *
 * @returns why it is not possible, or what was changed (no record where nothing is worth telling)
 * @throws ChangedMeanwhile when `basis` is given and the plan has changed since
 */
export function makeChange(
  app: Pick<App, 'db' | 'clock'>,
  tx: Queries,
  grant: Changing,
  change: Readonly<{
    effects: readonly Effect[];
    /** Goes beside the money and the visits it concerns. */
    reason: string;
    /** What the person reads as the reason; none where a request's answer says it. */
    why: string | null;
    requestId: number | null;
    /** The number of the last change when the form was made. */
    basis: number | null;
    /** For checking whether providers are free. */
    planning: Changing | null;
    /** The plan that is changed, where it may be another than today's: visits of a plan that has ended are still marked. */
    planId?: number;
  }>,
): Readonly<{ problems: readonly Problem[] }> | Readonly<{ changeId: number | null; lines: readonly Line[] }> {
  const now = app.clock.now();
  const before = findCurrentState(app, grant, change.planning, change.planId);
  if (before === null) return { problems: [{ reason: 'gone', at: 0 }] };
  if (change.basis !== null && change.basis !== before.number) throw new ChangedMeanwhile();
  const outcome = simulate(before, change.effects, { reason: change.reason, now: wallTime(now) });
  const problems = [...outcome.problems, ...withoutProvider(outcome)];
  if (problems.length > 0) return { problems };

  const lines = linesBetween(before, outcome.after);
  const number = before.number + 1;
  const at = instantText(now);
  write(tx, grant, before, outcome, { number, reason: change.reason, requestId: change.requestId, now });
  const isVersion = isNewVersion(lines);
  if (isVersion) writePlan(tx, grant, before.planId, outcome.after);
  if (lines.length === 0) return { changeId: null, lines };
  const { why, requestId } = change;
  const today = dayOf(now).toString();
  writeEndings(tx, grant, before.services, lines, today);
  const sinceOn = firstDay(lines) ?? today;
  const contents = isVersion ? contentsOf(before) : null;
  const changeId = insertChange(tx, grant, {
    planId: before.planId,
    number,
    requestId,
    at,
    why,
    sinceOn,
    lines,
    before: contents,
  });
  return { changeId, lines };
}

/** Nobody can come from nobody: what may be looked at without a provider cannot be done. */
function withoutProvider({ after }: Outcome): readonly Problem[] {
  return after.services
    .filter(({ providerId }) => providerId === null)
    .map(({ name }) => ({ reason: 'no_provider', at: 0, name }));
}

/** A service that has ended leaves the plan's page on that day; one that is used again stands there again. */
function writeEndings(
  tx: Queries,
  grant: Changing,
  services: readonly ServiceState[],
  lines: readonly Line[],
  today: string,
): void {
  for (const { id, code } of services) {
    const own = lines.filter((line) => 'code' in line && line.code === code);
    const end = own.find(({ kind }) => kind === 'service_ended');
    if (end?.kind === 'service_ended') writeEnd(tx, grant, id, end.fromOn ?? today);
    else if (own.some(({ kind }) => revives.includes(kind))) writeEnd(tx, grant, id, null);
  }
}

const revives: readonly Line['kind'][] = ['units_more', 'visits_planned', 'visits_stand_again'];

type Writing = Readonly<{ number: number; reason: string; requestId: number | null; now: Temporal.Instant }>;

function write(
  tx: Queries,
  grant: Changing,
  before: PlanState,
  { after, steps }: Outcome,
  { number, reason, requestId, now }: Writing,
): void {
  const { planId } = before;
  /** What has a number below zero until it is written. */
  const ids = writeServices(tx, grant, before, after);
  const real = (id: number) => ids.get(id) ?? id;
  const known = new Map(before.visits.map((visit) => [visit.id, visit]));
  for (const visit of after.visits) {
    const old = known.get(visit.id);
    if (old === visit || visit.providerId === null) continue;
    const row = { ...rowOf(visit), providerId: visit.providerId, reason: reasonOf(old, visit, reason) };
    if (old !== undefined) updateVisit(tx, grant, visit.id, row);
    else {
      const { units } = visit;
      const given = { planServiceId: real(visit.planServiceId), number: `P${number}.${-visit.id}`, units };
      ids.set(visit.id, insertVisit(tx, grant, { ...row, ...given }));
    }
  }
  if (after.goals !== before.goals) writeGoals(tx, grant, planId, after.goals);
  const origin = { at: now, enteredBy: grant.actor.personId, requestId: requestId ?? undefined };
  for (const entry of steps.flatMap(({ entries }) => entries)) {
    const planServiceId = entry.planServiceId === null ? null : real(entry.planServiceId);
    const visitId = entry.visitId === null ? null : real(entry.visitId);
    appendEntry(tx, planId, { ...entry, planServiceId, visitId }, origin);
  }
}

/** @returns the ids that the new ones got, by those they had */
function writeServices(tx: Queries, grant: Changing, before: PlanState, after: PlanState): Map<number, number> {
  const ids = new Map<number, number>();
  for (const { id, serviceId, providerId, priceCents, audience } of after.services) {
    if (providerId === null) continue;
    const old = findService(before, id);
    if (old === null) {
      const row = { planId: before.planId, serviceId, providerId, priceCents, audience };
      ids.set(id, insertPlanService(tx, grant, row));
    } else if (old.providerId !== providerId) updateProvider(tx, grant, id, providerId);
  }
  return ids;
}

const rowOf = ({ heldOn, startTime, endTime, place, address, videoUrl, status }: VisitState) => ({
  heldOn,
  startTime,
  endTime,
  place,
  address,
  videoUrl,
  status,
});

/** A visit that is called off or did not happen says why; one whose status stays keeps what it said. */
function reasonOf(old: VisitState | undefined, { status }: VisitState, reason: string): string | null | undefined {
  if (old?.status === status) return undefined;
  return status === 'cancelled' || status === 'did_not_happen' ? reason : null;
}
