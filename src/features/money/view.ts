import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import { dayOf } from '../../core/time/clock.ts';
import type { PlanService, Unit } from '../plan/index.ts';
import { balanceOf, noServiceBalance } from './rules.ts';
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
  const balance = balanceOf(sums);
  return {
    total: {
      allocated: balance.allocatedCents,
      used: balance.usedCents,
      booked: balance.bookedCents,
      left: balance.leftCents,
    },
    howMuch: howMuch(balance.leftCents, balance.allocatedCents),
    unassignedCents: balance.allocatedCents - balance.assignedCents,
    services: services.map((service) => {
      const of = balance.services.get(service.id) ?? noServiceBalance;
      return {
        planServiceId: service.id,
        picture: pictureOfService(service.code),
        name: service.easyName,
        unit: service.unit,
        isForFamily: service.audience === 'family',
        howMuch: howMuch(of.leftUnits, of.assignedUnits),
        units: { assigned: of.assignedUnits, used: of.usedUnits, booked: of.bookedUnits, left: of.leftUnits },
        cents: { assigned: of.assignedCents, used: of.usedCents, booked: of.bookedCents, left: of.leftCents },
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
