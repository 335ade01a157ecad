import { describe, expect, test } from 'vitest';
import {
  type Effect,
  isNewVersion,
  type Line,
  linesBetween,
  type PlanState,
  simulate,
} from '../../../../src/features/changes/index.ts';
import { firstDay, linesSchema } from '../../../../src/features/changes/lines.ts';
import { around, aState, aVisit, dayCentre, forFamily, physio, smallPlan } from './a-state.ts';

const ofPhysio = { code: 'FIZ', name: 'Vingrošana' } as const;
const ofDayCentre = { code: 'DAC', name: 'Dienas centrs' } as const;
const ofFamily = { code: 'PSF', name: 'Saruna ģimenei' } as const;
const at = (heldOn: string, startTime = '09:00') => ({ heldOn, startTime });
const atVideo = { place: 'Video', address: null, videoUrl: 'https://video.example.org/d01' } as const;
const atHome = { place: 'Mājās', address: null, videoUrl: null } as const;

function linesOf(state: PlanState, effects: readonly Effect[], now = around.now): readonly Line[] {
  const { after, problems } = simulate(state, effects, { ...around, now });
  expect(problems).toEqual([]);
  const lines = linesBetween(state, after);
  // What is stored can be read again.
  expect(linesSchema.parse(JSON.parse(JSON.stringify(lines)))).toEqual(lines);
  return lines;
}

const plan = (heldOn: string, planServiceId = 1): Effect => ({
  kind: 'plan_visit',
  planServiceId,
  heldOn,
  startTime: '09:00',
  endTime: '09:45',
  units: 1,
  place: 'Centrs',
  address: null,
  videoUrl: null,
});

describe('each thing that changes is told in a line of its own', () => {
  const { dream, goals } = smallPlan();
  const written = (more: Partial<Extract<Effect, { kind: 'write_goals' }>>): Effect => ({
    kind: 'write_goals',
    dream,
    goals,
    ...more,
  });
  const [first, second] = goals;
  if (first === undefined || second === undefined) throw new Error('The small plan has two goals.');
  const music = { ...physio, serviceId: 108, code: 'MUZ', name: 'Mūzika', priceCents: 3000, providerName: 'Kristīne' };
  const inMusic = { code: 'MUZ', name: 'Mūzika' } as const;

  const examples: readonly (readonly [name: string, effect: Effect, lines: readonly Line[]])[] = [
    [
      'a visit that moved',
      { kind: 'move_visit', visitId: 11, heldOn: '2026-11-25', startTime: '10:00' },
      [{ kind: 'visit_moved', ...ofPhysio, from: at('2026-11-24'), to: at('2026-11-25', '10:00') }],
    ],
    [
      'a visit that was planned',
      plan('2026-12-07'),
      [{ kind: 'visits_planned', ...ofPhysio, count: 1, first: at('2026-12-07'), last: at('2026-12-07') }],
    ],
    [
      'a visit that is called off',
      { kind: 'mark_visit', visitId: 11, status: 'cancelled' },
      [{ kind: 'visits_cancelled', ...ofPhysio, count: 1, first: at('2026-11-24'), last: at('2026-11-24') }],
    ],
    [
      'a visit that stands again',
      { kind: 'mark_visit', visitId: 15, status: 'planned' },
      [{ kind: 'visits_stand_again', ...ofPhysio, count: 1, first: at('2026-12-01'), last: at('2026-12-01') }],
    ],
    [
      'a visit that did not happen after all',
      { kind: 'mark_visit', visitId: 13, status: 'did_not_happen' },
      [{ kind: 'visits_did_not_happen', ...ofPhysio, count: 1, first: at('2026-11-16'), last: at('2026-11-16') }],
    ],
    [
      'a visit by video',
      { kind: 'place_visit', visitId: 11, ...atVideo },
      [{ kind: 'visits_remote', ...ofPhysio, count: 1, first: at('2026-11-24'), last: at('2026-11-24') }],
    ],
    [
      'a visit in another place',
      { kind: 'place_visit', visitId: 11, ...atHome },
      [
        {
          kind: 'visits_there',
          ...ofPhysio,
          count: 1,
          first: at('2026-11-24'),
          last: at('2026-11-24'),
          place: 'Mājās',
        },
      ],
    ],
    [
      'a new service',
      { kind: 'add_service', service: music, units: 5 },
      [
        { kind: 'service_added', ...inMusic, providerName: 'Kristīne' },
        { kind: 'units_more', ...inMusic, unit: 'time', units: 5 },
      ],
    ],
    [
      'more of a service',
      { kind: 'assign_units', planServiceId: 1, units: 2 },
      [{ kind: 'units_more', ...ofPhysio, unit: 'time', units: 2 }],
    ],
    [
      'less of a service',
      { kind: 'assign_units', planServiceId: 2, units: -3 },
      [{ kind: 'units_less', ...ofDayCentre, unit: 'day', units: 3 }],
    ],
    [
      // What is booked stays, and with it the service.
      'all that is left of a service',
      { kind: 'assign_units', planServiceId: 1, units: -8 },
      [{ kind: 'units_less', ...ofPhysio, unit: 'time', units: 8 }],
    ],
    [
      'another person',
      { kind: 'change_provider', planServiceId: 1, providerId: 22, providerName: 'Zane', fromOn: '2026-11-23' },
      [{ kind: 'provider', ...ofPhysio, providerName: 'Zane', fromOn: '2026-11-24' }],
    ],
    [
      'a longer plan',
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 0 },
      [{ kind: 'plan_longer', toOn: '2027-10-31' }],
    ],
    [
      'a longer plan with money',
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 50_000 },
      [
        { kind: 'plan_longer', toOn: '2027-10-31' },
        { kind: 'money_more', cents: 50_000 },
      ],
    ],
    ['less money', { kind: 'correct_plan', cents: -400 }, [{ kind: 'money_less', cents: 400 }]],
    ['another dream', written({ dream: 'Es gribu dejot.' }), [{ kind: 'dream', text: 'Es gribu dejot.' }]],
    [
      'a new goal with its step',
      written({ goals: [...goals, { text: 'Es dejoju.', steps: [{ text: 'Es atrodu grupu.', doneOn: null }] }] }),
      [
        { kind: 'goal_new', text: 'Es dejoju.' },
        { kind: 'step_new', text: 'Es atrodu grupu.' },
      ],
    ],
    [
      'a goal in other words',
      written({ goals: [first, { ...second, text: 'Es strādāju mežā.' }] }),
      [{ kind: 'goal_changed', text: 'Es strādāju mežā.' }],
    ],
    ['a goal that is gone', written({ goals: [first] }), [{ kind: 'goal_gone', text: 'Es strādāju dārzā.' }]],
    ['the first goal that is gone', written({ goals: [second] }), [{ kind: 'goal_gone', text: 'Es eju viens.' }]],
    ['goals in another order', written({ goals: [second, first] }), []],
    [
      'one goal in the place of two',
      written({ goals: [{ text: 'Es dejoju.', steps: [] }] }),
      [
        { kind: 'goal_new', text: 'Es dejoju.' },
        { kind: 'goal_gone', text: 'Es eju viens.' },
        { kind: 'goal_gone', text: 'Es strādāju dārzā.' },
      ],
    ],
    [
      'a step that is done',
      written({ goals: [first, { ...second, steps: [{ text: 'Es skatos.', doneOn: '2026-11-23' }] }] }),
      [{ kind: 'step_done', text: 'Es skatos.' }],
    ],
    [
      'a step that is not done after all',
      written({ goals: [{ ...first, steps: [{ text: 'Es zinu numuru.', doneOn: null }] }, second] }),
      [{ kind: 'step_new', text: 'Es zinu numuru.' }],
    ],
    [
      'one step in the place of another',
      written({ goals: [first, { ...second, steps: [{ text: 'Es raku.', doneOn: null }] }] }),
      [
        { kind: 'step_new', text: 'Es raku.' },
        { kind: 'step_gone', text: 'Es skatos.' },
      ],
    ],
  ];

  test.each(examples)('%s', (_name, effect, lines) => {
    expect(linesOf(smallPlan(), [effect])).toEqual(lines);
  });

  test('every kind of line has its example here', () => {
    const kinds = linesSchema.element.options.map(({ shape }) => shape.kind.value);
    const shown = examples.flatMap(([, , lines]) => lines.map(({ kind }) => kind));
    // The end of a service takes more than one effect.
    expect(new Set([...shown, 'service_ended'])).toEqual(new Set(kinds));
  });
});

describe('a service that ends', () => {
  // Of the day centre one day is booked, and 19 are left.
  const rest: Effect = { kind: 'assign_units', planServiceId: 2, units: -20 };
  const dayOff = smallPlan().visits.find(({ planServiceId, status }) => planServiceId === 2 && status === 'planned');
  if (dayOff === undefined) throw new Error('The day centre has a visit.');
  const off: Effect = { kind: 'mark_visit', visitId: dayOff.id, status: 'cancelled' };

  test('is told as such, from its first visit that is off', () => {
    expect(linesOf(smallPlan(), [off, rest])).toEqual([
      { kind: 'service_ended', ...ofDayCentre, fromOn: dayOff.heldOn },
      { kind: 'visits_cancelled', ...ofDayCentre, count: 1, first: at(dayOff.heldOn), last: at(dayOff.heldOn) },
    ]);
  });

  test('also while a visit before that day still stands', () => {
    const { after } = simulate(smallPlan(), [plan('2026-12-20', 2)], around);
    const last = after.visits.at(-1);
    if (last === undefined) throw new Error('It was planned.');
    const stop: readonly Effect[] = [
      { kind: 'mark_visit', visitId: last.id, status: 'cancelled' },
      { ...rest, units: -19 },
    ];
    expect(linesOf(after, stop)[0]).toEqual({ kind: 'service_ended', ...ofDayCentre, fromOn: '2026-12-20' });
  });

  test('not while a unit of it is left, or a visit to come', () => {
    expect(linesOf(smallPlan(), [off, { ...rest, units: -19 }])[0]).toMatchObject({ kind: 'units_less', units: 19 });
    expect(linesOf(smallPlan(), [{ ...rest, units: -19 }])).toMatchObject([{ kind: 'units_less', units: 19 }]);
  });
});

describe('from which day it holds', () => {
  const visits = { ...ofPhysio, count: 1, first: at('2026-12-10'), last: at('2026-12-17') };
  const of = (...lines: readonly Line[]) => firstDay(lines);

  test('visits from the first of them, also where one moved to an earlier day', () => {
    expect(of({ kind: 'visits_planned', ...visits })).toBe('2026-12-10');
    expect(of({ kind: 'visit_moved', ...ofPhysio, from: at('2026-12-12'), to: at('2026-12-09') })).toBe('2026-12-09');
  });

  test('what is said of a service with its visits; another person with the first visit they come to', () => {
    const less: Line = { kind: 'units_less', ...ofPhysio, unit: 'time', units: 3 };
    expect(of(less, { kind: 'visits_cancelled', ...visits })).toBe('2026-12-10');
    expect(of({ kind: 'service_ended', ...ofPhysio, fromOn: '2026-12-10' })).toBe('2026-12-10');
    expect(of({ kind: 'provider', ...ofPhysio, providerName: 'Zane', fromOn: '2027-01-15' })).toBe('2027-01-15');
  });

  test('at once where anything has no day of its own', () => {
    const less: Line = { kind: 'units_less', ...ofDayCentre, unit: 'day', units: 3 };
    expect(of(less, { kind: 'visits_cancelled', ...visits })).toBeNull();
    expect(of({ kind: 'dream', text: 'x' }, { kind: 'visits_planned', ...visits })).toBeNull();
    expect(of({ kind: 'provider', ...ofPhysio, providerName: 'Zane', fromOn: null })).toBeNull();
    expect(of()).toBeNull();
  });
});

describe('what is no news', () => {
  test('that a visit took place', () => {
    const later = Temporal.PlainDateTime.from('2026-11-24T12:00');
    expect(linesOf(smallPlan(), [{ kind: 'mark_visit', visitId: 11, status: 'happened' }], later)).toEqual([]);
  });

  test('what is as it was: taken and given back, moved there and back', () => {
    const back: readonly Effect[] = [
      { kind: 'assign_units', planServiceId: 1, units: 2 },
      { kind: 'assign_units', planServiceId: 1, units: -2 },
      { kind: 'move_visit', visitId: 11, heldOn: '2026-11-25', startTime: '10:00' },
      { kind: 'move_visit', visitId: 11, heldOn: '2026-11-24', startTime: '09:00' },
      { kind: 'mark_visit', visitId: 15, status: 'planned' },
      { kind: 'mark_visit', visitId: 15, status: 'cancelled' },
    ];
    expect(linesOf(smallPlan(), back)).toEqual([]);
  });

  test('two readings of the same plan', () => {
    expect(linesBetween(smallPlan(), smallPlan())).toEqual([]);
  });
});

describe('grouping and order', () => {
  const state = () =>
    aState({
      budgetCents: 200_000,
      services: [
        [physio, 20],
        [dayCentre, 20],
        [forFamily, 4],
      ],
      visits: [
        aVisit(1, physio, { heldOn: '2026-12-01' }),
        aVisit(2, physio, { heldOn: '2026-11-24', startTime: '14:00', endTime: '14:45' }),
        aVisit(3, physio, { heldOn: '2026-11-24' }),
        aVisit(4, dayCentre, { heldOn: '2026-11-26' }),
        aVisit(5, forFamily, { heldOn: '2026-11-27' }),
      ],
    });

  test('many visits of one service are one line: how many, the first and the last', () => {
    const off = [1, 2, 3].map((visitId): Effect => ({ kind: 'mark_visit', visitId, status: 'cancelled' }));
    expect(linesOf(state(), off)).toEqual([
      { kind: 'visits_cancelled', ...ofPhysio, count: 3, first: at('2026-11-24'), last: at('2026-12-01') },
    ]);
  });

  test('of each service its own line, however the effects come', () => {
    const effects = ['2026-12-21', '2026-12-07', '2026-12-14'].flatMap((day) => [plan(day, 3), plan(day, 1)]);
    const group = { count: 3, first: at('2026-12-07'), last: at('2026-12-21') };
    expect(linesOf(state(), effects)).toEqual([
      { kind: 'visits_planned', ...ofPhysio, ...group },
      { kind: 'visits_planned', ...ofFamily, ...group },
    ]);
  });

  test('each visit that moved has a line of its own, in order of its new time', () => {
    const moved: readonly Effect[] = [
      { kind: 'move_visit', visitId: 1, heldOn: '2026-12-03', startTime: '10:00' },
      { kind: 'move_visit', visitId: 2, heldOn: '2026-12-02', startTime: '10:00' },
    ];
    expect(linesOf(state(), moved)).toMatchObject([
      { kind: 'visit_moved', to: at('2026-12-02', '10:00') },
      { kind: 'visit_moved', to: at('2026-12-03', '10:00') },
    ]);
  });

  test('a visit that moved and is by video now is told as moved', () => {
    const both: readonly Effect[] = [
      { kind: 'place_visit', visitId: 1, ...atVideo },
      { kind: 'move_visit', visitId: 1, heldOn: '2026-12-03', startTime: '10:00' },
    ];
    expect(linesOf(state(), both)).toMatchObject([{ kind: 'visit_moved' }]);
  });

  test('the plan, then the goals, then the services, then the visits', () => {
    const everything: readonly Effect[] = [
      plan('2026-12-07', 2),
      { kind: 'mark_visit', visitId: 3, status: 'cancelled' },
      { kind: 'move_visit', visitId: 1, heldOn: '2026-12-03', startTime: '10:00' },
      { kind: 'assign_units', planServiceId: 2, units: 1 },
      { kind: 'change_provider', planServiceId: 2, providerId: 29, providerName: 'Normunds', fromOn: '2027-01-01' },
      { kind: 'assign_units', planServiceId: 1, units: 1 },
      { kind: 'write_goals', dream: 'Es gribu dejot.', goals: [] },
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 100 },
    ];
    expect(linesOf(state(), everything).map((line) => [line.kind, 'code' in line ? line.code : null])).toEqual([
      ['plan_longer', null],
      ['money_more', null],
      ['dream', null],
      ['goal_gone', null],
      ['goal_gone', null],
      ['units_more', 'FIZ'],
      ['provider', 'DAC'],
      ['units_more', 'DAC'],
      ['visit_moved', 'FIZ'],
      ['visits_cancelled', 'FIZ'],
      ['visits_planned', 'DAC'],
    ]);
  });
});

describe('whether the plan itself is another one', () => {
  const some = { ...ofPhysio, count: 1, first: at('2026-12-07'), last: at('2026-12-07') };
  const ofVisits: readonly Line[] = [
    { kind: 'visit_moved', ...ofPhysio, from: at('2026-11-24'), to: at('2026-11-25') },
    { kind: 'visits_planned', ...some },
    { kind: 'visits_cancelled', ...some },
    { kind: 'visits_stand_again', ...some },
    { kind: 'visits_did_not_happen', ...some },
    { kind: 'visits_remote', ...some },
    { kind: 'visits_there', ...some, place: 'Mājās' },
  ];
  const ofPlan: readonly Line[] = [
    { kind: 'service_added', ...ofPhysio, providerName: 'Aivars' },
    { kind: 'units_more', ...ofPhysio, unit: 'time', units: 1 },
    { kind: 'units_less', ...ofPhysio, unit: 'time', units: 1 },
    { kind: 'service_ended', ...ofPhysio, fromOn: null },
    { kind: 'provider', ...ofPhysio, providerName: 'Zane', fromOn: null },
    { kind: 'plan_longer', toOn: '2027-10-31' },
    { kind: 'money_more', cents: 1 },
    { kind: 'money_less', cents: 1 },
    { kind: 'dream', text: 'x' },
    { kind: 'goal_new', text: 'x' },
    { kind: 'goal_changed', text: 'x' },
    { kind: 'goal_gone', text: 'x' },
    { kind: 'step_new', text: 'x' },
    { kind: 'step_done', text: 'x' },
    { kind: 'step_gone', text: 'x' },
  ];

  test('not by its visits alone', () => {
    expect(isNewVersion([])).toBe(false);
    expect(isNewVersion(ofVisits)).toBe(false);
    for (const line of ofVisits) expect([line.kind, isNewVersion([line])]).toEqual([line.kind, false]);
  });

  test('by anything else, also beside visits', () => {
    for (const line of ofPlan) {
      expect([line.kind, isNewVersion([line]), isNewVersion([...ofVisits, line])]).toEqual([line.kind, true, true]);
    }
  });

  test('every kind of line is one or the other', () => {
    const kinds = linesSchema.element.options.map(({ shape }) => shape.kind.value);
    expect(new Set([...ofVisits, ...ofPlan].map(({ kind }) => kind))).toEqual(new Set(kinds));
  });
});
