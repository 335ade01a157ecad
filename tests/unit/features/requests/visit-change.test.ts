import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  accept,
  askedQuestions,
  CHECK_SLUG,
  findQuestion,
  progress,
  prune,
  resumeSlug,
  UNKNOWN,
} from '../../../../src/core/flow/flow.ts';
import {
  helpOf,
  offeredDays,
  resumeRequest,
  type VisitChangeFacts,
  visitChange,
  wishOf,
} from '../../../../src/features/requests/visit-change.ts';

const TUESDAY = { id: 11, heldOn: '2026-11-24', startTime: '09:30', planToOn: '2027-07-31' };
const SATURDAY = { id: 12, heldOn: '2026-11-28', startTime: '13:00', planToOn: '2027-07-31' };
const LAST = { id: 13, heldOn: '2026-11-30', startTime: '09:00', planToOn: '2026-12-01' };
const monday: VisitChangeFacts = {
  today: '2026-11-23',
  visits: [TUESDAY, SATURDAY, LAST],
  supportPersonIds: [3, 4, 5],
};

const QUESTIONS_AT_MOST = 5;
const CHOICES_AT_MOST = 5;
/** Questions whose screen shows a long list a few at a time. */
const paged = ['visit', 'day'];

type Path = Readonly<{ answers: Answers; ids: readonly string[] }>;

/** Every way through the questions, with every value that can be chosen. */
function everyPath(facts: VisitChangeFacts, answers: Answers = {}, ids: readonly string[] = []): readonly Path[] {
  const slug = resumeSlug(visitChange, answers, facts);
  if (slug === CHECK_SLUG) return [{ answers, ids }];
  const question = findQuestion(visitChange, answers, facts, slug);
  if (question === null) throw new Error(`No question at ${slug}.`);
  expect(ids).not.toContain(question.id);
  const values = [...question.values(answers, facts), ...(question.canBeUnknown ? [UNKNOWN] : [])];
  expect(values.length).toBeGreaterThan(0);
  expect(new Set(values).size).toBe(values.length);
  if (!paged.includes(question.id))
    expect(values.filter((value) => value !== UNKNOWN).length).toBeLessThanOrEqual(CHOICES_AT_MOST);
  return values.flatMap((value) => {
    const accepted = accept(visitChange, answers, question, value, facts);
    if (!accepted.isAccepted) throw new Error(`${question.id} refused its own value ${value}.`);
    return everyPath(facts, accepted.answers, [...ids, question.id]);
  });
}

describe('every way through', () => {
  const paths = everyPath(monday);

  test('ends at the check, with each asked question answered once and at most five of them', () => {
    // The Tuesday and Saturday visits: 12 days and "I do not know", 3 parts and "I do not know", 5 ways of help; or no time
    // at all. The last one: only 1 December is left and the Monday it is on.
    expect(paths).toHaveLength(2 * (13 * 4 * 5 + 5) + (3 * 4 * 5 + 5));
    for (const { answers, ids } of paths) {
      expect(ids.length).toBeLessThanOrEqual(QUESTIONS_AT_MOST);
      expect(Object.keys(answers)).toEqual(ids);
      expect(askedQuestions(visitChange, answers, monday).map(({ id }) => id)).toEqual(ids);
      expect(prune(visitChange, answers, monday)).toEqual(answers);
    }
  });

  test('a way without another time has no day and no part of day', () => {
    const without = paths.filter(({ answers }) => answers.what === 'cannot_come');
    expect(without).toHaveLength(3 * 5);
    for (const { ids } of without) expect(ids).toEqual(['visit', 'what', 'help']);
  });

  test('without support persons nobody is asked who helps', () => {
    const alone = everyPath({ ...monday, supportPersonIds: [] });
    expect(alone).toHaveLength(2 * (13 * 4 + 1) + (3 * 4 + 1));
    for (const { answers } of alone) expect(helpOf(answers)).toEqual({ mode: 'alone', helperId: null });
  });

  test('"step 2 of 5": the number of steps never grows while one goes on', () => {
    for (const { answers, ids } of paths) {
      let known: Answers = {};
      let countBefore = Number.POSITIVE_INFINITY;
      for (const [index, id] of ids.entries()) {
        const slug = visitChange.questions.find((question) => question.id === id)?.slug ?? '';
        const { number, count } = progress(visitChange, known, monday, slug);
        expect(number).toBe(index + 1);
        expect(count).toBeLessThanOrEqual(countBefore);
        countBefore = count;
        known = { ...known, [id]: answers[id] ?? '' };
      }
    }
  });
});

describe('a changed answer', () => {
  const whole: Answers = { visit: '11', what: 'another_time', day: '2026-11-26', part: 'day', help: 'beside:3' };
  const change = (answers: Answers, id: 'visit' | 'what', value: string) => {
    const question = visitChange.questions.find((candidate) => candidate.id === id);
    if (question === undefined) throw new Error(`The flow has no ${id}.`);
    const accepted = accept(visitChange, answers, question, value, monday);
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

  test('any earlier answer, changed in any whole set, leaves only what is offered', () => {
    const paths = everyPath(monday);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (which, position, choice) => {
        const path = paths[which % paths.length];
        fc.pre(path !== undefined);
        const asked = askedQuestions(visitChange, path.answers, monday);
        const question = asked[position % asked.length];
        fc.pre(question !== undefined);
        const values = question.values(path.answers, monday);
        const accepted = accept(visitChange, path.answers, question, values[choice % values.length] ?? null, monday);
        if (!accepted.isAccepted) throw new Error(accepted.refusal);
        expect(prune(visitChange, accepted.answers, monday)).toEqual(accepted.answers);
        const still = askedQuestions(visitChange, accepted.answers, monday).map(({ id }) => id as string);
        for (const id of Object.keys(accepted.answers)) expect(still).toContain(id);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what is gone from the offer', () => {
  const whole: Answers = { visit: '11', what: 'another_time', day: '2026-11-26', part: 'day', help: 'look_first:3' };

  test('a visit that can no longer be changed is asked for again', () => {
    expect(resumeRequest({ answers: whole }, { facts: { ...monday, visits: [SATURDAY] } })).toBe('tiksanas');
  });

  test('a day that has come is asked for again', () => {
    const thursday = { ...monday, today: '2026-11-26', visits: [{ ...TUESDAY, heldOn: '2026-11-27' }] };
    expect(resumeRequest({ answers: whole }, { facts: thursday })).toBe('diena');
  });

  test('a helper who left the circle is asked for again; without any helper the person decides alone', () => {
    expect(resumeRequest({ answers: whole }, { facts: { ...monday, supportPersonIds: [4] } })).toBe('palidziba');
    const nobody = { ...monday, supportPersonIds: [] };
    expect(resumeRequest({ answers: whole }, { facts: nobody })).toBe(CHECK_SLUG);
    expect(helpOf(prune(visitChange, whole, nobody))).toEqual({ mode: 'alone', helperId: null });
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

  test('the wish, whole and with things the person does not know', () => {
    expect(wishOf({ visit: '11', what: 'another_time', day: '2026-11-26', part: 'evening' })).toEqual({
      kind: 'another_time',
      visitId: 11,
      day: '2026-11-26',
      part: 'evening',
    });
    expect(wishOf({ visit: '11', what: 'another_time', day: UNKNOWN, part: UNKNOWN })).toEqual({
      kind: 'another_time',
      visitId: 11,
      day: null,
      part: null,
    });
    expect(wishOf({ visit: '11', what: 'cannot_come' })).toEqual({
      kind: 'cannot_come',
      visitId: 11,
      day: null,
      part: null,
    });
  });
});
