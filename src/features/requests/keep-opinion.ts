import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { prune } from '../../core/flow/flow.ts';
import { decisionStep } from './decide.ts';
import { flows } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { findRequest, RequestMoved, updateDraft } from './store.ts';
import { aboutOf, childOpinionSchema, notesText } from './understanding.ts';

/**
 * Keeps what the child thinks of what a parent asks for in their name: nothing is sent without it, and whatever the child says
 * stops nothing (Convention on the Rights of the Child, article 12: the child is heard). Of other answers the child is asked
 * anew.
 *
 * @returns where to go on; null when nothing was chosen, a reason is missing or words are too long: then nothing is kept
 * @throws RequestMoved when the request is no draft any more
 */
export function keepOpinion(
  app: Pick<App, 'db'>,
  grant: Grant<'child.request'>,
  surroundings: Surroundings,
  requestId: number,
  given: unknown,
): string | null {
  const parsed = childOpinionSchema.safeParse(given);
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(requestId);
    if (!parsed.success) return null;
    const answers = prune(flows[request.flow], request.answers, surroundings.facts);
    const notes = { ...request.notes, child: { about: aboutOf(answers), opinion: parsed.data } };
    updateDraft(tx, grant, requestId, { decidingNotes: notesText(notes) });
    return decisionStep(app, grant, { ...request, notes }, surroundings);
  });
}
