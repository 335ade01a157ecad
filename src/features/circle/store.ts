import {
  aliasedTable,
  and,
  asc,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  notExists,
  or,
  sql,
} from 'drizzle-orm';
import type { Database, Queries } from '../../../db/client.ts';
import {
  circleEvent,
  circleLink,
  consent,
  consentAsk,
  guardianArea,
  helperTie,
  person,
  type tieKinds,
} from '../../../db/schema.ts';
import type { Gender, Role } from '../../core/access/actor.ts';
import type { Grant, OwnGrant } from '../../core/access/grant.ts';
import type { GuardianArea, LinkKind, Topic } from '../../core/access/policy.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { type Ending, endingsOf } from './endings.ts';

/** Somebody of the circle as the access policy knows them, with what the links to them say. */
export type Member = CircleMember &
  Readonly<{
    municipalityId: number;
    role: Role;
    isHead: boolean;
    fromOn: string;
    toOn: string | null;
    areas: readonly GuardianArea[];
    courtPaper: string | null;
    courtPaperOn: string | null;
  }>;

export type ActiveConsent = Readonly<{ topic: Topic; untilOn: string | null }>;

export type CircleMember = Readonly<{
  personId: number;
  kind: LinkKind;
  firstName: string;
  lastName: string;
  gender: Gender;
  phone: string | null;
  organisation: string | null;
}>;

/** A participant as somebody of their circle sees them in a list. */
export type LinkedParticipant = Readonly<{
  participantId: number;
  kind: LinkKind;
  firstName: string;
  lastName: string;
  phone: string | null;
}>;

/** The link holds on the placeholder `today`; both its days count. */
export const linkHoldsToday = and(
  lte(circleLink.fromOn, sql.placeholder('today')),
  or(isNull(circleLink.toOn), gte(circleLink.toOn, sql.placeholder('today'))),
);

const participant = aliasedTable(person, 'participant');
/** The link that gives somebody a right over the participant, where another link is asked about. */
const right = aliasedTable(circleLink, 'right');

const queries = preparedOnce((db) => ({
  ...rightQueries(db),
  circle: db
    .select({
      personId: person.id,
      kind: circleLink.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      gender: person.gender,
      phone: person.phone,
      organisation: person.organisation,
    })
    .from(circleLink)
    .innerJoin(person, eq(person.id, circleLink.personId))
    .where(and(eq(circleLink.participantId, sql.placeholder('participantId')), linkHoldsToday))
    .orderBy(asc(circleLink.id))
    .prepare(),
  members: db
    .select({
      linkId: circleLink.id,
      personId: person.id,
      kind: circleLink.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      gender: person.gender,
      phone: person.phone,
      organisation: person.organisation,
      municipalityId: person.municipalityId,
      role: person.role,
      isHead: person.isHead,
      fromOn: circleLink.fromOn,
      toOn: circleLink.toOn,
      courtPaper: circleLink.courtPaper,
      courtPaperOn: circleLink.courtPaperOn,
    })
    .from(circleLink)
    .innerJoin(person, eq(person.id, circleLink.personId))
    .where(and(eq(circleLink.participantId, sql.placeholder('participantId')), linkHoldsToday))
    .orderBy(asc(circleLink.id))
    .prepare(),
  areas: db
    .select({ area: guardianArea.area })
    .from(guardianArea)
    .where(eq(guardianArea.linkId, sql.placeholder('linkId')))
    .orderBy(asc(guardianArea.area))
    .prepare(),
  consents: db
    .select({ topic: consent.topic, untilOn: consent.untilOn })
    .from(consent)
    .where(
      and(
        eq(consent.participantId, sql.placeholder('participantId')),
        eq(consent.personId, sql.placeholder('personId')),
        isNull(consent.revokedAt),
        or(isNull(consent.untilOn), gte(consent.untilOn, sql.placeholder('today'))),
      ),
    )
    .prepare(),
  lastAsk: db
    .select({ askedAt: consentAsk.askedAt, isAllowed: consentAsk.isAllowed, answeredAt: consentAsk.answeredAt })
    .from(consentAsk)
    .where(
      and(
        eq(consentAsk.participantId, sql.placeholder('participantId')),
        eq(consentAsk.personId, sql.placeholder('personId')),
        eq(consentAsk.topic, sql.placeholder('topic')),
      ),
    )
    .orderBy(desc(consentAsk.id))
    .limit(1)
    .prepare(),
  // A consent that was replaced by one with another end was not taken back.
  lastTakenBack: db
    .select({ at: circleEvent.at })
    .from(circleEvent)
    .where(
      and(
        eq(circleEvent.participantId, sql.placeholder('participantId')),
        eq(circleEvent.personId, sql.placeholder('personId')),
        eq(circleEvent.topic, sql.placeholder('topic')),
        eq(circleEvent.kind, 'taken_back'),
      ),
    )
    .orderBy(desc(circleEvent.id))
    .limit(1)
    .prepare(),
  openAsks: db
    .select({ personId: consentAsk.personId, topic: consentAsk.topic, askedAt: consentAsk.askedAt })
    .from(consentAsk)
    .where(and(eq(consentAsk.participantId, sql.placeholder('participantId')), isNull(consentAsk.answeredAt)))
    .orderBy(asc(consentAsk.id))
    .prepare(),
  linked: db
    .select({
      participantId: person.id,
      kind: circleLink.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      phone: person.phone,
    })
    .from(circleLink)
    .innerJoin(person, eq(person.id, circleLink.participantId))
    .where(
      and(
        eq(circleLink.personId, sql.placeholder('personId')),
        linkHoldsToday,
        // Staff of one municipality never reach people of another.
        or(ne(circleLink.kind, 'social_worker'), eq(person.municipalityId, sql.placeholder('municipalityId'))),
      ),
    )
    .orderBy(asc(person.firstName), asc(person.lastName))
    .prepare(),
  left: db
    .selectDistinct({ personId: person.id, firstName: person.firstName })
    .from(circleEvent)
    .innerJoin(person, eq(person.id, circleEvent.personId))
    .where(
      and(
        eq(circleEvent.participantId, sql.placeholder('participantId')),
        eq(circleEvent.kind, 'ended'),
        gte(circleEvent.untilOn, sql.placeholder('since')),
        lt(circleEvent.untilOn, sql.placeholder('today')),
        notExists(
          db
            .select({ id: circleLink.id })
            .from(circleLink)
            .where(
              and(
                eq(circleLink.participantId, circleEvent.participantId),
                eq(circleLink.personId, circleEvent.personId),
                linkHoldsToday,
              ),
            ),
        ),
      ),
    )
    .orderBy(asc(person.firstName))
    .prepare(),
  ties: db
    .selectDistinct({ helperId: helperTie.helperId, providerId: helperTie.providerId, kind: helperTie.kind })
    .from(helperTie)
    .innerJoin(circleLink, eq(circleLink.personId, helperTie.helperId))
    .where(and(eq(circleLink.participantId, sql.placeholder('participantId')), isNull(helperTie.endedAt)))
    .prepare(),
  head: db
    .select({
      personId: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      gender: person.gender,
    })
    .from(person)
    .innerJoin(participant, eq(participant.municipalityId, person.municipalityId))
    .where(
      and(
        eq(participant.id, sql.placeholder('participantId')),
        eq(person.role, 'social_worker'),
        eq(person.isHead, true),
      ),
    )
    .orderBy(asc(person.id))
    .limit(1)
    .prepare(),
  person: db
    .select({ firstName: person.firstName, lastName: person.lastName, phone: person.phone, vocative: person.vocative })
    .from(person)
    .where(eq(person.id, sql.placeholder('participantId')))
    .prepare(),
}));

/** The rights of parents and guardians, whenever they hold: of one participant, of one of them, and of a worker's people. */
function rightQueries(db: Database) {
  const rights = () =>
    db
      .select({
        participantId: participant.id,
        participantFirstName: participant.firstName,
        participantLastName: participant.lastName,
        participantGender: participant.gender,
        bornOn: sql<string>`${participant.bornOn}`,
        personId: person.id,
        firstName: person.firstName,
        lastName: person.lastName,
        kind: right.kind,
        fromOn: right.fromOn,
        toOn: right.toOn,
      })
      .from(right)
      .innerJoin(participant, and(eq(participant.id, right.participantId), isNotNull(participant.bornOn)))
      .innerJoin(person, eq(person.id, right.personId))
      .orderBy(asc(right.id))
      .$dynamic();
  const isRight = inArray(right.kind, ['parent', 'guardian']);
  return {
    rightsOver: rights()
      .where(and(isRight, eq(right.participantId, sql.placeholder('participantId'))))
      .prepare(),
    rightsOf: rights()
      .where(and(isRight, eq(right.personId, sql.placeholder('personId'))))
      .prepare(),
    rightsAtDesk: rights()
      .innerJoin(
        circleLink,
        and(
          eq(circleLink.participantId, right.participantId),
          eq(circleLink.kind, 'social_worker'),
          eq(circleLink.personId, sql.placeholder('workerId')),
          linkHoldsToday,
        ),
      )
      .where(and(isRight, eq(participant.municipalityId, sql.placeholder('municipalityId'))))
      .prepare(),
  };
}

/** A parent's or guardian's right, with the names of both; days `YYYY-MM-DD`. */
export type RightLink = ReturnType<ReturnType<typeof rightQueries>['rightsOf']['all']>[number];
export type EndingRight = RightLink & Readonly<{ ending: Ending }>;

/** What ends soon, or ended lately, of the rights over this participant. */
export function findEndings(
  db: Database,
  { participantId }: Grant<'circle.read'>,
  today: Temporal.PlainDate,
): readonly EndingRight[] {
  return endingsOf(queries(db).rightsOver.all({ participantId }), today);
}

/** What ends soon, or ended lately, of somebody's own rights. */
export function findOwnEndings(
  db: Database,
  { actor }: OwnGrant<'family.read'>,
  today: Temporal.PlainDate,
): readonly EndingRight[] {
  return endingsOf(queries(db).rightsOf.all({ personId: actor.personId }), today);
}

/** What ends soon, or ended lately, for the people this worker is linked to today. */
export function findDeskEndings(
  db: Database,
  { actor }: OwnGrant<'desk.read'>,
  today: Temporal.PlainDate,
): readonly EndingRight[] {
  const { personId: workerId, municipalityId } = actor;
  return endingsOf(queries(db).rightsAtDesk.all({ workerId, municipalityId, today: today.toString() }), today);
}

/** Everyone in the circle today. */
export function findCircle(
  db: Database,
  grant: Grant<'circle.read'>,
  today: Temporal.PlainDate,
): readonly CircleMember[] {
  return queries(db).circle.all({ participantId: grant.participantId, today: today.toString() });
}

/** The participants whose circle the signed-in person belongs to today. */
export function findLinkedParticipants(
  db: Database,
  grant: OwnGrant<'desk.read' | 'helping.read' | 'family.read'>,
  today: Temporal.PlainDate,
): readonly LinkedParticipant[] {
  const { personId, municipalityId } = grant.actor;
  return queries(db).linked.all({ personId, municipalityId, today: today.toString() });
}

export type HeadName = Readonly<{ personId: number; firstName: string; lastName: string; gender: Gender }>;

/** Who leads the social service of the participant's municipality; null where nobody is named. */
export function findHeadName(db: Database, grant: Grant<'circle.read'>): HeadName | null {
  return queries(db).head.get({ participantId: grant.participantId }) ?? null;
}

export type ParticipantName = Readonly<{
  firstName: string;
  lastName: string;
  phone: string | null;
  vocative: string | null;
}>;

/** @throws when the participant of a grant is gone, which the database does not allow */
export function findParticipantName(db: Database, grant: Grant<'circle.read'>): ParticipantName {
  const row = queries(db).person.get({ participantId: grant.participantId });
  if (row === undefined) throw new Error('The participant of a grant is missing.');
  return row;
}

/** Each of these comes with sight of the circle. */
type Near = Grant<
  'circle.read' | 'request.write' | 'own.request' | 'child.request' | 'request.answer' | 'complaint.answer'
>;

/** Everyone in the circle today with their links; a person with two links stands there twice. */
export function findMembers(db: Database, { participantId }: Near, today: Temporal.PlainDate): readonly Member[] {
  return queries(db)
    .members.all({ participantId, today: today.toString() })
    .map(({ linkId, ...member }) => ({
      ...member,
      areas: queries(db)
        .areas.all({ linkId })
        .map(({ area }) => area),
    }));
}

/** Whom a court has made a guardian of this person, with their areas; only as long as it holds. */
export function findGuardians(db: Database, grant: Near, today: Temporal.PlainDate): readonly Member[] {
  return findMembers(db, grant, today).filter(({ kind }) => kind === 'guardian');
}

/** What the participant allows this person to see today. */
export function findConsents(
  db: Database,
  { participantId }: Grant<'circle.read'>,
  personId: number,
  today: Temporal.PlainDate,
): readonly ActiveConsent[] {
  return queries(db).consents.all({ participantId, personId, today: today.toString() });
}

type Giving = Readonly<{ personId: number; topic: Topic; untilOn: string | null; at: string }>;

/** Allows somebody to see a topic. One that was given before, with another end, is taken back in the same step. */
export function insertConsent(tx: Queries, grant: Grant<'sight.give'>, { personId, topic, untilOn, at }: Giving): void {
  const { participantId, actor } = grant;
  endConsent(tx, participantId, personId, topic, at);
  answerAsk(tx, participantId, { personId, topic, isAllowed: true, at });
  tx.insert(consent).values({ participantId, personId, topic, untilOn, grantedAt: at }).run();
  tx.insert(circleEvent)
    .values({ participantId, personId, kind: 'allowed', topic, untilOn, at, byPersonId: actor.personId })
    .run();
}

/** Takes back what was allowed. What had come to its end by itself before that day is no news. */
export function revokeConsent(
  tx: Queries,
  { participantId, actor }: Grant<'circle.write'>,
  { personId, topic, at }: Omit<Giving, 'untilOn'>,
  today: Temporal.PlainDate,
): void {
  const ended = endConsent(tx, participantId, personId, topic, at);
  if (!ended.some(({ untilOn }) => untilOn === null || untilOn >= today.toString())) return;
  tx.insert(circleEvent)
    .values({ participantId, personId, kind: 'taken_back', topic, at, byPersonId: actor.personId })
    .run();
}

function endConsent(tx: Queries, participantId: number, personId: number, topic: Topic, at: string) {
  return tx
    .update(consent)
    .set({ revokedAt: at })
    .where(
      and(
        eq(consent.participantId, participantId),
        eq(consent.personId, personId),
        eq(consent.topic, topic),
        isNull(consent.revokedAt),
      ),
    )
    .returning({ untilOn: consent.untilOn })
    .all();
}

/** So long the person is told who left their circle. */
const TOLD_OF_LEAVING = { days: 30 } as const;

/** Whose last link the desk ended within the last 30 days, and who belongs to the circle no more. */
export function findLeft(
  db: Database,
  { participantId }: Grant<'circle.read'>,
  today: Temporal.PlainDate,
): readonly Readonly<{ personId: number; firstName: string }>[] {
  const since = today.subtract(TOLD_OF_LEAVING).toString();
  return queries(db).left.all({ participantId, since, today: today.toString() });
}

/** A helper is bound to somebody who is paid for a service. */
export type Tie = Readonly<{ helperId: number; providerId: number; kind: (typeof tieKinds)[number] }>;

/** What is noted of those who belong, or belonged, to the circle. */
export function findTies(
  db: Database,
  { participantId }: Grant<'request.write' | 'own.request' | 'child.request' | 'help.answer' | 'circle.manage'>,
): readonly Tie[] {
  return queries(db).ties.all({ participantId });
}

/** Notes a tie; noting it again changes nothing. */
export function insertTie(
  db: Database,
  { actor }: Grant<'circle.manage' | 'help.answer'>,
  tie: Tie & Readonly<{ at: string }>,
): void {
  const { at, ...noted } = tie;
  db.insert(helperTie)
    .values({ ...noted, notedAt: at, notedBy: actor.personId })
    .onConflictDoNothing()
    .run();
}

/** What was noted holds no more; what was decided meanwhile keeps it. */
export function endTie(
  db: Database,
  { actor }: Grant<'circle.manage'>,
  { helperId, providerId, at }: Omit<Tie, 'kind'> & Readonly<{ at: string }>,
): void {
  db.update(helperTie)
    .set({ endedAt: at, endedBy: actor.personId })
    .where(and(eq(helperTie.helperId, helperId), eq(helperTie.providerId, providerId), isNull(helperTie.endedAt)))
    .run();
}

/** What somebody last asked to see of this topic, and when it was last taken back from them. */
export function findLastAsk(
  db: Database,
  { participantId, actor }: Grant<'sight.ask'>,
  topic: Topic,
): Readonly<{
  last: Readonly<{ askedAt: string; isAllowed: boolean | null; answeredAt: string | null }> | null;
  takenBackAt: string | null;
}> {
  const about = { participantId, personId: actor.personId, topic };
  return {
    last: queries(db).lastAsk.get(about) ?? null,
    takenBackAt: queries(db).lastTakenBack.get(about)?.at ?? null,
  };
}

export type OpenAsk = Readonly<{ personId: number; topic: Topic; askedAt: string }>;

/** What others ask the participant to see, the oldest first; only the participant reads it. */
export function findOpenAsks(db: Database, { participantId }: Grant<'circle.write'>): readonly OpenAsk[] {
  return queries(db).openAsks.all({ participantId });
}

export function insertAsk(tx: Queries, { participantId, actor }: Grant<'sight.ask'>, topic: Topic, at: string): void {
  const { personId } = actor;
  tx.insert(consentAsk).values({ participantId, personId, topic, askedAt: at }).run();
  tx.insert(circleEvent)
    .values({ participantId, personId, kind: 'asked_to_see', topic, at, byPersonId: personId })
    .run();
}

/** @returns whether somebody had asked */
export function refuseOpenAsk(
  tx: Queries,
  { participantId, actor }: Grant<'circle.write'>,
  { personId, topic, at }: Omit<Giving, 'untilOn'>,
): boolean {
  if (!answerAsk(tx, participantId, { personId, topic, isAllowed: false, at })) return false;
  tx.insert(circleEvent)
    .values({ participantId, personId, kind: 'not_allowed', topic, at, byPersonId: actor.personId })
    .run();
  return true;
}

function answerAsk(
  tx: Queries,
  participantId: number,
  { personId, topic, isAllowed, at }: Omit<Giving, 'untilOn'> & Readonly<{ isAllowed: boolean }>,
): boolean {
  const answered = tx
    .update(consentAsk)
    .set({ isAllowed, answeredAt: at })
    .where(
      and(
        eq(consentAsk.participantId, participantId),
        eq(consentAsk.personId, personId),
        eq(consentAsk.topic, topic),
        isNull(consentAsk.answeredAt),
      ),
    )
    .run();
  return answered.changes > 0;
}
