import assert from 'node:assert/strict';
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
import type { QuestionId, RequestFacts } from '../../../../src/features/requests/flows.ts';

export const QUESTIONS_AT_MOST = 5;

export type AnyFlow = Flow<RequestFacts, QuestionId>;
export type AnyQuestion = Question<RequestFacts, QuestionId>;

type Way = Readonly<{ slug: string; count: number }>;
type Visitor = Readonly<{
  /** At each question that is put, with what has been answered so far. */
  question?: (question: AnyQuestion, answers: Answers) => void;
  /** At the end of each way. */
  whole?: (answers: Answers, ids: readonly QuestionId[]) => void;
}>;

/**
 * Goes every way through a flow: each value that is offered, and "I do not know", at each question that is asked. Nothing is
 * left out. At each step it holds what the engine promises of going on, going back, resuming and dropping answers.
 *
 * @returns how many ways there are
 */
export function walk(flow: AnyFlow, facts: RequestFacts, visitor: Visitor): number {
  let ends = 0;
  const whole: Visitor['whole'] = (answers, ids) => {
    ends += 1;
    if (ends % LOOKED_AT_AGAIN === 1) holdEarlierOnly(flow, facts, answers);
    visitor.whole?.(answers, ids);
  };
  return step(remembering(flow), facts, { ...visitor, whole }, {}, []);
}

/** Of so many ways one is looked at without what is remembered. */
const LOOKED_AT_AGAIN = 50;

/** What a question offers rests on the answers before it alone: so it is worked out once for each of them. */
function remembering(flow: AnyFlow): AnyFlow {
  const questions = flow.questions.map((question, index): AnyQuestion => {
    const before = flow.questions.slice(0, index).map(({ id }) => id);
    const known = new Map<string, readonly string[]>();
    const values: AnyQuestion['values'] = (answers, facts) => {
      const key = before.map((id) => answers[id] ?? '').join('|');
      const found = known.get(key) ?? question.values(answers, facts);
      known.set(key, found);
      return found;
    };
    return { ...question, values };
  });
  return { ...flow, questions };
}

function holdEarlierOnly(flow: AnyFlow, facts: RequestFacts, answers: Answers): void {
  let earlier: Answers = {};
  for (const question of flow.questions) {
    assert.deepEqual(question.values(answers, facts), question.values(earlier, facts));
    const value = answers[question.id];
    if (value !== undefined) earlier = { ...earlier, [question.id]: value };
  }
  assert.equal(JSON.stringify(prune(flow, answers, facts)), JSON.stringify(answers));
}

function step(flow: AnyFlow, facts: RequestFacts, visitor: Visitor, answers: Answers, way: readonly Way[]): number {
  const slug = resumeSlug(flow, answers, facts);
  const asked = askedQuestions(flow, answers, facts);
  if (asked.length > QUESTIONS_AT_MOST) throw new Error(`${flow.id} asks ${asked.length} questions.`);
  if (slug === CHECK_SLUG) {
    holdAtTheEnd(flow, facts, answers, way);
    visitor.whole?.(
      answers,
      asked.map(({ id }) => id),
    );
    return 1;
  }
  const question = findQuestion(flow, answers, facts, slug);
  if (question === null) throw new Error(`No question at ${slug}.`);
  const { number, count } = progress(flow, answers, facts, slug);
  const before = way.at(-1);
  if (number !== way.length + 1 || count > (before?.count ?? QUESTIONS_AT_MOST)) {
    throw new Error(`${flow.id}/${slug}: step ${number} of ${count} after step ${way.length} of ${before?.count}.`);
  }
  if (previousSlug(flow, answers, facts, slug) !== (before?.slug ?? null))
    throw new Error(`${slug} goes back wrongly.`);
  visitor.question?.(question, answers);
  const values = valuesOf(question, answers, facts);
  if (values.length === 0) throw new Error(`${flow.id}/${slug} has nothing to choose: ${JSON.stringify(answers)}`);
  if (new Set(values).size !== values.length) throw new Error(`${flow.id}/${slug} offers something twice.`);
  holdRefusals(flow, facts, question, answers);
  let ways = 0;
  for (const value of values) {
    const accepted = accept(flow, answers, question, value, facts);
    if (!accepted.isAccepted) throw new Error(`${question.id} refused its own value ${value}.`);
    const { [question.id]: kept, ...earlier } = accepted.answers;
    if (kept !== value || JSON.stringify(earlier) !== JSON.stringify(answers)) {
      throw new Error(`${flow.id}/${slug}: ${value} took something else along.`);
    }
    ways += step(flow, facts, visitor, accepted.answers, [...way, { slug, count }]);
  }
  return ways;
}

/** Everything that can be answered now. */
export function valuesOf(question: AnyQuestion, answers: Answers, facts: RequestFacts): readonly string[] {
  return [...question.values(answers, facts), ...(question.canBeUnknown ? [UNKNOWN] : [])];
}

function holdRefusals(flow: AnyFlow, facts: RequestFacts, question: AnyQuestion, answers: Answers): void {
  const given = [null, '', 'nekas', ...(question.canBeUnknown ? [] : [UNKNOWN])];
  for (const value of given) {
    if (accept(flow, answers, question, value, facts).isAccepted) throw new Error(`${question.id} took ${value}.`);
  }
}

function holdAtTheEnd(flow: AnyFlow, facts: RequestFacts, answers: Answers, way: readonly Way[]): void {
  if (!isComplete(flow, answers, facts)) throw new Error('What is whole is not complete.');
  const slugs = way.map(({ slug }) => slug);
  const back: string[] = [];
  for (let slug: string | null = CONFIRM_SLUG; slug !== null; slug = previousSlug(flow, answers, facts, slug)) {
    back.unshift(slug);
  }
  // A hundred thousand ways are gone: plain assertions, which cost a tenth of the test runner's own.
  assert.equal(back.join(), [...slugs, CHECK_SLUG, CONFIRM_SLUG].join());
  assert.equal(JSON.stringify(prune(flow, answers, facts)), JSON.stringify(answers));
  const ids = askedQuestions(flow, answers, facts).map(({ id }) => id);
  assert.equal(Object.keys(answers).join(), ids.join());
}
