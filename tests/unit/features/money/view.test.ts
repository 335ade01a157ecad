import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { findLedger, findSums, type MoneyView, viewLedger, viewMoney } from '../../../../src/features/money/index.ts';
import { howMuch } from '../../../../src/features/money/view.ts';
import { findPlan, findPlanServices } from '../../../../src/features/plan/index.ts';
import { referenceClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

let db: Database;
beforeEach(() => {
  db = pilotDatabase();
});

function moneyOf(number: string) {
  const actor = actorOf(db, number);
  const grant = authorize({ db, clock: referenceClock }, actor, 'money.read', actor.personId);
  const plan = findPlan(db, grant, referenceDay);
  if (plan === null) throw new Error(`${number} has no plan.`);
  return {
    grant,
    plan,
    view: viewMoney(findPlanServices(db, grant, plan), findSums(db, grant, plan)),
    ledger: viewLedger(findLedger(db, grant, plan)),
  };
}

/** Counted by hand in the demo's files: `plani.csv`, `plana_pakalpojumi.csv` and `tiksanas.csv` for PL-D05. */
const ofMaris: MoneyView = {
  // 6360,00; 153460 = 37500 + 39000 + 54600 + 22360; 145460 = 32500 + 36000 + 54600 + 22360
  total: { allocated: 636_000, used: 153_460, booked: 145_460, left: 337_080 },
  howMuch: 'much',
  // 636000 − (130000 + 156000 + 202800 + 89440)
  unassignedCents: 57_760,
  services: [
    {
      planServiceId: expect.any(Number),
      picture: expect.any(String),
      name: 'Atbalsta persona',
      unit: 'hour',
      isForFamily: false,
      howMuch: 'much',
      // 104 hours at 12,50; 15 visits of 2 hours happened, 13 are planned
      units: { assigned: 104, used: 30, booked: 26, left: 48 },
      cents: { assigned: 130_000, used: 37_500, booked: 32_500, left: 60_000 },
    },
    {
      planServiceId: expect.any(Number),
      picture: expect.any(String),
      name: 'Mūzikas nodarbība',
      unit: 'time',
      isForFamily: false,
      howMuch: 'much',
      // 52 times at 30,00; 13 happened, 12 are planned, 3 were cancelled, 2 did not happen
      units: { assigned: 52, used: 13, booked: 12, left: 27 },
      cents: { assigned: 156_000, used: 39_000, booked: 36_000, left: 81_000 },
    },
    {
      planServiceId: expect.any(Number),
      picture: expect.any(String),
      name: 'Palīgs darbā',
      unit: 'hour',
      isForFamily: false,
      howMuch: 'much',
      // 156 hours at 13,00; 14 visits of 3 hours happened, 14 are planned
      units: { assigned: 156, used: 42, booked: 42, left: 72 },
      cents: { assigned: 202_800, used: 54_600, booked: 54_600, left: 93_600 },
    },
    {
      planServiceId: expect.any(Number),
      picture: expect.any(String),
      name: 'Asistents',
      unit: 'hour',
      isForFamily: false,
      howMuch: 'much',
      // 104 hours at 8,60; 13 visits of 2 hours happened, 13 are planned
      units: { assigned: 104, used: 26, booked: 26, left: 52 },
      cents: { assigned: 89_440, used: 22_360, booked: 22_360, left: 44_720 },
    },
  ],
};

describe('rule 4: money is exact', () => {
  test('the money of Māris, to the cent', () => {
    expect(moneyOf('D05').view).toEqual(ofMaris);
  });

  test.each(['D01', 'D02', 'D03', 'D04', 'D05', 'D06', 'D07', 'D08', 'D09', 'D10', 'D11'])(
    '%s: what is left is what was given, less what is used and promised; the services add up to the whole',
    (number) => {
      const { total, services, unassignedCents } = moneyOf(number).view;
      expect(total.left).toBe(total.allocated - total.used - total.booked);
      expect(total.left).toBeGreaterThanOrEqual(0);
      const sum = (pick: (cents: MoneyView['services'][number]['cents']) => number) =>
        services.reduce((all, { cents }) => all + pick(cents), 0);
      expect(sum(({ used }) => used)).toBe(total.used);
      expect(sum(({ booked }) => booked)).toBe(total.booked);
      expect(sum(({ left }) => left) + unassignedCents).toBe(total.left);
    },
  );

  test('what is promised is not free', () => {
    const service = { ...moneyOf('D05').plan, id: 7 };
    const sums = {
      planServiceId: null,
      allocatedCents: 10_000,
      assignedCents: 0,
      bookedCents: 0,
      usedCents: 0,
      assignedUnits: 0,
      bookedUnits: 0,
      usedUnits: 0,
    };
    const booked = { ...sums, planServiceId: service.id, allocatedCents: 0, bookedCents: 10_000 };
    expect(viewMoney([], [sums, booked])).toMatchObject({ total: { left: 0, booked: 10_000 }, howMuch: 'nothing' });
  });
});

test.each([
  [0, 100, 'nothing'],
  [-1, 100, 'nothing'],
  [0, 0, 'nothing'],
  [1, 100, 'little'],
  [24, 100, 'little'],
  [25, 100, 'much'],
  [100, 100, 'much'],
])('%i of %i is %s', (left, all, word) => {
  expect(howMuch(left, all)).toBe(word);
});

test('a service without an entry has nothing', () => {
  const { grant, plan } = moneyOf('D05');
  const [service] = findPlanServices(db, grant, plan);
  if (service === undefined) throw new Error('The plan has no service.');
  expect(viewMoney([service], []).services[0]).toMatchObject({
    howMuch: 'nothing',
    units: { assigned: 0, used: 0, booked: 0, left: 0 },
    cents: { assigned: 0, used: 0, booked: 0, left: 0 },
  });
});

describe('the exact entries', () => {
  test('every entry is shown, what belongs to the whole plan first', () => {
    const { ledger } = moneyOf('D05');
    expect(ledger.map(({ serviceName }) => serviceName)).toEqual([
      null,
      'Atbalsta persona',
      'Mūzikas nodarbība',
      'Palīgs darbā',
      'Asistents',
    ]);
    expect(ledger[0]?.lines).toMatchObject([{ kind: 'allocate', cents: 636_000, on: '2026-11-23' }]);
    const music = ledger[2]?.lines ?? [];
    expect(music[0]).toMatchObject({ kind: 'assign', cents: 156_000 });
    // 25 visits were booked: 13 of them were used since.
    expect(music.filter(({ kind }) => kind === 'book')).toHaveLength(25);
    expect(music.filter(({ kind }) => kind === 'use')).toHaveLength(13);
    expect(music.filter(({ kind }) => kind === 'use')[0]).toMatchObject({ cents: 3_000, on: '2026-08-05' });
  });

  const line = {
    id: 1,
    kind: 'correct',
    serviceName: null,
    allocatedCents: 0,
    assignedCents: 0,
    bookedCents: 0,
    usedCents: 0,
    reason: 'Kļūda.',
    enteredAt: '2026-11-22T22:30:00.000Z',
    visitOn: null,
  } as const;

  test('an entry after midnight in Latvia belongs to the new day', () => {
    expect(viewLedger([line])[0]?.lines[0]?.on).toBe('2026-11-23');
  });

  test('an entry about a visit stands on the visit’s day', () => {
    expect(viewLedger([{ ...line, visitOn: '2026-11-24' }])[0]?.lines[0]?.on).toBe('2026-11-24');
  });

  test('a use shows what was spent, a cancellation what came back', () => {
    const use = { ...line, bookedCents: -2_500, usedCents: 2_500, kind: 'use' } as const;
    const cancel = { ...line, bookedCents: -2_500, kind: 'cancel' } as const;
    expect(viewLedger([use, cancel])[0]?.lines.map(({ cents }) => cents)).toEqual([2_500, -2_500]);
  });

  test('without an entry there is only the plan’s empty list', () => {
    expect(viewLedger([])).toEqual([{ serviceName: null, lines: [] }]);
  });
});
