import { aliasedTable, and, asc, eq, gte, lte, or, sql } from 'drizzle-orm';
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
  };
});

type Reading = Grant<'visits.read' | 'requests.read' | 'request.write' | 'request.answer' | 'help.answer'>;

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

/** Moves a visit; the time it had before stays visible. A visit that moves again keeps its very first time. */
export function writeMove(
  tx: Queries,
  _grant: Grant<'request.answer'>,
  { id, heldOn, startTime, endTime, movedFromOn }: Visit,
  to: Readonly<{ heldOn: string; startTime: string; endTime: string }>,
): void {
  const before = movedFromOn === null ? { movedFromOn: heldOn, movedFromStart: startTime, movedFromEnd: endTime } : {};
  tx.update(visit)
    .set({ ...to, ...before })
    .where(and(eq(visit.id, id), eq(visit.status, 'planned')))
    .run();
}

export function writeCancellation(tx: Queries, _grant: Grant<'request.answer'>, { id }: Visit, reason: string): void {
  tx.update(visit)
    .set({ status: 'cancelled', reason })
    .where(and(eq(visit.id, id), eq(visit.status, 'planned')))
    .run();
}
