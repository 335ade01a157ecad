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
  isForStaffOnly,
  isPrivate,
  kindOf,
  offeredDays,
  questionAt,
  type RequestFacts,
  resumeRequest,
  visitOf,
  visitsInFourWeeks,
} from '../../../../src/features/requests/flows.ts';
import { type RequestFlow, WITHDRAW_SLUG } from '../../../../src/features/requests/index.ts';
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
    ['after the plan’s end', afterPlan, ['wrong', 'talk', 'people', 'data']],
    ['without a plan', noPlan, ['wrong', 'talk', 'people', 'data']],
    [
      'with a plan in which nothing is left and nothing stands',
      {
        ...monday,
        visits: [],
        services: monday.services.map((service) => ({ ...service, leftUnits: 0, visitsInFourWeeks: 0 })),
      },
      ['away', 'stop', 'person', 'new', 'goal', 'wrong', 'talk', 'people', 'data', 'relative'],
    ],
    [
      'with everything of the catalogue in the plan already',
      { ...monday, catalogue: [], familyServiceIds: [] },
      ['visit', 'away', 'often', 'stop', 'person', 'money', 'way', 'goal', 'wrong', 'talk', 'people', 'data'],
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
    ['people', {}, 'my_people'],
    ['data', {}, 'my_data'],
    ['relative', {}, 'for_family'],
  ])('%s with %j is %j', (flow, answers, kind) => {
    const known = requestFlows.find((name) => name === flow) ?? 'talk';
    expect(kindOf(known, answers, monday)).toBe(kind);
  });

  const more = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'more_often']));
  const less = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'less_often']));
  // 20, 12, 8, 4, 2 and 1 visits in four weeks. What is one visit away from a rhythm is that rhythm, with one called off or one more.
  test.each([
    [0, more('three_week', 'twice_week', 'weekly', 'second_week', 'monthly')],
    [1, more('workdays', 'three_week', 'twice_week', 'weekly', 'second_week')],
    [2, { ...more('workdays', 'three_week', 'twice_week', 'weekly'), ...less('monthly') }],
    [3, { ...more('workdays', 'three_week', 'twice_week'), ...less('second_week', 'monthly') }],
    [4, { ...more('workdays', 'three_week', 'twice_week'), ...less('second_week', 'monthly') }],
    [5, { ...more('workdays', 'three_week', 'twice_week'), ...less('second_week', 'monthly') }],
    [6, { ...more('three_week', 'twice_week'), ...less('weekly', 'second_week', 'monthly') }],
    [7, { ...more('workdays', 'three_week'), ...less('weekly', 'second_week', 'monthly') }],
    [8, { ...more('workdays', 'three_week'), ...less('weekly', 'second_week', 'monthly') }],
    [9, { ...more('workdays', 'three_week'), ...less('weekly', 'second_week', 'monthly') }],
    [12, { ...more('workdays'), ...less('twice_week', 'weekly', 'second_week', 'monthly') }],
    [16, { ...more('workdays'), ...less('three_week', 'twice_week', 'weekly', 'second_week') }],
    [20, less('three_week', 'twice_week', 'weekly', 'second_week', 'monthly')],
    [28, less('workdays', 'three_week', 'twice_week', 'weekly', 'second_week')],
  ])(
    'with %i visits in four weeks, oftener and less often are %j, and what is so already is not offered',
    (count, kinds) => {
      const facts = { ...monday, services: [{ id: 1, priceCents: 100, leftUnits: 1, visitsInFourWeeks: count }] };
      const rhythm = flows.often.questions.find(({ id }) => id === 'rhythm');
      const offered = rhythm?.values({ service: '1' }, facts) ?? [];
      expect(
        Object.fromEntries(offered.map((value) => [value, kindOf('often', { service: '1', rhythm: value }, facts)])),
      ).toEqual(kinds);
      expect(visitsInFourWeeks).toEqual({
        workdays: 20,
        three_week: 12,
        twice_week: 8,
        weekly: 4,
        second_week: 2,
        monthly: 1,
      });
    },
  );

  test('however often somebody comes, one screen of rhythms has more and less, where there is more and less', () => {
    const rhythm = flows.often.questions.find(({ id }) => id === 'rhythm');
    for (let count = 0; count <= 40; count += 1) {
      const facts = { ...monday, services: [{ id: 1, priceCents: 100, leftUnits: 1, visitsInFourWeeks: count }] };
      const offered = rhythm?.values({ service: '1' }, facts) ?? [];
      const kinds = offered.map((value) => kindOf('often', { service: '1', rhythm: value }, facts));
      expect(offered.length).toBeLessThanOrEqual(5);
      expect([count, kinds.includes('more_often')]).toEqual([count, count < 19]);
      expect([count, kinds.includes('less_often')]).toEqual([count, count > 1]);
    }
  });

  test.each([
    ['workdays', false],
    ['three_week', false],
    ['twice_week', false],
    ['weekly', true],
    ['second_week', true],
    ['monthly', true],
  ])('%s asks for one day of the week: %j', (rhythm, isAsked) => {
    const asked = askedQuestions(flows.often, { service: '2', rhythm }, monday).map(({ id }) => id);
    expect(asked).toEqual(['service', 'rhythm', ...(isAsked ? ['weekday'] : []), 'help']);
  });

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

  test('every support person can be chosen', () => {
    const help = flows.stop.questions.find(({ id }) => id === 'help');
    expect(help?.values({}, monday)).toEqual([
      'alone',
      'beside:3',
      'look_first:3',
      'beside:4',
      'look_first:4',
      'beside:5',
      'look_first:5',
    ]);
  });

  test('one visit is asked about by one flow alone', () => {
    for (const flow of requestFlows) expect(visitOf(flow, { visit: '11' })).toBe(flow === 'visit' ? 11 : null);
    expect(visitOf('visit', {})).toBeNull();
  });
});

describe('why somebody wants another person', () => {
  const unkind: Answers = { service: '1', person_why: 'unkind' };
  const question = (id: string) => {
    const found = flows.person.questions.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`The flow has no ${id}.`);
    return found;
  };
  const whoHelps = (answers: Answers) => question('help').values(answers, monday);
  const change = (answers: Answers, id: string, value: string) =>
    accept(flows.person, answers, question(id), value, monday);

  test('the worker alone reads it: somebody can be beside, and nobody looks first', () => {
    expect(whoHelps({ ...unkind, person_reader: 'worker' })).toEqual(['alone', 'beside:3', 'beside:4', 'beside:5']);
  });

  test('others may read it, or nothing is said: one can also look first', () => {
    const open: readonly Answers[] = [
      { ...unkind, person_reader: 'both' },
      { service: '1', person_why: 'not_said' },
      { service: '1', person_why: 'unknown' },
    ];
    for (const answers of open) {
      expect(whoHelps(answers)).toHaveLength(7);
      expect(whoHelps(answers)).toContain('look_first:3');
    }
  });

  test('who chooses the worker alone after all loses the helper who looks first, and keeps one who is beside', () => {
    const both = { ...unkind, person_reader: 'both' };
    const worker = { ...unkind, person_reader: 'worker' };
    expect(change({ ...both, help: 'look_first:3' }, 'person_reader', 'worker')).toEqual({
      isAccepted: true,
      answers: worker,
    });
    expect(change({ ...both, help: 'beside:3' }, 'person_reader', 'worker')).toEqual({
      isAccepted: true,
      answers: { ...worker, help: 'beside:3' },
    });
  });

  test('a reason that is given later is not shown before it is said who may read it', () => {
    const unsaid = { service: '1', person_why: 'not_said', help: 'look_first:3' };
    expect(change(unsaid, 'person_why', 'unkind')).toEqual({ isAccepted: true, answers: unkind });
  });

  test.each<[RequestFlow, Answers, boolean]>([
    ['person', { ...unkind, person_reader: 'worker' }, true],
    ['person', unkind, true],
    ['person', { ...unkind, person_reader: 'both' }, false],
    ['person', { service: '1', person_why: 'not_said' }, false],
    ['wrong', { reader: 'head' }, true],
    ['wrong', { reader: 'worker' }, false],
    ['talk', {}, false],
  ])('%s with %j is for staff only: %j', (flow, answers, expected) => {
    expect(isForStaffOnly(flow, answers)).toBe(expected);
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

describe('an address the browser’s "back" leads to', () => {
  const draft = { flow: 'visit', answers: { visit: '11', what: 'cannot_come', day: '2026-11-26' } } as const;
  const around = { facts: monday };

  test('of a question that is asked shows it', () => {
    expect(questionAt(draft, around, 'kas')?.id).toBe('what');
    expect(questionAt({ ...draft, answers: { visit: '11', what: 'another_time' } }, around, 'diena')?.id).toBe('day');
  });

  test('of one that is not asked any more shows none, and the draft goes on where it is', () => {
    expect(questionAt(draft, around, 'diena')).toBeNull();
    expect(questionAt(draft, around, 'nekas')).toBeNull();
    expect(resumeRequest(draft, around)).toBe('palidziba');
    const often = { flow: 'often', answers: { service: '1', rhythm: 'twice_week', help: 'alone' } } as const;
    expect(questionAt(often, around, 'diena')).toBeNull();
    expect(resumeRequest(often, around)).toBe(CHECK_SLUG);
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
