/**
 * Question flows as data. A flow lists its questions; what comes next, what comes before, what is left to answer and which
 * answers no longer apply is derived here. Pure: no text, no HTTP, no database.
 */

/** question id → chosen value */
export type Answers = Readonly<Record<string, string>>;

export type Question<Facts, Id extends string = string> = Readonly<{
  id: Id;
  /** The question's own part of the address. */
  slug: string;
  /** Left out, the question is always asked. */
  isAsked?: (answers: Answers, facts: Facts) => boolean;
  /** Every value that can be chosen now, in the order they are shown. */
  values: (answers: Answers, facts: Facts) => readonly string[];
  /** "I do not know" is an answer somebody else can work with. */
  canBeUnknown: boolean;
}>;

export type Flow<Facts, Id extends string = string> = Readonly<{
  id: string;
  questions: readonly Question<Facts, Id>[];
}>;

/** The answer "I do not know". */
export const UNKNOWN = 'unknown';

/** After the questions: look over the answers, then decide. */
export const CHECK_SLUG = 'parbaude';
export const CONFIRM_SLUG = 'izlemt';

export type Refusal = 'missing' | 'not_offered';

/** The questions that are asked with these answers, in order. */
export function askedQuestions<Facts, Id extends string>(
  flow: Flow<Facts, Id>,
  answers: Answers,
  facts: Facts,
): readonly Question<Facts, Id>[] {
  return flow.questions.filter((question) => question.isAsked?.(answers, facts) ?? true);
}

/**
 * Keeps the answers that still hold: their question is asked and their value is offered. Walks in order, so an answer that
 * falls away takes along those that rested on it.
 */
export function prune<Facts>(flow: Flow<Facts>, answers: Answers, facts: Facts): Answers {
  let kept: Answers = {};
  for (const question of flow.questions) {
    const value = answers[question.id];
    if (value === undefined || !(question.isAsked?.(kept, facts) ?? true)) continue;
    if (isOffered(question, value, kept, facts)) kept = { ...kept, [question.id]: value };
  }
  return kept;
}

/** Takes one answer; every later answer that no longer applies is dropped. */
export function accept<Facts>(
  flow: Flow<Facts>,
  answers: Answers,
  question: Question<Facts>,
  value: string | null,
  facts: Facts,
): { isAccepted: true; answers: Answers } | { isAccepted: false; refusal: Refusal } {
  if (value === null || value === '') return { isAccepted: false, refusal: 'missing' };
  if (!isOffered(question, value, answers, facts)) return { isAccepted: false, refusal: 'not_offered' };
  return { isAccepted: true, answers: prune(flow, { ...answers, [question.id]: value }, facts) };
}

/** The question with this part of an address, if it is asked with these answers. */
export function findQuestion<Facts, Id extends string>(
  flow: Flow<Facts, Id>,
  answers: Answers,
  facts: Facts,
  slug: string,
): Question<Facts, Id> | null {
  return askedQuestions(flow, answers, facts).find((question) => question.slug === slug) ?? null;
}

/** Where to go on: the first question without an answer, or the check. */
export function resumeSlug<Facts>(flow: Flow<Facts>, answers: Answers, facts: Facts): string {
  const kept = prune(flow, answers, facts);
  return askedQuestions(flow, kept, facts).find((question) => kept[question.id] === undefined)?.slug ?? CHECK_SLUG;
}

/** Whether every asked question has an answer that is offered now. */
export function isComplete<Facts>(flow: Flow<Facts>, answers: Answers, facts: Facts): boolean {
  return resumeSlug(flow, answers, facts) === CHECK_SLUG;
}

/** One step back from a question, the check or the confirmation; null at the first question. */
export function previousSlug<Facts>(flow: Flow<Facts>, answers: Answers, facts: Facts, slug: string): string | null {
  const slugs = [...askedQuestions(flow, answers, facts).map((question) => question.slug), CHECK_SLUG, CONFIRM_SLUG];
  return slugs[slugs.indexOf(slug) - 1] ?? null;
}

/** "Step 2 of 4". What is not known yet counts as asked, so the number of steps never grows while one goes on. */
export function progress<Facts>(
  flow: Flow<Facts>,
  answers: Answers,
  facts: Facts,
  slug: string,
): { number: number; count: number } {
  const asked = askedQuestions(flow, answers, facts);
  return { number: asked.findIndex((question) => question.slug === slug) + 1, count: asked.length };
}

function isOffered<Facts>(question: Question<Facts>, value: string, answers: Answers, facts: Facts): boolean {
  return (question.canBeUnknown && value === UNKNOWN) || question.values(answers, facts).includes(value);
}
