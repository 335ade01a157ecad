import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { type Answers, prune } from '../../core/flow/flow.ts';
import { instantText } from '../../core/time/clock.ts';
import { flows } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import type { RequestFlow } from './rules.ts';
import { findRequests, insertDraft } from './store.ts';

/** Old drafts are looked through this far back for one that is the same. */
const DRAFTS_LOOKED_AT = 50;

/**
 * Starts a request of one kind, about one visit or none yet. Two taps, two tabs or coming back later find the draft that is
 * there already instead of a second one.
 *
 * @returns the request's id
 */
export function startRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write' | 'own.request'>,
  { facts }: Surroundings,
  { flow, formKey, visitId }: Readonly<{ flow: RequestFlow; formKey: string; visitId: string | null }>,
): number {
  const wished: Answers = visitId === null ? {} : { visit: visitId };
  const answers = prune(flows[flow], wished, facts);
  return transact(app.db, (tx) => {
    const same = findRequests(app.db, grant, DRAFTS_LOOKED_AT).find(
      (request) =>
        request.status === 'draft' &&
        request.flow === flow &&
        // Each visit has a draft of its own.
        (flow !== 'visit' || request.answers.visit === answers.visit),
    );
    return same?.id ?? insertDraft(app.db, tx, grant, { flow, formKey, answers, at: instantText(app.clock.now()) });
  });
}
