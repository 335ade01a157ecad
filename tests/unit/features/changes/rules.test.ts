import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  balanceOfService,
  couldBeLess,
  type Effect,
  endAfter,
  freeCents,
  lengthOf,
  movedUnits,
  type PlanState,
  plannedVisits,
  rhythms,
  seriesDays,
  simulate,
  visitsInWeek,
} from '../../../../src/features/changes/index.ts';
import { assign, correct } from '../../../../src/features/money/index.ts';
import {
  around,
  aState,
  aVisit,
  brokenSums,
  dayCentre,
  forFamily,
  leftIn,
  physio,
  problemsOf,
  run,
  smallPlan,
} from './a-state.ts';

const there = { place: 'Centrs', address: 'Parka iela 12', videoUrl: null } as const;
const atVideo = { place: 'Video', address: null, videoUrl: 'https://video.example.org/d01' } as const;
const planned = (heldOn: string, more: Partial<Extract<Effect, { kind: 'plan_visit' }>> = {}): Effect => ({
  kind: 'plan_visit',
  planServiceId: 1,
  heldOn,
  startTime: '09:00',
  endTime: '09:45',
  units: 1,
  ...there,
  ...more,
});
const music = { ...physio, id: 99, serviceId: 108, code: 'MUZ', name: 'Mūzika', priceCents: 3000, providerId: 20 };
const goals = [{ text: 'Es dejoju.', steps: [{ text: 'Es atrodu grupu.', doneOn: null }] }];

/** What the plan of the examples has: see `smallPlan`. */
const asItWas = { free: 15_400, FIZ: [8, 22_400], DAC: [19, 47_120], PSF: [1, 3500] };

describe('what each thing costs, counted by hand', () => {
  test.each<[string, Effect, Readonly<Record<string, unknown>>]>([
    ['moving a visit costs nothing', { kind: 'move_visit', visitId: 11, heldOn: '2026-11-25', startTime: '10:00' }, {}],
    // 8 + 1 = 9 visits, 224,00 + 28,00 = 252,00.
    [
      'calling one off gives 28,00 back',
      { kind: 'mark_visit', visitId: 11, status: 'cancelled' },
      { FIZ: [9, 25_200] },
    ],
    // It stood cancelled: 8 − 1 = 7, 224,00 − 28,00 = 196,00.
    ['one that stands again takes 28,00', { kind: 'mark_visit', visitId: 15, status: 'planned' }, { FIZ: [7, 19_600] }],
    // It was used and is not: 8 + 1 = 9.
    [
      'one that did not happen after all gives 28,00 back',
      { kind: 'mark_visit', visitId: 13, status: 'did_not_happen' },
      { FIZ: [9, 25_200] },
    ],
    ['by video it costs the same', { kind: 'place_visit', visitId: 11, ...atVideo }, {}],
    ['one more visit takes 28,00', planned('2026-12-07'), { FIZ: [7, 19_600] }],
    // 3 units of one visit: 3 × 24,80 = 74,40; 471,20 − 74,40 = 396,80.
    [
      'a visit of 3 units takes 3 of them',
      planned('2026-12-07', { planServiceId: 2, units: 3 }),
      { DAC: [16, 39_680] },
    ],
    // 2 × 28,00 = 56,00: 154,00 − 56,00 = 98,00 stay free, 224,00 + 56,00 = 280,00.
    [
      'two more physio visits need 56,00',
      { kind: 'assign_units', planServiceId: 1, units: 2 },
      { free: 9800, FIZ: [10, 28_000] },
    ],
    // 3 × 24,80 = 74,40: 154,00 + 74,40 = 228,40 are free, 471,20 − 74,40 = 396,80.
    [
      'three days less give 74,40',
      { kind: 'assign_units', planServiceId: 2, units: -3 },
      { free: 22_840, DAC: [16, 39_680] },
    ],
    // All 19 days: 154,00 + 471,20 = 625,20; the booked day stays booked.
    [
      'all that is left of a service is free',
      { kind: 'assign_units', planServiceId: 2, units: -19 },
      { free: 62_520, DAC: [0, 0] },
    ],
    // 5 × 30,00 = 150,00: 154,00 − 150,00 = 4,00.
    [
      'a new service of 5 visits takes 150,00',
      { kind: 'add_service', service: music, units: 5 },
      { free: 400, MUZ: [5, 15_000] },
    ],
    ['a new service without visits takes nothing', { kind: 'add_service', service: music, units: 0 }, { MUZ: [0, 0] }],
    [
      'another person costs the same',
      { kind: 'change_provider', planServiceId: 1, providerId: 22, providerName: 'Zane P', fromOn: '2026-11-23' },
      {},
    ],
    ['another goal costs nothing', { kind: 'write_goals', dream: 'Es gribu dejot.', goals }, {}],
    ['a longer plan within the same money', { kind: 'extend_plan', toOn: '2027-10-31', cents: 0 }, {}],
    // 154,00 + 500,00 = 654,00.
    ['a longer plan with 500,00', { kind: 'extend_plan', toOn: '2027-10-31', cents: 50_000 }, { free: 65_400 }],
    ['500,00 more for the same time', { kind: 'extend_plan', toOn: '2027-07-31', cents: 50_000 }, { free: 65_400 }],
    ['4,00 that were entered too much', { kind: 'correct_plan', cents: -400 }, { free: 15_000 }],
    ['4,00 that were forgotten', { kind: 'correct_plan', cents: 400 }, { free: 15_800 }],
    // 154,00 + 28,00 = 182,00; 224,00 − 28,00 = 196,00.
    [
      'a unit that was entered too much',
      { kind: 'correct_service', planServiceId: 1, units: -1 },
      { free: 18_200, FIZ: [7, 19_600] },
    ],
    [
      'two units that were forgotten',
      { kind: 'correct_service', planServiceId: 1, units: 2 },
      { free: 9800, FIZ: [10, 28_000] },
    ],
  ])('%s', (_name, effect, difference) => {
    const { after, problems, steps } = run(smallPlan(), effect);
    expect(problems).toEqual([]);
    expect(steps).toHaveLength(1);
    expect(leftIn(after)).toEqual({ ...asItWas, ...difference });
    expect(brokenSums(after)).toEqual([]);
  });

  test('the ledger says what was done and why', () => {
    const entriesOf = (effect: Effect) =>
      run(smallPlan(), effect).steps.flatMap(({ entries }) =>
        entries.map(({ kind, planServiceId, visitId, reason }) => [kind, planServiceId, visitId, reason]),
      );
    const { reason } = around;
    expect(entriesOf({ kind: 'mark_visit', visitId: 11, status: 'cancelled' })).toEqual([['cancel', 1, 11, reason]]);
    expect(entriesOf({ kind: 'mark_visit', visitId: 13, status: 'did_not_happen' })).toEqual([
      ['correct', 1, 13, reason],
    ]);
    expect(entriesOf({ kind: 'assign_units', planServiceId: 1, units: -1 })).toEqual([['release', 1, null, reason]]);
    expect(entriesOf({ kind: 'assign_units', planServiceId: 1, units: 1 })).toEqual([['assign', 1, null, null]]);
    expect(entriesOf({ kind: 'extend_plan', toOn: '2027-08-31', cents: 5 })).toEqual([['extend', null, null, reason]]);
    expect(entriesOf({ kind: 'correct_plan', cents: 5 })).toEqual([['correct', null, null, reason]]);
    expect(entriesOf({ kind: 'correct_service', planServiceId: 1, units: 1 })).toEqual([['correct', 1, null, reason]]);
    // What the change itself adds has a number below zero, by the place of its effect.
    expect(entriesOf(planned('2026-12-07'))).toEqual([['book', 1, -1, null]]);
    expect(entriesOf({ kind: 'add_service', service: music, units: 1 })).toEqual([['assign', -1, null, null]]);
  });

  test('a visit keeps its length when it moves', () => {
    const { after } = run(smallPlan(), { kind: 'move_visit', visitId: 11, heldOn: '2026-11-25', startTime: '10:30' });
    expect(after.visits.find(({ id }) => id === 11)).toMatchObject({ heldOn: '2026-11-25', endTime: '11:15' });
  });

  test('a visit that has happened takes what was promised for it', () => {
    const later = { ...around, now: Temporal.PlainDateTime.from('2026-11-24T09:00') };
    const { after, problems } = simulate(smallPlan(), [{ kind: 'mark_visit', visitId: 11, status: 'happened' }], later);
    expect(problems).toEqual([]);
    // Used 28,00 + 28,00, and nothing more is booked for physio.
    expect(balanceOfService(after, 1)).toMatchObject({ usedCents: 5600, bookedCents: 0, leftCents: 22_400 });
  });

  test('a series: every second Monday until Christmas is 56,00 for two visits', () => {
    const days = seriesDays({ weekday: 1, everyWeeks: 2, fromOn: '2026-12-03', toOn: '2026-12-24' });
    expect(days).toEqual(['2026-12-07', '2026-12-21']);
    const { after, problems } = run(smallPlan(), ...days.map((day) => planned(day)));
    expect(problems).toEqual([]);
    expect(leftIn(after)).toEqual({ ...asItWas, FIZ: [6, 16_800] });
    expect(after.visits.slice(5).map(({ id, heldOn, providerId }) => [id, heldOn, providerId])).toEqual([
      [-1, '2026-12-07', 21],
      [-2, '2026-12-21', 21],
    ]);
  });

  test('moving money: two physio visits for three days, and 18,40 stay free', () => {
    // 2 × 28,00 = 56,00; 2 days are 49,60 and too little; 3 days are 74,40; 74,40 − 56,00 = 18,40.
    const moved = movedUnits(smallPlan(), { fromId: 2, toId: 1, units: 2 });
    expect(moved).toMatchObject({ givenUnits: 3, freedCents: 1840 });
    const { after, problems } = run(smallPlan(), ...(moved?.effects ?? []));
    expect(problems).toEqual([]);
    expect(leftIn(after)).toEqual({ ...asItWas, free: 17_240, FIZ: [10, 28_000], DAC: [16, 39_680] });
  });

  test('a new service, its visits and its goal in one change', () => {
    const { after, problems } = run(
      smallPlan(),
      { kind: 'add_service', service: music, units: 2 },
      planned('2026-12-08', { planServiceId: -1 }),
      planned('2026-12-15', { planServiceId: -1 }),
      { kind: 'write_goals', dream: 'Es gribu dejot.', goals },
    );
    expect(problems).toEqual([]);
    // 154,00 − 60,00 = 94,00; both visits are booked.
    expect(leftIn(after)).toEqual({ ...asItWas, free: 9400, MUZ: [0, 0] });
    expect(balanceOfService(after, -1)).toMatchObject({ bookedCents: 6000, bookedUnits: 2 });
    expect(after.visits.at(-1)).toMatchObject({ planServiceId: -1, providerId: 20 });
  });

  test('the last units take along what an older price has left', () => {
    // 2 units at 30,00 beside 8 at 28,00: left are 10 units and 224,00 + 60,00 = 284,00; 3 of them give 84,00.
    const state = aState({ budgetCents: 40_000, services: [[physio, 8]], entries: [assign(1, 2, 3000)] });
    const less = (units: number) => run(state, { kind: 'assign_units', planServiceId: 1, units: -units }).after;
    expect(leftIn(less(3))).toEqual({ free: 20_000, FIZ: [7, 20_000] });
    expect(leftIn(less(10))).toEqual({ free: 40_000, FIZ: [0, 0] });
  });

  test('with another person come only the visits from that day on', () => {
    const state = aState({
      budgetCents: 100_000,
      services: [[physio, 10]],
      visits: [
        aVisit(1, physio),
        aVisit(2, physio, { heldOn: '2026-12-01' }),
        aVisit(3, physio, { heldOn: '2026-12-08', status: 'cancelled' }),
      ],
    });
    const { after } = run(state, {
      kind: 'change_provider',
      planServiceId: 1,
      providerId: 22,
      providerName: 'Zane Pētersone',
      fromOn: '2026-12-01',
    });
    expect(after.visits.map(({ providerId }) => providerId)).toEqual([21, 22, 21]);
    expect(after.services[0]).toMatchObject({ providerId: 22, providerName: 'Zane Pētersone' });
  });
});

describe('why something is not possible', () => {
  const mark = (visitId: number, status: 'planned' | 'happened' | 'cancelled' | 'did_not_happen'): Effect => ({
    kind: 'mark_visit',
    visitId,
    status,
  });
  const move = (visitId: number, heldOn: string, startTime = '10:00'): Effect => ({
    kind: 'move_visit',
    visitId,
    heldOn,
    startTime,
  });
  const units = (planServiceId: number, by: number): Effect => ({ kind: 'assign_units', planServiceId, units: by });
  const provider = (planServiceId: number, providerId: number): Effect => ({
    kind: 'change_provider',
    planServiceId,
    providerId,
    providerName: 'Zane',
    fromOn: '2026-11-23',
  });

  test.each<[string, Effect, object]>([
    ['no such visit to move', move(99, '2026-11-25'), { reason: 'gone' }],
    ['no such visit to mark', mark(99, 'cancelled'), { reason: 'gone' }],
    ['no such visit to place', { kind: 'place_visit', visitId: 99, ...atVideo }, { reason: 'gone' }],
    ['no such service to plan', planned('2026-12-07', { planServiceId: 99 }), { reason: 'gone' }],
    ['no such service to assign to', units(99, 1), { reason: 'gone' }],
    ['no such service for another person', provider(99, 22), { reason: 'gone' }],
    ['no such service to correct', { kind: 'correct_service', planServiceId: 99, units: 1 }, { reason: 'gone' }],
    ['a visit that happened does not move', move(13, '2026-11-25'), { reason: 'not_planned', heldOn: '2026-11-16' }],
    ['a cancelled visit does not move', move(15, '2026-11-25'), { reason: 'not_planned', heldOn: '2026-12-01' }],
    [
      'a cancelled visit gets no other place',
      { kind: 'place_visit', visitId: 15, ...atVideo },
      { reason: 'not_planned', heldOn: '2026-12-01' },
    ],
    ['the same time', move(11, '2026-11-24', '09:00'), { reason: 'same', heldOn: '2026-11-24' }],
    ['the same status', mark(11, 'planned'), { reason: 'same', heldOn: '2026-11-24' }],
    ['no units', units(1, 0), { reason: 'same', name: 'Vingrošana' }],
    ['the same person', provider(1, 21), { reason: 'same', name: 'Vingrošana' }],
    ['the same goals', { kind: 'write_goals', dream: smallPlan().dream, goals: smallPlan().goals }, { reason: 'same' }],
    ['the same end and no money', { kind: 'extend_plan', toOn: '2027-07-31', cents: 0 }, { reason: 'same' }],
    ['a correction of nothing', { kind: 'correct_plan', cents: 0 }, { reason: 'same' }],
    [
      'a correction of no units',
      { kind: 'correct_service', planServiceId: 1, units: 0 },
      { reason: 'same', name: 'Vingrošana' },
    ],
    ['a time that has begun', move(11, '2026-11-23', '08:30'), { reason: 'past', heldOn: '2026-11-23' }],
    ['a day that is over', planned('2026-11-20'), { reason: 'past', heldOn: '2026-11-20' }],
    ['what is still to come has not happened', mark(11, 'happened'), { reason: 'future', heldOn: '2026-11-24' }],
    ['nor failed to', mark(11, 'did_not_happen'), { reason: 'future', heldOn: '2026-11-24' }],
    ['past midnight', move(12, '2026-11-27', '18:00'), { reason: 'too_late', heldOn: '2026-11-27' }],
    [
      'an end before the beginning',
      planned('2026-12-07', { endTime: '09:00' }),
      { reason: 'too_late', heldOn: '2026-12-07' },
    ],
    ['after the plan', move(11, '2027-08-01'), { reason: 'outside_plan', heldOn: '2027-08-01' }],
    ['before the plan', planned('2026-08-02'), { reason: 'outside_plan', heldOn: '2026-08-02' }],
    // The day centre is there from 9:00 to 15:00.
    [
      'the person is elsewhere',
      move(11, '2026-11-26'),
      { reason: 'busy', heldOn: '2026-11-26', name: 'Dienas centrs' },
    ],
    ['more days less than are left', units(2, -20), { reason: 'no_units', name: 'Dienas centrs' }],
    // 9 visits of 28,00 = 252,00; 224,00 are left: 28,00 are missing.
    [
      'a visit of more units than are left',
      planned('2026-12-07', { units: 9 }),
      { reason: 'no_units', name: 'Vingrošana', missingCents: 2800 },
    ],
    [
      'a correction below what is promised',
      { kind: 'correct_service', planServiceId: 1, units: -9 },
      { reason: 'no_units', name: 'Vingrošana', missingCents: 2800 },
    ],
    // 6 × 28,00 = 168,00; 154,00 are free: 14,00 are missing.
    ['more than is free', units(1, 6), { reason: 'no_money', name: 'Vingrošana', missingCents: 1400 }],
    // 6 × 30,00 = 180,00 − 154,00 = 26,00.
    [
      'a new service that is too dear',
      { kind: 'add_service', service: music, units: 6 },
      { reason: 'no_money', name: 'Mūzika', missingCents: 2600 },
    ],
    // 154,01 are taken away and 154,00 are free.
    ['a budget under its services', { kind: 'correct_plan', cents: -15_401 }, { reason: 'no_money', missingCents: 1 }],
    [
      'units that were forgotten and are not there',
      { kind: 'correct_service', planServiceId: 1, units: 6 },
      { reason: 'no_money', name: 'Vingrošana', missingCents: 1400 },
    ],
    [
      'a service that is in the plan',
      { kind: 'add_service', service: { ...music, serviceId: 102, name: 'Dienas centrs' }, units: 1 },
      { reason: 'already_there', name: 'Dienas centrs' },
    ],
    ['an end before the plan’s', { kind: 'extend_plan', toOn: '2027-07-30', cents: 0 }, { reason: 'too_short' }],
  ])('%s', (_name, effect, expected) => {
    const { problems } = run(smallPlan(), effect);
    expect(problems).toEqual([{ at: 0, ...expected }]);
  });

  test('a plan lasts until the day before the next one', () => {
    const state = smallPlan({ nextFromOn: '2027-09-01' });
    const extend = (toOn: string): Effect => ({ kind: 'extend_plan', toOn, cents: 100 });
    expect(problemsOf(state, extend('2027-08-31'))).toEqual([]);
    expect(problemsOf(state, extend('2027-09-01'))).toEqual([{ reason: 'too_long', at: 0, heldOn: '2027-09-01' }]);
  });

  test('the first and the last day belong to the plan', () => {
    expect(problemsOf(smallPlan(), move(11, '2027-07-31'))).toEqual([]);
    const short = smallPlan({ fromOn: '2026-11-25', toOn: '2026-11-25' });
    expect(problemsOf(short, move(11, '2026-11-25'))).toEqual([]);
    for (const day of ['2026-11-24', '2026-11-26']) {
      expect(problemsOf(short, move(11, day))).toEqual([{ reason: 'outside_plan', at: 0, heldOn: day }]);
    }
  });

  test('a plan that is over is not made longer into the past', () => {
    const over = smallPlan({ toOn: '2026-11-20' });
    expect(problemsOf(over, { kind: 'extend_plan', toOn: '2026-11-22', cents: 0 })).toEqual([
      { reason: 'too_short', at: 0 },
    ]);
    expect(problemsOf(over, { kind: 'extend_plan', toOn: '2026-11-23', cents: 0 })).toEqual([]);
  });

  test('what is refused changes nothing, and the rest is still looked at', () => {
    const state = smallPlan();
    const { after, steps, problems } = run(state, units(1, 6), units(2, -3), units(1, 6));
    // 154,00 + 74,40 = 228,40 are free then, and 6 × 28,00 = 168,00 of them are taken.
    expect(problems).toEqual([{ reason: 'no_money', at: 0, name: 'Vingrošana', missingCents: 1400 }]);
    expect(steps.map(({ rowId }) => rowId)).toEqual([-2, -3]);
    expect(leftIn(after)).toEqual({ ...asItWas, free: 6040, FIZ: [14, 39_200], DAC: [16, 39_680] });
    expect(run(state, units(1, 6)).after).toEqual(state);
  });

  test('a service whose cents are used up gives no units back', () => {
    // One unit is left and no money for it: the correction took its cents.
    const gone = correct({ planServiceId: 1, reason: 'kļūda' }, { assignedCents: -2800 });
    const state = aState({ budgetCents: 10_000, services: [[physio, 1]], entries: [gone] });
    expect(problemsOf(state, units(1, -1))).toEqual([{ reason: 'no_units', at: 0, name: 'Vingrošana' }]);
  });

  describe('who is where', () => {
    const taken = [{ providerId: 21, serviceId: 109, heldOn: '2026-11-25', startTime: '10:30', endTime: '11:30' }];

    test('a provider who is with somebody else', () => {
      const state = smallPlan({ taken });
      const busy = { reason: 'provider_busy', at: 0, heldOn: '2026-11-25', name: 'Aivars Balodis' };
      expect(problemsOf(state, move(11, '2026-11-25', '10:00'))).toEqual([busy]);
      expect(problemsOf(state, planned('2026-11-25', { startTime: '11:00', endTime: '12:00' }))).toEqual([busy]);
      expect(problemsOf(state, move(11, '2026-11-25', '11:30'))).toEqual([]);
      // 9:45 + 45 minutes is 10:30.
      expect(problemsOf(state, move(11, '2026-11-25', '09:45'))).toEqual([]);
    });

    test('many people come to a centre or a group at one time, but only one to a talk', () => {
      const takenFor = (service: typeof physio) => [
        {
          providerId: service.providerId ?? 0,
          serviceId: service.serviceId,
          heldOn: '2026-11-25',
          startTime: '10:00',
          endTime: '11:00',
        },
      ];
      expect(problemsOf(smallPlan({ taken: takenFor(dayCentre) }), move(12, '2026-11-25', '10:30'))).toEqual([]);
      expect(problemsOf(smallPlan({ taken: takenFor(physio) }), move(11, '2026-11-25', '10:00'))).toMatchObject([
        { reason: 'provider_busy' },
      ]);
    });

    test('another provider is free', () => {
      const state = smallPlan({ taken });
      expect(problemsOf(state, move(12, '2026-11-25', '10:00'))).toEqual([]);
      const busyTuesday = [
        { providerId: 22, serviceId: 109, heldOn: '2026-11-24', startTime: '09:00', endTime: '10:00' },
      ];
      expect(problemsOf(smallPlan({ taken: busyTuesday }), move(12, '2026-11-25'), provider(1, 22))).toEqual([
        { reason: 'provider_busy', at: 1, heldOn: '2026-11-24', name: 'Zane' },
      ]);
    });

    test('the family can be elsewhere at the same time, but not with the same provider', () => {
      expect(problemsOf(smallPlan(), move(14, '2026-11-26'))).toEqual([]);
      const shared = { ...forFamily, providerId: 24, providerName: 'Mārtiņš Kauliņš' };
      const state = aState({
        budgetCents: 100_000,
        services: [
          [dayCentre, 5],
          [shared, 5],
        ],
        visits: [aVisit(1, dayCentre), aVisit(2, shared, { heldOn: '2026-11-25' })],
      });
      expect(problemsOf(state, move(2, '2026-11-24', '09:30'))).toEqual([
        { reason: 'provider_busy', at: 0, heldOn: '2026-11-24', name: 'Mārtiņš Kauliņš' },
      ]);
    });

    test('nobody is nowhere twice: two services that nobody gives yet', () => {
      const nobody = { providerId: null, providerName: '' };
      const state = aState({
        budgetCents: 100_000,
        services: [
          [{ ...physio, ...nobody }, 5],
          [{ ...forFamily, ...nobody }, 5],
        ],
      });
      expect(problemsOf(state, planned('2026-12-07'), planned('2026-12-07', { planServiceId: 3 }))).toEqual([]);
    });

    test('two visits can change places', () => {
      const state = aState({
        budgetCents: 100_000,
        services: [[physio, 5]],
        visits: [aVisit(1, physio), aVisit(2, physio, { heldOn: '2026-11-25' })],
      });
      expect(problemsOf(state, move(1, '2026-11-25', '09:00'), move(2, '2026-11-24', '09:00'))).toEqual([]);
    });

    test('visits of one series do not meet each other', () => {
      expect(
        problemsOf(smallPlan(), planned('2026-12-07'), planned('2026-12-07', { startTime: '09:30', endTime: '10:00' })),
      ).toEqual([
        { reason: 'busy', at: 0, heldOn: '2026-12-07', name: 'Vingrošana' },
        { reason: 'busy', at: 1, heldOn: '2026-12-07', name: 'Vingrošana' },
      ]);
    });

    test('the problem names its effect, also after one that was refused', () => {
      expect(problemsOf(smallPlan(), units(99, 1), planned('2026-11-26'))).toEqual([
        { reason: 'gone', at: 0 },
        { reason: 'busy', at: 1, heldOn: '2026-11-26', name: 'Dienas centrs' },
      ]);
    });

    test('visits that met before the change are no problem of it', () => {
      const state = aState({
        budgetCents: 100_000,
        services: [[physio, 5]],
        visits: [aVisit(1, physio), aVisit(2, physio), aVisit(3, physio, { status: 'cancelled' })],
      });
      expect(problemsOf(state, units(1, 1))).toEqual([]);
      expect(problemsOf(state, mark(3, 'planned'))).toEqual([
        { reason: 'busy', at: 0, heldOn: '2026-11-24', name: 'Vingrošana' },
      ]);
    });
  });
});

/** A plan of three services with random prices, units, an older price and visits that stand. */
const aPlan: fc.Arbitrary<PlanState> = fc
  .record({
    prices: fc.tuple(fc.integer({ min: 100, max: 6000 }), fc.integer({ min: 100, max: 6000 }), fc.constant(3500)),
    units: fc.tuple(fc.nat(30), fc.nat(30), fc.nat(3)),
    freeCents: fc.nat(20_000),
    older: fc.option(
      fc.record({ units: fc.integer({ min: 1, max: 5 }), priceCents: fc.integer({ min: 50, max: 9000 }) }),
    ),
    booked: fc.nat(6),
  })
  .map(({ prices, units, freeCents: free, older, booked }) => {
    const services = [physio, dayCentre, forFamily].map((service, index) => ({
      ...service,
      priceCents: prices[index] ?? 1,
    }));
    const total = services.reduce((sum, { priceCents }, index) => sum + priceCents * (units[index] ?? 0), 0);
    const entries = older === null ? [] : [assign(2, older.units, older.priceCents)];
    const extra = older === null ? 0 : older.units * older.priceCents;
    const [first = physio] = services;
    return aState({
      budgetCents: total + extra + free + 1,
      services: services.map((service, index) => [service, units[index] ?? 0]),
      entries,
      visits: Array.from({ length: Math.min(booked, units[0]) }, (_, index) =>
        aVisit(index + 1, first, { heldOn: `2026-12-0${index + 1}` }),
      ),
    });
  });

describe('moving units', () => {
  test('money is neither made nor lost, and whole units give way, never one too many', () => {
    let moved = 0;
    let refused = 0;
    const pair = fc.shuffledSubarray([1, 2, 3], { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(aPlan, pair, fc.integer({ min: 1, max: 8 }), (state, [fromId = 1, toId = 2], units) => {
        const result = movedUnits(state, { fromId, toId, units });
        const from = balanceOfService(state, fromId);
        const price = (id: number) => state.services.find((service) => service.id === id)?.priceCents ?? 0;
        const needed = units * price(toId);
        if (result === null) {
          refused += 1;
          // It really has not that much: neither in cents nor, at its price, in units.
          expect(from.leftCents < needed || from.leftUnits === 0).toBe(true);
          return;
        }
        moved += 1;
        const { after, problems } = run(state, ...result.effects);
        expect(problems).toEqual([]);
        expect(brokenSums(after)).toEqual([]);
        expect(after.balance.leftCents).toBe(state.balance.leftCents);
        expect(after.balance.allocatedCents).toBe(state.balance.allocatedCents);
        expect(freeCents(after) - freeCents(state)).toBe(result.freedCents);
        expect(result.freedCents).toBeGreaterThanOrEqual(0);
        expect(balanceOfService(after, toId).leftUnits - balanceOfService(state, toId).leftUnits).toBe(units);
        expect(from.leftUnits - balanceOfService(after, fromId).leftUnits).toBe(result.givenUnits);
        expect((result.givenUnits - 1) * price(fromId)).toBeLessThan(needed);
      }),
      { numRuns: 1000 },
    );
    expect(moved).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
  });

  test('only between two services of the plan, and at least one unit', () => {
    const state = smallPlan();
    expect(movedUnits(state, { fromId: 1, toId: 1, units: 1 })).toBeNull();
    expect(movedUnits(state, { fromId: 1, toId: 99, units: 1 })).toBeNull();
    expect(movedUnits(state, { fromId: 99, toId: 1, units: 1 })).toBeNull();
    expect(movedUnits(state, { fromId: 2, toId: 1, units: 0 })).toBeNull();
    // 17 × 28,00 = 476,00 are 20 days; 19 are left.
    expect(movedUnits(state, { fromId: 2, toId: 1, units: 17 })).toBeNull();
    // 16 × 28,00 = 448,00 are 19 days (471,20): 23,20 stay free.
    expect(movedUnits(state, { fromId: 2, toId: 1, units: 16 })).toMatchObject({ givenUnits: 19, freedCents: 2320 });
  });
});

describe('what could be less instead', () => {
  const less = (...given: Parameters<typeof couldBeLess>) => {
    const { reach, services } = couldBeLess(...given);
    return [reach, ...services.map(({ service, units, cents }) => [service.code, units, cents])];
  };

  test('each service that has enough left, by hand', () => {
    // 30,00 are missing: 2 visits of 28,00 are 56,00; 2 days of 24,80 are 49,60; one talk of 35,00.
    expect(less(smallPlan(), 3000)).toEqual(['each', ['FIZ', 2, 5600], ['DAC', 2, 4960], ['PSF', 1, 3500]]);
    expect(less(smallPlan(), 3000, { except: 1 })).toEqual(['each', ['DAC', 2, 4960], ['PSF', 1, 3500]]);
    expect(less(smallPlan(), 3000, { audience: 'family' })).toEqual(['each', ['PSF', 1, 3500]]);
    expect(less(smallPlan(), 3000, { audience: 'participant', except: 2 })).toEqual(['each', ['FIZ', 2, 5600]]);
    // One cent more than the family has.
    expect(less(smallPlan(), 3501)).toEqual(['each', ['FIZ', 2, 5600], ['DAC', 2, 4960]]);
  });

  test('where none has enough, as few as possible together, by hand', () => {
    // The centre has 471,20, physio 224,00, the family 35,00: 730,20 in all. 600,00 − 471,20 = 128,80 are 5 visits.
    expect(less(smallPlan(), 60_000)).toEqual(['together', ['DAC', 19, 47_120], ['FIZ', 5, 14_000]]);
    // 471,21 is a cent more than the centre has: one visit.
    expect(less(smallPlan(), 47_121)).toEqual(['together', ['DAC', 19, 47_120], ['FIZ', 1, 2800]]);
    expect(less(smallPlan(), 73_020)).toEqual(['together', ['DAC', 19, 47_120], ['FIZ', 8, 22_400], ['PSF', 1, 3500]]);
    expect(less(smallPlan(), 73_021)).toEqual(['none']);
    // Without the family's 35,00.
    expect(less(smallPlan(), 69_520, { audience: 'participant' })[0]).toBe('together');
    expect(less(smallPlan(), 69_521, { audience: 'participant' })).toEqual(['none']);
  });

  test('of four services that would all have to give, none is listed, and it is not said that the money is not there', () => {
    const four = [1, 2, 3, 4].map((id) => [{ ...physio, id, serviceId: 100 + id }, 2] as const);
    const state = aState({ budgetCents: 4 * 5600, services: four });
    expect(less(state, 3 * 5600)[0]).toBe('together');
    expect(less(state, 3 * 5600 + 1)).toEqual(['many']);
    expect(less(state, 4 * 5600)).toEqual(['many']);
    expect(less(state, 4 * 5600 + 1)).toEqual(['none']);
  });

  test('giving them back frees exactly the money that is said, and enough of it', () => {
    const said = { each: 0, together: 0, many: 0, none: 0 };
    fc.assert(
      fc.property(aPlan, fc.integer({ min: 1, max: 60_000 }), (state, missingCents) => {
        const { reach, services } = couldBeLess(state, missingCents);
        said[reach] += 1;
        const give = services.map(
          ({ service, units }): Effect => ({ kind: 'assign_units', planServiceId: service.id, units: -units }),
        );
        for (const gives of reach === 'together' ? [give] : give.map((one) => [one])) {
          const { after, problems } = run(state, ...gives);
          expect(problems).toEqual([]);
          expect(freeCents(after) - freeCents(state)).toBeGreaterThanOrEqual(missingCents);
        }
        const freed = give.map((one) => freeCents(run(state, one).after) - freeCents(state));
        expect(services.map(({ cents }) => cents)).toEqual(freed);
        const left = state.services
          .map(({ id }) => balanceOfService(state, id))
          .map(({ leftCents, leftUnits }) => (leftUnits > 0 ? leftCents : 0))
          .toSorted((a, b) => b - a);
        const fewest = [1, 2, 3].find(
          (count) => left.slice(0, count).reduce((sum, cents) => sum + cents, 0) >= missingCents,
        );
        const isEach = fewest === 1;
        expect(reach).toBe(isEach ? 'each' : fewest === undefined ? 'none' : 'together');
        expect(services).toHaveLength(isEach ? left.filter((cents) => cents >= missingCents).length : (fewest ?? 0));
      }),
      { numRuns: 1000 },
    );
    expect(said.each).toBeGreaterThan(200);
    expect(said.together).toBeGreaterThan(20);
    expect(said.none).toBeGreaterThan(20);
  });

  test('a service whose units are worth less than their price does not promise more', () => {
    // 3 units are left, but a correction took 50,00 of 84,00: giving all back frees 34,00.
    const gone = correct({ planServiceId: 1, reason: 'kļūda' }, { assignedCents: -5000 });
    const state = aState({ budgetCents: 8400, services: [[physio, 3]], entries: [gone] });
    expect(less(state, 3400)).toEqual(['each', ['FIZ', 2, 3400]]);
    expect(less(state, 3401)).toEqual(['none']);
  });
});

describe('any change', () => {
  const id = fc.integer({ min: -2, max: 16 });
  const serviceId = fc.integer({ min: -2, max: 4 });
  const day = fc.integer({ min: -20, max: 300 }).map((days) => around.now.toPlainDate().add({ days }).toString());
  const hour = fc.integer({ min: 7, max: 23 }).map((hours) => `${String(hours).padStart(2, '0')}:00`);
  const anEffect: fc.Arbitrary<Effect> = fc.oneof(
    fc.record({ kind: fc.constant('move_visit' as const), visitId: id, heldOn: day, startTime: hour }),
    fc.record({
      kind: fc.constant('mark_visit' as const),
      visitId: id,
      status: fc.constantFrom('planned', 'happened', 'cancelled', 'did_not_happen'),
    }),
    fc
      .record({
        heldOn: day,
        startTime: hour,
        endTime: hour,
        units: fc.integer({ min: 1, max: 4 }),
        planServiceId: serviceId,
      })
      .map((given) => planned(given.heldOn, given)),
    fc.record({
      kind: fc.constant('assign_units' as const),
      planServiceId: serviceId,
      units: fc.integer({ min: -12, max: 12 }),
    }),
    fc.record({ kind: fc.constant('add_service' as const), service: fc.constant(music), units: fc.nat(6) }),
    fc.record({ kind: fc.constant('extend_plan' as const), toOn: day, cents: fc.nat(9000) }),
    fc.record({ kind: fc.constant('correct_plan' as const), cents: fc.integer({ min: -9000, max: 9000 }) }),
    fc.record({
      kind: fc.constant('correct_service' as const),
      planServiceId: serviceId,
      units: fc.integer({ min: -9, max: 9 }),
    }),
  );

  test('holds every sum, and is the same as its possible effects one by one', () => {
    fc.assert(
      fc.property(fc.array(anEffect, { maxLength: 12 }), (effects) => {
        const state = smallPlan();
        const { after, steps, problems } = run(state, ...effects);
        expect(brokenSums(after)).toEqual([]);
        const collided = problems.filter(({ reason }) => reason === 'busy' || reason === 'provider_busy').length;
        expect(steps.length + problems.length - collided).toBe(effects.length);
        for (const { at } of problems) expect(effects[at]).toBeDefined();
        // What the ledger would hold for each visit is what the visit itself says.
        for (const visit of after.visits) {
          const cents = visit.units * (after.services.find((one) => one.id === visit.planServiceId)?.priceCents ?? 0);
          expect(visit.held.bookedCents).toBe(visit.status === 'planned' ? cents : 0);
          expect(visit.held.usedCents).toBe(visit.status === 'happened' ? cents : 0);
        }
        // Looking changes nothing.
        expect(state).toEqual(smallPlan());
      }),
      { numRuns: 1000 },
    );
  });

  test('taking units and giving them back leaves the money as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 3), fc.integer({ min: 1, max: 4 }), (planServiceId, units) => {
        const there: Effect = { kind: 'assign_units', planServiceId, units };
        const back: Effect = { kind: 'assign_units', planServiceId, units: -units };
        const { after, problems } = run(smallPlan(), there, back);
        expect(problems).toEqual([]);
        expect(after.balance).toEqual(smallPlan().balance);
      }),
    );
  });
});

describe('a series', () => {
  test.each([
    // Monday 23 November is the first day itself.
    [
      { weekday: 1, everyWeeks: 1, fromOn: '2026-11-23', toOn: '2026-12-07' },
      ['2026-11-23', '2026-11-30', '2026-12-07'],
    ],
    [
      { weekday: 7, everyWeeks: 2, fromOn: '2026-11-23', toOn: '2026-12-31' },
      ['2026-11-29', '2026-12-13', '2026-12-27'],
    ],
    // Over the year's end and, every fourth week, over the day the clocks change.
    [
      { weekday: 3, everyWeeks: 4, fromOn: '2026-12-31', toOn: '2027-04-01' },
      ['2027-01-06', '2027-02-03', '2027-03-03', '2027-03-31'],
    ],
    [{ weekday: 2, everyWeeks: 1, fromOn: '2026-11-25', toOn: '2026-11-30' }, []],
    [{ weekday: 1, everyWeeks: 1, fromOn: '2026-11-30', toOn: '2026-11-23' }, []],
  ])('%j', (series, days) => {
    expect(seriesDays(series)).toEqual(days);
  });

  test('is on its weekday, within its days, evenly apart, and misses none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 8 }),
        fc.nat(800),
        fc.nat(400),
        (weekday, everyWeeks, start, length) => {
          const from = Temporal.PlainDate.from('2026-01-01').add({ days: start });
          const to = from.add({ days: length });
          const days = seriesDays({ weekday, everyWeeks, fromOn: from.toString(), toOn: to.toString() });
          const dates = days.map((day) => Temporal.PlainDate.from(day));
          for (const date of dates) expect(date.dayOfWeek).toBe(weekday);
          dates.forEach((date, index) => {
            const previous = dates[index - 1];
            if (previous !== undefined) expect(previous.until(date).days).toBe(7 * everyWeeks);
          });
          const first = dates[0];
          // A whole week always has such a day.
          if (first === undefined) expect(length).toBeLessThan(6);
          else expect(from.until(first).days).toBeLessThan(7);
          const last = dates.at(-1);
          if (last !== undefined) {
            expect(Temporal.PlainDate.compare(last, to)).toBeLessThanOrEqual(0);
            expect(Temporal.PlainDate.compare(last.add({ weeks: everyWeeks }), to)).toBe(1);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['workdays', [5, 5, 5, 5, 5, 5, 5, 5]],
    ['three_week', [3, 3, 3, 3, 3, 3, 3, 3]],
    ['twice_week', [2, 2, 2, 2, 2, 2, 2, 2]],
    ['weekly', [1, 1, 1, 1, 1, 1, 1, 1]],
    ['second_week', [1, 0, 1, 0, 1, 0, 1, 0]],
    ['monthly', [1, 0, 0, 0, 1, 0, 0, 0]],
  ] as const)('%s', (rhythm, weeks) => {
    expect(weeks.map((_count, week) => visitsInWeek(rhythm, week))).toEqual(weeks);
  });

  test('a rarer rhythm never has more visits, and every rhythm begins in its first week', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (weeks) => {
        const total = (rhythm: (typeof rhythms)[number]) =>
          Array.from({ length: weeks }, (_, week) => visitsInWeek(rhythm, week)).reduce((sum, count) => sum + count, 0);
        const totals = rhythms.map(total);
        expect(totals).toEqual([5 * weeks, 3 * weeks, 2 * weeks, weeks, Math.ceil(weeks / 2), Math.ceil(weeks / 4)]);
      }),
    );
    for (const rhythm of rhythms) expect(visitsInWeek(rhythm, 0)).toBeGreaterThan(0);
  });
});

describe('times', () => {
  test.each([
    ['09:00', 45, '09:45'],
    ['23:00', 59, '23:59'],
    ['23:00', 60, null],
    ['18:00', 360, null],
    ['09:00', 0, null],
  ])('%s and %i minutes: %s', (start, minutes, end) => {
    expect(endAfter(start, minutes)).toBe(end);
  });

  test('what begins and lasts ends, and the other way round', () => {
    const minute = fc.nat(24 * 60 - 1);
    const text = (at: number) => `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(minute, minute, (a, b) => {
        fc.pre(a !== b);
        const [startTime, endTime] = [text(Math.min(a, b)), text(Math.max(a, b))];
        const length = lengthOf({ startTime, endTime });
        expect(length).toBe(Math.abs(a - b));
        expect(endAfter(startTime, length)).toBe(endTime);
      }),
    );
  });

  test('a service’s visits to come, the next first', () => {
    const state = aState({
      budgetCents: 100_000,
      services: [
        [physio, 9],
        [dayCentre, 9],
      ],
      visits: [
        aVisit(1, physio, { heldOn: '2026-12-01' }),
        aVisit(2, physio, { heldOn: '2026-11-30', startTime: '14:00', endTime: '15:00' }),
        aVisit(3, physio, { heldOn: '2026-11-30' }),
        aVisit(4, physio, { heldOn: '2026-11-23', status: 'cancelled' }),
        aVisit(5, physio, { heldOn: '2026-11-22' }),
        aVisit(6, dayCentre, { heldOn: '2026-11-24' }),
      ],
    });
    expect(plannedVisits(state, 1, '2026-11-23').map(({ id }) => id)).toEqual([3, 2, 1]);
  });
});
