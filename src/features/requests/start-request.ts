import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { type Answers, prune } from '../../core/flow/flow.ts';
import { NotFound } from '../../core/problem.ts';
import { instantText } from '../../core/time/clock.ts';
import { flows } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { type AskingAbility, canBeAskedAs, type RequestFlow } from './rules.ts';
import { findRequests, insertDraft } from './store.ts';

/** Old drafts are looked through this far back for one that is the same. */
const DRAFTS_LOOKED_AT = 50;

/**
 * Starts a request of one kind, with what is known of it already. Two taps, two tabs or coming back later find the draft that is
 * there already instead of a second one.
 *
 * @returns the request's id
 * @throws NotFound for what cannot be asked for in that name
 */
export function startRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<AskingAbility>,
  { facts }: Surroundings,
  {
    flow,
    formKey,
    wished,
    ownWords = null,
  }: Readonly<{
    flow: RequestFlow;
    formKey: string;
    /** What is known already: the visit, or what a button says. */
    wished: Answers;
    ownWords?: string | null;
  }>,
): number {
  if (!canBeAskedAs(grant.ability, flow)) throw new NotFound();
  const answers = prune(flows[flow], wished, facts);
  return transact(app.db, (tx) => {
    const same = findRequests(app.db, grant, DRAFTS_LOOKED_AT).find(
      (request) =>
        request.status === 'draft' &&
        request.flow === flow &&
        // Each visit has a draft of its own, and each thing that a button says.
        (flow === 'visit' ? ['visit'] : Object.keys(answers)).every((id) => request.answers[id] === answers[id]) &&
        (ownWords === null || request.ownWords === ownWords),
    );
    const at = instantText(app.clock.now());
    return same?.id ?? insertDraft(app.db, tx, grant, { flow, formKey, answers, ownWords, at });
  });
}
