import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Database, transact } from '../../../../db/client.ts';
import { ledgerEntry, municipality, person, plan, planService, service, visit } from '../../../../db/schema.ts';
import { appendEntry, settleVisit } from '../../../../src/features/money/ledger.ts';
import {
  allocate,
  assign,
  balanceOf,
  entered,
  release,
  type VisitStatus,
} from '../../../../src/features/money/rules.ts';
import { referenceClock } from '../../../support/clock.ts';
import { emptyDatabase } from '../../../support/database.ts';
import { anOperation, entryOf, SERVICES, settled, visitIds } from './operations.ts';

const origin = { at: referenceClock.now() };
let db: Database;

/** A plan with two services and some visits, and no money yet. */
beforeEach(() => {
  db = emptyDatabase();
  db.insert(municipality).values({ code: 'M', name: 'Novads' }).run();
  const name = { municipalityId: 1, lastName: 'Ozols', gender: 'male' } as const;
  db.insert(person)
    .values([
      { ...name, number: 'D01', role: 'participant', firstName: 'Jānis', vocative: 'Jāni', bornOn: '1994-03-14' },
      { ...name, number: 'P01', role: 'provider', firstName: 'Aivars' },
    ])
    .run();
  db.insert(plan)
    .values({
      participantId: 1,
      number: 'PL',
      version: 1,
      fromOn: '2026-08-03',
      toOn: '2027-07-31',
      dream: 'Es dejoju.',
    })
    .run();
  const kind = {
    name: 'Deja',
    easyName: 'Deja',
    explanation: 'Es dejoju.',
    unit: 'time',
    audience: 'participant',
  } as const;
  for (const id of SERVICES) {
    db.insert(service)
      .values({ ...kind, municipalityId: 1, code: `S${id}`, priceCents: 100 })
      .run();
    db.insert(planService)
      .values({ planId: 1, serviceId: id, providerId: 2, priceCents: 100, audience: 'participant' })
      .run();
  }
  for (const { visitId, planServiceId } of visitIds) {
    db.insert(visit)
      .values({
        planServiceId,
        number: `V${visitId}`,
        providerId: 2,
        heldOn: '2026-11-24',
        startTime: '09:00',
        endTime: '10:00',
        place: 'Zāle',
        units: 1,
        status: 'planned',
      })
      .run();
  }
});

const entries = () => db.select().from(ledgerEntry).orderBy(ledgerEntry.id).all();

/** Takes a run of random entries back, so that the next one starts anew. */
class RunOver extends Error {}

describe('the ledger in the database', () => {
  it('accepts and refuses exactly what the rules do', () => {
    let accepted = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(anOperation, { minLength: 1, maxLength: 40 }), (operations) => {
        const run = () =>
          transact(db, (tx) => {
            let balance = balanceOf([]);
            for (const operation of operations) {
              const entry = entryOf(operation);
              const next = settled(() => entered(balance, entry));
              if (next === 'refused') {
                expect(() => appendEntry(tx, 1, entry, origin)).toThrow(/below zero/);
                refused += 1;
              } else {
                appendEntry(tx, 1, entry, origin);
                balance = next;
                accepted += 1;
              }
            }
            expect(balanceOf(tx.select().from(ledgerEntry).all())).toEqual(balance);
            throw new RunOver();
          });
        expect(run).toThrow(RunOver);
      }),
      { numRuns: 150 },
    );
    expect(accepted).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(200);
  });

  it('keeps a statement that was refused out, and the transaction usable', () => {
    appendEntry(db, 1, allocate(1000), origin);
    expect(() => appendEntry(db, 1, assign(1, 20, 100), origin)).toThrow(/below zero/);
    expect(entries()).toHaveLength(1);
  });
});

describe('what a service gives back', () => {
  beforeEach(() => {
    appendEntry(db, 1, allocate(1000), origin);
    appendEntry(db, 1, assign(1, 5, 100), origin);
  });

  it('is kept with who gave it back, why and for which request', () => {
    appendEntry(db, 1, release(1, 2, 200, 'Es gribu vairāk dejot.'), { ...origin, enteredBy: 2 });
    expect(entries().at(-1)).toMatchObject({
      kind: 'release',
      planServiceId: 1,
      assignedCents: -200,
      assignedUnits: -2,
      reason: 'Es gribu vairāk dejot.',
      enteredBy: 2,
      requestId: null,
    });
    expect(balanceOf(entries())).toMatchObject({ assignedCents: 300, leftCents: 1000 });
  });

  it('is free for another service, and no more than that', () => {
    appendEntry(db, 1, release(1, 2, 200), origin);
    expect(() => appendEntry(db, 1, assign(2, 1, 701), origin)).toThrow(/below zero/);
    appendEntry(db, 1, assign(2, 1, 700), origin);
    expect(balanceOf(entries())).toMatchObject({ allocatedCents: 1000, assignedCents: 1000 });
  });

  it('is refused when it is promised', () => {
    const visit = { visitId: 1, planId: 1, planServiceId: 1, units: 4, priceCents: 100, status: 'planned' } as const;
    settleVisit(db, { ...visit, reason: '', ...origin });
    expect(() => appendEntry(db, 1, release(1, 2, 100), origin)).toThrow(/below zero/);
    expect(() => appendEntry(db, 1, release(1, 1, 101), origin)).toThrow(/below zero/);
    appendEntry(db, 1, release(1, 1, 100), origin);
    expect(balanceOf(entries()).services.get(1)).toMatchObject({ leftCents: 0, leftUnits: 0, bookedCents: 400 });
  });

  it('is not written as giving more', () => {
    const more = { ...release(1, 1, 100), assignedCents: 100, assignedUnits: 1 };
    expect(() => appendEntry(db, 1, more, origin)).toThrow(/ledger_entry_release/);
    expect(() => appendEntry(db, 1, { ...release(1, 1, 100), usedCents: 1 }, origin)).toThrow(/ledger_entry_release/);
  });
});

describe('settling a visit', () => {
  const settle = (status: VisitStatus, more: Partial<Parameters<typeof settleVisit>[1]> = {}) =>
    settleVisit(db, {
      visitId: 1,
      planId: 1,
      planServiceId: 1,
      units: 2,
      priceCents: 100,
      status,
      reason: 'Es esmu slims.',
      ...origin,
      ...more,
    });
  const balance = () => balanceOf(entries());

  beforeEach(() => {
    appendEntry(db, 1, allocate(1000), origin);
    appendEntry(db, 1, assign(1, 5, 100), origin);
  });

  it('books a planned visit once, however often it is asked', () => {
    expect(settle('planned')).toBe(1);
    expect(settle('planned')).toBe(0);
    expect(balance()).toMatchObject({ bookedCents: 200, usedCents: 0, leftCents: 800 });
  });

  it('spends what was promised when the visit happened', () => {
    settle('planned');
    expect(settle('happened')).toBe(1);
    expect(balance()).toMatchObject({ bookedCents: 0, usedCents: 200, leftCents: 800 });
  });

  it('gives everything back when the visit is cancelled, and says by which request and whom', () => {
    settle('planned');
    expect(settle('cancelled', { enteredBy: 1 })).toBe(1);
    expect(settle('cancelled')).toBe(0);
    expect(balance()).toMatchObject({ bookedCents: 0, usedCents: 0, leftCents: 1000 });
    expect(entries().at(-1)).toMatchObject({
      kind: 'cancel',
      visitId: 1,
      reason: 'Es esmu slims.',
      enteredBy: 1,
      enteredAt: '2026-11-23T06:30:00.000Z',
    });
  });

  it('gives back what was spent by a correction with its reason, and keeps the wrong entry', () => {
    settle('happened');
    settle('did_not_happen', { reason: 'Tikšanās nenotika.' });
    expect(balance()).toMatchObject({ bookedCents: 0, usedCents: 0, leftCents: 1000 });
    expect(entries().map(({ kind }) => kind)).toEqual(['allocate', 'assign', 'book', 'use', 'correct']);
    expect(entries().at(-1)?.reason).toBe('Tikšanās nenotika.');
  });

  it('refuses more than the service has', () => {
    expect(() => settle('planned', { units: 6 })).toThrow(/below zero/);
    expect(db.select().from(ledgerEntry).where(eq(ledgerEntry.visitId, 1)).all()).toEqual([]);
  });

  it('leaves other visits alone', () => {
    settle('planned');
    settle('happened', { visitId: 2 });
    settle('cancelled');
    expect(balance()).toMatchObject({ bookedCents: 0, usedCents: 200, leftCents: 800 });
  });
});
