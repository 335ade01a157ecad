import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allocate,
  assign,
  balanceOf,
  book,
  cancel,
  correct,
  type Entry,
  EntryRefused,
  entered,
  entriesToSettle,
  extend,
  type Held,
  release,
  use,
  type VisitStatus,
  WouldOverspend,
} from '../../../../src/features/money/rules.ts';
import { anOperation, entryOf, SERVICES, settled } from './operations.ts';

const visit = { visitId: 1, planServiceId: 7, units: 2, cents: 2500 };

describe('the entries', () => {
  it('say by how much they change each sum', () => {
    expect(allocate(10_000)).toMatchObject({ kind: 'allocate', allocatedCents: 10_000, planServiceId: null });
    expect(extend(500, 'vairāk')).toMatchObject({ kind: 'extend', allocatedCents: 500, reason: 'vairāk' });
    expect(assign(7, 4, 1250)).toMatchObject({ kind: 'assign', assignedUnits: 4, assignedCents: 5000 });
    expect(release(7, 2, 2500, 'mazāk')).toEqual({
      kind: 'release',
      planServiceId: 7,
      visitId: null,
      reason: 'mazāk',
      allocatedCents: 0,
      assignedCents: -2500,
      bookedCents: 0,
      usedCents: 0,
      assignedUnits: -2,
      bookedUnits: 0,
      usedUnits: 0,
    });
    expect(release(7, 2, 2500).reason).toBeNull();
    expect(book(visit)).toMatchObject({ kind: 'book', bookedCents: 2500, bookedUnits: 2, usedCents: 0 });
    expect(use(visit)).toMatchObject({
      kind: 'use',
      bookedCents: -2500,
      bookedUnits: -2,
      usedCents: 2500,
      usedUnits: 2,
    });
    expect(cancel(visit)).toMatchObject({ kind: 'cancel', bookedCents: -2500, bookedUnits: -2, usedCents: 0 });
  });

  it('refuse a part of a cent, nothing, and a correction without a reason or a service', () => {
    expect(() => allocate(0.5)).toThrow(EntryRefused);
    expect(() => extend(0)).toThrow(EntryRefused);
    expect(() => assign(7, 0, 1250)).toThrow(EntryRefused);
    expect(() => release(7, 0, 1250)).toThrow(EntryRefused);
    expect(() => release(7, 1, 0)).toThrow(EntryRefused);
    expect(() => release(7, -1, -1250)).toThrow(EntryRefused);
    expect(() => release(7, 1, 12.5)).toThrow(EntryRefused);
    expect(() => book({ ...visit, cents: -1 })).toThrow(EntryRefused);
    expect(() => correct({ planServiceId: 7, reason: ' ' }, { usedCents: -1 })).toThrow(EntryRefused);
    expect(() => correct({ planServiceId: null, reason: 'kļūda' }, { usedCents: -1 })).toThrow(EntryRefused);
    expect(() => correct({ planServiceId: 7, reason: 'kļūda' }, { usedCents: 0.1 })).toThrow(EntryRefused);
  });
});

describe('the balance', () => {
  const opened = [allocate(10_000), assign(7, 4, 1250)];

  it('keeps what is promised and what is spent apart from what is left', () => {
    const other = { ...visit, visitId: 2 };
    const balance = balanceOf([...opened, book(visit), book(other), use(visit)]);
    expect(balance).toMatchObject({
      allocatedCents: 10_000,
      assignedCents: 5000,
      usedCents: 2500,
      bookedCents: 2500,
      leftCents: 5000,
    });
    expect(balance.services.get(7)).toEqual({
      assignedCents: 5000,
      usedCents: 2500,
      bookedCents: 2500,
      leftCents: 0,
      assignedUnits: 4,
      usedUnits: 2,
      bookedUnits: 2,
      leftUnits: 0,
    });
  });

  it('refuses a visit the service has no money or no units for', () => {
    const balance = balanceOf(opened);
    expect(() => entered(balance, book({ ...visit, cents: 5001 }))).toThrow(WouldOverspend);
    expect(() => entered(balance, book({ ...visit, units: 5 }))).toThrow(WouldOverspend);
    expect(() => entered(balance, use(visit))).toThrow(WouldOverspend);
  });

  it('makes what a service gives back free for another, and leaves what is left of the plan as it was', () => {
    // 4 units are 50.00; 2 of them, 25.00, are given back: 100.00 − 25.00 = 75.00 belong to no service.
    const balance = entered(balanceOf(opened), release(7, 2, 2500));
    expect(balance).toMatchObject({ allocatedCents: 10_000, assignedCents: 2500, leftCents: 10_000 });
    expect(balance.services.get(7)).toMatchObject({
      assignedCents: 2500,
      leftCents: 2500,
      assignedUnits: 2,
      leftUnits: 2,
    });
    expect(entered(balance, assign(8, 1, 7500)).assignedCents).toBe(10_000);
    expect(() => entered(balance, assign(8, 1, 7501))).toThrow(WouldOverspend);
  });

  it('gives nothing back that is promised or spent', () => {
    const balance = balanceOf([...opened, book(visit), book({ ...visit, visitId: 2 }), use(visit)]);
    expect(() => entered(balance, release(7, 1, 1))).toThrow(WouldOverspend);
    const half = balanceOf([...opened, book(visit)]);
    expect(entered(half, release(7, 2, 2500)).services.get(7)).toMatchObject({ leftCents: 0, leftUnits: 0 });
    expect(() => entered(half, release(7, 3, 2500))).toThrow(WouldOverspend);
    expect(() => entered(half, release(7, 2, 2501))).toThrow(WouldOverspend);
    expect(() => entered(half, release(8, 1, 1))).toThrow(WouldOverspend);
  });

  it('refuses services over the budget, and a budget under its services', () => {
    const balance = balanceOf(opened);
    expect(() => entered(balance, assign(8, 1, 5001))).toThrow(WouldOverspend);
    const cut = correct({ planServiceId: null, reason: 'kļūda' }, { allocatedCents: -5001 });
    expect(() => entered(balance, cut)).toThrow(WouldOverspend);
  });

  it('holds through every sequence: allocated − used − booked = left, never below zero', () => {
    fc.assert(
      fc.property(fc.array(anOperation, { maxLength: 60 }), (operations) => {
        let balance = balanceOf([]);
        const log: Entry[] = [];
        for (const operation of operations) {
          const entry = entryOf(operation);
          const next = settled(() => entered(balance, entry));
          if (next === 'refused') continue;
          log.push(entry);
          balance = next;
        }
        expect(balanceOf(log)).toEqual(balance);
        expect(balance.allocatedCents - balance.usedCents - balance.bookedCents).toBe(balance.leftCents);
        const services = SERVICES.map((id) => balance.services.get(id)).filter((service) => service !== undefined);
        expect(services.reduce((sum, service) => sum + service.usedCents, 0)).toBe(balance.usedCents);
        expect(services.reduce((sum, service) => sum + service.bookedCents, 0)).toBe(balance.bookedCents);
        expect(services.reduce((sum, service) => sum + service.assignedCents, 0)).toBe(balance.assignedCents);
        const { services: _services, ...sums } = balance;
        expect(Math.min(...Object.values(sums))).toBeGreaterThanOrEqual(0);
        for (const service of services) {
          expect(service.assignedUnits - service.usedUnits - service.bookedUnits).toBe(service.leftUnits);
          expect(Math.min(...Object.values(service))).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const heldAfter = (held: Held, entry: Entry): Held => ({
  bookedCents: held.bookedCents + entry.bookedCents,
  bookedUnits: held.bookedUnits + entry.bookedUnits,
  usedCents: held.usedCents + entry.usedCents,
  usedUnits: held.usedUnits + entry.usedUnits,
});

const demandedOf = (status: VisitStatus, { cents, units }: Readonly<{ cents: number; units: number }>): Held => ({
  bookedCents: status === 'planned' ? cents : 0,
  bookedUnits: status === 'planned' ? units : 0,
  usedCents: status === 'happened' ? cents : 0,
  usedUnits: status === 'happened' ? units : 0,
});

describe('settling a visit', () => {
  const nothing: Held = { bookedCents: 0, bookedUnits: 0, usedCents: 0, usedUnits: 0 };
  const booked: Held = { ...nothing, bookedCents: 2500, bookedUnits: 2 };
  const used: Held = { ...nothing, usedCents: 2500, usedUnits: 2 };
  const kinds = (held: Held, status: VisitStatus, worth = visit) =>
    entriesToSettle(held, worth, status, 'iemesls').map(({ kind }) => kind);

  it.each<[string, VisitStatus, Held, string[]]>([
    ['nothing yet', 'planned', nothing, ['book']],
    ['nothing yet', 'happened', nothing, ['book', 'use']],
    ['nothing yet', 'cancelled', nothing, []],
    ['nothing yet', 'did_not_happen', nothing, []],
    ['booked', 'planned', booked, []],
    ['booked', 'happened', booked, ['use']],
    ['booked', 'cancelled', booked, ['cancel']],
    ['booked', 'did_not_happen', booked, ['cancel']],
    ['used', 'happened', used, []],
    ['used', 'planned', used, ['correct']],
    ['used', 'cancelled', used, ['correct']],
    ['used', 'did_not_happen', used, ['correct']],
  ])('with %s: %s', (_name, status, held, expected) => {
    expect(kinds(held, status)).toEqual(expected);
  });

  it('books anew what is worth more or less now', () => {
    const worth = { ...visit, units: 3, cents: 3750 };
    expect(kinds(booked, 'planned', worth)).toEqual(['cancel', 'book']);
    expect(kinds(booked, 'happened', worth)).toEqual(['cancel', 'book', 'use']);
    expect(kinds(used, 'happened', worth)).toEqual(['correct']);
  });

  it('always ends where the status wants it, and then has nothing to do', () => {
    const status = fc.constantFrom<VisitStatus>('planned', 'happened', 'cancelled', 'did_not_happen');
    const step = fc.record({
      status,
      units: fc.integer({ min: 1, max: 4 }),
      priceCents: fc.integer({ min: 1, max: 9000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        let held = nothing;
        for (const { status: wanted, units, priceCents } of steps) {
          const worth = { ...visit, units, cents: units * priceCents };
          for (const entry of entriesToSettle(held, worth, wanted, 'iemesls')) {
            held = heldAfter(held, entry);
            expect(Math.min(...Object.values(held))).toBeGreaterThanOrEqual(0);
          }
          expect(held).toEqual(demandedOf(wanted, worth));
          expect(entriesToSettle(held, worth, wanted, 'iemesls')).toEqual([]);
        }
      }),
    );
  });
});
