import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { CHECK_SLUG, CONFIRM_SLUG, prune, resumeSlug } from '../../core/flow/flow.ts';
import { instantText } from '../../core/time/clock.ts';
import { flows, helpOf, kindOf } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { findIndependence } from './independence.ts';
import type { AskingAbility } from './rules.ts';
import {
  findHelpOfRequest,
  findRequest,
  insertCall,
  type Request,
  RequestMoved,
  updateDraft,
  writeLookFirst,
} from './store.ts';
import {
  type DecidingNotes,
  type Heard,
  type HelpWay,
  isClear,
  nextToDecide,
  notesText,
  OPINION_SLUG,
  opinionAbout,
  TALK_FIRST_SLUG,
  withHeard,
} from './understanding.ts';

type Asking = Grant<AskingAbility>;

/** Whether somebody helps with this decision: beside the person, by explaining, or with their device. */
export function isHelped(
  app: Pick<App, 'db'>,
  grant: Asking,
  { id, answers }: Pick<Request, 'id' | 'answers'>,
): boolean {
  return (
    helpOf(answers).mode !== 'alone' ||
    grant.actor.together !== null ||
    findHelpOfRequest(app.db, grant, id).some(({ explanation }) => explanation !== null)
  );
}

/** Where the way to the decision goes on: what is still to be answered, whether it is clear to the person, or the decision itself. */
export function decisionStep(
  app: Pick<App, 'db'>,
  grant: Asking,
  request: Request,
  surroundings: Surroundings,
): string {
  const { facts } = surroundings;
  const flow = flows[request.flow];
  const answers = prune(flow, request.answers, facts);
  const kind = kindOf(request.flow, answers, facts);
  const resumeAt = resumeSlug(flow, answers, facts);
  if (kind === null || resumeAt !== CHECK_SLUG) return resumeAt;
  // A parent asks for nothing without asking the child.
  if (grant.ability === 'child.request') {
    return opinionAbout(request.notes, answers) === null ? OPINION_SLUG : CONFIRM_SLUG;
  }
  // Whether it is clear is asked of the person whose life it is; the family's own services are the family's.
  if (!grant.isOwn) return CONFIRM_SLUG;
  const asked = {
    kind,
    answers,
    isHelped: isHelped(app, grant, { id: request.id, answers }),
    isBound: findIndependence(app, grant, request, surroundings)?.isSettled === false,
  };
  return nextToDecide(asked, request.notes);
}

type Given = Readonly<{ nth: 'first' | 'second'; said: Heard }> | Readonly<{ ways: readonly HelpWay[] }>;

/**
 * Keeps what the person says on the way to the decision.
 *
 * @returns where to go on; a contradiction leads to a talk, from which everything is still possible
 * @throws RequestMoved when it is no draft any more
 */
export function noteOnTheWay(
  app: Pick<App, 'db'>,
  grant: Grant<'request.write'>,
  surroundings: Surroundings,
  requestId: number,
  given: Given,
): string {
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(requestId);
    const answers = prune(flows[request.flow], request.answers, surroundings.facts);
    const notes: DecidingNotes =
      'ways' in given
        ? { ...request.notes, ways: [...given.ways] }
        : withHeard(request.notes, answers, given.nth, given.said);
    updateDraft(tx, grant, requestId, { decidingNotes: notesText(notes) });
    const isContradiction = 'nth' in given && given.nth === 'second' && isClear(notes, answers) === false;
    return isContradiction ? TALK_FIRST_SLUG : decisionStep(app, grant, { ...request, notes }, surroundings);
  });
}

/**
 * The person goes on without this helper: nobody is asked about it any more, and it is kept that they did not want to decide
 * together.
 *
 * @throws RequestMoved when it is no draft any more
 */
export function decideWithout(app: Pick<App, 'db' | 'clock'>, grant: Grant<'request.write'>, requestId: number): void {
  transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(requestId);
    const { helperId } = helpOf(request.answers);
    if (helperId === null) return;
    updateDraft(tx, grant, requestId, {
      answers: { ...request.answers, help: 'alone' },
      decidingNotes: notesText({ ...request.notes, notWithId: helperId }),
    });
    writeLookFirst(tx, grant, requestId, null, instantText(app.clock.now()));
  });
}

/**
 * Asks the worker to call and talk about this request, since whoever helps with it has a part in it. Asking again changes nothing.
 *
 * @throws RequestMoved when it is no draft any more
 */
export function askForTalk(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  helpGrant: Grant<'help.ask'>,
  requestId: number,
  workerId: number,
): void {
  const at = instantText(app.clock.now());
  transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(requestId);
    if (request.notes.talkAsked?.withId === workerId) return;
    updateDraft(tx, grant, requestId, {
      decidingNotes: notesText({ ...request.notes, talkAsked: { withId: workerId, at } }),
    });
    insertCall(app.db, helpGrant, workerId, at);
  });
}
