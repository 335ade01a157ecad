import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { type AskingAbility, promiseDay } from './rules.ts';
import { findOpenByVisit, findRequest, RequestMoved, transition } from './store.ts';

/**
 * "I do not agree": opens an answered request once more. The worker has to call before answering again, and a new day is
 * promised.
 *
 * @returns false when another request about the same visit is open already
 * @throws RequestMoved when it cannot be done, or was done before
 */
export function disagree(
  app: Pick<App, 'db' | 'clock' | 'env'>,
  grant: Grant<AskingAbility>,
  requestId: number,
): boolean {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null) throw new RequestMoved(requestId);
    // Two taps say the same.
    if (request.status === 'reopened') return true;
    const other = request.visitId === null ? undefined : findOpenByVisit(app.db, grant).get(request.visitId);
    if (other !== undefined && other !== requestId) return false;
    const promisedOn = promiseDay(dayOf(now), app.env.answerWithinWorkingDays).toString();
    transition(tx, grant, request, { act: 'disagree', at, set: { disagreedAt: at, promisedOn } });
    return true;
  });
}
