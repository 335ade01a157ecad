import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';
import type { Clock } from '../../../../src/core/time/clock.ts';
import {
  answerQuestion,
  confirmRequest,
  findDecision,
  findEvents,
  findHelpOfRequest,
  findRequest,
  gatherFacts,
  type Request,
  type Surroundings,
  startRequest,
  withdrawRequest,
} from '../../../../src/features/requests/index.ts';
import { visitChange } from '../../../../src/features/requests/visit-change.ts';
import { visitOf } from '../../../support/people.ts';

type App = Readonly<{ db: Database; clock: Clock }>;

/** A participant with a tablet: every act is under their own sign-in. */
export function tabletOf(app: App, actor: Actor) {
  const write = () => authorize(app, actor, 'request.write', actor.personId);
  const surroundings = (): Surroundings =>
    gatherFacts(app, write(), authorize(app, actor, 'circle.read', actor.personId));

  function request(requestId: number): Request {
    const found = findRequest(app.db, write(), requestId);
    if (found === null) throw new Error(`No request ${requestId}.`);
    return found;
  }

  function start(visitNumber: string | null, formKey: string = crypto.randomUUID()): number {
    const visitId = visitNumber === null ? null : String(visitOf(app.db, visitNumber).id);
    return startRequest(app, write(), surroundings(), { formKey, visitId });
  }

  function answer(requestId: number, slug: string, value: string | null): ReturnType<typeof answerQuestion> {
    return answerQuestion(app, write(), surroundings(), { requestId, slug, value });
  }

  /** Answers what is given, in the order of the questions. */
  function fill(requestId: number, answers: Readonly<Record<string, string>>): void {
    for (const { id, slug } of visitChange.questions) {
      const value = answers[id];
      if (value === undefined) continue;
      const taken = answer(requestId, slug, value);
      if ('refusal' in taken) throw new Error(`${id}: ${taken.refusal}`);
    }
  }

  function confirm(requestId: number, seen = surroundings()): ReturnType<typeof confirmRequest> {
    return confirmRequest(app, t, write(), seen, requestId);
  }

  return {
    write,
    surroundings,
    request,
    start,
    answer,
    fill,
    confirm,
    withdraw: (requestId: number) => withdrawRequest(app, write(), requestId),
    events: (requestId: number) => findEvents(app.db, write(), requestId),
    help: (requestId: number) => findHelpOfRequest(app.db, write(), requestId),
    decision: (requestId: number) => findDecision(app.db, write(), requestId),
    /** A whole request, sent: for another time, or that the person cannot come. */
    send: (visitNumber: string, answers: Readonly<Record<string, string>>): number => {
      const requestId = start(visitNumber);
      fill(requestId, answers);
      const { outcome } = confirm(requestId);
      if (outcome !== 'sent') throw new Error('The request was not whole.');
      return requestId;
    },
  };
}

export const cannotCome = { what: 'cannot_come', help: 'alone' };
export const anotherTime = { what: 'another_time', day: '2026-11-26', part: 'day', help: 'alone' };
