import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { ledgerEntry, plan } from '../../../../db/schema.ts';
import { authorize, type Grant } from '../../../../src/core/access/grant.ts';
import { findHeld, settleVisit } from '../../../../src/features/money/index.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, visitOf } from '../../../support/people.ts';

let db: Database;
let grant: Grant<'plan.write'>;
beforeEach(() => {
  db = pilotDatabase();
  const maris = actorOf(db, 'D05');
  grant = authorize({ db, clock: referenceClock }, actorOf(db, 'P01'), 'plan.write', maris.personId);
});

const planOf = (number: string) => ({ id: db.select().from(plan).where(eq(plan.number, number)).get()?.id ?? 0 });

describe('what the ledger holds for each visit', () => {
  const heldFor = (number: string) => findHeld(db, grant, planOf('PL-D05')).get(visitOf(db, number).id);

  test('what is planned is booked, what happened is used, what is off holds nothing', () => {
    // One music lesson is 30,00; a support visit is 2 hours at 12,50.
    expect(heldFor('V0533')).toEqual({ bookedCents: 3000, bookedUnits: 1, usedCents: 0, usedUnits: 0 });
    expect(heldFor('V0517')).toEqual({ bookedCents: 0, bookedUnits: 0, usedCents: 3000, usedUnits: 1 });
    expect(heldFor('V0503')).toEqual({ bookedCents: 2500, bookedUnits: 2, usedCents: 0, usedUnits: 0 });
    // Cancelled before anything was booked: the ledger does not know it.
    expect(heldFor('V0535')).toBeUndefined();
  });

  test('what was given back holds nothing any more', () => {
    const { id: visitId, planServiceId } = visitOf(db, 'V0533');
    const visit = { visitId, planServiceId, planId: planOf('PL-D05').id, units: 1, priceCents: 3000 } as const;
    settleVisit(db, { ...visit, status: 'cancelled', reason: 'Es esmu slims.', at: referenceClock.now() });
    expect(heldFor('V0533')).toEqual({ bookedCents: 0, bookedUnits: 0, usedCents: 0, usedUnits: 0 });
  });

  test('adds up to what the whole plan has booked and used', () => {
    const held = [...findHeld(db, grant, planOf('PL-D05')).values()];
    // 1454,60 and 1534,60: see the money of Māris.
    expect(held.reduce((sum, { bookedCents }) => sum + bookedCents, 0)).toBe(145_460);
    expect(held.reduce((sum, { usedCents }) => sum + usedCents, 0)).toBe(153_460);
    const visits = db
      .select()
      .from(ledgerEntry)
      .where(eq(ledgerEntry.planId, planOf('PL-D05').id))
      .all();
    expect(held).toHaveLength(new Set(visits.flatMap(({ visitId }) => visitId ?? [])).size);
  });

  test('rule 3: of another person’s plan nothing', () => {
    expect(findHeld(db, grant, planOf('PL-D01')).size).toBe(0);
  });
});
