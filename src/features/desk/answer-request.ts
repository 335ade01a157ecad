import { type Queries, transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { latvian } from '../../core/text/text.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import {
  type Changing,
  type Effect,
  findCurrentState,
  type Line,
  makeChange,
  type Problem as PlanProblem,
} from '../changes/index.ts';
import { findPlan } from '../plan/index.ts';
import {
  findEvents,
  findRequest,
  findStandings,
  isForChild,
  type Request,
  type RequestEvent,
  RequestMoved,
  transition,
  withoutAgreement,
} from '../requests/index.ts';
import { isOnlyForFamily, lastPromiseDay, promiseAnew } from './rules.ts';

/** Who answers: the person's social worker, or for what is private the head of the service. */
export type Answering = Grant<'request.answer' | 'complaint.answer'>;

/** What follows from a yes: the plan changes now, it will be done by a day `YYYY-MM-DD`, or it is done and no plan changes. */
export type Deed =
  | Readonly<{
      when: 'now';
      effects: readonly Effect[];
      /** The number of the plan's last change when the form was made; null does not ask. */
      basis: number | null;
    }>
  | Readonly<{ when: 'later'; by: string }>
  | Readonly<{ when: 'nothing' }>;

/** The worker's answer; `text` are the words to the person, which only a plain yes can be without. */
export type Answer =
  | Readonly<{ answer: 'yes' | 'partly'; text: string; deed: Deed }>
  | Readonly<{ answer: 'no'; text: string }>
  | Readonly<{ answer: 'talk'; text: string }>;

/** Why an answer cannot be carried out: the plan does not allow it, the answer itself is not a possible one, or a guardian has not agreed. */
export type AnswerProblem =
  | PlanProblem
  | Readonly<{ reason: 'no_effects' | 'not_of_family' | 'by_day' | 'guardian'; at: 0 }>;

/** What came of it. With problems nothing at all was changed. */
export type Answered =
  | Readonly<{ problems: readonly AnswerProblem[] }>
  | Readonly<{ outcome: 'talking' | 'refused' | 'agreed' }>
  | Readonly<{ outcome: 'carried_out'; lines: readonly Line[] }>;

type Looking = Readonly<{
  /** How much had happened with the request when the form was made (`happenedSoFar`); null does not ask. */
  seen?: number | null;
}>;

/**
 * Answers an open request, or says that what was promised is to be talked about. What is done at once is done in the same
 * transaction: the plan, its visits and its money change with the answer, or nothing does.
 *
 * @param planGrant without it only the head can change a plan, and only for a private request
 * @returns why it is not possible, or what came of it
 * @throws RequestMoved when it was answered or withdrawn meanwhile
 * @throws ChangedMeanwhile when the plan has changed since the form was made
 */
export function answerRequest(
  app: Pick<App, 'db' | 'clock' | 'env'>,
  grant: Answering,
  planGrant: Grant<'plan.write'> | null,
  requestId: number,
  given: Answer & Looking,
): Answered {
  return wholeOrNothing(app, grant, requestId, given.seen ?? null, (tx, request) => {
    const now = app.clock.now();
    const today = dayOf(now);
    const at = instantText(now);
    const note = given.text === '' ? undefined : given.text;
    if (given.answer === 'talk') {
      const promisedOn = promiseAnew(request.promisedOn, today, app.env.answerWithinWorkingDays);
      transition(tx, grant, request, { act: 'talk', at, note, set: { promisedOn } });
      return { outcome: 'talking' };
    }
    const set = {
      answer: given.answer,
      answerText: note ?? null,
      answeredAt: at,
      answeredBy: grant.actor.personId,
    };
    if (given.answer === 'no') {
      transition(tx, grant, request, { act: 'answer_no', at, note, set });
      return { outcome: 'refused' };
    }
    requireAgreement(app, grant, request);
    const { deed } = given;
    const act = given.answer === 'yes' ? 'answer_yes' : 'answer_partly';
    if (deed.when !== 'later') {
      const agreed = transition(tx, grant, request, { act, at, note, set });
      return carryOut(app, tx, { grant, planGrant, request: agreed, deed });
    }
    const last = lastPromiseDay(findPlan(app.db, grant, today)?.toOn ?? null, today);
    if (deed.by < today.toString() || deed.by > last) throw new Refused([{ reason: 'by_day', at: 0 }]);
    transition(tx, grant, request, { act, at, note, set: { ...set, promisedOn: deed.by } });
    return { outcome: 'agreed' };
  });
}

/**
 * Does what was agreed before. The words are optional: the answer has been given.
 *
 * @returns why it is not possible, or what was changed
 * @throws RequestMoved when it was done, withdrawn or disagreed with meanwhile
 * @throws ChangedMeanwhile when the plan has changed since the form was made
 */
export function carryOutRequest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Answering,
  planGrant: Grant<'plan.write'> | null,
  requestId: number,
  { seen = null, deed, text }: Readonly<{ deed: Exclude<Deed, { when: 'later' }>; text: string }> & Looking,
): Answered {
  return wholeOrNothing(app, grant, requestId, seen, (tx, request) => {
    requireAgreement(app, grant, request);
    return carryOut(app, tx, { grant, planGrant, request, deed, text });
  });
}

/** How much has happened with a request, but for its being read: a form that was made before more of it is out of date. */
export function happenedSoFar(app: Pick<App, 'db'>, grant: Answering, requestId: number): number {
  return happenedSince(app, grant, requestId, 0).length;
}

/** What has happened since so much had: what came between the making of a form and its post. */
export function happenedSince(
  app: Pick<App, 'db'>,
  grant: Answering,
  requestId: number,
  seen: number,
): readonly RequestEvent[] {
  return findEvents(app.db, grant, requestId)
    .filter(({ kind }) => kind !== 'read')
    .slice(seen);
}

/** Takes back all that was written in the transaction. */
class Refused extends Error {
  readonly problems: readonly AnswerProblem[];
  constructor(problems: readonly AnswerProblem[]) {
    super('The answer cannot be carried out.');
    this.name = 'Refused';
    this.problems = problems;
  }
}

function wholeOrNothing(
  app: Pick<App, 'db'>,
  grant: Answering,
  requestId: number,
  seen: number | null,
  work: (tx: Queries, request: Request) => Answered,
): Answered {
  try {
    return transact(app.db, (tx) => {
      const request = findRequest(app.db, grant, requestId);
      const isNew = seen === null || happenedSoFar(app, grant, requestId) === seen;
      if (request === null || !isNew) throw new RequestMoved(requestId);
      return work(tx, request);
    });
  } catch (error) {
    if (error instanceof Refused) return { problems: error.problems };
    throw error;
  }
}

/**
 * In a court-given area person and guardian decide together: the person by sending, the guardian by agreeing (Civil Law, article
 * 358.¹). To say no, or to talk, needs nobody.
 *
 * @throws Refused as long as the word of a guardian of today is missing
 */
function requireAgreement(app: Pick<App, 'db' | 'clock'>, grant: Answering, request: Request): void {
  if (withoutAgreement(findStandings(app, grant, request)).length > 0) {
    throw new Refused([{ reason: 'guardian', at: 0 }]);
  }
}

/** @throws Refused when the plan does not allow it */
function carryOut(
  app: Pick<App, 'db' | 'clock'>,
  tx: Queries,
  {
    grant,
    planGrant,
    request,
    deed,
    text = '',
  }: Readonly<{
    grant: Answering;
    planGrant: Grant<'plan.write'> | null;
    request: Request;
    deed: Exclude<Deed, { when: 'later' }>;
    text?: string;
  }>,
): Answered {
  const at = instantText(app.clock.now());
  transition(tx, grant, request, {
    act: 'carry_out',
    at,
    note: text === '' ? undefined : text,
    set: { carriedOutAt: at },
  });
  if (deed.when === 'nothing') return { outcome: 'carried_out', lines: [] };
  if (deed.effects.length === 0) throw new Refused([{ reason: 'no_effects', at: 0 }]);
  const changing = changingGrant(grant, planGrant);
  if (request.kind === 'for_family') {
    const state = findCurrentState(app, changing);
    // What a relative asks for must not touch the visits and the money of the person's own services.
    if (state !== null && !isOnlyForFamily(deed.effects, state)) {
      throw new Refused([{ reason: 'not_of_family', at: 0 }]);
    }
  }
  const made = makeChange(app, tx, changing, {
    effects: deed.effects,
    reason: reasonOf(request),
    // What a private request brought looks like the service's own care: the answer, with its words, is the person's alone.
    why: request.isPrivate ? reasonOf(request) : null,
    requestId: request.id,
    basis: deed.basis,
    planning: changing,
  });
  if ('problems' in made) throw new Refused(made.problems);
  return { outcome: 'carried_out', lines: made.lines };
}

/**
 * In whose right the plan is changed.
 *
 * @throws Error when nobody may: a page asks for the grant before it offers the form
 */
function changingGrant(grant: Answering, planGrant: Grant<'plan.write'> | null): Changing {
  if (planGrant?.participantId === grant.participantId) return planGrant;
  if (isOfHead(grant)) return grant;
  throw new Error('Nobody who may change the plan answers this request.');
}

const isOfHead = (grant: Answering): grant is Grant<'complaint.answer'> => grant.ability === 'complaint.answer';

/** Stands beside the visits and the money that the request moves; the person reads it. */
function reasonOf(request: Request): string {
  const { kind } = request;
  // What a parent asked for in a child's name the child did not say.
  if (isForChild(request)) return latvian('desk:reason.family');
  if (kind === 'cannot_come' || kind === 'away') return latvian('desk:reason.cannotCome');
  // Nobody asked for what went wrong; and of a private complaint the named worker must not read that there was one.
  if (kind === 'something_wrong') return latvian('desk:reason.checked');
  return latvian(kind === 'for_family' ? 'desk:reason.family' : 'desk:reason.asked');
}
