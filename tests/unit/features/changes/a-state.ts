import {
  balanceOfService,
  type Effect,
  freeCents,
  type PlanState,
  type Problem,
  type ServiceState,
  simulate,
  type VisitState,
} from '../../../../src/features/changes/index.ts';
import {
  assign,
  balanceOf,
  type Entry,
  entriesToSettle,
  type Held,
  type ServiceBalance,
} from '../../../../src/features/money/index.ts';
import { allocate } from '../../../../src/features/money/rules.ts';

/** Monday morning: what begins at 8:30 or before is past. */
export const around = { reason: 'Es tā gribu.', now: Temporal.PlainDateTime.from('2026-11-23T08:30') };

export const physio: ServiceState = {
  id: 1,
  serviceId: 101,
  code: 'FIZ',
  name: 'Vingrošana',
  unit: 'time',
  priceCents: 2800,
  audience: 'participant',
  providerId: 21,
  providerName: 'Aivars Balodis',
};
export const dayCentre: ServiceState = {
  ...physio,
  id: 2,
  serviceId: 102,
  code: 'DAC',
  name: 'Dienas centrs',
  unit: 'day',
  priceCents: 2480,
  providerId: 24,
  providerName: 'Mārtiņš Kauliņš',
};
export const forFamily: ServiceState = {
  ...physio,
  id: 3,
  serviceId: 103,
  code: 'PSF',
  name: 'Saruna ģimenei',
  priceCents: 3500,
  audience: 'family',
  providerId: 23,
  providerName: 'Ieva Liepiņa',
};

const nothingHeld: Held = { bookedCents: 0, bookedUnits: 0, usedCents: 0, usedUnits: 0 };

export function aVisit(id: number, service: ServiceState, more: Partial<VisitState> = {}): VisitState {
  return {
    id,
    planServiceId: service.id,
    providerId: service.providerId,
    heldOn: '2026-11-24',
    startTime: '09:00',
    endTime: '09:45',
    place: 'Centrs',
    address: 'Parka iela 12',
    videoUrl: null,
    units: 1,
    status: 'planned',
    held: nothingHeld,
    ...more,
  };
}

/** A plan with the money that its services and visits need, in a ledger as the portal itself would keep it. */
export function aState({
  budgetCents,
  services,
  visits = [],
  more = {},
  entries = [],
}: Readonly<{
  budgetCents: number;
  services: readonly (readonly [ServiceState, units: number])[];
  visits?: readonly VisitState[];
  more?: Partial<PlanState>;
  /** Whatever came into the ledger besides. */
  entries?: readonly Entry[];
}>): PlanState {
  const prices = new Map(services.map(([{ id, priceCents }]) => [id, priceCents]));
  const ledger: Entry[] = [
    allocate(budgetCents),
    ...services.filter(([, units]) => units > 0).map(([{ id, priceCents }, units]) => assign(id, units, priceCents)),
    ...entries,
  ];
  const settled = visits.map((visit) => {
    const cents = visit.units * (prices.get(visit.planServiceId) ?? 0);
    const worth = { visitId: visit.id, planServiceId: visit.planServiceId, units: visit.units, cents };
    ledger.push(...entriesToSettle(nothingHeld, worth, visit.status, 'x'));
    const isBooked = visit.status === 'planned';
    const isUsed = visit.status === 'happened';
    return {
      ...visit,
      held: {
        bookedCents: isBooked ? cents : 0,
        bookedUnits: isBooked ? visit.units : 0,
        usedCents: isUsed ? cents : 0,
        usedUnits: isUsed ? visit.units : 0,
      },
    };
  });
  return {
    planId: 1,
    number: 0,
    fromOn: '2026-08-03',
    toOn: '2027-07-31',
    nextFromOn: null,
    dream: 'Es gribu strādāt dārzā.',
    goals: [
      { text: 'Es eju viens.', steps: [{ text: 'Es zinu numuru.', doneOn: '2026-10-02' }] },
      { text: 'Es strādāju dārzā.', steps: [{ text: 'Es skatos.', doneOn: null }] },
    ],
    services: services.map(([service]) => service),
    visits: settled,
    balance: balanceOf(ledger),
    taken: [],
    ...more,
  };
}

/**
 * 1000,00 €. Physio 10 × 28,00 = 280,00; day centre 20 × 24,80 = 496,00; for the family 2 × 35,00 = 70,00: 846,00 € are
 * assigned, 154,00 € are free. Left: physio 10 − 1 used − 1 booked = 8 (224,00), day centre 20 − 1 booked = 19 (471,20),
 * family 2 − 1 booked = 1 (35,00).
 */
export function smallPlan(more: Partial<PlanState> = {}): PlanState {
  return aState({
    budgetCents: 100_000,
    services: [
      [physio, 10],
      [dayCentre, 20],
      [forFamily, 2],
    ],
    visits: [
      aVisit(11, physio),
      aVisit(12, dayCentre, { heldOn: '2026-11-26', endTime: '15:00' }),
      aVisit(13, physio, { heldOn: '2026-11-16', status: 'happened' }),
      aVisit(14, forFamily, { heldOn: '2026-11-27' }),
      aVisit(15, physio, { heldOn: '2026-12-01', status: 'cancelled' }),
    ],
    more,
  });
}

export const run = (state: PlanState, ...effects: readonly Effect[]) => simulate(state, effects, around);

/** Why a change is not possible; the change is wholly possible where there is none. */
export const problemsOf = (state: PlanState, ...effects: readonly Effect[]): readonly Problem[] =>
  run(state, ...effects).problems;

/** What belongs to no service, and what each has left: `free`, and `code` → [units, cents]. */
export function leftIn(state: PlanState): Readonly<Record<string, number | readonly [number, number]>> {
  const left = state.services.map(({ id, code }) => {
    const { leftUnits, leftCents } = balanceOfService(state, id);
    return [code, [leftUnits, leftCents]] as const;
  });
  return { free: freeCents(state), ...Object.fromEntries(left) };
}

/** Every sum follows from the others, and none is below zero. */
export function brokenSums({ balance }: PlanState): readonly string[] {
  const { allocatedCents, assignedCents, usedCents, bookedCents, leftCents } = balance;
  const services = [...balance.services.values()];
  const sum = (key: keyof ServiceBalance) => services.reduce((total, service) => total + service[key], 0);
  const rules: readonly (readonly [string, boolean])[] = [
    ['left', allocatedCents - usedCents - bookedCents === leftCents],
    ['left below zero', leftCents < 0 === false],
    ['services over the budget', assignedCents <= allocatedCents],
    ['assigned', sum('assignedCents') === assignedCents],
    ['used', sum('usedCents') === usedCents],
    ['booked', sum('bookedCents') === bookedCents],
    ['left of services', sum('leftCents') + allocatedCents - assignedCents === leftCents],
    ...services.flatMap((service): readonly (readonly [string, boolean])[] => [
      ['a service below zero', Math.min(...Object.values(service)) >= 0],
      ['cents of a service', service.assignedCents - service.usedCents - service.bookedCents === service.leftCents],
      ['units of a service', service.assignedUnits - service.usedUnits - service.bookedUnits === service.leftUnits],
    ]),
  ];
  return rules.filter(([, holds]) => !holds).map(([name]) => name);
}
