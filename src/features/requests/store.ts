import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  exists,
  gte,
  inArray,
  isNotNull,
  lt,
  ne,
  notExists,
  or,
  sql,
} from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Queries } from '../../../db/client.ts';
import {
  type answers as answerKinds,
  circleEvent,
  circleLink,
  decisionDispute,
  type helpModes,
  helpOption,
  helpRequest,
  type helpStatuses,
  type languages,
  person,
  request,
  requestEvent,
  type requestEventKinds,
  requestStatuses,
  supportedDecision,
} from '../../../db/schema.ts';
import type { Gender, Role } from '../../core/access/actor.ts';
import type { Grant, OwnGrant } from '../../core/access/grant.ts';
import type { Ability, GuardianArea } from '../../core/access/policy.ts';
import type { Answers } from '../../core/flow/flow.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { linkHoldsToday } from '../circle/index.ts';
import { type DecisionRecord, readRecord } from './decision-record.ts';
import { type Help, isForStaffOnly } from './flows.ts';
import { areasOf } from './guardian/rules.ts';
import type { HelpOption } from './help-options.ts';
import {
  type Act,
  type AskingAbility,
  type By,
  isForChild,
  isOpen,
  isTheirs,
  isUndone,
  type RequestFlow,
  type RequestKind,
  type RequestStatus,
  statusAfter,
} from './rules.ts';
import { type DecidingNotes, readNotes } from './understanding.ts';

/** A question and its answer in the words that were on the screen. */
export type AsAsked = readonly Readonly<{ question: string; answer: string }>[];

export type Request = Readonly<{
  id: number;
  participantId: number;
  flow: RequestFlow;
  status: RequestStatus;
  /** Known once it is sent. */
  kind: RequestKind | null;
  /** The visit that is to be moved or called off. */
  visitId: number | null;
  /** Goes past the named worker to the head of the service. */
  isPrivate: boolean;
  answers: Answers;
  /** What the person wants to say besides. */
  ownWords: string | null;
  /** What was said on the way to the decision. */
  notes: DecidingNotes;
  asAsked: AsAsked;
  startedAt: string;
  /** The participant, or the member of the family who asks for themself or as a parent of a child. */
  startedBy: number;
  sentAt: string | null;
  /** `YYYY-MM-DD` */
  promisedOn: string | null;
  answer: (typeof answerKinds)[number] | null;
  answerText: string | null;
  answeredAt: string | null;
  carriedOutAt: string | null;
  disagreedAt: string | null;
}>;

export type RequestEvent = Readonly<{
  kind: (typeof requestEventKinds)[number];
  at: string;
  note: string | null;
  byPersonId: number;
  byFirstName: string;
  byGender: Gender;
}>;

export type HelpRequest = Readonly<{
  id: number;
  participantId: number;
  participantFirstName: string;
  participantLastName: string;
  participantPhone: string | null;
  helperId: number;
  helperFirstName: string;
  requestId: number | null;
  status: (typeof helpStatuses)[number];
  askedAt: string;
  explanation: string | null;
  /** What the helper thinks themself, apart from what they explain. */
  opinion: string | null;
  explainedAt: string | null;
}>;

/** The request is no longer where the page thought: somebody acted meanwhile. Nothing was changed. */
export class RequestMoved extends Error {
  readonly requestId: number;
  constructor(requestId: number) {
    super('The request has moved on.');
    this.name = 'RequestMoved';
    this.requestId = requestId;
  }
}

const DESK_SHOWS = 200;
const undone = requestStatuses.filter(isUndone);
/** Not at its end: the person goes on with it, or waits. */
const alive: RequestStatus[] = ['draft', ...undone];

const answersSchema = z.record(z.string(), z.string());
const asAskedSchema = z.array(z.object({ question: z.string(), answer: z.string() }));

const requestColumns = {
  id: request.id,
  participantId: request.participantId,
  flow: request.flow,
  status: request.status,
  kind: request.kind,
  visitId: request.visitId,
  isPrivate: request.isPrivate,
  answers: request.answers,
  ownWords: request.ownWords,
  notes: request.decidingNotes,
  asAsked: request.asAsked,
  startedAt: request.startedAt,
  startedBy: request.startedBy,
  sentAt: request.sentAt,
  promisedOn: request.promisedOn,
  answer: request.answer,
  answerText: request.answerText,
  answeredAt: request.answeredAt,
  carriedOutAt: request.carriedOutAt,
  disagreedAt: request.disagreedAt,
};
type RequestRow = {
  [K in keyof Request]: K extends 'answers' ? string : K extends 'asAsked' | 'notes' ? string | null : Request[K];
};

const queries = preparedOnce((db) => {
  const helper = aliasedTable(person, 'helper');
  const asker = aliasedTable(person, 'asker');
  const help = () =>
    db
      .select({
        id: helpRequest.id,
        participantId: helpRequest.participantId,
        participantFirstName: asker.firstName,
        participantLastName: asker.lastName,
        participantPhone: asker.phone,
        helperId: helpRequest.helperId,
        helperFirstName: helper.firstName,
        requestId: helpRequest.requestId,
        status: helpRequest.status,
        askedAt: helpRequest.askedAt,
        explanation: helpRequest.explanation,
        opinion: helpRequest.opinion,
        explainedAt: helpRequest.explainedAt,
      })
      .from(helpRequest)
      .leftJoin(request, eq(request.id, helpRequest.requestId))
      .innerJoin(helper, eq(helper.id, helpRequest.helperId))
      .innerJoin(asker, eq(asker.id, helpRequest.participantId));
  const deskRequests = () =>
    db
      .select({ ...requestColumns, firstName: person.firstName, lastName: person.lastName })
      .from(request)
      .innerJoin(person, eq(person.id, request.participantId))
      .$dynamic();
  // Staff of one municipality never reach people of another.
  const isOfMunicipality = eq(person.municipalityId, sql.placeholder('municipalityId'));
  const isSent = and(isNotNull(request.sentAt), ne(request.status, 'withdrawn'));
  // Those that wait come first, the oldest promise on top; then what was answered last.
  const isWaiting = inArray(request.status, [...undone]);
  const deskOrder = [
    sql`not ${isWaiting}`,
    sql`case when ${isWaiting} then ${request.promisedOn} end`,
    desc(request.answeredAt),
    asc(request.id),
  ];
  const isParticipants = eq(request.participantId, sql.placeholder('participantId'));
  const newest = db
    .select({ id: request.id })
    .from(request)
    .where(isParticipants)
    .orderBy(desc(request.id))
    .limit(sql.placeholder('limit'));
  const isHelpers = eq(helpRequest.helperId, sql.placeholder('helperId'));
  // Being taken off the circle ends all access, and with it the place on the helper's list.
  const isStillNear = and(
    or(ne(helper.role, 'social_worker'), eq(helper.municipalityId, asker.municipalityId)),
    exists(
      db
        .select({ id: circleLink.id })
        .from(circleLink)
        .where(
          and(
            eq(circleLink.participantId, helpRequest.participantId),
            eq(circleLink.personId, helpRequest.helperId),
            linkHoldsToday,
          ),
        ),
    ),
  );
  return {
    one: db
      .select(requestColumns)
      .from(request)
      .where(
        and(eq(request.id, sql.placeholder('requestId')), eq(request.participantId, sql.placeholder('participantId'))),
      )
      .prepare(),
    ofParticipant: db
      .select(requestColumns)
      .from(request)
      .where(and(isParticipants, or(inArray(request.status, alive), inArray(request.id, newest))))
      .orderBy(desc(request.id))
      .prepare(),
    byFormKey: db
      .select({ id: request.id, startedBy: request.startedBy, status: request.status })
      .from(request)
      .where(eq(request.formKey, sql.placeholder('formKey')))
      .prepare(),
    openVisits: db
      .select({ requestId: request.id, visitId: request.visitId })
      .from(request)
      .where(
        and(
          eq(request.participantId, sql.placeholder('participantId')),
          inArray(request.status, ['sent', 'read', 'talking', 'agreed', 'reopened']),
        ),
      )
      .prepare(),
    events: db
      .select({
        kind: requestEvent.kind,
        at: requestEvent.at,
        note: requestEvent.note,
        byPersonId: requestEvent.byPersonId,
        byFirstName: person.firstName,
        byGender: person.gender,
      })
      .from(requestEvent)
      .innerJoin(request, eq(request.id, requestEvent.requestId))
      .innerJoin(person, eq(person.id, requestEvent.byPersonId))
      .where(
        and(
          eq(requestEvent.requestId, sql.placeholder('requestId')),
          eq(request.participantId, sql.placeholder('participantId')),
        ),
      )
      .orderBy(asc(requestEvent.id))
      .prepare(),
    askedLanguage: db
      .select({ language: request.askedLanguage })
      .from(request)
      .where(
        and(eq(request.id, sql.placeholder('requestId')), eq(request.participantId, sql.placeholder('participantId'))),
      )
      .prepare(),
    decision: db
      .select({
        helpMode: supportedDecision.helpMode,
        helperName: person.firstName,
        explanation: supportedDecision.explanation,
        handoverId: supportedDecision.handoverId,
        decidedAt: supportedDecision.decidedAt,
        record: supportedDecision.record,
      })
      .from(supportedDecision)
      .innerJoin(request, eq(request.id, supportedDecision.requestId))
      .leftJoin(person, eq(person.id, supportedDecision.helperId))
      .where(
        and(
          eq(supportedDecision.requestId, sql.placeholder('requestId')),
          eq(request.participantId, sql.placeholder('participantId')),
        ),
      )
      .prepare(),
    disputes: db
      .select({ words: decisionDispute.words, at: decisionDispute.at })
      .from(decisionDispute)
      .innerJoin(request, eq(request.id, decisionDispute.requestId))
      .where(
        and(
          eq(decisionDispute.requestId, sql.placeholder('requestId')),
          eq(request.participantId, sql.placeholder('participantId')),
        ),
      )
      .orderBy(asc(decisionDispute.id))
      .prepare(),
    desk: deskRequests()
      .innerJoin(
        circleLink,
        and(
          eq(circleLink.participantId, request.participantId),
          eq(circleLink.kind, 'social_worker'),
          eq(circleLink.personId, sql.placeholder('workerId')),
          linkHoldsToday,
        ),
      )
      .where(and(isOfMunicipality, isSent, eq(request.isPrivate, false)))
      .orderBy(...deskOrder)
      .limit(DESK_SHOWS)
      .prepare(),
    private: deskRequests()
      .where(and(isOfMunicipality, isSent, eq(request.isPrivate, true)))
      .orderBy(...deskOrder)
      .limit(DESK_SHOWS)
      .prepare(),
    overdue: deskRequests()
      .where(
        and(
          isOfMunicipality,
          eq(request.isPrivate, false),
          inArray(request.status, [...undone]),
          lt(request.promisedOn, sql.placeholder('today')),
        ),
      )
      .orderBy(...deskOrder)
      .limit(DESK_SHOWS)
      .prepare(),
    participantOf: db
      .select({
        participantId: request.participantId,
        startedBy: request.startedBy,
        isPrivate: request.isPrivate,
        flow: request.flow,
        kind: request.kind,
        answers: request.answers,
      })
      .from(request)
      .where(eq(request.id, sql.placeholder('requestId')))
      .prepare(),
    promises: db
      .select(requestColumns)
      .from(request)
      .innerJoin(supportedDecision, eq(supportedDecision.requestId, request.id))
      .where(
        and(
          eq(supportedDecision.helperId, sql.placeholder('helperId')),
          inArray(request.status, requestStatuses.filter(isOpen)),
        ),
      )
      .orderBy(asc(request.promisedOn), asc(request.id))
      .prepare(),
    participantOfHelp: db
      .select({ participantId: helpRequest.participantId })
      .from(helpRequest)
      .where(and(eq(helpRequest.id, sql.placeholder('helpId')), isHelpers))
      .prepare(),
    helpOfRequest: help()
      .where(
        and(
          eq(helpRequest.requestId, sql.placeholder('requestId')),
          eq(helpRequest.participantId, sql.placeholder('participantId')),
        ),
      )
      .orderBy(desc(helpRequest.id))
      .prepare(),
    helpWaiting: help()
      .where(and(isHelpers, eq(helpRequest.status, 'waiting'), isStillNear))
      // Who asks once more waits from then on.
      .orderBy(asc(helpRequest.askedAt), asc(helpRequest.id))
      .prepare(),
    helpExplained: help()
      .where(and(isHelpers, eq(helpRequest.status, 'explained'), isStillNear))
      .orderBy(desc(helpRequest.explainedAt))
      .limit(20)
      .prepare(),
    helpOne: help()
      .where(
        and(
          eq(helpRequest.id, sql.placeholder('helpId')),
          isHelpers,
          eq(helpRequest.participantId, sql.placeholder('participantId')),
        ),
      )
      .prepare(),
    helpOptions: db
      .select({ title: helpOption.title, good: helpOption.good, hard: helpOption.hard, cost: helpOption.cost })
      .from(helpOption)
      .innerJoin(helpRequest, eq(helpRequest.id, helpOption.helpId))
      .where(
        and(
          eq(helpOption.helpId, sql.placeholder('helpId')),
          eq(helpRequest.participantId, sql.placeholder('participantId')),
        ),
      )
      .orderBy(asc(helpOption.position))
      .prepare(),
    callSince: help()
      .where(
        and(
          eq(helpRequest.participantId, sql.placeholder('participantId')),
          eq(helpRequest.helperId, sql.placeholder('helperId')),
          sql`${helpRequest.requestId} is null`,
          eq(helpRequest.status, 'closed'),
          gte(helpRequest.closedAt, sql.placeholder('since')),
          // What was closed because the helper left is no call.
          notExists(
            db
              .select({ id: circleEvent.id })
              .from(circleEvent)
              .where(
                and(
                  eq(circleEvent.participantId, helpRequest.participantId),
                  eq(circleEvent.personId, helpRequest.helperId),
                  eq(circleEvent.kind, 'ended'),
                  eq(circleEvent.at, helpRequest.closedAt),
                ),
              ),
          ),
        ),
      )
      .limit(1)
      .prepare(),
    calls: help()
      .where(
        and(
          eq(helpRequest.participantId, sql.placeholder('participantId')),
          sql`${helpRequest.requestId} is null`,
          eq(helpRequest.status, 'waiting'),
        ),
      )
      .prepare(),
  };
});

type Reading = Grant<AskingAbility | 'requests.read' | 'request.answer' | 'complaint.answer' | 'help.answer'>;

/** A guardian, who reads what lies in the area of the grant. */
export type Confirming = Grant<`confirm.${GuardianArea}`>;

/** Which of a participant's requests a grant opens. */
function isOpenTo({ ability, actor, isOwn }: Reading | Confirming, found: Request): boolean {
  const { flow, answers, isPrivate, startedBy, sentAt } = found;
  if (ability.startsWith('confirm.')) {
    return sentAt !== null && areasOf(found).some((area) => ability === `confirm.${area}`);
  }
  const isMaker = startedBy === actor.personId;
  const isInChildsName = isForChild(found);
  if (ability === 'own.request') return isMaker && !isInChildsName;
  if (ability === 'child.request') return isMaker && isInChildsName;
  if (isMaker && !isInChildsName) return isOwn;
  if (ability === 'help.answer') return !isForStaffOnly(flow, answers);
  // A draft is its maker's own until they send it, also one that they took back.
  if (sentAt === null) return false;
  if (isOwn) return true;
  const isForReader = actor.role === 'social_worker' || !isForStaffOnly(flow, answers);
  return isForReader && isPrivate === (ability === 'complaint.answer');
}

/**
 * What the participant's own list holds of what somebody of the circle reads who may see the requests: the same that
 * `isOpenTo` opens to them.
 */
export function asReadBy(
  requests: readonly Request[],
  reader: Readonly<{ personId: number; role: Role }>,
): readonly Request[] {
  return requests.filter(
    (request) =>
      request.sentAt !== null &&
      (request.startedBy !== reader.personId || isForChild(request)) &&
      !request.isPrivate &&
      (reader.role === 'social_worker' || !isForStaffOnly(request.flow, request.answers)),
  );
}

export function findRequest(db: Database, grant: Reading | Confirming, requestId: number): Request | null {
  const row = queries(db).one.get({ requestId, participantId: grant.participantId });
  const found = row === undefined ? null : read(row);
  return found !== null && isOpenTo(grant, found) ? found : null;
}

/** The requests about this participant that are open to the grant: all that are not at their end, and the newest of any status. */
export function findRequests(db: Database, grant: Reading, limit: number): readonly Request[] {
  return queries(db)
    .ofParticipant.all({ participantId: grant.participantId, limit })
    .map(read)
    .filter((found) => isOpenTo(grant, found));
}

/** visit id → the open request about it */
export function findOpenByVisit(db: Database, { participantId }: Reading): ReadonlyMap<number, number> {
  const open = queries(db).openVisits.all({ participantId });
  return new Map(open.flatMap(({ visitId, requestId }) => (visitId === null ? [] : [[visitId, requestId]])));
}

export type SupportedDecision = Readonly<{
  helpMode: (typeof helpModes)[number];
  helperName: string | null;
  explanation: string | null;
  /** On a helper's device, under the person's own card. */
  isOnHelpersDevice: boolean;
  decidedAt: string;
  /** None for those before it was kept. */
  record: DecisionRecord | null;
}>;

/** How a sent request was decided. */
export function findDecision(db: Database, { participantId }: Reading, requestId: number): SupportedDecision | null {
  const row = queries(db).decision.get({ requestId, participantId });
  if (row === undefined) return null;
  const { handoverId, record, ...decision } = row;
  return { ...decision, isOnHelpersDevice: handoverId !== null, record: readRecord(record) };
}

export type Dispute = Readonly<{ words: string | null; at: string }>;

/** What the person said of the record: "it was not so". The oldest first. */
export function findDisputes(db: Database, { participantId }: Reading, requestId: number): readonly Dispute[] {
  return queries(db).disputes.all({ requestId, participantId });
}

/** Keeps that it was not so; the record itself stays. */
export function insertDispute(tx: Queries, grant: Grant<'request.write'>, requestId: number, said: Dispute): void {
  tx.insert(decisionDispute)
    .values({ requestId, byPersonId: grant.actor.personId, ...said })
    .run();
}

/** The language in which a request was read and sent; null for a draft, and for those sent before it was kept. */
export function findAskedLanguage(
  db: Database,
  { participantId }: Grant<'request.answer' | 'complaint.answer'>,
  requestId: number,
): (typeof languages)[number] | null {
  return queries(db).askedLanguage.get({ requestId, participantId })?.language ?? null;
}

/** What happened to a request, the oldest first. */
export function findEvents(db: Database, { participantId }: Reading, requestId: number): readonly RequestEvent[] {
  return queries(db).events.all({ requestId, participantId });
}

export type DeskRequest = Request & Readonly<{ firstName: string; lastName: string }>;

/** Requests of the people this worker is linked to today: waiting ones by promise, then the answered. */
export function findDeskRequests(
  db: Database,
  { actor }: OwnGrant<'desk.read'>,
  today: Temporal.PlainDate,
): readonly DeskRequest[] {
  const { personId: workerId, municipalityId } = actor;
  return queries(db).desk.all({ workerId, municipalityId, today: today.toString() }).map(readDesk);
}

/** Complaints that only the head of the service reads. */
export function findPrivateRequests(db: Database, { actor }: OwnGrant<'head.read'>): readonly DeskRequest[] {
  return queries(db).private.all({ municipalityId: actor.municipalityId }).map(readDesk);
}

/** What is overdue with any worker of the head's municipality. */
export function findOverdueRequests(
  db: Database,
  { actor }: OwnGrant<'head.read'>,
  today: Temporal.PlainDate,
): readonly DeskRequest[] {
  return queries(db).overdue.all({ municipalityId: actor.municipalityId, today: today.toString() }).map(readDesk);
}

/** Whose request this is, whom it concerns and in which areas of a guardian: only to ask for a grant with; a request nobody has gives null. */
export function findWhoseRequest(
  db: Database,
  requestId: number,
): Readonly<{
  participantId: number;
  startedBy: number;
  flow: RequestFlow;
  isPrivate: boolean;
  areas: readonly GuardianArea[];
}> | null {
  const row = queries(db).participantOf.get({ requestId });
  if (row === undefined) return null;
  const { kind, answers, ...whose } = row;
  return { ...whose, areas: areasOf({ flow: whose.flow, kind, answers: readAnswers(answers) }) };
}

/** The requests this person helped with that wait for an answer: whose each is, and the day by which an answer is promised. */
export function findPromises(
  db: Database,
  { actor }: OwnGrant<'helping.read'>,
): readonly Readonly<{ participantId: number; promisedOn: string }>[] {
  return queries(db)
    .promises.all({ helperId: actor.personId })
    .map(read)
    .flatMap(({ participantId, promisedOn, flow, answers }) =>
      promisedOn === null || isForStaffOnly(flow, answers) ? [] : [{ participantId, promisedOn }],
    );
}

/** Whose help request this is, among those this person was asked. */
export function findParticipantOfHelp(db: Database, grant: OwnGrant<'helping.read'>, helpId: number): number | null {
  return queries(db).participantOfHelp.get({ helpId, helperId: grant.actor.personId })?.participantId ?? null;
}

export function findHelpOfRequest(db: Database, { participantId }: Reading, requestId: number): readonly HelpRequest[] {
  return queries(db).helpOfRequest.all({ requestId, participantId });
}

/** Those of the helper's circle today who wait, the longest waiting first, and what was explained lately. */
export function findHelpForHelper(
  db: Database,
  { actor }: OwnGrant<'helping.read'>,
  today: Temporal.PlainDate,
): { waiting: readonly HelpRequest[]; explained: readonly HelpRequest[] } {
  const given = { helperId: actor.personId, today: today.toString() };
  // What is for staff only goes past the helper, also past one who was asked before.
  const isForHelper = ({ requestId, participantId }: HelpRequest) => {
    const row = requestId === null ? undefined : queries(db).one.get({ requestId, participantId });
    const found = row && read(row);
    return found === undefined || !isForStaffOnly(found.flow, found.answers);
  };
  return {
    waiting: queries(db).helpWaiting.all(given).filter(isForHelper),
    explained: queries(db).helpExplained.all(given).filter(isForHelper),
  };
}

export function findHelp(db: Database, grant: Grant<'help.answer'>, helpId: number): HelpRequest | null {
  const { participantId, actor } = grant;
  return queries(db).helpOne.get({ helpId, participantId, helperId: actor.personId }) ?? null;
}

/** The ways that were explained with one help request, the first that nothing changes. */
export function findHelpOptions(db: Database, { participantId }: Reading, helpId: number): readonly HelpOption[] {
  return queries(db).helpOptions.all({ helpId, participantId });
}

/** Calls the participant has asked for and nobody has made yet. */
export function findCalls(db: Database, { participantId }: Grant<'help.ask'>): readonly HelpRequest[] {
  return queries(db).calls.all({ participantId });
}

type Asking = Grant<AskingAbility>;
type Acting = Asking | Grant<'request.answer' | 'complaint.answer'>;

/** Starts a draft, or finds what was started with the same form; a page left open since that came to its end starts anew. */
export function insertDraft(
  db: Database,
  tx: Queries,
  grant: Asking,
  draft: Readonly<{ flow: RequestFlow; formKey: string; answers: Answers; ownWords: string | null; at: string }>,
): number {
  const used = queries(db).byFormKey.get({ formKey: draft.formKey });
  const isOpen = used !== undefined && alive.includes(used.status);
  if (isOpen && used.startedBy === grant.actor.personId) return used.id;
  const { id } = tx
    .insert(request)
    .values({
      participantId: grant.participantId,
      formKey: used === undefined ? draft.formKey : crypto.randomUUID(),
      flow: draft.flow,
      status: 'draft',
      answers: JSON.stringify(draft.answers),
      ownWords: draft.ownWords,
      startedAt: draft.at,
      startedBy: grant.actor.personId,
    })
    .returning({ id: request.id })
    .get();
  insertEvent(tx, { requestId: id, kind: 'started', at: draft.at, byPersonId: grant.actor.personId });
  return id;
}

/** @throws RequestMoved when it is no draft any more */
export function updateDraft(
  tx: Queries,
  grant: Asking,
  requestId: number,
  { answers, ...written }: Readonly<{ answers?: Answers; ownWords?: string | null; decidingNotes?: string }>,
): void {
  const changed = tx
    .update(request)
    .set({
      ...(answers !== undefined && { answers: JSON.stringify(answers) }),
      ...written,
    })
    .where(
      and(
        eq(request.id, requestId),
        eq(request.participantId, grant.participantId),
        eq(request.startedBy, grant.actor.personId),
        eq(request.status, 'draft'),
      ),
    )
    .run();
  if (changed.changes !== 1) throw new RequestMoved(requestId);
}

const eventOf = {
  ask_help: 'asked_help',
  explain: 'explained',
  send: 'sent',
  withdraw: 'withdrawn',
  read: 'read',
  talk: 'talking',
  answer_yes: 'yes',
  answer_partly: 'partly',
  answer_no: 'no',
  carry_out: 'carried_out',
  disagree: 'disagreed',
} as const satisfies Record<Act, (typeof requestEventKinds)[number]>;

/** Whether the grant lets its holder act on the request as the one who asks. */
export function isAskedBy({ actor, isOwn, isOfChild }: Grant<Ability>, request: Request): boolean {
  return isTheirs({ personId: actor.personId, isOwn, isOfChild }, request);
}

/** Who acts, as the table of a request's life names them. */
function byOf({ ability }: Acting): By {
  return ability === 'request.answer' || ability === 'complaint.answer' ? 'worker' : 'asker';
}

/**
 * Takes a request from one status to the next and keeps who did it.
 *
 * @returns the request as it stands after it
 * @throws RequestMoved when the act is not possible from where the request stands
 */
export function transition(
  tx: Queries,
  grant: Acting,
  request_: Request,
  {
    act,
    at,
    note,
    help,
    set,
  }: Readonly<{
    act: Act;
    at: string;
    /** Goes into the event: the words that were said. */
    note?: string;
    help?: Help;
    set?: Partial<typeof request.$inferInsert>;
  }>,
): Request {
  const { id, status } = request_;
  const by = byOf(grant);
  const next = statusAfter(request_, act, by);
  // A service of the family is not the participant's to take back.
  if (next === null || (by === 'asker' && !isAskedBy(grant, request_))) throw new RequestMoved(id);
  const changed = tx
    .update(request)
    .set({ ...set, status: next })
    .where(and(eq(request.id, id), eq(request.participantId, grant.participantId), eq(request.status, status)))
    .returning(requestColumns)
    .all();
  const [row] = changed;
  if (row === undefined) throw new RequestMoved(id);
  insertEvent(tx, {
    requestId: id,
    kind: eventOf[act],
    at,
    byPersonId: grant.actor.personId,
    note,
    helpMode: help?.mode,
    helperId: help?.helperId,
  });
  return read(row);
}

/** How it was decided: one record for each sent request. */
export function insertDecision(
  tx: Queries,
  grant: Asking,
  decision: Readonly<{
    requestId: number;
    help: Help;
    explanation: string | null;
    record: DecisionRecord;
    at: string;
  }>,
): void {
  tx.insert(supportedDecision)
    .values({
      requestId: decision.requestId,
      decidedBy: grant.actor.personId,
      helpMode: decision.help.mode,
      helperId: decision.help.helperId,
      explanation: decision.explanation,
      handoverId: grant.actor.together?.handoverId ?? null,
      record: JSON.stringify(decision.record),
      decidedAt: decision.at,
    })
    .run();
}

/**
 * Asks one helper to look at the request first, and tells any other who still waits that it is no longer needed; without a
 * helper, all of them. What was explained stays.
 */
export function writeLookFirst(
  tx: Queries,
  grant: Asking,
  requestId: number,
  helperId: number | null,
  at: string,
): void {
  const { participantId, actor } = grant;
  const rows = tx
    .select({ id: helpRequest.id, helperId: helpRequest.helperId, status: helpRequest.status })
    .from(helpRequest)
    .where(and(eq(helpRequest.requestId, requestId), eq(helpRequest.participantId, participantId)))
    .all();
  for (const row of rows.filter((other) => other.status === 'waiting' && other.helperId !== helperId)) {
    tx.update(helpRequest).set({ status: 'closed', closedAt: at }).where(eq(helpRequest.id, row.id)).run();
  }
  if (helperId === null) return;
  const own = rows.find((row) => row.helperId === helperId);
  if (own === undefined) {
    tx.insert(helpRequest).values({ participantId, helperId, requestId, status: 'waiting', askedAt: at }).run();
  } else if (own.status === 'closed') {
    tx.update(helpRequest)
      .set({ status: 'waiting', askedAt: at, closedAt: null })
      .where(eq(helpRequest.id, own.id))
      .run();
  } else return;
  insertEvent(tx, {
    requestId,
    kind: 'asked_help',
    at,
    byPersonId: actor.personId,
    helpMode: 'look_first',
    helperId,
  });
}

/** The first name of this helper, where they have called the person since an instant; null where they have not. */
export function findCallerSince(
  db: Database,
  { participantId }: Reading,
  { withId, at }: Readonly<{ withId: number; at: string }>,
): string | null {
  return queries(db).callSince.get({ participantId, helperId: withId, since: at })?.helperFirstName ?? null;
}

/** Asks somebody to call. Asking again while the first still waits changes nothing. */
export function insertCall(db: Database, grant: Grant<'help.ask'>, helperId: number, at: string): void {
  db.insert(helpRequest)
    .values({ participantId: grant.participantId, helperId, status: 'waiting', askedAt: at })
    .onConflictDoNothing()
    .run();
}

/** The helper's words; they may be written again as long as the request is a draft. */
export function writeExplanation(
  tx: Queries,
  grant: Grant<'help.answer'>,
  help: HelpRequest,
  {
    explanation,
    opinion,
    options,
    at,
  }: Readonly<{ explanation: string; opinion: string | null; options: readonly HelpOption[]; at: string }>,
): void {
  tx.update(helpRequest)
    .set({ status: 'explained', explanation, opinion, explainedAt: at })
    .where(and(eq(helpRequest.id, help.id), eq(helpRequest.helperId, grant.actor.personId)))
    .run();
  tx.delete(helpOption).where(eq(helpOption.helpId, help.id)).run();
  options.forEach((option, index) => {
    tx.insert(helpOption)
      .values({ helpId: help.id, position: index + 1, ...option })
      .run();
  });
  if (help.requestId !== null) {
    insertEvent(tx, {
      requestId: help.requestId,
      kind: 'explained',
      at,
      byPersonId: grant.actor.personId,
      note: explanation,
    });
  }
}

/** The helper has called. */
export function closeHelp(db: Database, { actor }: OwnGrant<'helping.read'>, { id }: HelpRequest, at: string): void {
  db.update(helpRequest)
    .set({ status: 'closed', closedAt: at })
    .where(and(eq(helpRequest.id, id), eq(helpRequest.helperId, actor.personId), eq(helpRequest.status, 'waiting')))
    .run();
}

function insertEvent(tx: Queries, event: typeof requestEvent.$inferInsert): void {
  tx.insert(requestEvent).values(event).run();
}

function readDesk({
  firstName,
  lastName,
  ...row
}: RequestRow & Pick<DeskRequest, 'firstName' | 'lastName'>): DeskRequest {
  return { ...read(row), firstName, lastName };
}

/** @throws for a text that was not made of answers */
export const readAnswers = (text: string): Answers => answersSchema.parse(JSON.parse(text));

function read(row: RequestRow): Request {
  return {
    ...row,
    answers: readAnswers(row.answers),
    notes: readNotes(row.notes),
    asAsked: row.asAsked === null ? [] : asAskedSchema.parse(JSON.parse(row.asAsked)),
  };
}
