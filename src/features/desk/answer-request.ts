import { z } from 'zod';
import { type Queries, transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { latvian } from '../../core/text/text.ts';
import { instantText, wallTime } from '../../core/time/clock.ts';
import { settleVisit } from '../money/index.ts';
import { findRequest, isOpen, type Request, RequestMoved, transition } from '../requests/index.ts';
import { canBeChanged, findVisit, findVisits, type Visit, writeCancellation, writeMove } from '../visits/index.ts';
import { busyTimes, endTimeFor, findConflict } from './rules.ts';

/** Enough for ten short sentences. */
export const LONGEST_ANSWER = 600;

const text = z.string().trim().max(LONGEST_ANSWER, 'too_long');
const form = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('yes'),
    day: z.iso.date('no_day').optional(),
    time: z.iso.time({ precision: -1, error: 'no_time' }).optional(),
    text,
  }),
  z.object({ intent: z.literal('no'), text: text.min(1, 'no_reason') }),
  z.object({ intent: z.literal('talk'), text: text.min(1, 'no_words') }),
]);

/** yes (with the new day `YYYY-MM-DD` and time `HH:MM` for a move), no with a reason, or let's talk. */
export type AnswerForm = z.infer<typeof form>;

/** Why an answer was not given; nothing was changed. */
export type Problem = Readonly<{
  field: 'intent' | 'day' | 'time' | 'text';
  reason:
    | 'no_answer'
    | 'no_day'
    | 'no_time'
    | 'no_reason'
    | 'no_words'
    | 'too_long'
    | 'past'
    | 'same'
    | 'outside_plan'
    | 'too_late'
    | 'busy'
    | 'visit_over';
  /** The visit that is in the way. */
  conflict?: string;
}>;

/** Reads the desk's form. */
export function parseAnswerForm(
  fields: Readonly<Record<string, FormDataEntryValue | undefined>>,
): { form: AnswerForm } | { problems: readonly Problem[] } {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined));
  const parsed = form.safeParse({ text: '', ...given });
  if (parsed.success) return { form: parsed.data };
  return {
    problems: parsed.error.issues.map((issue) =>
      issue.path[0] === 'intent'
        ? { field: 'intent', reason: 'no_answer' }
        : { field: issue.path[0] as Problem['field'], reason: issue.message as Problem['reason'] },
    ),
  };
}

/**
 * Answers an open request. A yes is carried out in the same transaction: the visit moves (the old time stays visible), or is
 * cancelled and gives its money back.
 *
 * @returns what is wrong with the answer, or nothing
 * @throws RequestMoved when it was answered or withdrawn meanwhile
 */
export function answerRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.answer'>,
  requestId: number,
  answer: AnswerForm,
): readonly Problem[] {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || !isOpen(request.status) || request.visitId === null) throw new RequestMoved(requestId);
    if (answer.intent === 'talk') {
      transition(tx, grant, request, { act: 'talk', at, note: answer.text });
      return [];
    }
    const problems = answer.intent === 'yes' ? carryOut(app, tx, grant, request, answer, now) : [];
    if (problems.length > 0) return problems;
    transition(tx, grant, request, {
      act: 'answer',
      at,
      note: answer.text === '' ? undefined : answer.text,
      set: {
        answer: answer.intent,
        answerText: answer.text === '' ? null : answer.text,
        answeredAt: at,
        answeredBy: grant.actor.personId,
      },
    });
    return [];
  });
}

/** Does what the request asks for: the visit is cancelled and gives its money back, or moves. */
function carryOut(
  app: Pick<App, 'db'>,
  tx: Queries,
  grant: Grant<'request.answer'>,
  { id: requestId, kind, visitId }: Request,
  answer: AnswerForm & { intent: 'yes' },
  now: Temporal.Instant,
): readonly Problem[] {
  const visit = visitId === null ? null : findVisit(app.db, grant, visitId);
  if (visit === null) throw new RequestMoved(requestId);
  if (visit.status !== 'planned') return [{ field: 'intent', reason: 'visit_over' }];
  if (kind === 'another_time') {
    const target = checkMove(app, grant, visit, answer.day, answer.time, wallTime(now));
    if ('problems' in target) return target.problems;
    writeMove(tx, grant, visit, target);
    return [];
  }
  const reason = latvian('desk:cancelledByRequest');
  const enteredBy = grant.actor.personId;
  writeCancellation(tx, grant, visit, reason);
  settleVisit(tx, { ...visit, visitId: visit.id, status: 'cancelled', reason, requestId, enteredBy, at: now });
  return [];
}

type Target = Readonly<{ heldOn: string; startTime: string; endTime: string }>;

function checkMove(
  app: Pick<App, 'db'>,
  grant: Grant<'request.answer'>,
  visit: Visit,
  day: string | undefined,
  time: string | undefined,
  now: Temporal.PlainDateTime,
): Target | { problems: readonly Problem[] } {
  const missing: Problem[] = [];
  if (day === undefined) missing.push({ field: 'day', reason: 'no_day' });
  if (time === undefined) missing.push({ field: 'time', reason: 'no_time' });
  if (day === undefined || time === undefined) return { problems: missing };
  if (day < visit.planFromOn || day > visit.planToOn) return { problems: [{ field: 'day', reason: 'outside_plan' }] };
  const endTime = endTimeFor(visit, time);
  if (endTime === null) return { problems: [{ field: 'time', reason: 'too_late' }] };
  const target: Target = { heldOn: day, startTime: time, endTime };
  if (day === visit.heldOn && time === visit.startTime) return { problems: [{ field: 'time', reason: 'same' }] };
  if (!canBeChanged({ ...target, status: 'planned' }, now)) return { problems: [{ field: 'day', reason: 'past' }] };
  const date = Temporal.PlainDate.from(day);
  const conflict = findConflict(busyTimes(findVisits(app.db, grant, date, date), visit), target);
  if (conflict !== null) return { problems: [{ field: 'time', reason: 'busy', conflict: conflict.name }] };
  return target;
}
