import fc from 'fast-check';
import {
  allocate,
  assign,
  book,
  cancel,
  correct,
  type Entry,
  extend,
  release,
  use,
  WouldOverspend,
} from '../../../../src/features/money/rules.ts';

/** The plan services of the random sequences, with ids as a database that is filled in this order gives them. */
export const SERVICES = [1, 2] as const;
const VISITS_OF_EACH = 3;

export const visitIds: readonly Readonly<{ visitId: number; planServiceId: number }>[] = SERVICES.flatMap(
  (planServiceId, index) =>
    Array.from({ length: VISITS_OF_EACH }, (_, offset) => ({
      visitId: index * VISITS_OF_EACH + offset + 1,
      planServiceId,
    })),
);

const budget = fc.integer({ min: 1, max: 40_000 });
const cents = fc.integer({ min: 1, max: 3000 });
const units = fc.integer({ min: 1, max: 5 });
const service = fc.constantFrom(...SERVICES);
const visit = fc.constantFrom(...visitIds);
const change = fc.integer({ min: -4000, max: 4000 });
const fewUnits = fc.integer({ min: -4, max: 4 });

/** Possible and impossible things alike: what may not be must be refused by the rules and by the database alike. */
export const anOperation = fc.oneof(
  fc.record({ kind: fc.constant('allocate' as const), cents: budget }),
  fc.record({ kind: fc.constant('extend' as const), cents: budget }),
  fc.record({
    kind: fc.constant('assign' as const),
    service,
    units: fc.integer({ min: 1, max: 20 }),
    cents: fc.integer({ min: 1, max: 900 }),
  }),
  fc.record({ kind: fc.constant('release' as const), service, units, cents }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('book', 'use', 'cancel'), visit, units, cents }) },
  fc.record({
    kind: fc.constant('correct' as const),
    service,
    assignedCents: change,
    bookedCents: change,
    usedCents: change,
    assignedUnits: fewUnits,
    bookedUnits: fewUnits,
    usedUnits: fewUnits,
  }),
  fc.record({ kind: fc.constant('cut' as const), cents }),
);
export type Operation = typeof anOperation extends fc.Arbitrary<infer T> ? T : never;

/** The entry of an operation. */
export function entryOf(operation: Operation): Entry {
  switch (operation.kind) {
    case 'allocate':
      return allocate(operation.cents);
    case 'extend':
      return extend(operation.cents);
    case 'assign':
      return assign(operation.service, operation.units, operation.cents);
    case 'release':
      return release(operation.service, operation.units, operation.cents);
    case 'book':
      return book({ ...operation.visit, units: operation.units, cents: operation.cents });
    case 'use':
      return use({ ...operation.visit, units: operation.units, cents: operation.cents });
    case 'cancel':
      return cancel({ ...operation.visit, units: operation.units, cents: operation.cents });
    case 'cut':
      return correct({ planServiceId: null, reason: 'kļūda' }, { allocatedCents: -operation.cents });
    case 'correct': {
      const { kind: _kind, service: planServiceId, ...by } = operation;
      return correct({ planServiceId, reason: 'kļūda' }, by);
    }
  }
}

/** What a step gives, or that it was refused for want of money. */
export function settled<T>(step: () => T): T | 'refused' {
  try {
    return step();
  } catch (error) {
    if (error instanceof WouldOverspend) return 'refused';
    throw error;
  }
}
