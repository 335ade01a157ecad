import { transact } from '../../../../db/client.ts';
import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { NotFound } from '../../../core/problem.ts';
import { dayOf, instantText } from '../../../core/time/clock.ts';
import { canBegin } from '../flows.ts';
import type { Surroundings } from '../gather-facts.ts';
import { startRequest } from '../start-request.ts';
import { canBeAnswered, type SuggestionAnswer } from './rules.ts';
import { findSuggestion, writeAnswer } from './store.ts';

export type Answered =
  /** A draft is there, which decides nothing and is not sent. */
  | Readonly<{ outcome: 'begun'; requestId: number }>
  /** It stands as it was answered first, or is no longer there to be answered. */
  | Readonly<{ outcome: 'stands' }>
  /** What is wanted cannot be asked for now; nothing was kept. */
  | Readonly<{ outcome: 'cannot_begin' }>;

/**
 * Keeps what the participant says to a suggestion. Who wants it is led into a request of their own; a second tap says the same
 * as the first.
 *
 * @throws NotFound for a suggestion to somebody else
 */
export function answerSuggestion(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  surroundings: Surroundings,
  suggestionId: number,
  answer: SuggestionAnswer,
): Answered {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const suggestion = findSuggestion(app.db, grant, suggestionId, dayOf(now));
    if (suggestion === null) throw new NotFound();
    const { flow, requestId: begun } = suggestion;
    if (!canBeAnswered(suggestion)) {
      return answer === 'want' && begun !== null ? { outcome: 'begun', requestId: begun } : { outcome: 'stands' };
    }
    if (answer !== 'want') {
      writeAnswer(tx, grant, suggestionId, { answer, requestId: null, at });
      return { outcome: 'stands' };
    }
    if (!canBegin(flow, surroundings.facts)) return { outcome: 'cannot_begin' };
    const formKey = crypto.randomUUID();
    const requestId = startRequest(app, grant, surroundings, { flow, formKey, wished: {} });
    writeAnswer(tx, grant, suggestionId, { answer, requestId, at });
    return { outcome: 'begun', requestId };
  });
}
