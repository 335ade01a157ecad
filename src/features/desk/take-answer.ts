import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { ChangedMeanwhile, type Effect, type PlanState } from '../changes/index.ts';
import { findRequest, type Request, type RequestEvent, RequestMoved } from '../requests/index.ts';
import { type ActInput, readActs } from './acts.ts';
import {
  actsFor,
  chosenAnswer,
  type FormAround,
  type FormErrors,
  numberIn,
  readAnswerForm,
  readCallForm,
  readCarryOutForm,
} from './answer-form.ts';
import {
  type Answered,
  type Answering,
  type AnswerProblem,
  answerRequest,
  carryOutRequest,
  happenedSince,
  happenedSoFar,
} from './answer-request.ts';
import { readWords } from './ready.ts';
import { isOnlyForFamily } from './rules.ts';

/** Which form the request asks for: an answer, the call before a second answer, or doing what was promised. */
export type DeskForm = 'answer' | 'call' | 'do';

const savedAs = ['talking', 'refused', 'agreed', 'carried_out'] as const;
type Saved = (typeof savedAs)[number];

/** What an address says that came of an answer; null when it says nothing of the kind. */
export const savedOf = (text: string | null): Saved | null => savedAs.find((what) => what === text) ?? null;

/** What a post to the answer page came to. Only with `saved` anything has changed. */
export type Taken =
  | Readonly<{ outcome: 'saved'; what: Saved }>
  /** What the form would do, to look at. */
  | Readonly<{ outcome: 'shown'; effects: readonly Effect[]; problems: readonly AnswerProblem[] }>
  | (Readonly<{ outcome: 'wrong' }> & FormErrors)
  | Readonly<{ outcome: 'not_possible'; effects: readonly Effect[]; problems: readonly AnswerProblem[] }>
  /** The same form came before: two taps are one answer. */
  | Readonly<{ outcome: 'already'; what: Saved }>
  /** Somebody else was quicker, with the request or with the plan; or the worker's own other answer was. */
  | Readonly<{ outcome: 'too_late'; of: 'request' | 'plan' | 'own' }>;

/** The form for a request as it stands; none for one that is done. */
export function formFor({ status }: Pick<Request, 'status'>): DeskForm | null {
  switch (status) {
    case 'sent':
    case 'read':
    case 'talking':
      return 'answer';
    case 'reopened':
      return 'call';
    case 'agreed':
      return 'do';
    default:
      return null;
  }
}

/** Reads a post of the answer page and does what it says, or shows what it would do. */
export function takeAnswer(
  app: Pick<App, 'db' | 'clock' | 'env'>,
  { grant, planGrant }: Readonly<{ grant: Answering; planGrant: Grant<'plan.write'> | null }>,
  request: Request,
  input: ActInput,
  around: FormAround,
): Taken {
  const made = input.values.form;
  // The form says what it was made for: where the request stands elsewhere by now, nothing is done.
  const seen = numberIn(input, 'seen');
  const isMoved = seen !== null && seen !== happenedSoFar(app, grant, request.id);
  if (isMoved || made !== formFor(request)) return late(app, grant, request.id, input, around);
  // Fields that were right for another plan are not the worker's mistake.
  const basis = numberIn(input, 'basis');
  const isOtherPlan = basis !== null && around.context !== null && basis !== around.context.state.number;
  const wrong = (errors: FormErrors): Taken =>
    isOtherPlan && errors.actErrors.length > 0 ? { outcome: 'too_late', of: 'plan' } : { outcome: 'wrong', ...errors };
  if (input.values.intent === 'show') {
    const shown = showEffects(request, input, around);
    return 'errors' in shown ? wrong(shown) : shown;
  }
  try {
    if (made === 'do' && chosenAnswer(input) === null) {
      const read = readCarryOutForm(input, around);
      if (!('form' in read)) return wrong(read);
      return outcomeOf(carryOutRequest(app, grant, planGrant, request.id, read.form), effectsOf(read.form.deed));
    }
    const read = made === 'call' ? readCallForm(input, around) : readAnswerForm(input, around);
    if (!('form' in read)) return wrong(read);
    const effects = 'deed' in read.form ? effectsOf(read.form.deed) : [];
    return outcomeOf(answerRequest(app, grant, planGrant, request.id, read.form), effects);
  } catch (error) {
    if (error instanceof RequestMoved) return late(app, grant, request.id, input, around);
    if (error instanceof ChangedMeanwhile) return { outcome: 'too_late', of: 'plan' };
    throw error;
  }
}

/** Whether what came between was the worker's own, and this very form: the same answer in the same words. */
function late(
  app: Pick<App, 'db'>,
  grant: Answering,
  requestId: number,
  input: ActInput,
  around: FormAround,
): Extract<Taken, { outcome: 'already' | 'too_late' }> {
  const seen = numberIn(input, 'seen');
  const newer = seen === null ? [] : happenedSince(app, grant, requestId, seen);
  const [first] = newer;
  if (first === undefined || newer.some(({ byPersonId }) => byPersonId !== grant.actor.personId)) {
    return { outcome: 'too_late', of: 'request' };
  }
  const { kind, text } = saidIn(input, around);
  const what = savedOf(findRequest(app.db, grant, requestId)?.status ?? null);
  const isSame = input.values.intent !== 'show' && first.kind === kind && (first.note ?? '') === text;
  return isSame && what !== null ? { outcome: 'already', what } : { outcome: 'too_late', of: 'own' };
}

/** What the form would leave in the story first. */
function saidIn(input: ActInput, around: FormAround): Readonly<{ kind: RequestEvent['kind'] | null; text: string }> {
  if (input.values.form === 'call') {
    const read = readCallForm(input, around);
    return { kind: 'talking', text: 'form' in read ? read.form.text : '' };
  }
  const answer = chosenAnswer(input);
  if (answer !== null)
    return { kind: answer === 'talk' ? 'talking' : answer, text: readWords(input, answer, around.today) };
  return { kind: input.values.form === 'do' ? 'carried_out' : null, text: (input.values.text ?? '').trim() };
}

const effectsOf = (deed: Readonly<{ when: string; effects?: readonly Effect[] }>) => deed.effects ?? [];

function outcomeOf(answered: Answered, effects: readonly Effect[]): Taken {
  return 'problems' in answered
    ? { outcome: 'not_possible', effects, problems: answered.problems }
    : { outcome: 'saved', what: answered.outcome };
}

/** Words and days may still be missing then; nothing is done by a no, a talk, or "nothing changes". */
function showEffects(
  request: Request,
  input: ActInput,
  around: FormAround,
): Extract<Taken, { outcome: 'shown' }> | FormErrors {
  const answer = chosenAnswer(input);
  if (around.context === null || answer === 'no' || answer === 'talk' || input.values.when === 'nothing') {
    return { outcome: 'shown', effects: [], problems: [] };
  }
  const read = readActs(actsFor(around), input, around.context);
  if ('errors' in read) return { errors: [], actErrors: read.errors };
  return {
    outcome: 'shown',
    effects: read.effects,
    problems: familyProblems(request, read.effects, around.context.state),
  };
}

function familyProblems({ kind }: Request, effects: readonly Effect[], state: PlanState): readonly AnswerProblem[] {
  return kind === 'for_family' && !isOnlyForFamily(effects, state) ? [{ reason: 'not_of_family', at: 0 }] : [];
}
