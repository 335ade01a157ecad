import { z } from 'zod';
import { latvian, type Text } from '../../core/text/text.ts';
import { dayOf } from '../../core/time/clock.ts';
import { onDateText } from '../../core/time/words.ts';
import type { Request } from '../requests/index.ts';
import {
  type ActContext,
  type ActId,
  type ActInput,
  actsForKind,
  CHOSEN_ACTS,
  errorWords,
  type FieldError,
  readActs,
} from './acts.ts';
import type { Answer, Deed } from './answer-request.ts';
import { readWords } from './ready.ts';

/** Enough for ten short sentences. */
export const LONGEST_ANSWER = 600;

export const answers = ['yes', 'partly', 'no', 'talk'] as const;
const deeds = ['now', 'later', 'nothing'] as const;
export type AnswerKind = (typeof answers)[number];
export type DeedKind = (typeof deeds)[number];

/** What is missing in the answer itself; in words `desk:error.<reason>`. */
export type AnswerError = Readonly<{
  field: string;
  reason:
    | 'no_answer'
    | 'no_when'
    | 'no_acts'
    | 'by_day'
    | 'no_part'
    | 'no_reason'
    | 'no_words'
    | 'too_long'
    | 'called_day';
}>;

export type FormErrors = Readonly<{ errors: readonly AnswerError[]; actErrors: readonly FieldError[] }>;

/** What the form stands for: the request, the acts that can answer it, and the plan they are read against; none without a plan. */
export type FormAround = Readonly<{
  request: Pick<Request, 'kind' | 'status' | 'disagreedAt'>;
  context: ActContext | null;
  today: Temporal.PlainDate;
}>;

/** The acts that can answer the request; none where there is no plan to change. */
export function actsFor({ request, context }: FormAround): readonly ActId[] {
  return request.kind === null || context === null ? [] : actsForKind(request.kind);
}

/** When it can be done: with nothing to change in a plan there is no "now". */
export function deedsFor(around: FormAround): readonly DeedKind[] {
  const canChange = actsFor(around).length > 0;
  return deeds.filter(
    (deed) => (deed !== 'now' || canChange) && (deed !== 'later' || around.request.status !== 'agreed'),
  );
}

/** Which answer is chosen in the form, or null. Instead of doing what was promised there is but a talk. */
export function chosenAnswer({ values }: ActInput): AnswerKind | null {
  if (values.form === 'do') return values.when === 'talk' ? 'talk' : null;
  return answers.find((answer) => answer === values.answer) ?? null;
}

/** Reads the form of an answer; with errors nothing of it counts. */
export function readAnswerForm(
  input: ActInput,
  around: FormAround,
): Readonly<{ form: Answer & Readonly<{ seen: number | null }> }> | FormErrors {
  const answer = chosenAnswer(input);
  if (answer === null) return { errors: [{ field: 'answer', reason: 'no_answer' }], actErrors: [] };
  const text = readWords(input, answer, around.today);
  const wrongWords = wordErrors(answer, text);
  const seen = numberIn(input, 'seen');
  if (answer === 'no' || answer === 'talk') {
    return wrongWords.length > 0 ? { errors: wrongWords, actErrors: [] } : { form: { answer, text, seen } };
  }
  const read = readDeed(input, around);
  if (!('deed' in read) || wrongWords.length > 0) {
    const ofDeed: FormErrors = 'deed' in read ? { errors: [], actErrors: [] } : read;
    return { ...ofDeed, errors: [...ofDeed.errors, ...wrongWords] };
  }
  return { form: { answer, text, deed: read.deed, seen } };
}

/** Reads the form of what was agreed and is now done. */
export function readCarryOutForm(
  input: ActInput,
  around: FormAround,
):
  | Readonly<{ form: Readonly<{ deed: Exclude<Deed, { when: 'later' }>; text: string; seen: number | null }> }>
  | FormErrors {
  const text = (input.values.text ?? '').trim();
  const wrongWords: readonly AnswerError[] =
    text.length > LONGEST_ANSWER ? [{ field: 'text', reason: 'too_long' }] : [];
  const read = readDeed(input, around);
  if (!('deed' in read)) return { ...read, errors: [...read.errors, ...wrongWords] };
  if (read.deed.when === 'later') return { errors: [{ field: 'when', reason: 'no_when' }], actErrors: [] };
  if (wrongWords.length > 0) return { errors: wrongWords, actErrors: [] };
  return { form: { deed: read.deed, text, seen: numberIn(input, 'seen') } };
}

/** Reads what was said in the call that goes before a second answer. */
export function readCallForm(
  input: ActInput,
  { request, today }: FormAround,
): Readonly<{ form: Answer & Readonly<{ seen: number | null }> }> | FormErrors {
  const errors: AnswerError[] = [];
  const day = z.iso.date().safeParse(input.values.calledOn);
  const since = request.disagreedAt === null ? '' : dayOf(Temporal.Instant.from(request.disagreedAt)).toString();
  const isDay = day.success && day.data <= today.toString() && day.data >= since;
  if (!isDay) errors.push({ field: 'calledOn', reason: 'called_day' });
  const words = (input.values.text ?? '').trim();
  const text = isDay ? `${latvian('desk:calledOn', { day: onDateText(latvian, day.data) })}\n${words}` : words;
  errors.push(...wordErrors('talk', words === '' ? '' : text));
  return errors.length > 0
    ? { errors, actErrors: [] }
    : { form: { answer: 'talk', text, seen: numberIn(input, 'seen') } };
}

function readDeed(input: ActInput, around: FormAround): Readonly<{ deed: Deed }> | FormErrors {
  const when = deedsFor(around).find((deed) => deed === input.values.when);
  switch (when) {
    case undefined:
      return { errors: [{ field: 'when', reason: 'no_when' }], actErrors: [] };
    case 'nothing':
      return { deed: { when } };
    case 'later': {
      const by = z.iso.date().safeParse(input.values.by);
      return by.success
        ? { deed: { when, by: by.data } }
        : { errors: [{ field: 'by', reason: 'by_day' }], actErrors: [] };
    }
    case 'now': {
      const { context } = around;
      if (context === null || input.many(CHOSEN_ACTS).length === 0) {
        return { errors: [{ field: CHOSEN_ACTS, reason: 'no_acts' }], actErrors: [] };
      }
      const read = readActs(actsFor(around), input, context);
      if ('errors' in read) return { errors: [], actErrors: read.errors };
      return { deed: { when, effects: read.effects, basis: numberIn(input, 'basis') } };
    }
  }
}

/** What is wrong in the form, for the list on top of the page: in an act's fields with the label of the field. */
export function formErrorWords(
  { errors, actErrors }: FormErrors,
  around: FormAround,
  t: Text,
): readonly Readonly<{ fieldId: string; text: string }>[] {
  const { context } = around;
  return [
    ...errors.map(({ field, reason }) => ({ fieldId: field, text: t(`desk:error.${reason}`) })),
    ...(context === null ? [] : errorWords(actErrors, actsFor(around), t, context)),
  ];
}

const missingWords = { partly: 'no_part', no: 'no_reason', talk: 'no_words' } as const;

function wordErrors(answer: AnswerKind, text: string): readonly AnswerError[] {
  if (text.length > LONGEST_ANSWER) return [{ field: 'text', reason: 'too_long' }];
  return text === '' && answer !== 'yes' ? [{ field: 'text', reason: missingWords[answer] }] : [];
}

/** A number that the form itself had put there; null when it is none. */
export function numberIn({ values }: ActInput, field: string): number | null {
  const given = values[field] ?? '';
  return /^\d{1,9}$/.test(given) ? Number(given) : null;
}
