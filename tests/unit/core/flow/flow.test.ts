import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Answers,
  accept,
  askedQuestions,
  CHECK_SLUG,
  CONFIRM_SLUG,
  type Flow,
  findQuestion,
  isComplete,
  previousSlug,
  progress,
  prune,
  type Question,
  resumeSlug,
  UNKNOWN,
} from '../../../../src/core/flow/flow.ts';

/** What the shop has today. */
type Shop = Readonly<{ cakes: readonly string[]; hasTables: boolean }>;
const shop: Shop = { cakes: ['apple', 'honey'], hasTables: true };

/** Cake or tea; with cake, which one; where, if there are tables; milk in the tea. */
const order: Flow<Shop, 'what' | 'cake' | 'milk' | 'where'> = {
  id: 'order',
  questions: [
    { id: 'what', slug: 'kas', values: () => ['cake', 'tea'], canBeUnknown: false },
    {
      id: 'cake',
      slug: 'kuka',
      isAsked: ({ what }) => what === 'cake',
      values: (_answers, { cakes }) => cakes,
      canBeUnknown: true,
    },
    {
      id: 'milk',
      slug: 'piens',
      isAsked: ({ what }) => what === 'tea',
      values: () => ['yes', 'no'],
      canBeUnknown: false,
    },
    {
      id: 'where',
      slug: 'kur',
      isAsked: (_answers, { hasTables }) => hasTables,
      values: ({ what }) => (what === 'tea' ? ['here', 'home', 'garden'] : ['here', 'home']),
      canBeUnknown: false,
    },
  ],
};
const [what, cake, , where] = order.questions as [Question<Shop>, Question<Shop>, Question<Shop>, Question<Shop>];
const asked = (answers: Answers, facts = shop) => askedQuestions(order, answers, facts).map(({ id }) => id);

describe('which questions are asked', () => {
  test.each<[Answers, Shop, string[]]>([
    [{}, shop, ['what', 'where']],
    [{ what: 'cake' }, shop, ['what', 'cake', 'where']],
    [{ what: 'tea' }, shop, ['what', 'milk', 'where']],
    [{ what: 'tea' }, { ...shop, hasTables: false }, ['what', 'milk']],
  ])('%j', (answers, facts, expected) => {
    expect(asked(answers, facts)).toEqual(expected);
  });

  test('a question is found by its address only while it is asked', () => {
    expect(findQuestion(order, { what: 'cake' }, shop, 'kuka')?.id).toBe('cake');
    expect(findQuestion(order, { what: 'tea' }, shop, 'kuka')).toBeNull();
    expect(findQuestion(order, {}, shop, CHECK_SLUG)).toBeNull();
    expect(findQuestion(order, {}, shop, 'nekas')).toBeNull();
  });
});

describe('which answers still hold', () => {
  test('an answer to a question that is not asked falls away', () => {
    expect(prune(order, { what: 'tea', cake: 'apple', milk: 'no' }, shop)).toEqual({ what: 'tea', milk: 'no' });
  });

  test('an answer that is not offered any more falls away, and what rested on it', () => {
    expect(prune(order, { what: 'cake', cake: 'plum' }, shop)).toEqual({ what: 'cake' });
    expect(prune(order, { what: 'soup', milk: 'yes', where: 'home' }, shop)).toEqual({ where: 'home' });
    expect(prune(order, { what: 'cake', where: 'garden' }, shop)).toEqual({ what: 'cake' });
  });

  test('answers to questions the flow does not have fall away', () => {
    expect(prune(order, { what: 'tea', colour: 'red' }, shop)).toEqual({ what: 'tea' });
  });

  test('"I do not know" holds where it may be said and nowhere else', () => {
    expect(prune(order, { what: 'cake', cake: UNKNOWN, where: UNKNOWN }, shop)).toEqual({
      what: 'cake',
      cake: UNKNOWN,
    });
  });
});

describe('taking an answer', () => {
  test.each([[null], ['']])('nothing chosen (%j) is missing', (value) => {
    expect(accept(order, {}, what, value, shop)).toEqual({ isAccepted: false, refusal: 'missing' });
  });

  test.each(['soup', UNKNOWN])('%s is not offered', (value) => {
    expect(accept(order, {}, what, value, shop)).toEqual({ isAccepted: false, refusal: 'not_offered' });
  });

  test('what depends on earlier answers is offered by them', () => {
    expect(accept(order, { what: 'tea', milk: 'no' }, where, 'garden', shop)).toMatchObject({ isAccepted: true });
    expect(accept(order, { what: 'cake', cake: 'apple' }, where, 'garden', shop)).toMatchObject({ isAccepted: false });
  });

  test('a changed answer drops only the later ones that no longer apply', () => {
    const before = { what: 'cake', cake: 'honey', where: 'home' };
    expect(accept(order, before, what, 'tea', shop)).toEqual({
      isAccepted: true,
      answers: { what: 'tea', where: 'home' },
    });
    expect(accept(order, { what: 'tea', milk: 'no', where: 'garden' }, what, 'cake', shop)).toEqual({
      isAccepted: true,
      answers: { what: 'cake' },
    });
  });

  test('the same answer once more changes nothing', () => {
    const before = { what: 'cake', cake: 'honey', where: 'home' };
    expect(accept(order, before, cake, 'honey', shop)).toEqual({ isAccepted: true, answers: before });
  });

  test('the given answers are left as they were', () => {
    const before = Object.freeze({ what: 'cake', cake: 'honey' });
    accept(order, before, what, 'tea', shop);
    expect(before).toEqual({ what: 'cake', cake: 'honey' });
  });
});

describe('where to go', () => {
  test('on to the first question without an answer, and then to the check', () => {
    expect(resumeSlug(order, {}, shop)).toBe('kas');
    expect(resumeSlug(order, { what: 'cake' }, shop)).toBe('kuka');
    expect(resumeSlug(order, { what: 'cake', where: 'home' }, shop)).toBe('kuka');
    expect(resumeSlug(order, { what: 'cake', cake: UNKNOWN, where: 'home' }, shop)).toBe(CHECK_SLUG);
  });

  test('back to the question whose answer is gone from the offer', () => {
    const answers = { what: 'cake', cake: 'honey', where: 'home' };
    expect(isComplete(order, answers, shop)).toBe(true);
    expect(isComplete(order, answers, { ...shop, cakes: ['apple'] })).toBe(false);
    expect(resumeSlug(order, answers, { ...shop, cakes: ['apple'] })).toBe('kuka');
  });

  test('back, one step at a time, down to the first question', () => {
    const answers = { what: 'tea', milk: 'no', where: 'home' };
    expect(previousSlug(order, answers, shop, CONFIRM_SLUG)).toBe(CHECK_SLUG);
    expect(previousSlug(order, answers, shop, CHECK_SLUG)).toBe('kur');
    expect(previousSlug(order, answers, shop, 'kur')).toBe('piens');
    expect(previousSlug(order, answers, shop, 'piens')).toBe('kas');
    expect(previousSlug(order, answers, shop, 'kas')).toBeNull();
    expect(previousSlug(order, answers, shop, 'kuka')).toBeNull();
  });

  test('steps are counted among the questions that are asked', () => {
    expect(progress(order, { what: 'cake' }, shop, 'kuka')).toEqual({ number: 2, count: 3 });
    expect(progress(order, { what: 'cake' }, shop, 'kur')).toEqual({ number: 3, count: 3 });
  });
});

type Facts = Readonly<{ offered: readonly (readonly string[])[] }>;
const valuesKnown = ['a', 'b', 'c', 'd'] as const;

/** A flow of up to six questions; each may rest on one answer of an earlier question, and so may its values. */
const aFlow: fc.Arbitrary<Flow<Facts>> = fc
  .array(
    fc.record({
      restsOn: fc.option(fc.record({ back: fc.integer({ min: 1, max: 5 }), value: fc.constantFrom(...valuesKnown) })),
      fewerAfter: fc.option(
        fc.record({ back: fc.integer({ min: 1, max: 5 }), value: fc.constantFrom(...valuesKnown) }),
      ),
      canBeUnknown: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((questions) => ({
    id: 'invented',
    questions: questions.map(({ restsOn, fewerAfter, canBeUnknown }, index): Question<Facts> => {
      const earlier = (back: number) => (index - back >= 0 ? `q${index - back}` : undefined);
      const restsOnId = restsOn === null ? undefined : earlier(restsOn.back);
      const fewerId = fewerAfter === null ? undefined : earlier(fewerAfter.back);
      return {
        id: `q${index}`,
        slug: `s${index}`,
        isAsked: (answers) => restsOnId === undefined || answers[restsOnId] === restsOn?.value,
        values: (answers, { offered }) =>
          (offered[index] ?? []).slice(fewerId !== undefined && answers[fewerId] === fewerAfter?.value ? 1 : 0),
        canBeUnknown,
      };
    }),
  }));
const someFacts: fc.Arbitrary<Facts> = fc.record({
  offered: fc.array(fc.subarray([...valuesKnown], { minLength: 1 }), { minLength: 6, maxLength: 6 }),
});
const someAnswers: fc.Arbitrary<Answers> = fc.dictionary(
  fc.constantFrom('q0', 'q1', 'q2', 'q3', 'q4', 'q5', 'q9'),
  fc.constantFrom(...valuesKnown, UNKNOWN, 'z'),
);

/** Every answer belongs to an asked question and is one of its values, seen from the whole set of answers. */
function allOffered(flow: Flow<Facts>, answers: Answers, facts: Facts): boolean {
  return Object.entries(answers).every(([id, value]) => {
    const question = askedQuestions(flow, answers, facts).find((candidate) => candidate.id === id);
    return (
      question !== undefined &&
      (question.values(answers, facts).includes(value) || (question.canBeUnknown && value === UNKNOWN))
    );
  });
}

/** Answers question after question up to the check; null when a question offers nothing to choose from. */
function walk(flow: Flow<Facts>, facts: Facts, choices: Iterator<number>): { answers: Answers; way: string[] } | null {
  let answers: Answers = {};
  const way: string[] = [];
  for (let slug = resumeSlug(flow, answers, facts); slug !== CHECK_SLUG; slug = resumeSlug(flow, answers, facts)) {
    way.push(slug);
    const question = findQuestion(flow, answers, facts, slug);
    const values = question?.values(answers, facts) ?? [];
    if (question === null || values.length === 0) return null;
    const accepted = accept(flow, answers, question, values[choices.next().value % values.length] ?? null, facts);
    if (!accepted.isAccepted) throw new Error('An offered answer was refused.');
    answers = accepted.answers;
  }
  return { answers, way: [...way, CHECK_SLUG] };
}

function wayBack(flow: Flow<Facts>, facts: Facts, answers: Answers): string[] {
  const back: string[] = [];
  for (let slug: string | null = CHECK_SLUG; slug !== null; slug = previousSlug(flow, answers, facts, slug)) {
    back.unshift(slug);
  }
  return back;
}

describe('for any flow', () => {
  test('pruning twice is pruning once, and leaves only what is asked and offered', () => {
    fc.assert(
      fc.property(aFlow, someFacts, someAnswers, (flow, facts, answers) => {
        const kept = prune(flow, answers, facts);
        expect(prune(flow, kept, facts)).toEqual(kept);
        expect(allOffered(flow, kept, facts)).toBe(true);
        expect(answers).toMatchObject(kept);
      }),
      { numRuns: 500 },
    );
  });

  test('an accepted answer is kept, the earlier ones stay, and nothing stays that is not offered', () => {
    fc.assert(
      fc.property(aFlow, someFacts, someAnswers, fc.nat(), fc.nat(), (flow, facts, given, which, choice) => {
        const before = prune(flow, given, facts);
        const questions = askedQuestions(flow, before, facts);
        const question = questions[which % Math.max(1, questions.length)];
        fc.pre(question !== undefined);
        const values = [...question.values(before, facts), ...(question.canBeUnknown ? [UNKNOWN] : [])];
        const value = values[choice % Math.max(1, values.length)];
        fc.pre(value !== undefined);
        const accepted = accept(flow, before, question, value, facts);
        if (!accepted.isAccepted) throw new Error('An offered answer was refused.');
        expect(accepted.answers[question.id]).toBe(value);
        expect(allOffered(flow, accepted.answers, facts)).toBe(true);
        const index = flow.questions.indexOf(question);
        for (const { id } of flow.questions.slice(0, index)) expect(accepted.answers[id]).toBe(before[id]);
      }),
      { numRuns: 500 },
    );
  });

  test('an answer that is not offered is refused', () => {
    fc.assert(
      fc.property(aFlow, someFacts, someAnswers, (flow, facts, given) => {
        const before = prune(flow, given, facts);
        for (const question of askedQuestions(flow, before, facts)) {
          expect(accept(flow, before, question, 'z', facts)).toEqual({ isAccepted: false, refusal: 'not_offered' });
        }
      }),
    );
  });

  test('going on and going back are the same way, and going back loses nothing', () => {
    fc.assert(
      fc.property(aFlow, someFacts, fc.infiniteStream(fc.nat()), (flow, facts, choices) => {
        const walked = walk(flow, facts, choices);
        fc.pre(walked !== null);
        expect(wayBack(flow, facts, walked.answers)).toEqual(walked.way);
        expect(prune(flow, walked.answers, facts)).toEqual(walked.answers);
      }),
      { numRuns: 300 },
    );
  });
});
