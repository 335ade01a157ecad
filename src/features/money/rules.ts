import type { ledgerKinds, visitStatuses } from '../../../db/schema.ts';

export type LedgerKind = (typeof ledgerKinds)[number];
export type VisitStatus = (typeof visitStatuses)[number];

/** By how much one ledger entry changes each sum; cents and units, both whole numbers. */
export type Deltas = Readonly<{
  allocatedCents: number;
  assignedCents: number;
  bookedCents: number;
  usedCents: number;
  assignedUnits: number;
  bookedUnits: number;
  usedUnits: number;
}>;

/** A ledger entry before anybody has entered it. */
export type Entry = Deltas &
  Readonly<{
    kind: LedgerKind;
    /** None for what concerns the plan as a whole. */
    planServiceId: number | null;
    visitId: number | null;
    reason: string | null;
  }>;

/** What belongs to one service of a plan. `left = assigned − used − booked`, in cents and in units. */
export type ServiceBalance = Readonly<{
  assignedCents: number;
  usedCents: number;
  bookedCents: number;
  leftCents: number;
  assignedUnits: number;
  usedUnits: number;
  bookedUnits: number;
  leftUnits: number;
}>;

/** The state of a plan's money: `left = allocated − used − booked`, always. */
export type Balance = Readonly<{
  allocatedCents: number;
  assignedCents: number;
  usedCents: number;
  bookedCents: number;
  leftCents: number;
  /** By the plan service's id. */
  services: ReadonlyMap<number, ServiceBalance>;
}>;

/** The entry would promise or spend money that is not there. */
export class WouldOverspend extends Error {
  readonly of: 'plan' | 'service';
  constructor(of: 'plan' | 'service') {
    super(
      of === 'plan' ? 'The entry takes what is left of the plan below zero' : 'The entry takes a service below zero',
    );
    this.name = 'WouldOverspend';
    this.of = of;
  }
}

/** The entry itself is not a possible one: a part of a cent, nothing, or a correction without a reason. */
export class EntryRefused extends Error {
  constructor(why: string) {
    super(`Not a ledger entry: ${why}`);
    this.name = 'EntryRefused';
  }
}

const nothing: Deltas = {
  allocatedCents: 0,
  assignedCents: 0,
  bookedCents: 0,
  usedCents: 0,
  assignedUnits: 0,
  bookedUnits: 0,
  usedUnits: 0,
};

/** One visit of one plan service, and what it is worth. */
export type VisitWorth = Readonly<{ visitId: number; planServiceId: number; units: number; cents: number }>;

/** The plan gets its budget. */
export function allocate(cents: number): Entry {
  return forPlan('allocate', cents, null);
}

/** The plan gets more. */
export function extend(cents: number, reason: string | null = null): Entry {
  return forPlan('extend', cents, reason);
}

/** A part of the plan's budget is meant for a service: so many units at the price of one. */
export function assign(planServiceId: number, units: number, priceCents: number): Entry {
  mustBePositive(units, priceCents);
  return {
    ...nothing,
    kind: 'assign',
    planServiceId,
    visitId: null,
    reason: null,
    assignedCents: units * priceCents,
    assignedUnits: units,
  };
}

/** Units that a service does not need any more: their money is free for another. */
export function release(planServiceId: number, units: number, cents: number, reason: string | null = null): Entry {
  mustBePositive(units, cents);
  return {
    ...nothing,
    kind: 'release',
    planServiceId,
    visitId: null,
    reason,
    assignedCents: -cents,
    assignedUnits: -units,
  };
}

/** A visit is planned: its money is promised and no longer free. */
export function book(visit: VisitWorth): Entry {
  return forVisit('book', visit, { bookedCents: visit.cents, bookedUnits: visit.units });
}

/** A booked visit happened: what was promised is spent. */
export function use(visit: VisitWorth): Entry {
  return forVisit('use', visit, {
    bookedCents: -visit.cents,
    bookedUnits: -visit.units,
    usedCents: visit.cents,
    usedUnits: visit.units,
  });
}

/** A booked visit will not be: its money is free again. */
export function cancel(visit: VisitWorth, reason: string | null = null): Entry {
  return { ...forVisit('cancel', visit, { bookedCents: -visit.cents, bookedUnits: -visit.units }), reason };
}

/**
 * Puts right what was entered wrongly; the wrong entry stays.
 *
 * @throws EntryRefused without a reason, or when a service's sums are touched without naming the service
 */
export function correct(
  of: Readonly<{ planServiceId: number | null; visitId?: number | null; reason: string }>,
  by: Partial<Deltas>,
): Entry {
  if (of.reason.trim() === '') throw new EntryRefused('a correction needs a reason');
  const deltas = { ...nothing, ...by };
  if (!Object.values(deltas).every(Number.isSafeInteger)) throw new EntryRefused('cents and units are whole numbers');
  const { allocatedCents: _ofPlan, ...ofService } = deltas;
  if (of.planServiceId === null && Object.values(ofService).some((delta) => delta !== 0)) {
    throw new EntryRefused('a correction of a service must name the service');
  }
  return {
    ...deltas,
    kind: 'correct',
    planServiceId: of.planServiceId,
    visitId: of.visitId ?? null,
    reason: of.reason,
  };
}

const noBalance: Balance = {
  allocatedCents: 0,
  assignedCents: 0,
  usedCents: 0,
  bookedCents: 0,
  leftCents: 0,
  services: new Map(),
};

/** The plan's money after these entries, in whatever order they were made. */
export function balanceOf(entries: Iterable<Deltas & Pick<Entry, 'planServiceId'>>): Balance {
  let balance = noBalance;
  for (const entry of entries) balance = added(balance, entry);
  return balance;
}

/**
 * The balance after one more entry. The database refuses the same entries by triggers.
 *
 * @throws WouldOverspend when the plan or the service has not that much left
 */
export function entered(balance: Balance, entry: Entry): Balance {
  const after = added(balance, entry);
  if (after.leftCents < 0 || after.allocatedCents < after.assignedCents) throw new WouldOverspend('plan');
  const service = entry.planServiceId === null ? undefined : after.services.get(entry.planServiceId);
  if (service !== undefined && Object.values(service).some((sum) => sum < 0)) throw new WouldOverspend('service');
  return after;
}

/** What the ledger holds for one visit. */
export type Held = Pick<Deltas, 'bookedCents' | 'bookedUnits' | 'usedCents' | 'usedUnits'>;

/**
 * The entries that bring what the ledger holds for a visit to what its status demands: planned is booked, happened is
 * used, cancelled or did not happen is given back. None when it is so already. `reason` goes with what is given back or
 * corrected.
 */
export function entriesToSettle(held: Held, visit: VisitWorth, status: VisitStatus, reason: string): readonly Entry[] {
  const isBooked = status === 'planned';
  const isUsed = status === 'happened';
  const demanded: Held = {
    bookedCents: isBooked ? visit.cents : 0,
    bookedUnits: isBooked ? visit.units : 0,
    usedCents: isUsed ? visit.cents : 0,
    usedUnits: isUsed ? visit.units : 0,
  };
  const difference: Held = {
    bookedCents: demanded.bookedCents - held.bookedCents,
    bookedUnits: demanded.bookedUnits - held.bookedUnits,
    usedCents: demanded.usedCents - held.usedCents,
    usedUnits: demanded.usedUnits - held.usedUnits,
  };
  if (Object.values(difference).every((delta) => delta === 0)) return [];
  // What was spent is not taken back silently: that needs a correction with its reason.
  if (held.usedCents !== 0 || held.usedUnits !== 0) {
    return [correct({ planServiceId: visit.planServiceId, visitId: visit.visitId, reason }, difference)];
  }
  const entries: Entry[] = [];
  const isHeldRightly = (isBooked || isUsed) && held.bookedCents === visit.cents && held.bookedUnits === visit.units;
  const isHeld = held.bookedCents !== 0 || held.bookedUnits !== 0;
  if (isHeld && !isHeldRightly) {
    entries.push(cancel({ ...visit, cents: held.bookedCents, units: held.bookedUnits }, reason));
  }
  if ((isBooked || isUsed) && !isHeldRightly) entries.push(book(visit));
  if (isUsed) entries.push(use(visit));
  return entries;
}

function forPlan(kind: 'allocate' | 'extend', cents: number, reason: string | null): Entry {
  mustBePositive(cents);
  return { ...nothing, kind, planServiceId: null, visitId: null, reason, allocatedCents: cents };
}

function forVisit(kind: LedgerKind, visit: VisitWorth, deltas: Partial<Deltas>): Entry {
  mustBePositive(visit.units, visit.cents);
  return { ...nothing, ...deltas, kind, planServiceId: visit.planServiceId, visitId: visit.visitId, reason: null };
}

function mustBePositive(...amounts: readonly number[]): void {
  if (!amounts.every((amount) => Number.isSafeInteger(amount) && amount > 0)) {
    throw new EntryRefused('cents and units are whole numbers above zero');
  }
}

/** A service nobody has assigned anything to. */
export const noServiceBalance: ServiceBalance = {
  assignedCents: 0,
  usedCents: 0,
  bookedCents: 0,
  leftCents: 0,
  assignedUnits: 0,
  usedUnits: 0,
  bookedUnits: 0,
  leftUnits: 0,
};

/** The balance after one more entry, whether or not there is that much: for seeing how much is missing. */
export function added(balance: Balance, entry: Deltas & Pick<Entry, 'planServiceId'>): Balance {
  const services = new Map(balance.services);
  if (entry.planServiceId !== null) {
    const before = services.get(entry.planServiceId) ?? noServiceBalance;
    services.set(entry.planServiceId, {
      assignedCents: before.assignedCents + entry.assignedCents,
      usedCents: before.usedCents + entry.usedCents,
      bookedCents: before.bookedCents + entry.bookedCents,
      leftCents: before.leftCents + entry.assignedCents - entry.usedCents - entry.bookedCents,
      assignedUnits: before.assignedUnits + entry.assignedUnits,
      usedUnits: before.usedUnits + entry.usedUnits,
      bookedUnits: before.bookedUnits + entry.bookedUnits,
      leftUnits: before.leftUnits + entry.assignedUnits - entry.usedUnits - entry.bookedUnits,
    });
  }
  return {
    allocatedCents: balance.allocatedCents + entry.allocatedCents,
    assignedCents: balance.assignedCents + entry.assignedCents,
    usedCents: balance.usedCents + entry.usedCents,
    bookedCents: balance.bookedCents + entry.bookedCents,
    leftCents: balance.leftCents + entry.allocatedCents - entry.usedCents - entry.bookedCents,
    services,
  };
}
