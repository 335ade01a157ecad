import { z } from 'zod';
import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import type { HelpOption } from './help-options.ts';
import { statusAfter } from './rules.ts';
import { findHelp, findHelpOptions, findRequest, RequestMoved, writeExplanation } from './store.ts';

/** Enough for ten short sentences; longer is not easy to read. */
export const LONGEST_EXPLANATION = 600;

/** The helper's own opinion: short, so that it does not outweigh what is explained. */
export const LONGEST_OPINION = 300;

const explanationSchema = z.string().trim().min(1).max(LONGEST_EXPLANATION);
const opinionSchema = z.string().trim().max(LONGEST_OPINION);

/**
 * Keeps what the support person explains, the ways they compare, and apart from them what they think themself. It changes nothing else: a helper never sends or confirms.
 *
 * @returns false when the explanation is empty, or it or the opinion is too long
 * @throws RequestMoved when the participant has sent or ended the request, or decides without this helper, meanwhile
 */
export function explainRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'help.answer'>,
  helpId: number,
  text: unknown,
  { options, opinion }: Readonly<{ options: readonly HelpOption[]; opinion: string }> = { options: [], opinion: '' },
): boolean {
  const parsed = explanationSchema.safeParse(text);
  const thought = opinionSchema.safeParse(opinion);
  if (!parsed.success || !thought.success) return false;
  const written = { explanation: parsed.data, opinion: thought.data === '' ? null : thought.data, options };
  transact(app.db, (tx) => {
    const help = findHelp(app.db, grant, helpId);
    const request = help?.requestId == null ? null : findRequest(app.db, grant, help.requestId);
    const isPossible = request !== null && statusAfter(request, 'explain', 'helper') !== null;
    if (help === null || help.status === 'closed' || !isPossible) throw new RequestMoved(request?.id ?? helpId);
    // A second tap says the same words again: the story tells them once.
    const isSame =
      help.explanation === written.explanation &&
      help.opinion === written.opinion &&
      JSON.stringify(findHelpOptions(app.db, grant, help.id)) === JSON.stringify(options);
    if (isSame) return;
    writeExplanation(tx, grant, help, { ...written, at: instantText(app.clock.now()) });
  });
  return true;
}
