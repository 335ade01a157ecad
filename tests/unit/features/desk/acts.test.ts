import { describe, expect, test } from 'vitest';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { type Effect, findService, type PlanState, simulate } from '../../../../src/features/changes/index.ts';
import { isVideoLink, parseCents, parseSigned } from '../../../../src/features/desk/acts/reading.ts';
import {
  type ActContext,
  type ActId,
  actIds,
  actOfSlug,
  acts,
  actsForKind,
  errorWords,
  fieldsOf,
  givenInput,
  postedInput,
  prefill,
  problemWords,
  readActs,
} from '../../../../src/features/desk/acts.ts';
import { around, aState, aVisit, physio, smallPlan } from '../changes/a-state.ts';

const music = {
  id: 109,
  code: 'MUZ',
  easyName: 'Mūzika',
  explanation: 'Dziedam un spēlējam.',
  unit: 'time' as const,
  priceCents: 3205,
  audience: 'participant' as const,
};
const places = { home: 'Mājās', remote: 'Pa video', there: 'Uz vietas' };

function contextOf(state: PlanState = smallPlan()): ActContext {
  return {
    state,
    now: around.now,
    catalogue: [
      music,
      { ...music, id: physio.serviceId, code: physio.code, easyName: physio.name, priceCents: physio.priceCents },
    ],
    providers: [
      { personId: 21, firstName: 'Aivars', lastName: 'Balodis', organisation: null },
      { personId: 30, firstName: 'Zane', lastName: 'Zvirbule', organisation: 'Skola' },
    ],
    places,
  };
}

function read(id: ActId, values: Readonly<Record<string, string>>, context = contextOf()) {
  const { many } = givenInput(values);
  return acts[id].read(values, many, context);
}

/** What the form means. @throws when something in it is wrong */
function effects(id: ActId, values: Readonly<Record<string, string>>, context = contextOf()): readonly Effect[] {
  const done = read(id, values, context);
  if ('errors' in done) throw new Error(JSON.stringify(done.errors));
  return done.effects;
}

/** "field reason" for everything that is wrong. */
function errors(id: ActId, values: Readonly<Record<string, string>>, context = contextOf()): readonly string[] {
  const done = read(id, values, context);
  return 'errors' in done ? done.errors.map(({ field, reason }) => `${field} ${reason}`) : [];
}

const problems = (list: readonly Effect[], state = smallPlan()) =>
  simulate(state, list, around).problems.map(({ reason }) => reason);

const cancelledOf = (...ids: readonly number[]): readonly Effect[] =>
  ids.map((visitId) => ({ kind: 'mark_visit', visitId, status: 'cancelled', was: 'planned' }));

describe('sums and numbers are read without rounding', () => {
  test.each([
    ['12', 1200],
    ['12,5', 1250],
    ['12.05', 1205],
    [' 1 250,00 €', 125_000],
    ['0,01', 1],
    ['+3', 300],
    ['-3,10', -310],
    ['−3,10', -310],
    ['1234567,89', 123_456_789],
  ])('%j is %i cents', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  test.each(['', '12,345', 'divi', '1,2,3', '1e3', '--2', '12345678', ',50'])('%j is no sum', (text) => {
    expect(parseCents(text)).toBeNull();
  });

  test.each([
    ['12', { number: 12, hasSign: false }],
    ['+2', { number: 2, hasSign: true }],
    ['- 2', { number: -2, hasSign: true }],
    ['−2', { number: -2, hasSign: true }],
    ['0', { number: 0, hasSign: false }],
  ])('%j is a number', (text, number) => {
    expect(parseSigned(text)).toEqual(number);
  });

  test.each(['', '1,5', 'a', '12345', '+'])('%j is no whole number', (text) => {
    expect(parseSigned(text)).toBeNull();
  });

  test.each([
    ['https://video.example.lv/a?b=1', true],
    ['http://video.example.lv', false],
    ['https:', false],
    ['https://', false],
    ['javascript:alert(1)', false],
    ['video.example.lv', false],
    ['https://vieta', false],
  ])('%j is a video link: %s', (text, isLink) => {
    expect(isVideoLink(text)).toBe(isLink);
  });
});

describe('every act', () => {
  test.each(actIds)('%s: its form says something, each name belongs to it and stands once', (id) => {
    const fields = acts[id].fields(t, contextOf());
    const names = fields.map(({ name }) => name);

    expect(acts[id].id).toBe(id);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !name.startsWith(`${id}_`))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(fields.filter(({ label }) => label === '')).toEqual([]);
  });

  test.each(actIds)('%s: an empty form changes nothing and says why', (id) => {
    const wrong = errors(id, {});
    const names = acts[id].fields(t, contextOf()).map(({ name }) => name);

    expect(wrong.length).toBeGreaterThan(0);
    // The page leads from the error to the field.
    expect(wrong.map((line) => line.split(' ')[0]).filter((field) => !names.includes(field ?? ''))).toEqual([]);
  });

  test.each(actIds)('%s has an address of its own', (id) => {
    expect(actOfSlug(acts[id].slug)?.id).toBe(id);
  });

  test('an address of nothing is nothing', () => {
    expect(actOfSlug('viss')).toBeNull();
    expect(actOfSlug(undefined)).toBeNull();
  });
});

describe('move', () => {
  test('a visit to another day and time', () => {
    expect(effects('move', { move_visit: '11', move_day: '2026-11-25', move_time: '14:30' })).toEqual([
      { kind: 'move_visit', visitId: 11, heldOn: '2026-11-25', startTime: '14:30' },
    ]);
  });

  test.each([
    [{ move_visit: '', move_day: '2026-11-25', move_time: '14:30' }, 'move_visit no_choice'],
    [{ move_visit: '999', move_day: '2026-11-25', move_time: '14:30' }, 'move_visit no_choice'],
    [{ move_visit: '11', move_day: '25.11.2026', move_time: '14:30' }, 'move_day no_day'],
    [{ move_visit: '11', move_day: '2026-02-30', move_time: '14:30' }, 'move_day no_day'],
    [{ move_visit: '11', move_day: '2026-11-25', move_time: '25:00' }, 'move_time no_time'],
  ])('%j: %s', (values, error) => {
    expect(errors('move', values)).toEqual([error]);
  });

  test('a service stands in a list with what is left of it, to the cent', () => {
    const [services] = acts.units.fields(t, contextOf());

    expect(services?.options?.[1]).toEqual({ value: '1', label: 'Vingrošana, palicis: 8, 224,00 eiro' });
  });

  test('only what has not begun can be chosen', () => {
    const [visits] = acts.move.fields(t, contextOf());

    expect(visits?.options?.map(({ value }) => value)).toEqual(['', '11', '12', '14']);
    expect(visits?.options?.[1]?.label).toBe('Otrdiena, 24.\u00a0novembris, 9:00. Vingrošana');
  });
});

describe('cancel and away', () => {
  test('several visits', () => {
    expect(effects('cancel', { cancel_visits: '11 12' })).toEqual(cancelledOf(11, 12));
  });

  test('what the plan does not have is not chosen', () => {
    expect(errors('cancel', { cancel_visits: '999' })).toEqual(['cancel_visits no_choice']);
  });

  test('everything of the person in these days, and nothing of the family', () => {
    expect(effects('away', { away_from: '2026-11-24', away_until: '2026-11-27' })).toEqual(cancelledOf(11, 12));
    expect(effects('away', { away_from: '2026-11-26', away_until: '2026-11-26' })).toEqual(cancelledOf(12));
  });

  test.each([
    [{ away_from: '', away_until: '2026-11-27' }, 'away_from no_day'],
    [{ away_from: '2026-11-24', away_until: 'x' }, 'away_until no_day'],
    [{ away_from: '2026-11-27', away_until: '2026-11-24' }, 'away_until order'],
    [{ away_from: '2026-12-24', away_until: '2026-12-26' }, 'away_from nothing_there'],
  ])('%j: %s', (values, error) => {
    expect(errors('away', values)).toEqual([error]);
  });
});

const oneVisit = {
  visit_service: '1',
  visit_day: '2026-11-30',
  visit_time: '10:00',
  visit_length: '45',
  visit_units: '1',
  visit_place: 'Centrs',
  visit_address: 'Parka iela 12',
  visit_link: '',
};
const manyVisits = {
  series_service: '1',
  series_weekdays: '1 3',
  series_rhythm: 'weekly',
  series_time: '10:00',
  series_length: '45',
  series_units: '1',
  series_place: 'Centrs',
  series_address: '',
  series_link: '',
  series_from: '2026-11-30',
  series_until: '2026-12-13',
};
const days = (list: readonly Effect[]) =>
  list.flatMap((effect) => (effect.kind === 'plan_visit' ? [effect.heldOn] : []));

describe('visit and series', () => {
  test('one visit where it is held', () => {
    expect(effects('visit', oneVisit)).toEqual([
      {
        kind: 'plan_visit',
        planServiceId: 1,
        heldOn: '2026-11-30',
        startTime: '10:00',
        endTime: '10:45',
        units: 1,
        place: 'Centrs',
        address: 'Parka iela 12',
        videoUrl: null,
      },
    ]);
  });

  test('by video it needs no name of a place', () => {
    const [visit] = effects('visit', {
      ...oneVisit,
      visit_place: '',
      visit_address: '',
      visit_link: 'https://v.example.lv/1',
    });

    expect(visit).toMatchObject({ place: 'Pa video', address: null, videoUrl: 'https://v.example.lv/1' });
  });

  test('the units that are missing are added only when the box says so', () => {
    const values = { ...oneVisit, visit_units: '10' };

    expect(problems(effects('visit', values))).toEqual(['no_units']);
    expect(effects('visit', { ...values, visit_missing: 'add' })[0]).toEqual({
      kind: 'assign_units',
      planServiceId: 1,
      units: 2,
    });
    expect(problems(effects('visit', { ...values, visit_missing: 'add' }))).toEqual([]);
  });

  test.each([
    ['visit_service', '', 'no_choice'],
    ['visit_service', '99', 'no_choice'],
    ['visit_day', '', 'no_day'],
    ['visit_time', '9', 'no_time'],
    ['visit_length', '0', 'no_number'],
    ['visit_length', '900', 'no_number'],
    ['visit_units', '1,5', 'no_number'],
    ['visit_units', '-1', 'no_number'],
    ['visit_place', '', 'no_text'],
    ['visit_place', 'x'.repeat(121), 'too_long'],
    ['visit_address', 'x'.repeat(121), 'too_long'],
    ['visit_link', 'http://v.example.lv', 'no_link'],
  ])('%s %j: %s', (field, value, reason) => {
    expect(errors('visit', { ...oneVisit, [field]: value })).toEqual([`${field} ${reason}`]);
  });

  test('a visit does not go on after midnight', () => {
    expect(errors('visit', { ...oneVisit, visit_time: '23:30' })).toEqual(['visit_length too_late']);
  });

  test('two days of the week, in order, both ends included', () => {
    expect(days(effects('series', manyVisits))).toEqual(['2026-11-30', '2026-12-02', '2026-12-07', '2026-12-09']);
  });

  test.each([
    ['second_week', ['2026-11-30', '2026-12-14']],
    ['monthly', ['2026-11-30']],
  ])('%s', (rhythm, expected) => {
    const values = { ...manyVisits, series_weekdays: '1', series_rhythm: rhythm, series_until: '2026-12-20' };

    expect(days(effects('series', values))).toEqual(expected);
  });

  test('every second week on two days: both in the same weeks, on whichever of them it begins', () => {
    const on = (from: string, rhythm = 'second_week') =>
      days(
        effects('series', {
          ...manyVisits,
          series_rhythm: rhythm,
          series_from: from,
          series_until: '2026-12-31',
          series_missing: 'add',
        }),
      );

    // Monday and Wednesday. 25.11. is a Wednesday.
    const fromWednesday = ['2026-11-25', '2026-12-07', '2026-12-09', '2026-12-21', '2026-12-23'];
    expect(on('2026-11-25')).toEqual(fromWednesday);
    expect(on('2026-11-24')).toEqual(fromWednesday);
    // After both days of its week: it begins with the next.
    expect(on('2026-11-26')).toEqual([
      '2026-11-30',
      '2026-12-02',
      '2026-12-14',
      '2026-12-16',
      '2026-12-28',
      '2026-12-30',
    ]);
    expect(on('2026-11-25', 'monthly')).toEqual(['2026-11-25', '2026-12-21', '2026-12-23']);
  });

  test('the missing units of the whole series', () => {
    const values = { ...manyVisits, series_units: '3', series_missing: 'add' };

    // 4 × 3 = 12 are needed, 8 are left.
    expect(effects('series', values)[0]).toEqual({ kind: 'assign_units', planServiceId: 1, units: 4 });
    expect(problems(effects('series', values))).toEqual([]);
  });

  test.each([
    ['series_weekdays', '', 'no_choice'],
    ['series_weekdays', '8', 'no_choice'],
    ['series_rhythm', 'daily', 'no_choice'],
    ['series_from', '', 'no_day'],
    ['series_from', '2026-11-22', 'past'],
    ['series_until', '2026-11-29', 'order'],
    ['series_until', '2027-08-01', 'outside_plan'],
    ['series_time', '', 'no_time'],
  ])('%s %j: %s', (field, value, reason) => {
    expect(errors('series', { ...manyVisits, [field]: value })).toEqual([`${field} ${reason}`]);
  });

  test('no such day of the week in that time', () => {
    const values = { ...manyVisits, series_weekdays: '7', series_until: '2026-12-03' };

    expect(errors('series', values)).toEqual(['series_until nothing_there']);
  });

  test('more than can be meant', () => {
    const values = { ...manyVisits, series_weekdays: '1 2 3 4 5', series_until: '2027-07-31' };

    expect(errors('series', values)).toEqual(['series_until too_much']);
  });

  test('without a day of the week and with other errors all are said', () => {
    expect(errors('series', { ...manyVisits, series_weekdays: '', series_time: '' })).toEqual([
      'series_time no_time',
      'series_weekdays no_choice',
    ]);
  });
});

describe('mark', () => {
  test('what is over, and what is off though still to come, can be chosen', () => {
    const [visits] = acts.mark.fields(t, contextOf());

    expect(visits?.options?.map(({ value }) => value)).toEqual(['15:cancelled', '13:happened']);
    expect(visits?.options?.[1]?.label).toContain('Tagad: Notika');
  });

  test('what was never marked stays on the list however old it is', () => {
    const state = aState({
      budgetCents: 50_000,
      services: [[physio, 5]],
      visits: [
        aVisit(1, physio, { heldOn: '2026-08-10' }),
        aVisit(2, physio, { heldOn: '2026-08-17', status: 'happened' }),
      ],
    });
    const [visits] = acts.mark.fields(t, contextOf(state));

    expect(visits?.options?.map(({ value }) => value)).toEqual(['1:planned']);
  });

  test('those that are so already are left', () => {
    expect(effects('mark', { mark_visits: '13:happened 15:cancelled', mark_status: 'cancelled' })).toEqual([
      { kind: 'mark_visit', visitId: 13, status: 'cancelled', was: 'happened' },
    ]);
    expect(errors('mark', { mark_visits: '15:cancelled', mark_status: 'cancelled' })).toEqual(['mark_status same']);
  });

  test('what somebody else has marked meanwhile is chosen anew, unless it is so as it was wished', () => {
    const seenAs = (was: string) => ({ mark_visits: `13:${was}`, mark_status: 'did_not_happen' });
    expect(errors('mark', seenAs('planned'))).toEqual(['mark_visits meanwhile']);
    expect(errors('mark', { ...seenAs('planned'), mark_visits: '13' })).toEqual(['mark_visits meanwhile']);
    expect(effects('mark', seenAs('happened'))).toHaveLength(1);
    expect(effects('mark', { ...seenAs('planned'), mark_status: 'happened' })).toEqual([]);
  });

  test.each([
    [{ mark_visits: '', mark_status: 'happened' }, ['mark_visits no_choice']],
    [{ mark_visits: '13:happened', mark_status: '' }, ['mark_status no_choice']],
    [{ mark_visits: '999', mark_status: 'x' }, ['mark_visits no_choice', 'mark_status no_choice']],
  ])('%j', (values, expected) => {
    expect(errors('mark', values)).toEqual(expected);
  });
});

describe('place', () => {
  const remote = { place_service: '1', place_which: 'all', place_way: 'remote', place_link: 'https://v.example.lv/1' };

  test('by video', () => {
    expect(effects('place', remote)).toEqual([
      { kind: 'place_visit', visitId: 11, place: 'Pa video', address: null, videoUrl: 'https://v.example.lv/1' },
    ]);
  });

  test('at home and there', () => {
    expect(effects('place', { ...remote, place_way: 'home', place_address: 'Ozolu iela 3' })[0]).toMatchObject({
      place: 'Mājās',
      address: 'Ozolu iela 3',
      videoUrl: null,
    });
    expect(effects('place', { ...remote, place_way: 'there', place_place: 'Jaunais centrs' })[0]).toMatchObject({
      place: 'Jaunais centrs',
      videoUrl: null,
    });
  });

  test('only the next one', () => {
    const state = smallPlan({
      visits: [aVisit(21, physio, { heldOn: '2026-12-01' }), aVisit(20, physio, { heldOn: '2026-11-25' })],
    });
    const chosen = effects('place', { ...remote, place_which: 'next' }, contextOf(state));

    expect(chosen.map((effect) => 'visitId' in effect && effect.visitId)).toEqual([20]);
  });

  test.each([
    ['place_service', '', 'no_choice'],
    ['place_service', '77', 'no_choice'],
    ['place_which', 'some', 'no_choice'],
    ['place_way', '', 'no_choice'],
    ['place_link', '', 'no_link'],
    ['place_link', 'https:', 'no_link'],
    ['place_place', 'x'.repeat(121), 'too_long'],
    ['place_address', 'x'.repeat(121), 'too_long'],
  ])('%s %j: %s', (field, value, reason) => {
    expect(errors('place', { ...remote, [field]: value })).toEqual([`${field} ${reason}`]);
  });

  test('there needs a name, and what is so already is nothing to do', () => {
    expect(errors('place', { ...remote, place_way: 'there' })).toEqual(['place_place no_text']);
    expect(
      errors('place', { ...remote, place_way: 'there', place_place: 'Centrs', place_address: 'Parka iela 12' }),
    ).toEqual(['place_service nothing_there']);
  });
});

describe('units, money and stop', () => {
  test.each([
    ['12', 2],
    ['+3', 3],
    ['-4', -4],
    ['8', -2],
  ])('%s of ten', (units, by) => {
    expect(effects('units', { units_service: '1', units_units: units })).toEqual([
      { kind: 'assign_units', planServiceId: 1, units: by },
    ]);
  });

  test.each([
    [{ units_service: '', units_units: '2' }, 'units_service no_choice'],
    [{ units_service: '9', units_units: '2' }, 'units_service no_choice'],
    [{ units_service: '1', units_units: 'daudz' }, 'units_units no_number'],
    [{ units_service: '1', units_units: '10' }, 'units_units same'],
    [{ units_service: '1', units_units: '+0' }, 'units_units same'],
  ])('%j: %s', (values, error) => {
    expect(errors('units', values)).toEqual([error]);
  });

  test('money goes in whole units', () => {
    // 3 × 24,80 = 74,40: three physio units give 84,00, and 9,60 stay free.
    expect(effects('money', { money_from: '1', money_to: '2', money_units: '3' })).toEqual([
      { kind: 'assign_units', planServiceId: 1, units: -3 },
      { kind: 'assign_units', planServiceId: 2, units: 3 },
    ]);
  });

  test.each([
    [{ money_from: '', money_to: '2', money_units: '3' }, 'money_from no_choice'],
    [{ money_from: '9', money_to: '2', money_units: '3' }, 'money_from no_choice'],
    [{ money_from: '1', money_to: '9', money_units: '3' }, 'money_to no_choice'],
    [{ money_from: '1', money_to: '1', money_units: '3' }, 'money_to same'],
    [{ money_from: '1', money_to: '2', money_units: '' }, 'money_units no_number'],
    [{ money_from: '1', money_to: '2', money_units: '20' }, 'money_units not_enough'],
  ])('%j: %s', (values, error) => {
    expect(errors('money', values)).toEqual([error]);
  });

  test('a service ends: what is planned from that day is off, and what is left of it is free', () => {
    const ended = effects('stop', { stop_service: '2', stop_from: '2026-11-24' });

    expect(ended).toEqual([...cancelledOf(12), { kind: 'assign_units', planServiceId: 2, units: -20 }]);
    expect(problems(ended)).toEqual([]);
    expect(effects('stop', { stop_service: '2', stop_from: '2026-11-27' })).toEqual([
      { kind: 'assign_units', planServiceId: 2, units: -19 },
    ]);
  });

  test.each([
    [{ stop_service: '', stop_from: '2026-11-24' }, 'stop_service no_choice'],
    [{ stop_service: '9', stop_from: '2026-11-24' }, 'stop_service no_choice'],
    [{ stop_service: '2', stop_from: '' }, 'stop_from no_day'],
    [{ stop_service: '2', stop_from: '2026-11-22' }, 'stop_from past'],
  ])('%j: %s', (values, error) => {
    expect(errors('stop', values)).toEqual([error]);
  });

  test('a service of which nothing is left cannot be ended once more', () => {
    const state = simulate(smallPlan(), effects('stop', { stop_service: '2', stop_from: '2026-11-24' }), around).after;

    expect(errors('stop', { stop_service: '2', stop_from: '2026-11-24' }, contextOf(state))).toEqual([
      'stop_service nothing_there',
    ]);
  });
});

describe('a new service and another provider', () => {
  const fresh = {
    add_service_service: '109',
    add_service_provider: '30',
    add_service_price: '30,5',
    add_service_units: '4',
  };

  test('with its price, provider and units', () => {
    const [effect] = effects('add_service', fresh);

    expect(effect).toMatchObject({
      kind: 'add_service',
      units: 4,
      service: { serviceId: 109, name: 'Mūzika', priceCents: 3050, providerId: 30, providerName: 'Zane Zvirbule' },
    });
  });

  test('at the price of the catalogue where none is given', () => {
    expect(effects('add_service', { ...fresh, add_service_price: '' })[0]).toMatchObject({
      service: { priceCents: 3205 },
    });
  });

  test('only what is not in the plan is offered', () => {
    const [services] = acts.add_service.fields(t, contextOf());

    expect(services?.options).toEqual([
      { value: '', label: 'Izvēlieties' },
      { value: '109', label: 'Mūzika, parasti 32,05 eiro' },
    ]);
    expect(problems(effects('add_service', { ...fresh, add_service_service: '101' }))).toEqual(['already_there']);
  });

  test.each([
    ['add_service_service', '', 'no_choice'],
    ['add_service_service', '5', 'no_choice'],
    ['add_service_provider', '', 'no_choice'],
    ['add_service_provider', '5', 'no_choice'],
    ['add_service_price', 'lēti', 'no_money'],
    ['add_service_price', '0', 'no_money'],
    ['add_service_price', '-5', 'no_money'],
    ['add_service_units', '0', 'no_number'],
  ])('%s %j: %s', (field, value, reason) => {
    expect(errors('add_service', { ...fresh, [field]: value })).toEqual([`${field} ${reason}`]);
  });

  test('another provider', () => {
    expect(effects('provider', { provider_service: '1', provider_who: '30', provider_from: '2026-11-30' })).toEqual([
      {
        kind: 'change_provider',
        planServiceId: 1,
        providerId: 30,
        providerName: 'Zane Zvirbule',
        fromOn: '2026-11-30',
      },
    ]);
  });

  test.each([
    ['provider_service', '', 'no_choice'],
    ['provider_service', '9', 'no_choice'],
    ['provider_who', '', 'no_choice'],
    ['provider_who', '99', 'no_choice'],
    ['provider_who', '21', 'same'],
    ['provider_from', '', 'no_day'],
    ['provider_from', '2026-11-01', 'past'],
  ])('%s %j: %s', (field, value, reason) => {
    const values = { provider_service: '1', provider_who: '30', provider_from: '2026-11-30', [field]: value };

    expect(errors('provider', values)).toEqual([`${field} ${reason}`]);
  });
});

const asItIs = {
  goals_dream: 'Es gribu strādāt dārzā.',
  goals_goal_0: 'Es eju viens.',
  goals_steps_0: 'Es zinu numuru.',
  goals_done_0: '0',
  goals_goal_1: 'Es strādāju dārzā.',
  goals_steps_1: 'Es skatos.',
  goals_goal_2: '',
  goals_steps_2: '',
};
const written = (values: Readonly<Record<string, string>>) => {
  const [effect] = effects('goals', { ...asItIs, ...values });
  if (effect?.kind !== 'write_goals') throw new Error('No goals were written.');
  return effect;
};

describe('goals', () => {
  test('the form begins as the plan is, and that is no change', () => {
    const fields = acts.goals.fields(t, contextOf());
    const initial = Object.fromEntries(fields.map(({ name, initial: value = '' }) => [name, value]));

    expect(initial).toEqual({ ...asItIs, goals_done_1: '' });
    expect(errors('goals', initial)).toEqual(['goals_dream same']);
  });

  test('all that is written, the person reads; so they read why something is corrected', () => {
    const fieldsFor = (id: ActId) => acts[id].fields(t, contextOf()).filter(({ isForPerson }) => isForPerson);
    const typed = acts.goals.fields(t, contextOf()).filter(({ type }) => type !== 'checks');
    expect(fieldsFor('goals')).toEqual(typed);
    expect(fieldsFor('correct').map(({ name }) => name)).toEqual(['correct_reason']);
  });

  test('a dream, a goal, its steps', () => {
    expect(written({ goals_dream: ' Es gribu  savu suni. ' }).dream).toBe('Es gribu savu suni.');
    expect(written({ goals_goal_2: 'Es gatavoju.', goals_steps_2: 'Es pērku.\n\n Es vāru. ' }).goals[2]).toEqual({
      text: 'Es gatavoju.',
      steps: [
        { text: 'Es pērku.', doneOn: null },
        { text: 'Es vāru.', doneOn: null },
      ],
    });
    expect(written({ goals_goal_1: '', goals_steps_1: '' }).goals).toHaveLength(1);
  });

  test('a step is done today, or not done any more', () => {
    expect(written({ goals_done_1: '0' }).goals[1]?.steps).toEqual([{ text: 'Es skatos.', doneOn: '2026-11-23' }]);
    expect(written({ goals_done_0: '' }).goals[0]?.steps).toEqual([{ text: 'Es zinu numuru.', doneOn: null }]);
  });

  test('a step that is done stays done when others come before it or when it is put better', () => {
    expect(written({ goals_steps_0: 'Es mācos.\nEs zinu numuru.' }).goals[0]?.steps).toEqual([
      { text: 'Es mācos.', doneOn: null },
      { text: 'Es zinu numuru.', doneOn: '2026-10-02' },
    ]);
    expect(written({ goals_steps_0: 'Es zinu autobusa numuru.' }).goals[0]?.steps).toEqual([
      { text: 'Es zinu autobusa numuru.', doneOn: '2026-10-02' },
    ]);
  });

  describe('of two steps, the first of them done', () => {
    const done = { text: 'Es zinu numuru.', doneOn: '2026-10-02' };
    const open = { text: 'Es nopērku biļeti.', doneOn: null };
    const two = contextOf(smallPlan({ goals: [{ text: 'Es eju viens.', steps: [done, open] }] }));
    const steps = (...lines: readonly string[]) => {
      const form = { ...asItIs, goals_goal_1: '', goals_steps_1: '', goals_steps_0: lines.join('\n') };
      const [effect] = effects('goals', form, two);
      return effect?.kind === 'write_goals' ? effect.goals[0]?.steps : null;
    };
    const fresh = { text: 'Es mācos.', doneOn: null };

    test.each([
      ['a new one in the place of the done one, which moves down', [fresh, done]],
      ['a new one in the place of the other', [done, fresh]],
      ['a new one before both', [fresh, done, open]],
      ['the other alone', [open]],
      ['in another order', [open, done]],
      ['a new one before the other, the done one gone', [open, fresh]],
      ['a single new one', [fresh]],
      ['the done one put better', [{ ...done, text: 'Es zinu autobusa numuru.' }, open]],
    ])('%s', (_name, expected) => {
      expect(steps(...expected.map(({ text }) => text))).toEqual(expected);
    });

    test('two that say the same are two', () => {
      const twice = contextOf(
        smallPlan({ goals: [{ text: 'Es eju viens.', steps: [done, { ...done, doneOn: null }] }] }),
      );
      const form = { goals_dream: 'Es.', goals_goal_0: 'Es eju viens.', goals_done_0: '0' };
      const [effect] = effects('goals', { ...form, goals_steps_0: `${done.text}\n${done.text}` }, twice);
      expect(effect).toMatchObject({ goals: [{ steps: [done, { ...done, doneOn: null }] }] });
    });
  });

  test.each([
    ['goals_dream', '', 'goals_dream no_text'],
    ['goals_dream', 'x'.repeat(201), 'goals_dream too_long'],
    ['goals_goal_0', 'x'.repeat(201), 'goals_goal_0 too_long'],
    ['goals_steps_0', 'x'.repeat(201), 'goals_steps_0 too_long'],
    ['goals_goal_0', '', 'goals_goal_0 no_text'],
    ['goals_steps_2', 'Es vāru.', 'goals_goal_2 no_text'],
  ])('%s: %s', (field, value, error) => {
    expect(errors('goals', { ...asItIs, [field]: value })).toEqual([error]);
  });

  test('ten goals are enough', () => {
    const goals = Array.from({ length: 10 }, (_, index) => ({ text: `Es ${index}.`, steps: [] }));
    const context = contextOf(smallPlan({ goals }));
    const values = Object.fromEntries(
      [...goals, { text: 'Es vēl.' }].map(({ text }, at) => [`goals_goal_${at}`, text]),
    );

    expect(errors('goals', { goals_dream: 'Es.', ...values }, context)).toEqual(['goals_goal_10 too_much']);
  });
});

describe('extend and correct', () => {
  test('longer with the same money, and with more', () => {
    expect(effects('extend', { extend_until: '2027-10-31', extend_money: '' })).toEqual([
      { kind: 'extend_plan', toOn: '2027-10-31', cents: 0 },
    ]);
    expect(effects('extend', { extend_until: '2027-07-31', extend_money: '250,50' })).toEqual([
      { kind: 'extend_plan', toOn: '2027-07-31', cents: 25_050 },
    ]);
  });

  test.each([
    [{ extend_until: '', extend_money: '' }, ['extend_until no_day']],
    [{ extend_until: '', extend_money: 'x' }, ['extend_until no_day', 'extend_money no_money']],
    [{ extend_until: '2027-10-31', extend_money: '-5' }, ['extend_money no_money']],
    [{ extend_until: '2027-07-30', extend_money: '' }, ['extend_until order']],
    [{ extend_until: '2027-07-31', extend_money: '0' }, ['extend_until same']],
  ])('%j', (values, expected) => {
    expect(errors('extend', values)).toEqual(expected);
  });

  test('a plan that is over cannot end before today', () => {
    const state = smallPlan({ toOn: '2026-10-31' });

    expect(errors('extend', { extend_until: '2026-11-22', extend_money: '' }, contextOf(state))).toEqual([
      'extend_until past',
    ]);
  });

  test('the plan by euros, a service by units', () => {
    const reason = { correct_reason: 'Rēķins bija cits.' };

    expect(effects('correct', { correct_what: 'plan', correct_by: '-12,50', ...reason })).toEqual([
      { kind: 'correct_plan', cents: -1250 },
    ]);
    expect(effects('correct', { correct_what: '2', correct_by: '+2', ...reason })).toEqual([
      { kind: 'correct_service', planServiceId: 2, units: 2 },
    ]);
  });

  test.each([
    [{ correct_what: 'plan', correct_by: '5', correct_reason: ' ' }, ['correct_reason no_reason']],
    [{ correct_what: '', correct_by: '5', correct_reason: 'x' }, ['correct_what no_choice']],
    [{ correct_what: '9', correct_by: '5', correct_reason: 'x' }, ['correct_what no_choice']],
    [{ correct_what: 'plan', correct_by: '0', correct_reason: 'x' }, ['correct_by no_money']],
    [{ correct_what: 'plan', correct_by: 'x', correct_reason: 'x' }, ['correct_by no_money']],
    [
      { correct_what: '2', correct_by: '1,5', correct_reason: '' },
      ['correct_reason no_reason', 'correct_by no_number'],
    ],
  ])('%j', (values, expected) => {
    expect(errors('correct', values)).toEqual(expected);
  });
});

describe('several acts in one form', () => {
  const both = {
    acts: 'add_service series',
    add_service_service: '109',
    add_service_provider: '30',
    add_service_price: '',
    add_service_units: '4',
    ...manyVisits,
    series_service: '-1',
  };

  test('a series for the service that comes in with the same form', () => {
    const done = readActs(['add_service', 'series'], givenInput(both), contextOf());
    if ('errors' in done) throw new Error(JSON.stringify(done.errors));
    const { after, problems: found } = simulate(smallPlan(), done.effects, around);

    expect(found).toEqual([]);
    expect(days(done.effects)).toHaveLength(4);
    expect(findService(after, -1)?.name).toBe('Mūzika');
  });

  test('what is not chosen is not read', () => {
    expect(readActs(['add_service', 'series'], givenInput({ ...both, acts: '' }), contextOf())).toEqual({
      effects: [],
    });
    expect(readActs(['add_service', 'series'], givenInput({ ...both, acts: 'series' }), contextOf())).toEqual({
      errors: [{ field: 'series_service', reason: 'no_choice' }],
    });
  });

  test('the new service is offered only beside the act that brings it', () => {
    const offered = (together: readonly ActId[]) =>
      fieldsOf('series', together, t, contextOf())[0]?.options?.map(({ value }) => value);

    expect(offered(['add_service', 'series'])).toEqual(['', '1', '2', '3', '-1']);
    expect(offered(['cancel', 'series'])).toEqual(['', '1', '2', '3']);
  });

  test('what is wrong is named by the label of its field', () => {
    const errors = [
      { field: 'series_time', reason: 'no_time' },
      { field: 'text', reason: 'no_why' },
    ] as const;

    expect(errorWords(errors, ['add_service', 'series'], t, contextOf())).toEqual([
      { fieldId: 'series_time', text: 'Sākums: Ierakstiet laiku.' },
      { fieldId: 'text', text: 'Uzrakstiet vai izvēlieties, kāpēc. Cilvēks to lasīs.' },
    ]);
  });

  test('why a change is not possible is said with the day, the name and the exact sum', () => {
    const problem = { at: 0, heldOn: '2026-11-24', name: 'Vingrošana' };

    expect(problemWords(t, { ...problem, reason: 'busy' })).toBe(
      'Otrdiena, 24.\u00a0novembris: cilvēkam šajā laikā ir cita tikšanās. Vingrošana.',
    );
    expect(problemWords(t, { ...problem, reason: 'no_units', missingCents: 2805 })).toBe(
      'Vingrošana: vienību nepietiek. Trūkst 28,05 eiro.',
    );
    expect(problemWords(t, { ...problem, reason: 'no_units' })).toBe('Vingrošana: tik daudz vienību nav palicis.');
  });

  test('a post keeps line breaks as one character and every ticked box', () => {
    const form = new FormData();
    form.append('goals_steps_0', 'a\r\nb');
    form.append('cancel_visits', '11');
    form.append('cancel_visits', '12');
    const input = postedInput(form);

    expect(input.values.goals_steps_0).toBe('a\nb');
    expect(input.many('cancel_visits')).toEqual(['11', '12']);
    expect(input.many('acts')).toEqual([]);
    expect(input.isPosted).toBe(true);
  });
});

const facts = { now: around.now, catalogue: [music], places };
const wish = (
  flow: Parameters<typeof prefill>[0]['flow'],
  answers: Record<string, string>,
  visitId: number | null = null,
) => prefill({ flow, answers, visitId }, smallPlan(), facts);

describe('a wish as first values of the form', () => {
  test('another time', () => {
    const values = wish('visit', { visit: '11', what: 'another_time', day: '2026-11-25', part: 'day' }, 11);

    expect(values).toEqual({ acts: 'move', move_visit: '11', move_day: '2026-11-25', move_time: '13:00' });
    expect(effects('move', values)).toHaveLength(1);
  });

  test('a day that is not known stays empty', () => {
    expect(wish('visit', { visit: '11', what: 'another_time', day: 'unknown', part: 'unknown' }, 11)).toEqual({
      acts: 'move',
      move_visit: '11',
      move_day: '',
    });
  });

  test('I cannot come, for once and for a while', () => {
    expect(wish('visit', { visit: '11', what: 'cannot_come' }, 11)).toEqual({ acts: 'cancel', cancel_visits: '11' });
    expect(wish('away', { away_from: '2026-11-24', away_until: '2026-11-27' })).toEqual({
      acts: 'away',
      away_from: '2026-11-24',
      away_until: '2026-11-27',
    });
  });

  test('more often: the series says what the person saw', () => {
    // As far as visits are planned already: to the middle of January.
    const state = smallPlan({ visits: [aVisit(11, physio), aVisit(12, physio, { heldOn: '2027-01-13' })] });
    const answers = { service: '1', rhythm: 'weekly', weekday: '3' };
    const values = prefill({ flow: 'often', answers, visitId: null }, state, facts);
    const done = readActs(actsForKind('more_often'), givenInput(values), contextOf(state));

    expect(values).toMatchObject({
      acts: 'series',
      series_service: '1',
      series_weekdays: '3',
      series_rhythm: 'weekly',
      series_time: '09:00',
      series_length: '45',
      series_from: '2026-12-02',
      series_until: '2027-01-06',
    });
    expect(days('effects' in done ? done.effects : [])).toHaveLength(6);
  });

  test('every working day ticks them all, from the first to the last that is new', () => {
    const state = smallPlan({ visits: [aVisit(11, physio), aVisit(12, physio, { heldOn: '2027-01-13' })] });
    const answers = { service: '1', rhythm: 'workdays' };

    // On Wednesday, 13 January, there is a visit already.
    expect(prefill({ flow: 'often', answers, visitId: null }, state, facts)).toMatchObject({
      acts: 'series',
      series_weekdays: '1 2 3 4 5',
      series_rhythm: 'weekly',
      series_from: '2026-11-30',
      series_until: '2027-01-15',
    });
  });

  test('less often on another day: what stands is called off, and the series is on that day', () => {
    const on = (id: number, heldOn: string) => aVisit(id, physio, { heldOn });
    const state = smallPlan({ visits: [on(11, '2026-12-01'), on(12, '2026-12-08'), on(13, '2026-12-15')] });
    const answers = { service: '1', rhythm: 'second_week', weekday: '5' };

    expect(prefill({ flow: 'often', answers, visitId: null }, state, facts)).toMatchObject({
      acts: 'cancel series',
      cancel_visits: '11 12 13',
      series_weekdays: '5',
      series_rhythm: 'second_week',
      series_from: '2026-12-04',
      series_until: '2026-12-18',
    });
  });

  test('something new comes with its series', () => {
    const values = wish('new', { wish: 'music', new_service: '109', new_rhythm: 'monthly', part: 'morning' });

    expect(values).toMatchObject({
      acts: 'add_service series',
      add_service_service: '109',
      series_service: '-1',
      series_rhythm: 'monthly',
      series_weekdays: '1',
    });
    expect(values.add_service_units).toBe('9');
  });

  test('money, a stop, another way, another person', () => {
    expect(wish('money', { from_service: '1', to_service: '2', units: '2' })).toEqual({
      acts: 'money',
      money_from: '1',
      money_to: '2',
      money_units: '2',
    });
    expect(wish('stop', { service: '2', stop_from: 'now' })).toEqual({
      acts: 'stop',
      stop_service: '2',
      stop_from: '2026-11-26',
    });
    expect(wish('way', { service: '1', way: 'remote', which: 'all' })).toEqual({
      acts: 'place',
      place_service: '1',
      place_way: 'remote',
      place_which: 'all',
    });
    expect(wish('person', { service: '1', person_why: 'unkind' })).toEqual({ acts: 'provider', provider_service: '1' });
  });

  test('back to where it was before', () => {
    expect(wish('way', { service: '1', way: 'there', which: 'next' })).toMatchObject({
      place_way: 'there',
      place_which: 'next',
      place_place: 'Centrs',
      place_address: 'Parka iela 12',
    });
  });

  test('"there" is not home: where one never was elsewhere, the worker says where', () => {
    const atHome = smallPlan({ visits: [aVisit(11, physio, { place: 'Mājās', address: null })] });
    const answers = { service: '1', way: 'there', which: 'next' };
    expect(prefill({ flow: 'way', answers, visitId: null }, atHome, facts)).toEqual({
      acts: 'place',
      place_service: '1',
      place_way: 'there',
      place_which: 'next',
    });
  });

  test('a step is done', () => {
    expect(wish('goal', { goal_what: 'step_done', step: '1.0' })).toEqual({ acts: 'goals', goals_done_1: '0' });
    expect(wish('goal', { goal_what: 'dream', theme: 'music' })).toEqual({ acts: 'goals' });
  });

  test('something was wrong', () => {
    expect(wish('wrong', { wrong_what: 'did_not_happen', about: '13', reader: 'worker' })).toEqual({
      acts: 'mark',
      mark_visits: '13:happened',
      mark_status: 'did_not_happen',
    });
    expect(wish('wrong', { wrong_what: 'afraid', reader: 'head' })).toEqual({ acts: '', mark_visits: '' });
    expect(wish('talk', { talk_about: 'plan' })).toEqual({ acts: '' });
  });

  test('for the family: what is in the plan gets its series alone', () => {
    const values = wish('relative', { family_service: '103', new_rhythm: 'monthly', part: 'day' });

    expect(values).toMatchObject({ acts: 'series', series_service: '3' });
    expect(wish('relative', { family_service: '109', new_rhythm: 'weekly', part: 'day' }).acts).toBe(
      'add_service series',
    );
  });

  test('every kind of request names acts that there are, and the wish chooses among them', () => {
    expect(actsForKind('talk')).toEqual([]);
    expect(actsForKind('another_time')).toEqual(['move']);
    expect(actsForKind('for_family')[0]).toBe('add_service');
  });
});
