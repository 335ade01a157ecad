import { and, desc, eq, isNull, max, sql } from 'drizzle-orm';
import type { Database, Queries } from '../../../db/client.ts';
import { person, plan, planChange } from '../../../db/schema.ts';
import type { Grant } from '../../core/access/grant.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { balanceOf, findHeld, findSums } from '../money/index.ts';
import { findGoals, findNextStart, findPlanServices, type Plan } from '../plan/index.ts';
import { findPlanVisits, findTaken } from '../visits/index.ts';
import { contentsSchema, type PlanContents } from './contents.ts';
import { type Line, linesSchema } from './lines.ts';
import type { PlanState } from './rules.ts';

/** Who may have a look at what a change would mean, and who may make one. */
type Reading = Grant<
  | 'request.write'
  | 'own.request'
  | 'child.request'
  | 'help.answer'
  | 'confirm.finances'
  | 'plan.write'
  | 'complaint.answer'
>;
type Telling = Grant<'plan.read' | 'request.write' | 'plan.write'>;

/** What was changed, as the person reads it. */
export type PlanChange = Readonly<{
  id: number;
  number: number;
  requestId: number | null;
  madeAt: string;
  madeById: number;
  madeByFirstName: string;
  why: string | null;
  sinceOn: string;
  lines: readonly Line[];
  /** The version of the plan that was replaced; null where only visits changed. */
  before: PlanContents | null;
  seenAt: string | null;
}>;

const columns = {
  id: planChange.id,
  number: planChange.number,
  requestId: planChange.requestId,
  madeAt: planChange.madeAt,
  madeById: planChange.madeBy,
  madeByFirstName: person.firstName,
  why: planChange.why,
  sinceOn: planChange.sinceOn,
  lines: planChange.lines,
  before: planChange.before,
  seenAt: planChange.seenAt,
};

const queries = preparedOnce((db) => {
  const from = () =>
    db
      .select(columns)
      .from(planChange)
      .innerJoin(plan, eq(plan.id, planChange.planId))
      .innerJoin(person, eq(person.id, planChange.madeBy));
  const ofParticipant = eq(plan.participantId, sql.placeholder('participantId'));
  return {
    last: db
      .select({ number: max(planChange.number) })
      .from(planChange)
      .where(eq(planChange.planId, sql.placeholder('planId')))
      .prepare(),
    newest: from().where(ofParticipant).orderBy(desc(planChange.id)).limit(sql.placeholder('limit')).prepare(),
    unseen: from()
      .where(and(ofParticipant, isNull(planChange.seenAt)))
      .orderBy(desc(planChange.id))
      .prepare(),
    one: from()
      .where(and(ofParticipant, eq(planChange.id, sql.placeholder('changeId'))))
      .prepare(),
    ofRequest: from()
      .where(and(ofParticipant, eq(planChange.requestId, sql.placeholder('requestId'))))
      .orderBy(desc(planChange.id))
      .prepare(),
  };
});

/** Everything that changes to this plan rest on. When providers are elsewhere is read for those alone who plan visits. */
export function findPlanState(
  db: Database,
  grant: Reading,
  { id, fromOn, toOn, dream }: Plan,
  planning: Readonly<{ grant: Grant<'plan.write' | 'complaint.answer'>; today: Temporal.PlainDate }> | null = null,
): PlanState {
  const plan = { id, fromOn, toOn, dream };
  const held = findHeld(db, grant, plan);
  const nothing = { bookedCents: 0, bookedUnits: 0, usedCents: 0, usedUnits: 0 };
  return {
    planId: id,
    number: queries(db).last.get({ planId: id })?.number ?? 0,
    fromOn,
    toOn,
    nextFromOn: findNextStart(db, grant, plan),
    dream,
    goals: findGoals(db, grant, plan),
    services: findPlanServices(db, grant, plan).map((service) => ({
      id: service.id,
      serviceId: service.serviceId,
      code: service.code,
      name: service.easyName,
      unit: service.unit,
      priceCents: service.priceCents,
      audience: service.audience,
      providerId: service.providerId,
      providerName: `${service.providerFirstName} ${service.providerLastName}`,
    })),
    visits: findPlanVisits(db, grant, id).map((visit) => ({
      id: visit.id,
      planServiceId: visit.planServiceId,
      providerId: visit.providerId,
      heldOn: visit.heldOn,
      startTime: visit.startTime,
      endTime: visit.endTime,
      place: visit.place,
      address: visit.address,
      videoUrl: visit.videoUrl,
      units: visit.units,
      status: visit.status,
      held: held.get(visit.id) ?? nothing,
    })),
    balance: balanceOf(findSums(db, grant, plan)),
    taken: planning === null ? [] : findTaken(db, planning.grant, planning.today),
  };
}

/** The newest changes of any of the participant's plans. */
export function findChanges(db: Database, { participantId }: Telling, limit: number): readonly PlanChange[] {
  return queries(db).newest.all({ participantId, limit }).map(read);
}

/** What the participant has not looked at yet, the newest first. */
export function findUnseenChanges(db: Database, { participantId }: Telling): readonly PlanChange[] {
  return queries(db).unseen.all({ participantId }).map(read);
}

export function findChange(db: Database, { participantId }: Telling, changeId: number): PlanChange | null {
  const row = queries(db).one.get({ participantId, changeId });
  return row === undefined ? null : read(row);
}

/** What was changed because of a request, the newest first. */
export function findChangesOfRequest(
  db: Database,
  {
    participantId,
  }: Grant<'requests.read' | 'request.write' | 'request.answer' | 'complaint.answer' | 'own.request' | 'child.request'>,
  requestId: number,
): readonly PlanChange[] {
  return queries(db).ofRequest.all({ participantId, requestId }).map(read);
}

/** The participant has seen it. Once more changes nothing. */
export function writeSeen(db: Database, grant: Grant<'request.write'>, changeId: number, at: string): void {
  if (findChange(db, grant, changeId)?.seenAt !== null) return;
  db.update(planChange).set({ seenAt: at }).where(eq(planChange.id, changeId)).run();
}

/** @returns the change's id */
export function insertChange(
  tx: Queries,
  grant: Grant<'plan.write' | 'complaint.answer'>,
  change: Readonly<{
    planId: number;
    number: number;
    requestId: number | null;
    at: string;
    why: string | null;
    sinceOn: string;
    lines: readonly Line[];
    before: PlanContents | null;
  }>,
): number {
  const { planId, number, requestId, at, why, sinceOn, lines, before } = change;
  return tx
    .insert(planChange)
    .values({
      planId,
      number,
      requestId,
      madeAt: at,
      madeBy: grant.actor.personId,
      why,
      sinceOn,
      lines: JSON.stringify(lines),
      before: before === null ? null : JSON.stringify(before),
    })
    .returning({ id: planChange.id })
    .get().id;
}

type Row = { [K in keyof PlanChange]: K extends 'lines' ? string : K extends 'before' ? string | null : PlanChange[K] };

function read(row: Row): PlanChange {
  return {
    ...row,
    lines: linesSchema.parse(JSON.parse(row.lines)),
    before: row.before === null ? null : contentsSchema.parse(JSON.parse(row.before)),
  };
}
