import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import type { Env } from '../../../../src/core/env.ts';
import type { Answers } from '../../../../src/core/flow/flow.ts';
import { type Look, plainLook } from '../../../../src/core/look.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import type { Clock } from '../../../../src/core/time/clock.ts';
import {
  answerQuestion,
  confirmRequest,
  disagree,
  findDecision,
  findEvents,
  findHelpOfRequest,
  findRequest,
  flows,
  gatherFacts,
  type Request,
  type RequestFlow,
  type Surroundings,
  startRequest,
  withdrawRequest,
  writeOwnWords,
} from '../../../../src/features/requests/index.ts';
import { testEnv } from '../../../support/env.ts';
import { visitOf } from '../../../support/people.ts';
import { understand } from './on-the-way.ts';

type Given = Readonly<{ db: Database; clock: Clock; env?: Env }>;

/** A participant with a tablet: every act is under their own sign-in. */
export function tabletOf(given: Given, actor: Actor) {
  const app = { env: testEnv, ...given };
  const write = () => authorize(app, actor, 'request.write', actor.personId);
  const surroundings = (): Surroundings =>
    gatherFacts(app, write(), authorize(app, actor, 'circle.read', actor.personId));

  function request(requestId: number): Request {
    const found = findRequest(app.db, write(), requestId);
    if (found === null) throw new Error(`No request ${requestId}.`);
    return found;
  }

  function begin(flow: RequestFlow, visitId: string | null = null, formKey: string = crypto.randomUUID()): number {
    return startRequest(app, write(), surroundings(), {
      flow,
      formKey,
      wished: visitId === null ? {} : { visit: visitId },
    });
  }

  /** Begins with one visit, by its number in the pilot's file. */
  function start(visitNumber: string | null, formKey?: string): number {
    return begin('visit', visitNumber === null ? null : String(visitOf(app.db, visitNumber).id), formKey);
  }

  function answer(requestId: number, slug: string, value: string | null): ReturnType<typeof answerQuestion> {
    return answerQuestion(app, write(), surroundings(), { requestId, slug, value });
  }

  /** Answers what is given, in the order of the questions. */
  function fill(requestId: number, answers: Answers): void {
    for (const { id, slug } of flows[request(requestId).flow].questions) {
      const value = answers[id];
      if (value === undefined) continue;
      const taken = answer(requestId, slug, value);
      if ('refusal' in taken) throw new Error(`${id}: ${taken.refusal}`);
    }
  }

  function confirm(
    requestId: number,
    seen = surroundings(),
    look: Look = plainLook,
  ): ReturnType<typeof confirmRequest> {
    understand(app, write(), surroundings(), requestId);
    return confirmRequest(app, { t, look }, write(), seen, requestId);
  }

  function sendWhole(requestId: number, answers: Answers): number {
    fill(requestId, answers);
    const { outcome } = confirm(requestId);
    if (outcome !== 'sent') throw new Error('The request was not whole.');
    return requestId;
  }

  return {
    write,
    surroundings,
    request,
    begin,
    start,
    answer,
    fill,
    confirm,
    withdraw: (requestId: number) => withdrawRequest(app, write(), requestId),
    disagree: (requestId: number) => disagree(app, write(), requestId),
    say: (requestId: number, words: unknown) => writeOwnWords(app, write(), requestId, words),
    events: (requestId: number) => findEvents(app.db, write(), requestId),
    help: (requestId: number) => findHelpOfRequest(app.db, write(), requestId),
    decision: (requestId: number) => findDecision(app.db, write(), requestId),
    /** A whole request about one visit, sent: for another time, or that the person cannot come. */
    send: (visitNumber: string, answers: Answers): number => sendWhole(start(visitNumber), answers),
    /** A whole request of any kind, sent. */
    ask: (flow: RequestFlow, answers: Answers): number => sendWhole(begin(flow), answers),
  };
}

export const cannotCome = { what: 'cannot_come', help: 'alone' };
export const anotherTime = { what: 'another_time', day: '2026-11-26', part: 'day', help: 'alone' };
