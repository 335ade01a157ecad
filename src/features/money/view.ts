import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { dayOf } from '../../core/time/clock.ts';
import type { PlanService, Unit } from '../plan/index.ts';
import type { LedgerLine, LedgerSums } from './store.ts';

/** How much is left, in a word: much, little or nothing. */
export type HowMuch = 'much' | 'little' | 'nothing';

/** Less than a quarter of what there was counts as little: three months of a year's plan. */
const LITTLE_BELOW = 1 / 4;

export type Amounts = Readonly<{ used: number; booked: number; left: number }>;

export type ServiceMoney = Readonly<{
  planServiceId: number;
  picture: PictureName;
  name: string;
  unit: Unit;
  isForFamily: boolean;
  howMuch: HowMuch;
  units: Amounts & Readonly<{ assigned: number }>;
  cents: Amounts & Readonly<{ assigned: number }>;
}>;

/** What the money pages show; everything is summed from the ledger. */
export type MoneyView = Readonly<{
  total: Amounts & Readonly<{ allocated: number }>;
  howMuch: HowMuch;
  /** What is left and belongs to no service yet. */
  unassignedCents: number;
  services: readonly ServiceMoney[];
}>;

export function viewMoney(services: readonly PlanService[], sums: readonly LedgerSums[]): MoneyView {
  const add = (pick: (row: LedgerSums) => number) => sums.reduce((total, row) => total + pick(row), 0);
  const allocated = add((row) => row.allocatedCents);
  const used = add((row) => row.usedCents);
  const booked = add((row) => row.bookedCents);
  const left = allocated - used - booked;
  return {
    total: { allocated, used, booked, left },
    howMuch: howMuch(left, allocated),
    unassignedCents: allocated - add((row) => row.assignedCents),
    services: services.map((service) => {
      const row = sums.find((candidate) => candidate.planServiceId === service.id) ?? nothing;
      const units = {
        assigned: row.assignedUnits,
        used: row.usedUnits,
        booked: row.bookedUnits,
        left: row.assignedUnits - row.usedUnits - row.bookedUnits,
      };
      return {
        planServiceId: service.id,
        picture: pictureOfService(service.code),
        name: service.easyName,
        unit: service.unit,
        isForFamily: service.audience === 'family',
        howMuch: howMuch(units.left, units.assigned),
        units,
        cents: {
          assigned: row.assignedCents,
          used: row.usedCents,
          booked: row.bookedCents,
          left: row.assignedCents - row.usedCents - row.bookedCents,
        },
      };
    }),
  };
}

export function howMuch(left: number, all: number): HowMuch {
  if (left <= 0) return 'nothing';
  return left < all * LITTLE_BELOW ? 'little' : 'much';
}

export type LedgerLineView = Readonly<{
  id: number;
  kind: LedgerLine['kind'];
  /** `YYYY-MM-DD`: the visit's day, else the day in Latvia on which it was entered. */
  on: string;
  cents: number;
  reason: string | null;
}>;

export type LedgerView = readonly Readonly<{ serviceName: string | null; lines: readonly LedgerLineView[] }>[];

/** The exact entries, by service in the order they first appear; what belongs to the whole plan comes first. */
export function viewLedger(lines: readonly LedgerLine[]): LedgerView {
  const groups = new Map<string | null, LedgerLineView[]>([[null, []]]);
  for (const line of lines) {
    const group = groups.get(line.serviceName) ?? [];
    group.push({
      id: line.id,
      kind: line.kind,
      on: line.visitOn ?? dayOf(Temporal.Instant.from(line.enteredAt)).toString(),
      cents: line.allocatedCents || line.assignedCents || line.usedCents || line.bookedCents,
      reason: line.reason,
    });
    groups.set(line.serviceName, group);
  }
  return [...groups].map(([serviceName, group]) => ({ serviceName, lines: group }));
}

const nothing = {
  allocatedCents: 0,
  assignedCents: 0,
  bookedCents: 0,
  usedCents: 0,
  assignedUnits: 0,
  bookedUnits: 0,
  usedUnits: 0,
};
