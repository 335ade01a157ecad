import { type AnyColumn, aliasedTable, and, asc, eq, gte, lte, ne, or, sql } from 'drizzle-orm';
import type { Database, Queries } from '../../../db/client.ts';
import { person, plan, planService, service, visit, type visitStatuses } from '../../../db/schema.ts';
import type { Grant } from '../../core/access/grant.ts';
import { preparedOnce } from '../../core/prepared.ts';

export type VisitStatus = (typeof visitStatuses)[number];

/** One planned meeting. Days `YYYY-MM-DD`, times `HH:MM`, both as the clock on the wall in Latvia shows them. */
export type Visit = Readonly<{
  id: number;
  planId: number;
  planServiceId: number;
  planFromOn: string;
  planToOn: string;
  providerId: number;
  serviceCode: string;
  serviceName: string;
  serviceExplanation: string;
  audience: 'participant' | 'family';
  priceCents: number;
  units: number;
  heldOn: string;
  startTime: string;
  endTime: string;
  place: string;
  address: string | null;
  videoUrl: string | null;
  status: VisitStatus;
  reason: string | null;
  movedFromOn: string | null;
  movedFromStart: string | null;
  movedFromEnd: string | null;
  providerFirstName: string;
  providerLastName: string;
  providerPhone: string | null;
  providerOrganisation: string | null;
}>;

const columns = (provider: typeof person) => ({
  id: visit.id,
  planId: planService.planId,
  planServiceId: visit.planServiceId,
  planFromOn: plan.fromOn,
  planToOn: plan.toOn,
  providerId: visit.providerId,
  serviceCode: service.code,
  serviceName: service.easyName,
  serviceExplanation: service.explanation,
  audience: planService.audience,
  priceCents: planService.priceCents,
  units: visit.units,
  heldOn: visit.heldOn,
  startTime: visit.startTime,
  endTime: visit.endTime,
  place: visit.place,
  address: visit.address,
  videoUrl: visit.videoUrl,
  status: visit.status,
  reason: visit.reason,
  movedFromOn: visit.movedFromOn,
  movedFromStart: visit.movedFromStart,
  movedFromEnd: visit.movedFromEnd,
  providerFirstName: provider.firstName,
  providerLastName: provider.lastName,
  providerPhone: provider.phone,
  providerOrganisation: provider.organisation,
});

const queries = preparedOnce((db) => {
  const provider = aliasedTable(person, 'provider');
  const ofParticipant = eq(plan.participantId, sql.placeholder('participantId'));
  const from = () =>
    db
      .select(columns(provider))
      .from(plan)
      .innerJoin(planService, eq(planService.planId, plan.id))
      .innerJoin(visit, eq(visit.planServiceId, planService.id))
      .innerJoin(service, eq(service.id, planService.serviceId))
      .innerJoin(provider, eq(provider.id, visit.providerId));
  return {
    between: from()
      .where(and(ofParticipant, gte(visit.heldOn, sql.placeholder('from')), lte(visit.heldOn, sql.placeholder('to'))))
      .orderBy(asc(visit.heldOn), asc(visit.startTime), asc(visit.id))
      .prepare(),
    upcoming: from()
      .where(
        and(
          ofParticipant,
          eq(visit.status, 'planned'),
          or(
            sql`${visit.heldOn} > ${sql.placeholder('today')}`,
            and(sql`${visit.heldOn} = ${sql.placeholder('today')}`, sql`${visit.endTime} > ${sql.placeholder('time')}`),
          ),
          gte(visit.heldOn, sql.placeholder('today')),
        ),
      )
      .orderBy(asc(visit.heldOn), asc(visit.startTime), asc(visit.id))
      .limit(sql.placeholder('limit'))
      .prepare(),
    one: from()
      .where(and(ofParticipant, eq(visit.id, sql.placeholder('visitId'))))
      .prepare(),
    ofPlan: from()
      .where(and(ofParticipant, eq(plan.id, sql.placeholder('planId'))))
      .orderBy(asc(visit.heldOn), asc(visit.startTime), asc(visit.id))
      .prepare(),
    // Nothing but the time: whose it is stays unknown to whoever asks.
    taken: db
      .select({
        providerId: visit.providerId,
        serviceId: planService.serviceId,
        heldOn: visit.heldOn,
        startTime: visit.startTime,
        endTime: visit.endTime,
      })
      .from(visit)
      .innerJoin(planService, eq(planService.id, visit.planServiceId))
      .innerJoin(plan, eq(plan.id, planService.planId))
      .where(
        and(
          ne(plan.participantId, sql.placeholder('participantId')),
          eq(visit.status, 'planned'),
          gte(visit.heldOn, sql.placeholder('from')),
        ),
      )
      .prepare(),
  };
});

type Reading = Grant<
  | 'visits.read'
  | 'requests.read'
  | 'request.write'
  | 'request.answer'
  | 'complaint.answer'
  | 'plan.write'
  | 'own.request'
  | 'child.request'
  | 'help.answer'
  | 'confirm.finances'
>;
type Changing = Grant<'plan.write' | 'complaint.answer'>;

/** Every visit of a plan, in order. */
export function findPlanVisits(db: Database, { participantId }: Reading, planId: number): readonly Visit[] {
  return queries(db).ofPlan.all({ participantId, planId });
}

/** When providers are with other people from this day on. */
export function findTaken(
  db: Database,
  { participantId }: Changing,
  from: Temporal.PlainDate,
): readonly Readonly<{ providerId: number; serviceId: number; heldOn: string; startTime: string; endTime: string }>[] {
  return queries(db).taken.all({ participantId, from: from.toString() });
}

/** Every visit of these days, both included, in order. */
export function findVisits(
  db: Database,
  { participantId }: Reading,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
): readonly Visit[] {
  return queries(db).between.all({ participantId, from: from.toString(), to: to.toString() });
}

/** The next planned visits that have not ended yet. */
export function findUpcomingVisits(
  db: Database,
  { participantId }: Reading,
  now: Temporal.PlainDateTime,
  limit: number,
): readonly Visit[] {
  return queries(db).upcoming.all({
    participantId,
    today: now.toPlainDate().toString(),
    time: now.toPlainTime().toString({ smallestUnit: 'minute' }),
    limit,
  });
}

/** One visit of this participant, or null. */
export function findVisit(db: Database, { participantId }: Reading, visitId: number): Visit | null {
  return queries(db).one.get({ participantId, visitId }) ?? null;
}

/** What a visit is after a change; a time that it leaves stays visible, and of several the very first. */
export type VisitRow = Readonly<{
  heldOn: string;
  startTime: string;
  endTime: string;
  place: string;
  address: string | null;
  videoUrl: string | null;
  status: VisitStatus;
  /** Why it is called off or did not happen; undefined leaves what stands. */
  reason: string | null | undefined;
  providerId: number;
}>;

export function updateVisit(tx: Queries, _grant: Changing, visitId: number, row: VisitRow): void {
  const moves = or(ne(visit.heldOn, row.heldOn), ne(visit.startTime, row.startTime));
  // Back where it stood at first, it has left no time.
  const returns = and(eq(visit.movedFromOn, row.heldOn), eq(visit.movedFromStart, row.startTime));
  const kept = (column: AnyColumn, before: AnyColumn) =>
    sql`case when ${returns} then null when ${column} is null and ${moves} then ${before} else ${column} end`;
  tx.update(visit)
    .set({
      ...row,
      movedFromOn: kept(visit.movedFromOn, visit.heldOn),
      movedFromStart: kept(visit.movedFromStart, visit.startTime),
      movedFromEnd: kept(visit.movedFromEnd, visit.endTime),
    })
    .where(eq(visit.id, visitId))
    .run();
}

/** @returns the visit's id */
export function insertVisit(
  tx: Queries,
  _grant: Changing,
  row: VisitRow & Readonly<{ planServiceId: number; number: string; units: number }>,
): number {
  return tx.insert(visit).values(row).returning({ id: visit.id }).get().id;
}
