import { and, asc, eq, sql, sum } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { ledgerEntry, plan, planService, service, visit } from '../../../db/schema.ts';
import type { Grant } from '../../core/access/grant.ts';
import { preparedOnce } from '../../core/prepared.ts';
import type { Plan } from '../plan/index.ts';
import type { Deltas, Held, LedgerKind } from './rules.ts';

/** Sums of the ledger for one service or, without one, of what belongs to the whole plan. */
export type LedgerSums = Deltas & Readonly<{ planServiceId: number | null }>;

/** One entry as the details page shows it. */
export type LedgerLine = Readonly<{
  id: number;
  kind: LedgerKind;
  serviceName: string | null;
  allocatedCents: number;
  assignedCents: number;
  bookedCents: number;
  usedCents: number;
  reason: string | null;
  enteredAt: string;
  visitOn: string | null;
}>;

const total = (column: Parameters<typeof sum>[0]) => sum(column).mapWith(Number);

const ofParticipant = and(
  eq(ledgerEntry.planId, sql.placeholder('planId')),
  eq(plan.participantId, sql.placeholder('participantId')),
);

const queries = preparedOnce((db) => ({
  sums: db
    .select({
      planServiceId: ledgerEntry.planServiceId,
      allocatedCents: total(ledgerEntry.allocatedCents),
      assignedCents: total(ledgerEntry.assignedCents),
      bookedCents: total(ledgerEntry.bookedCents),
      usedCents: total(ledgerEntry.usedCents),
      assignedUnits: total(ledgerEntry.assignedUnits),
      bookedUnits: total(ledgerEntry.bookedUnits),
      usedUnits: total(ledgerEntry.usedUnits),
    })
    .from(ledgerEntry)
    .innerJoin(plan, eq(plan.id, ledgerEntry.planId))
    .where(ofParticipant)
    .groupBy(ledgerEntry.planServiceId)
    .prepare(),
  held: db
    .select({
      visitId: ledgerEntry.visitId,
      bookedCents: total(ledgerEntry.bookedCents),
      bookedUnits: total(ledgerEntry.bookedUnits),
      usedCents: total(ledgerEntry.usedCents),
      usedUnits: total(ledgerEntry.usedUnits),
    })
    .from(ledgerEntry)
    .innerJoin(plan, eq(plan.id, ledgerEntry.planId))
    .where(ofParticipant)
    .groupBy(ledgerEntry.visitId)
    .prepare(),
  lines: db
    .select({
      id: ledgerEntry.id,
      kind: ledgerEntry.kind,
      serviceName: service.easyName,
      allocatedCents: ledgerEntry.allocatedCents,
      assignedCents: ledgerEntry.assignedCents,
      bookedCents: ledgerEntry.bookedCents,
      usedCents: ledgerEntry.usedCents,
      reason: ledgerEntry.reason,
      enteredAt: ledgerEntry.enteredAt,
      visitOn: visit.heldOn,
    })
    .from(ledgerEntry)
    .innerJoin(plan, eq(plan.id, ledgerEntry.planId))
    .leftJoin(planService, eq(planService.id, ledgerEntry.planServiceId))
    .leftJoin(service, eq(service.id, planService.serviceId))
    .leftJoin(visit, eq(visit.id, ledgerEntry.visitId))
    .where(ofParticipant)
    .orderBy(asc(ledgerEntry.id))
    .prepare(),
}));

type Reading = Grant<
  | 'money.read'
  | 'request.write'
  | 'request.answer'
  | 'plan.write'
  | 'complaint.answer'
  | 'own.request'
  | 'child.request'
  | 'help.answer'
  | 'confirm.finances'
>;

export function findSums(db: Database, { participantId }: Reading, { id }: Pick<Plan, 'id'>): readonly LedgerSums[] {
  return queries(db).sums.all({ planId: id, participantId });
}

/** visit id → what the ledger holds for it */
export function findHeld(
  db: Database,
  { participantId }: Reading,
  { id }: Pick<Plan, 'id'>,
): ReadonlyMap<number, Held> {
  const rows = queries(db).held.all({ planId: id, participantId });
  return new Map(rows.flatMap(({ visitId, ...held }) => (visitId === null ? [] : [[visitId, held]])));
}

/** Every entry of the plan's ledger, the oldest first. */
export function findLedger(db: Database, grant: Grant<'money.read'>, { id }: Plan): readonly LedgerLine[] {
  return queries(db).lines.all({ planId: id, participantId: grant.participantId });
}
