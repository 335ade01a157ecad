import { and, desc, eq, getTableColumns, gte, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import {
  accessLog,
  circleEvent,
  circleInvitation,
  circleLink,
  consent,
  consentAsk,
  credential,
  decisionDispute,
  goal,
  guardianArea,
  guardianWord,
  handover,
  helpOption,
  helpRequest,
  ledgerEntry,
  look,
  person,
  plan,
  planChange,
  planService,
  request,
  requestEvent,
  service,
  step,
  suggestion,
  supportedDecision,
  visit,
} from '../../../db/schema.ts';
import type { Gender, Role } from '../../core/access/actor.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import { preparedOnce } from '../../core/prepared.ts';

/** One look of somebody else. */
export type Look = Readonly<{
  viewerId: number;
  firstName: string;
  lastName: string;
  role: Role;
  gender: Gender;
  topic: Topic;
  /** An instant. */
  viewedAt: string;
}>;

const queries = preparedOnce((db) => {
  const isMine = eq(accessLog.participantId, sql.placeholder('participantId'));
  return {
    between: db
      .select({
        viewerId: accessLog.viewerId,
        firstName: person.firstName,
        lastName: person.lastName,
        role: person.role,
        gender: person.gender,
        topic: accessLog.topic,
        viewedAt: accessLog.viewedAt,
      })
      .from(accessLog)
      .innerJoin(person, eq(person.id, accessLog.viewerId))
      .where(
        and(isMine, gte(accessLog.viewedAt, sql.placeholder('from')), lt(accessLog.viewedAt, sql.placeholder('until'))),
      )
      .orderBy(accessLog.viewedAt)
      .prepare(),
    before: db
      .select({ viewedAt: accessLog.viewedAt })
      .from(accessLog)
      .where(and(isMine, lt(accessLog.viewedAt, sql.placeholder('until'))))
      .orderBy(desc(accessLog.viewedAt))
      .limit(1)
      .prepare(),
  };
});

/** Every look of somebody else from one instant to before another, the oldest first. */
export function findLooks(
  db: Database,
  { participantId }: Grant<'data.read'>,
  { from, until }: Readonly<{ from: string; until: string }>,
): readonly Look[] {
  return queries(db).between.all({ participantId, from, until });
}

/** The last look before an instant, or null: whether there is more to read, and where. */
export function findLookBefore(db: Database, { participantId }: Grant<'data.read'>, until: string): string | null {
  return queries(db).before.get({ participantId, until })?.viewedAt ?? null;
}

/** Why a table is no part of what a person takes along. */
export const leftOut = {
  login_session: 'Only hashes of what opens the portal, gone by themselves.',
  sign_in_limit: 'Counts wrong tries by addresses, not by people.',
  helper_tie: 'Says who a helper works for: theirs, and on the page of the request where it matters.',
  municipality: 'Says nothing of a person.',
} as const satisfies Readonly<Record<string, string>>;

/**
 * The participant's rows of every table that holds any. Named by column, so that a new one is a decision: no hash, no contact of
 * anybody else.
 */
export function findAllRows(db: Database, { participantId }: Grant<'data.export'>) {
  const plans = db.select({ id: plan.id }).from(plan).where(eq(plan.participantId, participantId));
  // What the family asks for itself is the family's own until it is sent.
  const isOpenRequest = and(
    eq(request.participantId, participantId),
    or(eq(request.startedBy, participantId), isNotNull(request.sentAt)),
  );
  const requests = db.select({ id: request.id }).from(request).where(isOpenRequest);
  const helps = db.select({ id: helpRequest.id }).from(helpRequest).where(eq(helpRequest.participantId, participantId));
  const goals = db.select({ id: goal.id }).from(goal).where(inArray(goal.planId, plans));
  const services = db.select({ id: planService.id }).from(planService).where(inArray(planService.planId, plans));
  const links = db.select({ id: circleLink.id }).from(circleLink).where(eq(circleLink.participantId, participantId));
  const { passHash: _pass, ...handovers } = getTableColumns(handover);
  const { secretHash: _secret, ...credentials } = getTableColumns(credential);
  const { formKey: _form, ...requestColumns } = getTableColumns(request);
  const { formKey: _key, ...suggestionColumns } = getTableColumns(suggestion);
  return {
    person: db.select().from(person).where(eq(person.id, participantId)).all(),
    credential: db.select(credentials).from(credential).where(eq(credential.personId, participantId)).all(),
    look: db.select().from(look).where(eq(look.personId, participantId)).all(),
    circle_link: db.select().from(circleLink).where(eq(circleLink.participantId, participantId)).all(),
    guardian_area: db.select().from(guardianArea).where(inArray(guardianArea.linkId, links)).all(),
    consent: db.select().from(consent).where(eq(consent.participantId, participantId)).all(),
    consent_ask: db.select().from(consentAsk).where(eq(consentAsk.participantId, participantId)).all(),
    circle_invitation: db
      .select()
      .from(circleInvitation)
      .where(eq(circleInvitation.participantId, participantId))
      .all(),
    circle_event: db.select().from(circleEvent).where(eq(circleEvent.participantId, participantId)).all(),
    plan: db.select().from(plan).where(eq(plan.participantId, participantId)).all(),
    goal: db.select().from(goal).where(inArray(goal.planId, plans)).all(),
    step: db.select().from(step).where(inArray(step.goalId, goals)).all(),
    plan_service: db.select().from(planService).where(inArray(planService.planId, plans)).all(),
    service: db
      .selectDistinct(getTableColumns(service))
      .from(service)
      .innerJoin(planService, eq(planService.serviceId, service.id))
      .where(inArray(planService.planId, plans))
      .all(),
    visit: db.select().from(visit).where(inArray(visit.planServiceId, services)).all(),
    ledger_entry: db.select().from(ledgerEntry).where(inArray(ledgerEntry.planId, plans)).all(),
    plan_change: db.select().from(planChange).where(inArray(planChange.planId, plans)).all(),
    request: db.select(requestColumns).from(request).where(isOpenRequest).all(),
    request_event: db.select().from(requestEvent).where(inArray(requestEvent.requestId, requests)).all(),
    help_request: db.select().from(helpRequest).where(eq(helpRequest.participantId, participantId)).all(),
    help_option: db.select().from(helpOption).where(inArray(helpOption.helpId, helps)).all(),
    handover: db.select(handovers).from(handover).where(inArray(handover.helpId, helps)).all(),
    guardian_word: db.select().from(guardianWord).where(inArray(guardianWord.requestId, requests)).all(),
    supported_decision: db.select().from(supportedDecision).where(inArray(supportedDecision.requestId, requests)).all(),
    decision_dispute: db.select().from(decisionDispute).where(inArray(decisionDispute.requestId, requests)).all(),
    suggestion: db.select(suggestionColumns).from(suggestion).where(eq(suggestion.participantId, participantId)).all(),
    access_log: db.select().from(accessLog).where(eq(accessLog.participantId, participantId)).all(),
  };
}

/** The people with these numbers: name and what they are, nothing else. */
export function findPeople(
  db: Database,
  _grant: Grant<'data.export'>,
  ids: readonly number[],
): ReadonlyMap<number, Readonly<{ firstName: string; lastName: string; role: Role }>> {
  const rows = db
    .select({ id: person.id, firstName: person.firstName, lastName: person.lastName, role: person.role })
    .from(person)
    .where(inArray(person.id, [...ids]))
    .all();
  return new Map(rows.map(({ id, ...who }) => [id, who]));
}
