import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { accept, findQuestion, prune, type Refusal, resumeSlug } from '../../core/flow/flow.ts';
import { instantText } from '../../core/time/clock.ts';
import { flows, helpOf } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import type { AskingAbility } from './rules.ts';
import { findRequest, RequestMoved, updateDraft, writeLookFirst } from './store.ts';

/**
 * Keeps one answer of a draft. Asking a helper to look first is part of the answer: it happens in the same transaction.
 *
 * @returns where to go on, or why the answer was not taken
 * @throws RequestMoved when the request is no draft any more
 */
export function answerQuestion(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<AskingAbility>,
  { facts }: Surroundings,
  given: Readonly<{ requestId: number; slug: string; value: string | null }>,
): { nextSlug: string } | { refusal: Refusal } {
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, given.requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(given.requestId);
    const flow = flows[request.flow];
    const before = prune(flow, request.answers, facts);
    const question = findQuestion(flow, before, facts, given.slug);
    if (question === null) return { nextSlug: resumeSlug(flow, before, facts) };
    const accepted = accept(flow, before, question, given.value, facts);
    if (!accepted.isAccepted) return { refusal: accepted.refusal };
    updateDraft(tx, grant, request.id, { answers: accepted.answers });
    const help = helpOf(accepted.answers);
    const lookingId = help.mode === 'look_first' ? help.helperId : null;
    writeLookFirst(tx, grant, request.id, lookingId, instantText(app.clock.now()));
    return { nextSlug: resumeSlug(flow, accepted.answers, facts) };
  });
}
