import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { isComplete, prune, resumeSlug } from '../../core/flow/flow.ts';
import type { Text } from '../../core/text/text.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import type { Surroundings } from './gather-facts.ts';
import { promiseDay } from './rules.ts';
import {
  findHelpOfRequest,
  findOpenByVisit,
  findRequest,
  insertDecision,
  RequestMoved,
  transition,
  writeLookFirst,
} from './store.ts';
import { helpOf, visitChange, wishOf } from './visit-change.ts';
import { describeAnswers } from './words.ts';

export type Confirmation =
  | Readonly<{ outcome: 'sent' }>
  /** Something is no longer on offer: the question to answer again. */
  | Readonly<{ outcome: 'incomplete'; slug: string }>;

/**
 * Sends the request: only the participant's own grant gets here. A second tap, a second tab or a reload finds it sent and
 * says the same. Status, event, decision record and the end of waiting for help are one transaction.
 *
 * @throws RequestMoved when it was withdrawn meanwhile
 */
export function confirmRequest(
  app: Pick<App, 'db' | 'clock'>,
  t: Text,
  grant: Grant<'request.write'>,
  surroundings: Surroundings,
  requestId: number,
): Confirmation {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status === 'withdrawn') throw new RequestMoved(requestId);
    if (request.status !== 'draft') return { outcome: 'sent' };
    const { facts } = surroundings;
    const answers = prune(visitChange, request.answers, facts);
    const wish = wishOf(answers);
    if (!isComplete(visitChange, answers, facts) || findOpenByVisit(app.db, grant).has(wish.visitId)) {
      return { outcome: 'incomplete', slug: resumeSlug(visitChange, answers, facts) };
    }
    const help = helpOf(answers);
    const explanation = findHelpOfRequest(app.db, grant, requestId).find(
      (row) => row.helperId === help.helperId && row.explanation !== null,
    );
    transition(tx, grant, request, {
      act: 'send',
      at,
      set: {
        kind: wish.kind,
        visitId: wish.visitId,
        answers: JSON.stringify(answers),
        asAsked: JSON.stringify(describeAnswers(t, answers, surroundings)),
        sentAt: at,
        promisedOn: promiseDay(dayOf(now)).toString(),
      },
    });
    insertDecision(tx, grant, { requestId, help, explanation: explanation?.explanation ?? null, at });
    writeLookFirst(tx, grant, requestId, null, at);
    return { outcome: 'sent' };
  });
}
