import { aliasedTable, and, asc, eq, gte, isNull, lte, ne, or, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { circleLink, person } from '../../../db/schema.ts';
import type { Gender } from '../../core/access/actor.ts';
import type { Grant, OwnGrant } from '../../core/access/grant.ts';
import type { LinkKind } from '../../core/access/policy.ts';
import { preparedOnce } from '../../core/prepared.ts';

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

const queries = preparedOnce((db) => ({
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
