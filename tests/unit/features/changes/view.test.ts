import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Effect, type PlanState, simulate, viewNowThen } from '../../../../src/features/changes/index.ts';
import { around, aState, aVisit, dayCentre, forFamily, physio, run, smallPlan } from './a-state.ts';

const viewOf = (state: PlanState, ...effects: readonly Effect[]) =>
  viewNowThen(state, simulate(state, effects, around), around);

const plan = (planServiceId: number, heldOn: string, more: { units?: number; startTime?: string } = {}): Effect => ({
  kind: 'plan_visit',
  planServiceId,
  heldOn,
  startTime: '09:00',
  endTime: '15:00',
  units: 1,
  place: 'Centrs',
  address: null,
  videoUrl: null,
  ...more,
});
const units = (planServiceId: number, by: number): Effect => ({ kind: 'assign_units', planServiceId, units: by });

describe('the week that would be another one', () => {
  test('moving within a week: both weeks whole, and what differs in each', () => {
    const { week, services, free, isSame, shortage } = viewOf(smallPlan(), {
      kind: 'move_visit',
      visitId: 11,
      heldOn: '2026-11-25',
      startTime: '10:00',
    });
    expect(week).toMatchObject({ from: '2026-11-23', to: '2026-11-29' });
    expect(
      week?.before.map(({ name, heldOn, startTime, isDifferent }) => [name, heldOn, startTime, isDifferent]),
    ).toEqual([
      ['Vingrošana', '2026-11-24', '09:00', true],
      ['Dienas centrs', '2026-11-26', '09:00', false],
      ['Saruna ģimenei', '2026-11-27', '09:00', false],
    ]);
    expect(
      week?.after.map(({ name, heldOn, startTime, isDifferent }) => [name, heldOn, startTime, isDifferent]),
    ).toEqual([
      ['Vingrošana', '2026-11-25', '10:00', true],
      ['Dienas centrs', '2026-11-26', '09:00', false],
      ['Saruna ģimenei', '2026-11-27', '09:00', false],
    ]);
    // The visits and the money of each service stay.
    expect(services).toEqual([]);
    expect(free).toBeNull();
    expect(isSame).toBe(false);
    expect(shortage).toBeNull();
  });

  test('the first of many weeks in which something differs, from its Monday to its Sunday', () => {
    // Sunday 6 December is still in the week of 30 November.
    const { week } = viewOf(smallPlan(), plan(2, '2026-12-14'), plan(2, '2026-12-06'));
    expect(week).toMatchObject({ from: '2026-11-30', to: '2026-12-06', before: [] });
    expect(week?.after.map(({ heldOn, isDifferent }) => [heldOn, isDifferent])).toEqual([['2026-12-06', true]]);
  });

  test('a visit that moves to an earlier week is seen from there', () => {
    const state = aState({
      budgetCents: 50_000,
      services: [[physio, 5]],
      visits: [aVisit(1, physio, { heldOn: '2026-12-08' })],
    });
    const { week } = viewOf(state, { kind: 'move_visit', visitId: 1, heldOn: '2026-12-01', startTime: '09:00' });
    expect(week).toMatchObject({
      from: '2026-11-30',
      before: [],
      after: [{ heldOn: '2026-12-01', isDifferent: true }],
    });
  });

  test('what is called off is in the week before and not in the one after; what happened is in neither', () => {
    const { week } = viewOf(smallPlan(), { kind: 'mark_visit', visitId: 11, status: 'cancelled' });
    expect(week?.before.map(({ name }) => name)).toEqual(['Vingrošana', 'Dienas centrs', 'Saruna ģimenei']);
    expect(week?.after.map(({ name }) => name)).toEqual(['Dienas centrs', 'Saruna ģimenei']);
    const corrected = viewOf(smallPlan(), { kind: 'mark_visit', visitId: 13, status: 'did_not_happen' });
    expect(corrected.week).toBeNull();
    expect(corrected.services).toMatchObject([{ name: 'Vingrošana', after: { leftUnits: 9, leftCents: 25_200 } }]);
  });

  test('by video is another visit', () => {
    const video = { place: 'Video', address: null, videoUrl: 'https://video.example.org/d01' };
    const { week } = viewOf(smallPlan(), { kind: 'place_visit', visitId: 11, ...video });
    expect(week?.before[0]).toMatchObject({ isRemote: false, isDifferent: true });
    expect(week?.after[0]).toMatchObject({ isRemote: true, isDifferent: true });
  });

  test('two visits that change places differ in nothing but the times', () => {
    const state = aState({
      budgetCents: 50_000,
      services: [[physio, 5]],
      visits: [aVisit(1, physio), aVisit(2, physio, { heldOn: '2026-11-25' })],
    });
    const swap: readonly Effect[] = [
      { kind: 'move_visit', visitId: 1, heldOn: '2026-11-25', startTime: '09:00' },
      { kind: 'move_visit', visitId: 2, heldOn: '2026-11-24', startTime: '09:00' },
    ];
    expect(viewOf(state, ...swap)).toMatchObject({ week: null, isSame: true });
  });
});

describe('the money that would be', () => {
  test('two physio visits for three days: what each has, now and then', () => {
    // 154,00 + 74,40 − 56,00 = 172,40; day centre 19 − 3 = 16 (396,80); physio 8 + 2 = 10 (280,00).
    const { services, free, total, isSame, week } = viewOf(smallPlan(), units(2, -3), units(1, 2));
    expect(services).toEqual([
      {
        name: 'Vingrošana',
        picture: expect.any(String),
        unit: 'time',
        before: { plannedCount: 1, leftUnits: 8, leftCents: 22_400 },
        after: { plannedCount: 1, leftUnits: 10, leftCents: 28_000 },
      },
      {
        name: 'Dienas centrs',
        picture: expect.any(String),
        unit: 'day',
        before: { plannedCount: 1, leftUnits: 19, leftCents: 47_120 },
        after: { plannedCount: 1, leftUnits: 16, leftCents: 39_680 },
      },
    ]);
    expect(free).toEqual({ beforeCents: 15_400, afterCents: 17_240 });
    // 154,00 + 224,00 + 471,20 + 35,00 = 884,20, wherever it belongs.
    expect(total).toEqual({ beforeCents: 88_420, afterCents: 88_420 });
    expect(week).toBeNull();
    expect(isSame).toBe(false);
  });

  test('one more visit: one more stands and 28,00 less are left', () => {
    const { services, free, total } = viewOf(smallPlan(), plan(1, '2026-12-07'));
    expect(services).toMatchObject([
      {
        before: { plannedCount: 1, leftUnits: 8, leftCents: 22_400 },
        after: { plannedCount: 2, leftUnits: 7, leftCents: 19_600 },
      },
    ]);
    expect(free).toBeNull();
    expect(total).toEqual({ beforeCents: 88_420, afterCents: 85_620 });
  });

  test('a visit that has begun is not still to come, also when nobody has marked it yet', () => {
    const state = aState({
      budgetCents: 50_000,
      services: [[physio, 5]],
      visits: [
        aVisit(1, physio, { heldOn: '2026-11-23', startTime: '08:30' }),
        aVisit(2, physio, { heldOn: '2026-11-23', startTime: '08:31' }),
        aVisit(3, physio, { heldOn: '2026-11-20' }),
        aVisit(4, physio, { heldOn: '2026-11-24' }),
      ],
    });
    // It is 8:30.
    expect(viewOf(state, { kind: 'mark_visit', visitId: 4, status: 'cancelled' }).services).toMatchObject([
      { before: { plannedCount: 2, leftUnits: 1 }, after: { plannedCount: 1, leftUnits: 2 } },
    ]);
  });

  test('a service that is not in the plan yet has no before', () => {
    const music = { ...physio, serviceId: 108, code: 'MUZ', name: 'Mūzika', priceCents: 3000 };
    const { services } = viewOf(smallPlan(), { kind: 'add_service', service: music, units: 3 }, plan(-1, '2026-12-07'));
    expect(services).toMatchObject([
      { name: 'Mūzika', before: null, after: { plannedCount: 1, leftUnits: 2, leftCents: 6000 } },
    ]);
  });

  test('nothing changes', () => {
    expect(viewOf(smallPlan())).toEqual({
      week: null,
      services: [],
      free: null,
      total: { beforeCents: 88_420, afterCents: 88_420 },
      isSame: true,
      problems: [],
      shortage: null,
    });
  });
});

describe('when the money is short', () => {
  test('how much, and which services could give way', () => {
    // 7 × 28,00 = 196,00 − 154,00 = 42,00. Day centre: 2 × 24,80 = 49,60; the family has 35,00 and too little.
    const { shortage, problems, isSame } = viewOf(smallPlan(), units(1, 7));
    expect(problems).toEqual([{ reason: 'no_money', at: 0, name: 'Vingrošana', missingCents: 4200 }]);
    expect(shortage).toEqual({
      missingCents: 4200,
      reach: 'each',
      rhythm: null,
      instead: [{ name: 'Dienas centrs', picture: expect.any(String), unit: 'day', units: 2, cents: 4960 }],
    });
    expect(isSame).toBe(true);
  });

  test('a new service names itself, and every service could give way', () => {
    // 6 × 30,00 = 180,00 − 154,00 = 26,00: 1 × 28,00, or 2 × 24,80, or 1 × 35,00.
    const music = { ...physio, serviceId: 108, code: 'MUZ', name: 'Mūzika', priceCents: 3000 };
    const { shortage, problems } = viewOf(smallPlan(), { kind: 'add_service', service: music, units: 6 });
    expect(problems).toMatchObject([{ reason: 'no_money', name: 'Mūzika', missingCents: 2600 }]);
    expect(shortage?.instead.map(({ name, units: count, cents }) => [name, count, cents])).toEqual([
      ['Vingrošana', 1, 2800],
      ['Dienas centrs', 2, 4960],
      ['Saruna ģimenei', 1, 3500],
    ]);
  });

  test('what the change itself takes from a service is not offered again', () => {
    // All 19 days give 471,20: 154,00 + 471,20 = 625,20; 23 × 28,00 = 644,00: 18,80 are missing.
    const { shortage } = viewOf(smallPlan(), units(2, -19), units(1, 23));
    expect(shortage).toMatchObject({
      missingCents: 1880,
      instead: [{ name: 'Saruna ģimenei', units: 1, cents: 3500 }],
    });
  });

  test('where none has so much, several together', () => {
    // 22 × 28,00 = 616,00 − 154,00 = 462,00: the centre has 471,20. One more are 490,00: 18,80 beyond the centre, one talk.
    expect(viewOf(smallPlan(), units(1, 22)).shortage).toMatchObject({
      missingCents: 46_200,
      reach: 'each',
      instead: [{ name: 'Dienas centrs', units: 19, cents: 47_120 }],
    });
    expect(viewOf(smallPlan(), units(1, 23)).shortage).toMatchObject({
      missingCents: 49_000,
      reach: 'together',
      instead: [
        { name: 'Dienas centrs', units: 19, cents: 47_120 },
        { name: 'Saruna ģimenei', units: 1, cents: 3500 },
      ],
    });
  });

  test('nobody can give way when nobody has so much', () => {
    expect(viewOf(smallPlan(), units(1, 100)).shortage).toMatchObject({ reach: 'none', instead: [] });
  });

  test('only those give way who may', () => {
    const of = (audience: 'participant' | 'family') =>
      viewNowThen(smallPlan(), run(smallPlan(), units(1, 6)), { ...around, audience }).shortage?.instead;
    // 6 × 28,00 = 168,00 − 154,00 = 14,00.
    expect(of('participant')?.map(({ name }) => name)).toEqual(['Dienas centrs']);
    expect(of('family')?.map(({ name }) => name)).toEqual(['Saruna ģimenei']);
  });

  test('what is no matter of money has no shortage', () => {
    expect(viewOf(smallPlan(), units(99, 1)).shortage).toBeNull();
    expect(viewOf(smallPlan(), units(2, -20)).shortage).toBeNull();
  });

  const music = { ...physio, id: 99, serviceId: 108, code: 'MUZ', name: 'Mūzika', priceCents: 3000 };
  /** The change that lacks money, and what else happens in it, within what each service has. */
  const aShortChange = fc.record({
    free: fc.nat(9000),
    wanted: fc.oneof(
      fc.record({
        kind: fc.constant('assign' as const),
        service: fc.constantFrom(1, 2),
        units: fc.integer({ min: 1, max: 12 }),
      }),
      fc.record({ kind: fc.constant('add' as const), units: fc.integer({ min: 1, max: 12 }) }),
    ),
    before: fc.array(fc.record({ service: fc.constantFrom(1, 2, 3), units: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 3,
    }),
    visits: fc.nat(3),
  });

  test('each thing that could be less really makes the change possible, or all of them together', () => {
    let tried = 0;
    let together = 0;
    fc.assert(
      fc.property(aShortChange, ({ free, wanted, before, visits }) => {
        const state = aState({
          budgetCents: 10 * 2800 + 10 * 2480 + 3 * 3500 + free,
          services: [
            [physio, 10],
            [dayCentre, 10],
            [forFamily, 3],
          ],
        });
        const last: Effect =
          wanted.kind === 'assign'
            ? units(wanted.service, wanted.units)
            : { kind: 'add_service', service: music, units: wanted.units };
        const effects: Effect[] = [
          ...before.map(({ service, units: less }) => units(service, -less)),
          ...Array.from({ length: visits }, (_, index) => plan(2, `2026-12-0${index + 1}`)),
          last,
        ];
        const outcome = simulate(state, effects, around);
        const [problem] = outcome.problems;
        fc.pre(outcome.problems.length === 1 && problem?.reason === 'no_money');
        const { reach, instead } = viewNowThen(state, outcome, around).shortage ?? { reach: 'none', instead: [] };
        const give = instead.map(({ name, units: less }) => {
          const giving = state.services.find((service) => service.name === name);
          expect(giving).toBeDefined();
          return units(giving?.id ?? 0, -less);
        });
        if (reach === 'together') together += 1;
        for (const gives of reach === 'together' ? [give] : give.map((one) => [one])) {
          tried += 1;
          const possible = simulate(state, [...effects.slice(0, -1), ...gives, last], around);
          expect(possible.problems).toEqual([]);
          expect(possible.after.balance.leftCents).toBe(outcome.after.balance.leftCents);
        }
      }),
      { numRuns: 400 },
    );
    expect(tried).toBeGreaterThan(200);
    expect(together).toBeGreaterThan(5);
  });

  test('also when a visit lacks it: what gives way goes to the service of the visit', () => {
    let tried = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 }), (has, wanted) => {
        fc.pre(wanted > has);
        const state = aState({
          budgetCents: has * 2800 + 10 * 2480 + 3 * 3500,
          services: [
            [physio, has],
            [dayCentre, 10],
            [forFamily, 3],
          ],
        });
        const visit = plan(1, '2026-12-07', { units: wanted });
        const { shortage } = viewOf(state, visit);
        expect(shortage?.missingCents).toBe((wanted - has) * 2800);
        const give = (shortage?.instead ?? []).map(({ name, units: less }) => {
          const giving = state.services.find((service) => service.name === name)?.id ?? 0;
          expect(giving).not.toBe(1);
          return units(giving, -less);
        });
        for (const gives of shortage?.reach === 'together' ? [give] : give.map((one) => [one])) {
          tried += 1;
          const moved = [...gives, units(1, wanted - has), visit];
          expect(simulate(state, moved, around).problems).toEqual([]);
        }
      }),
    );
    expect(tried).toBeGreaterThan(20);
  });
});

describe('how much is missing of everything that was asked', () => {
  test('two services at once: 6 × 28,00 + 6 × 24,80 = 316,80 €; 154,00 € are free, 162,80 € are missing', () => {
    const { missingCents } = simulate(smallPlan(), [units(1, 6), units(2, 6)], around);
    expect(missingCents).toBe(16_280);
  });

  test('visits beyond what the service has: 3 family visits cost 105,00 €; 35,00 € are left there and 154,00 € free', () => {
    const days = ['2026-12-07', '2026-12-08', '2026-12-09'].map((day) => plan(3, day));
    const { problems, missingCents } = simulate(smallPlan(), days, around);
    expect(problems.map(({ reason }) => reason)).toEqual(['no_units', 'no_units']);
    expect(missingCents).toBe(0);
  });

  test('twenty physio visits at once: 20 × 28,00 = 560,00 €; 224,00 € left there and 154,00 € free: 182,00 € are missing', () => {
    const days = Array.from({ length: 20 }, (_, index) =>
      plan(1, Temporal.PlainDate.from('2027-01-04').add({ days: index }).toString()),
    );
    const { missingCents } = simulate(smallPlan(), days, around);
    expect(missingCents).toBe(18_200);
    expect(viewOf(smallPlan(), ...days).shortage?.missingCents).toBe(18_200);
  });

  test('nothing where the money is there', () => {
    expect(simulate(smallPlan(), [units(1, 5)], around).missingCents).toBe(0);
  });
});

test('a mark on a visit that somebody marked meanwhile is refused', () => {
  const mark: Effect = { kind: 'mark_visit', visitId: 13, status: 'cancelled', was: 'planned' };
  expect(simulate(smallPlan(), [mark], around).problems).toMatchObject([{ reason: 'not_planned' }]);
  expect(simulate(smallPlan(), [{ ...mark, was: 'happened' }], around).problems).toEqual([]);
});
