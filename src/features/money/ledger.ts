import { type AnyColumn, eq, sql } from 'drizzle-orm';
import type { Queries } from '../../../db/client.ts';
import { ledgerEntry } from '../../../db/schema.ts';
import { instantText } from '../../core/time/clock.ts';
import { type Entry, entriesToSettle, type Held, type VisitStatus } from './rules.ts';

const summed = (column: AnyColumn) => sql<number>`coalesce(sum(${column}), 0)`;

function prepare(tx: Queries) {
  return {
    held: tx
      .select({
        bookedCents: summed(ledgerEntry.bookedCents),
        bookedUnits: summed(ledgerEntry.bookedUnits),
        usedCents: summed(ledgerEntry.usedCents),
        usedUnits: summed(ledgerEntry.usedUnits),
      })
      .from(ledgerEntry)
      .where(eq(ledgerEntry.visitId, sql.placeholder('visitId')))
      .prepare(),
    append: tx
      .insert(ledgerEntry)
      .values({
        planId: sql.placeholder('planId'),
        planServiceId: sql.placeholder('planServiceId'),
        visitId: sql.placeholder('visitId'),
        requestId: sql.placeholder('requestId'),
        kind: sql.placeholder('kind'),
        allocatedCents: sql.placeholder('allocatedCents'),
        assignedCents: sql.placeholder('assignedCents'),
        bookedCents: sql.placeholder('bookedCents'),
        usedCents: sql.placeholder('usedCents'),
        assignedUnits: sql.placeholder('assignedUnits'),
        bookedUnits: sql.placeholder('bookedUnits'),
        usedUnits: sql.placeholder('usedUnits'),
        reason: sql.placeholder('reason'),
        enteredAt: sql.placeholder('enteredAt'),
        enteredBy: sql.placeholder('enteredBy'),
      })
      .prepare(),
  };
}

/** Once for each transaction: the importer settles a thousand visits in one. */
const prepared = new WeakMap<Queries, ReturnType<typeof prepare>>();

function queries(tx: Queries): ReturnType<typeof prepare> {
  const made = prepared.get(tx) ?? prepare(tx);
  prepared.set(tx, made);
  return made;
}

/** Who enters it and why it came about. No `enteredBy` means the import. */
export type Origin = Readonly<{ at: Temporal.Instant; enteredBy?: number; requestId?: number }>;

/**
 * Appends an entry to a plan's ledger.
 *
 * @throws the database's error when the entry would take what is left below zero
 */
export function appendEntry(tx: Queries, planId: number, entry: Entry, origin: Origin): void {
  queries(tx).append.run({
    ...entry,
    planId,
    requestId: origin.requestId ?? null,
    enteredAt: instantText(origin.at),
    enteredBy: origin.enteredBy ?? null,
  });
}

/**
 * Brings the ledger to what the visit's status demands and appends only what is missing: doing it twice does nothing. A
 * visit is worth its units at the plan service's price. `reason` stands beside what is given back.
 *
 * @returns how many entries were appended
 * @throws the database's error when there is not that much left
 */
export function settleVisit(
  tx: Queries,
  visit: Readonly<{
    visitId: number;
    planId: number;
    planServiceId: number;
    units: number;
    priceCents: number;
    status: VisitStatus;
    reason: string;
  }> &
    Origin,
): number {
  const held: Held = queries(tx).held.get({ visitId: visit.visitId }) ?? {
    bookedCents: 0,
    bookedUnits: 0,
    usedCents: 0,
    usedUnits: 0,
  };
  const worth = { ...visit, cents: visit.units * visit.priceCents };
  const entries = entriesToSettle(held, worth, visit.status, visit.reason);
  for (const entry of entries) appendEntry(tx, visit.planId, entry, visit);
  return entries.length;
}
