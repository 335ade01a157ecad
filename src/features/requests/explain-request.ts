import { z } from 'zod';
import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import { statusAfter } from './rules.ts';
import { findHelp, findRequest, RequestMoved, writeExplanation } from './store.ts';

/** Enough for ten short sentences; longer is not easy to read. */
export const LONGEST_EXPLANATION = 600;

const explanationSchema = z.string().trim().min(1).max(LONGEST_EXPLANATION);

/**
 * Keeps what the support person explains. It changes nothing else: a helper never sends or confirms.
 *
 * @returns false when the text is empty or too long
 * @throws RequestMoved when the participant has sent or ended the request, or decides without this helper, meanwhile
 */
export function explainRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'help.answer'>,
  helpId: number,
  text: unknown,
): boolean {
  const parsed = explanationSchema.safeParse(text);
  if (!parsed.success) return false;
  transact(app.db, (tx) => {
    const help = findHelp(app.db, grant, helpId);
    const request = help?.requestId == null ? null : findRequest(app.db, grant, help.requestId);
    const isPossible = request !== null && statusAfter(request, 'explain', 'helper') !== null;
    if (help === null || help.status === 'closed' || !isPossible) throw new RequestMoved(request?.id ?? helpId);
    // A second tap says the same words again: the story tells them once.
    if (help.explanation === parsed.data) return;
    writeExplanation(tx, grant, help, { explanation: parsed.data, at: instantText(app.clock.now()) });
  });
  return true;
}
