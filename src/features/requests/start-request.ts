import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { type Answers, prune } from '../../core/flow/flow.ts';
import { instantText } from '../../core/time/clock.ts';
import type { Surroundings } from './gather-facts.ts';
import { findRequests, insertDraft } from './store.ts';
import { visitChange } from './visit-change.ts';

/** Old drafts are looked through this far back for one that is the same. */
const DRAFTS_LOOKED_AT = 20;

/**
 * Starts a request, about one visit or none yet. Two taps, two tabs or coming back later find the draft that is there
 * already instead of a second one.
 *
 * @returns the request's id
 */
export function startRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  { facts }: Surroundings,
  { formKey, visitId }: Readonly<{ formKey: string; visitId: string | null }>,
): number {
  const wished: Answers = visitId === null ? {} : { visit: visitId };
  const answers = prune(visitChange, wished, facts);
  return transact(app.db, (tx) => {
    const same = findRequests(app.db, grant, DRAFTS_LOOKED_AT).find(
      (request) => request.status === 'draft' && request.answers.visit === answers.visit,
    );
    return same?.id ?? insertDraft(app.db, tx, grant, { formKey, answers, at: instantText(app.clock.now()) });
  });
}
