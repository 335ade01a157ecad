import { describe, expect, test } from 'vitest';
import { requestFlows } from '../../../../db/schema.ts';
import {
  type Answers,
  accept,
  askedQuestions,
  CHECK_SLUG,
  CONFIRM_SLUG,
  prune,
} from '../../../../src/core/flow/flow.ts';
import {
  canBegin,
  flows,
  helpOf,
  isPrivate,
  kindOf,
  offeredDays,
  type RequestFacts,
  resumeRequest,
  visitOf,
  visitsInFourWeeks,
} from '../../../../src/features/requests/flows.ts';
import { WITHDRAW_SLUG } from '../../../../src/features/requests/index.ts';
import { answersWish, wishes } from '../../../../src/features/requests/wishes.ts';
import { afterPlan, monday, noPlan } from './some-facts.ts';

const [TUESDAY, SATURDAY] = monday.visits as readonly [RequestFacts['visits'][number], RequestFacts['visits'][number]];

describe('every flow', () => {
  test.each(requestFlows)('%s has each question and each address once, and at most five asked at a time', (flow) => {
    const { id, questions } = flows[flow];
    expect(id).toBe(flow);
    expect(new Set(questions.map((question) => question.id)).size).toBe(questions.length);
    // Two questions may share an address only where never both are asked.
    expect(new Set(questions.map(({ slug }) => slug)).size).toBe(questions.length);
    for (const { slug } of questions) expect([CHECK_SLUG, CONFIRM_SLUG, WITHDRAW_SLUG]).not.toContain(slug);
    expect(askedQuestions(flows[flow], {}, monday).length).toBeLessThanOrEqual(5);
  });

  test('asks for help to decide last, but for a talk and what a relative asks for themself', () => {
    const last = requestFlows.map((flow) => [flow, flows[flow].questions.at(-1)?.id]);
    expect(last.filter(([, id]) => id !== 'help')).toEqual([
      ['talk', 'part'],
      ['relative', 'part'],
    ]);
  });

  test.each<[string, RequestFacts, readonly string[]]>([
    ['with a plan, visits and money', monday, requestFlows],
    ['after the plan’s end', afterPlan, ['wrong', 'talk']],
    ['without a plan', noPlan, ['wrong', 'talk']],
    [
      'with a plan in which nothing is left and nothing stands',
      {
        ...monday,
        visits: [],
        services: monday.services.map((service) => ({ ...service, leftUnits: 0, visitsInFourWeeks: 0 })),
      },
      ['away', 'stop', 'person', 'new', 'goal', 'wrong', 'talk', 'relative'],
    ],
    [
      'with everything of the catalogue in the plan already',
      { ...monday, catalogue: [], familyServiceIds: [] },
      ['visit', 'away', 'often', 'stop', 'person', 'money', 'way', 'goal', 'wrong', 'talk'],
    ],
  ])('can be begun %s, or not', (_name, facts, expected) => {
    expect(requestFlows.filter((flow) => canBegin(flow, facts))).toEqual(expected);
  });

  test('money cannot be moved where there is only one service to have it', () => {
    const [only] = monday.services;
    expect(canBegin('money', { ...monday, services: only === undefined ? [] : [only] })).toBe(false);
  });
});

describe('what is asked for', () => {
  test.each<[string, Answers, string | null]>([
    ['visit', {}, null],
    ['visit', { what: 'another_time' }, 'another_time'],
    ['visit', { what: 'cannot_come' }, 'cannot_come'],
    ['away', {}, 'away'],
    ['often', {}, null],
    ['often', { service: '1' }, null],
    ['often', { service: '99', rhythm: 'weekly' }, null],
    ['stop', {}, 'stop_service'],
    ['person', {}, 'another_person'],
    ['new', {}, 'something_new'],
    ['money', {}, 'move_money'],
    ['way', {}, 'another_way'],
    ['goal', {}, 'my_plan'],
    ['wrong', {}, 'something_wrong'],
    ['talk', {}, 'talk'],
    ['relative', {}, 'for_family'],
  ])('%s with %j is %j', (flow, answers, kind) => {
    const known = requestFlows.find((name) => name === flow) ?? 'talk';
    expect(kindOf(known, answers, monday)).toBe(kind);
  });

  // 8, 4, 2 and 1 visits in four weeks.
  test.each([
    [0, { twice_week: 'more_often', weekly: 'more_often', second_week: 'more_often', monthly: 'more_often' }],
    [1, { twice_week: 'more_often', weekly: 'more_often', second_week: 'more_often' }],
    [2, { twice_week: 'more_often', weekly: 'more_often', monthly: 'less_often' }],
    [3, { twice_week: 'more_often', weekly: 'more_often', second_week: 'less_often', monthly: 'less_often' }],
    [4, { twice_week: 'more_often', second_week: 'less_often', monthly: 'less_often' }],
    [8, { weekly: 'less_often', second_week: 'less_often', monthly: 'less_often' }],
    [12, { twice_week: 'less_often', weekly: 'less_often', second_week: 'less_often', monthly: 'less_often' }],
  ])(
    'with %i visits in four weeks, oftener and less often are %j, and what is so already is not offered',
    (count, kinds) => {
      const facts = { ...monday, services: [{ id: 1, priceCents: 100, leftUnits: 1, visitsInFourWeeks: count }] };
      const rhythm = flows.often.questions.find(({ id }) => id === 'rhythm');
      const offered = rhythm?.values({ service: '1' }, facts) ?? [];
      expect(
        Object.fromEntries(offered.map((value) => [value, kindOf('often', { service: '1', rhythm: value }, facts)])),
      ).toEqual(kinds);
      expect(visitsInFourWeeks).toEqual({ twice_week: 8, weekly: 4, second_week: 2, monthly: 1 });
    },
  );

  test('only what goes to the head is private, and only it has no helper', () => {
    for (const flow of requestFlows) expect(isPrivate(flow, { reader: 'head' })).toBe(flow === 'wrong');
    expect(isPrivate('wrong', { reader: 'worker' })).toBe(false);
    expect(isPrivate('wrong', {})).toBe(false);
    const asked = (reader: string) => askedQuestions(flows.wrong, { reader }, monday).map(({ id }) => id);
    expect(asked('worker')).toContain('help');
    expect(asked('head')).not.toContain('help');
  });

  test('who chooses the head after all loses the helper that was chosen before', () => {
    const before: Answers = { wrong_what: 'afraid', reader: 'worker', help: 'look_first:3' };
    const reader = flows.wrong.questions.find(({ id }) => id === 'reader');
    if (reader === undefined) throw new Error('It asks who reads it.');
    const accepted = accept(flows.wrong, before, reader, 'head', monday);
    expect(accepted).toEqual({ isAccepted: true, answers: { wrong_what: 'afraid', reader: 'head' } });
  });

  test('one visit is asked about by one flow alone', () => {
    for (const flow of requestFlows) expect(visitOf(flow, { visit: '11' })).toBe(flow === 'visit' ? 11 : null);
    expect(visitOf('visit', {})).toBeNull();
  });
});

describe('services behind a wish', () => {
  const codes = [
    'ATB',
    'FIZ',
    'APM',
    'ASI',
    'PSI',
    'PTE',
    'DAC',
    'MUZ',
    'TRA',
    'ERG',
    'LOG',
    'AUD',
    'SPP',
    'UZT',
    'GRP',
    'KAN',
    'DEJ',
    'DAR',
    'SDA',
    'GMA',
  ];
  const ofFamily = ['GAS', 'ATM', 'ATI', 'PSF', 'GRF'];

  test('each service of the pilots stands behind at least one, those of the family behind theirs alone', () => {
    const behind = (code: string, audience: string) => wishes.filter((wish) => answersWish(wish, { code, audience }));
    for (const code of codes) {
      expect(behind(code, 'participant').length).toBeGreaterThan(0);
      expect(behind(code, 'participant')).not.toContain('help_for_family');
    }
    for (const code of ofFamily) expect(behind(code, 'family')).toEqual(['help_for_family']);
  });

  test('one that a municipality has added is found behind each wish of its own people', () => {
    expect(wishes.filter((wish) => answersWish(wish, { code: 'JAUNS', audience: 'participant' }))).toEqual(
      wishes.filter((wish) => wish !== 'help_for_family'),
    );
    expect(wishes.filter((wish) => answersWish(wish, { code: 'JAUNS', audience: 'family' }))).toEqual([
      'help_for_family',
    ]);
  });
});

describe('a changed answer', () => {
  const whole: Answers = { visit: '11', what: 'another_time', day: '2026-11-26', part: 'day', help: 'beside:3' };
  const change = (answers: Answers, id: 'visit' | 'what', value: string) => {
    const question = flows.visit.questions.find((candidate) => candidate.id === id);
    if (question === undefined) throw new Error(`The flow has no ${id}.`);
    const accepted = accept(flows.visit, answers, question, value, monday);
    if (!accepted.isAccepted) throw new Error(accepted.refusal);
    return accepted.answers;
  };

  test('"I cannot come" drops the wished time and keeps the rest', () => {
    expect(change(whole, 'what', 'cannot_come')).toEqual({ visit: '11', what: 'cannot_come', help: 'beside:3' });
  });

  test('another visit keeps a day that is offered for it too, and drops one that is not', () => {
    expect(change(whole, 'visit', '12')).toEqual({ ...whole, visit: '12' });
    expect(change(whole, 'visit', '13')).toEqual({ visit: '13', what: 'another_time', part: 'day', help: 'beside:3' });
    expect(change({ ...whole, visit: '12', day: '2026-11-28' }, 'visit', '11')).toEqual({
      visit: '11',
      what: 'another_time',
      part: 'day',
      help: 'beside:3',
    });
  });
});

describe('what is gone from the offer', () => {
  const whole: Answers = { visit: '11', what: 'another_time', day: '2026-11-26', part: 'day', help: 'look_first:3' };

  test('a visit that can no longer be changed is asked for again', () => {
    expect(resumeRequest({ flow: 'visit', answers: whole }, { facts: { ...monday, visits: [SATURDAY] } })).toBe(
      'tiksanas',
    );
  });

  test('a day that has come is asked for again', () => {
    const thursday = { ...monday, today: '2026-11-26', visits: [{ ...TUESDAY, heldOn: '2026-11-27' }] };
    expect(resumeRequest({ flow: 'visit', answers: whole }, { facts: thursday })).toBe('diena');
  });

  test('a helper who left the circle is asked for again; without any helper the person decides alone', () => {
    expect(resumeRequest({ flow: 'visit', answers: whole }, { facts: { ...monday, supportPersonIds: [4] } })).toBe(
      'palidziba',
    );
    const nobody = { ...monday, supportPersonIds: [] };
    expect(resumeRequest({ flow: 'visit', answers: whole }, { facts: nobody })).toBe(CHECK_SLUG);
    expect(helpOf(prune(flows.visit, whole, nobody))).toEqual({ mode: 'alone', helperId: null });
  });
});

describe('the days that can be wished for', () => {
  test('from tomorrow on, working days, when the visit is on one', () => {
    expect(offeredDays({ visit: '11' }, monday)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-07',
      '2026-12-08',
      '2026-12-09',
    ]);
  });

  test('with the weekend, when the visit is on one', () => {
    expect(offeredDays({ visit: '12' }, monday)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2026-12-03',
      '2026-12-04',
      '2026-12-05',
    ]);
  });

  test('from the Monday of a visit that is further away, and not after the plan’s last day', () => {
    const later = { ...monday, today: '2026-11-17' };
    expect(offeredDays({ visit: '13' }, later)).toEqual(['2026-11-30', '2026-12-01']);
    expect(offeredDays({ visit: '11' }, later)[0]).toBe('2026-11-23');
  });

  test('none without a visit, and none after the plan', () => {
    expect(offeredDays({}, monday)).toEqual([]);
    expect(offeredDays({ visit: '99' }, monday)).toEqual([]);
    expect(offeredDays({ visit: '13' }, { ...monday, today: '2026-12-01' })).toEqual([]);
  });

  test('over the end of summer time and of the year no day is lost or doubled', () => {
    const autumn = { ...monday, today: '2026-10-22', visits: [{ ...SATURDAY, heldOn: '2026-10-24' }] };
    expect(offeredDays({ visit: '12' }, autumn).slice(0, 5)).toEqual([
      '2026-10-23',
      '2026-10-24',
      '2026-10-25',
      '2026-10-26',
      '2026-10-27',
    ]);
    const winter = { ...monday, today: '2026-12-30', visits: [{ ...TUESDAY, heldOn: '2026-12-31' }] };
    expect(offeredDays({ visit: '11' }, winter).slice(0, 3)).toEqual(['2026-12-31', '2027-01-01', '2027-01-04']);
  });
});

describe('reading the answers', () => {
  test.each([
    [{}, { mode: 'alone', helperId: null }],
    [{ help: 'alone' }, { mode: 'alone', helperId: null }],
    [{ help: 'beside:3' }, { mode: 'beside', helperId: 3 }],
    [{ help: 'look_first:4' }, { mode: 'look_first', helperId: 4 }],
  ])('help in %j', (answers, help) => {
    expect(helpOf(answers)).toEqual(help);
  });
});
