import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { plainLook } from '../../../../src/core/look.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { type Clock, dayOf } from '../../../../src/core/time/clock.ts';
import type { Effect } from '../../../../src/features/changes/index.ts';
import { actsForKind, readActs } from '../../../../src/features/desk/acts.ts';
import {
  type ActInput,
  type Answer,
  type Answered,
  answerRequest,
  carryOutRequest,
  type Deed,
  gatherActContext,
  givenInput,
  markRead,
  prefill,
  takeAnswer,
} from '../../../../src/features/desk/index.ts';
import {
  answerQuestion,
  confirmRequest,
  findRequest,
  flows,
  gatherFacts,
  proposalFacts,
  type Request,
  startRequest,
} from '../../../../src/features/requests/index.ts';
import { testEnv } from '../../../support/env.ts';

type App = Readonly<{ db: Database; clock: Clock }>;

/** A worker at the desk of one person: every act is under their own sign-in. */
export function deskOf(given: App, worker: Actor, person: Actor) {
  const app = { env: testEnv, ...given };
  const grant = () => authorize(app, worker, 'request.answer', person.personId);
  const planGrant = () => authorize(app, worker, 'plan.write', person.personId);

  function context() {
    const found = gatherActContext(app, planGrant());
    if (found === null) throw new Error('There is no plan.');
    return found;
  }

  function request(requestId: number): Request {
    const found = findRequest(app.db, grant(), requestId);
    if (found === null) throw new Error(`No request ${requestId}.`);
    return found;
  }

  /** What the form would send that stands filled in, with these fields typed over. */
  function filled(requestId: number, typed: Readonly<Record<string, string>> = {}): ActInput {
    const around = context();
    const facts = proposalFacts(app, { catalogue: around.catalogue });
    return givenInput({ ...prefill(request(requestId), around.state, facts), ...typed });
  }

  /** What the filled form means. */
  function wished(requestId: number, typed: Readonly<Record<string, string>> = {}): readonly Effect[] {
    const { kind } = request(requestId);
    const read = readActs(kind === null ? [] : actsForKind(kind), filled(requestId, typed), context());
    if ('errors' in read) throw new Error(JSON.stringify(read.errors));
    return read.effects;
  }

  return {
    context,
    request,
    filled,
    wished,
    read: (requestId: number) => markRead(app, grant(), requestId),
    answer: (requestId: number, answer: Answer & { seen?: number | null }): Answered =>
      answerRequest(app, grant(), planGrant(), requestId, answer),
    carryOut: (
      requestId: number,
      deed: Exclude<Deed, { when: 'later' }>,
      { text = '', seen = null }: { text?: string; seen?: number | null } = {},
    ): Answered => carryOutRequest(app, grant(), planGrant(), requestId, { deed, text, seen }),
    /** A post of the page's form. */
    post: (requestId: number, input: ActInput) => {
      const found = request(requestId);
      const around = { request: found, context: context(), today: dayOf(app.clock.now()) };
      return takeAnswer(app, { grant: grant(), planGrant: planGrant() }, found, input, around);
    },
  };
}

/** Done with the answer, in one act. */
export const now = (effects: readonly Effect[], basis: number | null = null): Extract<Deed, { when: 'now' }> => ({
  when: 'now',
  effects,
  basis,
});

/** A member of the family asks for a service of their own; @returns the request's id. */
export function askAsFamily(
  given: App,
  relative: Actor,
  person: Actor,
  answers: Readonly<Record<string, string>>,
): number {
  const app = { env: testEnv, ...given };
  const grant = authorize(app, relative, 'own.request', person.personId);
  const surroundings = gatherFacts(app, grant, authorize(app, relative, 'circle.read', person.personId));
  const form = { flow: 'relative' as const, formKey: crypto.randomUUID(), wished: {} };
  const id = startRequest(app, grant, surroundings, form);
  for (const { id: question, slug } of flows.relative.questions) {
    const taken = answerQuestion(app, grant, surroundings, {
      requestId: id,
      slug,
      value: answers[question] ?? null,
    });
    if ('refusal' in taken) throw new Error(`${question}: ${taken.refusal}`);
  }
  const { outcome } = confirmRequest(app, { t, look: plainLook }, grant, surroundings, id);
  if (outcome !== 'sent') throw new Error('The request was not whole.');
  return id;
}
