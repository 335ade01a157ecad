import { signedIn } from '../../core/access/grant.ts';
import { idFrom } from '../../core/address.ts';
import { CHECK_SLUG, CONFIRM_SLUG, type Refusal } from '../../core/flow/flow.ts';
import { readForm } from '../../core/form.ts';
import { NotFound } from '../../core/problem.ts';
import { decisionStep, noteOnTheWay } from './decide.ts';
import { gatherFacts } from './gather-facts.ts';
import { readStepForm } from './step-form.ts';
import { findRequest, findWhoseRequest } from './store.ts';
import { FIRST_SLUG, heardChoices, INDEPENDENCE_SLUG, SECOND_SLUG, WAYS_SLUG } from './understanding.ts';

type Locals = Pick<App.Locals, 'app' | 'actor' | 'authorize'>;

export const seeOther = (path: string) => new Response(null, { status: 303, headers: { Location: path } });

/**
 * The person's own draft that is whole, on the way to its decision.
 *
 * @returns a redirect where it is no draft any more, or something in it is still to be answered
 * @throws NotFound for a request that is not their own
 */
export function ownDraft({ app, actor, authorize }: Locals, param: string | undefined) {
  const { personId } = signedIn(actor);
  const requestId = idFrom(param);
  const whose = findWhoseRequest(app.db, requestId);
  if (whose === null || whose.participantId !== personId || whose.startedBy !== personId) throw new NotFound();
  const grant = authorize('request.write', personId);
  const circleGrant = authorize('circle.read', personId);
  const request = findRequest(app.db, grant, requestId);
  if (request === null) throw new NotFound();
  const here = `/lugums/${requestId}`;
  const surroundings = gatherFacts(app, grant, circleGrant);
  const next = request.status === 'draft' ? decisionStep(app, grant, request, surroundings) : null;
  const isWhole = next !== null && (next === CONFIRM_SLUG || wayToDecide.includes(next));
  return isWhole ? { request, grant, circleGrant, surroundings, here, next } : seeOther(here);
}

const wayToDecide: readonly string[] = [INDEPENDENCE_SLUG, FIRST_SLUG, SECOND_SLUG, WAYS_SLUG];

/**
 * One of the two questions whether it is clear to the person: shown, or answered.
 *
 * @returns what the page shows, or where to go on
 */
export async function understandingStep(
  locals: Locals,
  param: string | undefined,
  request: Request,
  nth: 'first' | 'second',
) {
  const draft = ownDraft(locals, param);
  if (draft instanceof Response) return draft;
  const { here } = draft;
  let refusal: Refusal | null = null;
  if (request.method === 'POST') {
    const { way, choice } = readStepForm(await readForm(request));
    if (way === 'later') return seeOther('/es-gribu-mainit?kas=velak');
    if (way === 'help') return seeOther(`/man-vajag-palidzibu?lugums=${draft.request.id}`);
    const said = choice === 'unknown' ? choice : heardChoices(draft.request.id, nth).find((value) => value === choice);
    if (said !== undefined) {
      const slug = noteOnTheWay(locals.app, draft.grant, draft.surroundings, draft.request.id, { nth, said });
      return seeOther(`${here}/${slug}`);
    }
    refusal = choice === null ? 'missing' : 'not_offered';
  }
  // The second question means something only after the first.
  if (nth === 'second' && draft.next === FIRST_SLUG) return seeOther(`${here}/${FIRST_SLUG}`);
  return { ...draft, refusal, back: `${here}/${nth === 'first' ? CHECK_SLUG : FIRST_SLUG}` };
}
