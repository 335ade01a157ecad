import { CHECK_SLUG, type Refusal, UNKNOWN } from '../../core/flow/flow.ts';
import { readForm } from '../../core/form.ts';
import { answerQuestion } from './answer-question.ts';
import { askForTalk, decideWithout } from './decide.ts';
import { findIndependence, type Independence } from './independence.ts';
import { readStepForm } from './step-form.ts';
import { INDEPENDENCE_SLUG } from './understanding.ts';
import { ownDraft, seeOther } from './understanding-step.ts';

/** Two who are asked to look, the worker, and to go on without the helper: no more fit on a screen. */
const OTHERS_OFFERED = 2;
const HELP_SLUG = 'palidziba';

type Choice = Readonly<{ value: string; way: 'look' | 'call' | 'without'; name: string }>;

function choicesOf({ helper, others, worker, isTalkAsked, canDoWithout }: Independence): readonly Choice[] {
  return [
    ...others.slice(0, OTHERS_OFFERED).map(({ personId, firstName }) => ({
      value: `look_first:${personId}`,
      way: 'look' as const,
      name: firstName,
    })),
    ...(worker === null || isTalkAsked ? [] : [{ value: 'call', way: 'call' as const, name: worker.firstName }]),
    ...(canDoWithout ? [{ value: 'without', way: 'without' as const, name: helper.firstName }] : []),
  ];
}

type Locals = Pick<App.Locals, 'app' | 'actor' | 'authorize'>;
type Draft = Exclude<ReturnType<typeof ownDraft>, Response>;

/** @returns where to go on */
function take({ app, authorize }: Locals, draft: Draft, { worker }: Independence, { way, value }: Choice): string {
  const { grant, surroundings, here } = draft;
  const { id } = draft.request;
  if (way === 'without') decideWithout(app, grant, id);
  if (way === 'look') answerQuestion(app, grant, surroundings, { requestId: id, slug: HELP_SLUG, value });
  if (way === 'call' && worker !== null) {
    askForTalk(app, grant, authorize('help.ask', grant.participantId), id, worker.personId);
  }
  return `${here}/${way === 'without' ? CHECK_SLUG : INDEPENDENCE_SLUG}`;
}

/**
 * Who else helps, where the helper has a part in what the request is about: shown, or chosen.
 *
 * @returns what the page shows, or where to go on
 * @throws NotFound for a request that is not the person's own
 */
export async function independenceStep(locals: Locals, param: string | undefined, request: Request) {
  const draft = ownDraft(locals, param);
  if (draft instanceof Response) return draft;
  const { here, next } = draft;
  const independence = findIndependence(locals.app, draft.grant, draft.request, draft.surroundings);
  if (independence === null || independence.isSettled) return seeOther(`${here}/${next}`);
  const choices = choicesOf(independence);
  let refusal: Refusal | null = null;
  if (request.method === 'POST') {
    const { way, choice } = readStepForm(await readForm(request));
    if (way === 'later') return seeOther('/es-gribu-mainit?kas=velak');
    if (way === 'help' || choice === UNKNOWN) return seeOther(`/man-vajag-palidzibu?lugums=${draft.request.id}`);
    const chosen = choices.find(({ value }) => value === choice);
    if (chosen !== undefined) return seeOther(take(locals, draft, independence, chosen));
    refusal = choice === null ? 'missing' : 'not_offered';
  }
  return { independence, choices, refusal, here };
}
