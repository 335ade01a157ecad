import { isDeepStrictEqual } from 'node:util';
import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { wallTime } from '../../core/time/clock.ts';
import {
  ChangedMeanwhile,
  type Effect,
  findChanges,
  type Line,
  linesBetween,
  makeChange,
  type NowThen,
  type Problem,
  simulate,
  viewNowThen,
} from '../changes/index.ts';
import { type ActId, type ActInput, acts, type FieldError, gatherActContext, SOME_REASON } from './acts.ts';

/** As long as an answer to a request. */
export const LONGEST_WHY = 600;

/** What the worker does to a plan without a request. */
export type Care = Readonly<{
  act: ActId;
  input: ActInput;
  /** The worker's words to the person. */
  why: string;
  /** The number of the last change when the form was made. */
  basis: number | null;
}>;

type Refused = Readonly<{ errors: readonly FieldError[] }>;

/**
 * What an act would mean; nothing is done.
 *
 * @returns what is wrong with the form, or the plan now and then with everything that is in the way, and what the person would be
 * told (nothing where it is not possible)
 */
export function lookAtCare(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'plan.write'>,
  care: Pick<Care, 'act' | 'input'>,
): Refused | Readonly<{ view: NowThen; lines: readonly Line[] }> {
  const context = gatherActContext(app, grant);
  if (context === null) return { errors: [] };
  const read = acts[care.act].read(care.input.values, care.input.many, context);
  if ('errors' in read) return read;
  const now = wallTime(app.clock.now());
  const outcome = simulate(context.state, read.effects, { reason: SOME_REASON, now });
  const lines = outcome.problems.length > 0 ? [] : linesBetween(context.state, outcome.after);
  return { view: viewNowThen(context.state, outcome, { now }), lines };
}

/**
 * Does one act of plan care: plan, visits and money change in one transaction, and the person is told what and why.
 *
 * @returns what is wrong with the form, why it is not possible, what was changed, or that the same form did so before
 * @throws ChangedMeanwhile when somebody else changed the plan after the form was made
 */
export function careForPlan(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'plan.write'>,
  care: Care,
):
  | Refused
  | Readonly<{ problems: readonly Problem[] }>
  | Readonly<{ changeId: number | null; lines: readonly Line[] }>
  | Readonly<{ outcome: 'already' }> {
  const { act, input, basis } = care;
  const why = care.why.trim();
  return transact(app.db, (tx) => {
    const context = gatherActContext(app, grant);
    if (context === null) return { problems: [{ reason: 'gone', at: 0 }] };
    // What the form would mean now is not what was looked at.
    if (basis !== null && basis !== context.state.number) {
      if (basis + 1 === context.state.number && isDoneBefore(app, grant, care)) return { outcome: 'already' };
      throw new ChangedMeanwhile();
    }
    const read = acts[act].read(input.values, input.many, context);
    const wrongWhy = whyErrors(read, why);
    if ('errors' in read || wrongWhy.length > 0) {
      return { errors: [...('errors' in read ? read.errors : []), ...wrongWhy] };
    }
    return makeChange(app, tx, grant, {
      effects: read.effects,
      reason: reasonOf(act, input, why),
      why: why === '' ? null : why,
      requestId: null,
      basis,
      planning: grant,
    });
  });
}

/**
 * Whether the last change is this very form, sent before: the actor's own, in the same words, and what the form would do once
 * more was done then, or is not possible any more.
 */
function isDoneBefore(app: Pick<App, 'db' | 'clock'>, grant: Grant<'plan.write'>, care: Care): boolean {
  const [last] = findChanges(app.db, grant, 1);
  const isOwn = last?.madeById === grant.actor.personId && last.requestId === null;
  if (!isOwn || (last.why ?? '') !== care.why.trim()) return false;
  const again = lookAtCare(app, grant, care);
  return 'errors' in again || again.lines.every((line) => last.lines.some((done) => isDeepStrictEqual(done, line)));
}

function whyErrors(read: Refused | Readonly<{ effects: readonly Effect[] }>, why: string): readonly FieldError[] {
  if (why.length > LONGEST_WHY) return [{ field: 'text', reason: 'too_long' }];
  // That a visit took place is no news to whoever was there.
  const isNews = (effect: Effect) => effect.kind !== 'mark_visit' || effect.status !== 'happened';
  const mustSay = 'errors' in read || read.effects.some(isNews);
  return why === '' && mustSay ? [{ field: 'text', reason: 'no_why' }] : [];
}

/** What is kept beside money and visits: the words to the person, but a correction has a reason of its own. */
function reasonOf(act: ActId, { values }: ActInput, why: string): string {
  return act === 'correct' ? (values.correct_reason ?? '').trim() : why;
}

/** The form's number of the last change; null where it has none. */
export function basisOf({ values }: ActInput): number | null {
  const given = values.basis ?? '';
  return /^\d{1,9}$/.test(given) ? Number(given) : null;
}
