import { aliasedTable, and, asc, eq, gt, isNull, like, sql } from 'drizzle-orm';
import type { Queries } from '../../../../db/client.ts';
import { circleEvent, circleInvitation, person } from '../../../../db/schema.ts';
import type { Gender, Role } from '../../../core/access/actor.ts';
import type { Grant, OwnGrant } from '../../../core/access/grant.ts';
import { type InvitedKind, isInvited } from '../care/rules.ts';
import type { Newcomer } from './rules.ts';

type Manage = Grant<'circle.manage'>;

/** Who an invitation is for is signed in under their own name. */
export type Invitee = OwnGrant<'family.read' | 'helping.read'>;

const inviter = aliasedTable(person, 'inviter');
const participant = aliasedTable(person, 'participant');

const isUnanswered = and(
  isNull(circleInvitation.acceptedAt),
  isNull(circleInvitation.declinedAt),
  isNull(circleInvitation.revokedAt),
);

/** An invitation that nobody has answered. */
export type OpenInvitation = Readonly<{
  id: number;
  personId: number;
  kind: InvitedKind;
  firstName: string;
  lastName: string;
  gender: Gender;
  email: string | null;
  invitedAt: string;
  expiresAt: string;
}>;

/** All that were not answered, also those that are over by themselves; the oldest first. */
export function findUnanswered(
  db: Queries,
  { participantId }: Grant<'circle.manage' | 'circle.write'>,
): readonly OpenInvitation[] {
  return db
    .select({
      id: circleInvitation.id,
      personId: person.id,
      kind: circleInvitation.kind,
      firstName: person.firstName,
      lastName: person.lastName,
      gender: person.gender,
      email: person.email,
      invitedAt: circleInvitation.invitedAt,
      expiresAt: circleInvitation.expiresAt,
    })
    .from(circleInvitation)
    .innerJoin(person, eq(person.id, circleInvitation.personId))
    .where(and(eq(circleInvitation.participantId, participantId), isUnanswered))
    .orderBy(asc(circleInvitation.id))
    .all()
    .flatMap(({ kind, ...invitation }) => (isInvited(kind) ? [{ kind, ...invitation }] : []));
}

export type KnownByEmail = Readonly<{ personId: number; municipalityId: number; role: Role }>;

/** Whose address it is, wherever they are: an address belongs to one person only. */
export function findByEmail(db: Queries, _grant: Manage, email: string): KnownByEmail | null {
  return (
    db
      .select({ personId: person.id, municipalityId: person.municipalityId, role: person.role })
      .from(person)
      .where(eq(person.email, email))
      .get() ?? null
  );
}

/** What no file of an import can hold: the portal gave this number itself. */
const OWN_NUMBER = 'U.';

/** Puts somebody new into the register of the worker's own municipality. @returns their number in the table */
export function insertNewcomer(
  tx: Queries,
  { actor }: Manage,
  { email, kind, ...names }: Newcomer & Readonly<{ email: string; kind: InvitedKind }>,
): number {
  const { municipalityId } = actor;
  const [last] = tx
    .select({ count: sql<number>`max(cast(substr(${person.number}, ${OWN_NUMBER.length + 1}) as integer))` })
    .from(person)
    .where(and(eq(person.municipalityId, municipalityId), like(person.number, `${OWN_NUMBER}%`)))
    .all();
  return tx
    .insert(person)
    .values({ municipalityId, number: `${OWN_NUMBER}${(last?.count ?? 0) + 1}`, role: kind, email, ...names })
    .returning({ id: person.id })
    .get().id;
}

type Inviting = Readonly<{ personId: number; kind: InvitedKind; at: string; expiresAt: string }>;

export function insertInvitation(
  tx: Queries,
  { participantId, actor }: Manage,
  { personId, kind, at, expiresAt }: Inviting,
): void {
  const invitedBy = actor.personId;
  tx.insert(circleInvitation).values({ participantId, personId, kind, invitedAt: at, invitedBy, expiresAt }).run();
  keep(tx, { participantId, personId, kind: 'invited', linkKind: kind, at, byPersonId: invitedBy });
}

/** The same invitation for another time, from now on. */
export function renewInvitation(
  tx: Queries,
  { participantId, actor }: Manage,
  { id, personId, kind }: OpenInvitation,
  { at, expiresAt }: Readonly<{ at: string; expiresAt: string }>,
): void {
  tx.update(circleInvitation)
    .set({ expiresAt, invitedAt: at, invitedBy: actor.personId })
    .where(and(eq(circleInvitation.id, id), eq(circleInvitation.participantId, participantId), isUnanswered))
    .run();
  keep(tx, { participantId, personId, kind: 'invited', linkKind: kind, at, byPersonId: actor.personId });
}

export function revokeInvitation(
  tx: Queries,
  { participantId, actor }: Manage,
  { id, personId, kind }: OpenInvitation,
  at: string,
): void {
  tx.update(circleInvitation)
    .set({ revokedAt: at })
    .where(and(eq(circleInvitation.id, id), eq(circleInvitation.participantId, participantId), isUnanswered))
    .run();
  keep(tx, {
    participantId,
    personId,
    kind: 'invitation_taken_back',
    linkKind: kind,
    at,
    byPersonId: actor.personId,
  });
}

/** Whether this invitation to the circle was taken back. */
export function isRevoked(db: Queries, { participantId }: Manage, id: number): boolean {
  const found = db
    .select({ revokedAt: circleInvitation.revokedAt })
    .from(circleInvitation)
    .where(and(eq(circleInvitation.id, id), eq(circleInvitation.participantId, participantId)))
    .get();
  return typeof found?.revokedAt === 'string';
}

/** Whether anybody still invites this person. */
export function isStillInvited(db: Queries, _grant: Manage, personId: number, now: string): boolean {
  const found = db
    .select({ id: circleInvitation.id })
    .from(circleInvitation)
    .where(and(eq(circleInvitation.personId, personId), isUnanswered, gt(circleInvitation.expiresAt, now)))
    .get();
  return found !== undefined;
}

/** An invitation as the one who is invited reads it. */
export type ReceivedInvitation = Readonly<{
  id: number;
  participantId: number;
  kind: InvitedKind;
  participantName: string;
  inviterName: string;
  expiresAt: string;
}>;

/** What waits for the answer of whoever is signed in, of their own municipality; the oldest first. */
export function findReceived(db: Queries, { actor }: Invitee, now: string): readonly ReceivedInvitation[] {
  return db
    .select({
      id: circleInvitation.id,
      participantId: circleInvitation.participantId,
      kind: circleInvitation.kind,
      participantName: sql<string>`${participant.firstName} || ' ' || ${participant.lastName}`,
      inviterName: sql<string>`${inviter.firstName} || ' ' || ${inviter.lastName}`,
      expiresAt: circleInvitation.expiresAt,
    })
    .from(circleInvitation)
    .innerJoin(participant, eq(participant.id, circleInvitation.participantId))
    .innerJoin(inviter, eq(inviter.id, circleInvitation.invitedBy))
    .where(
      and(
        eq(circleInvitation.personId, actor.personId),
        eq(participant.municipalityId, actor.municipalityId),
        isUnanswered,
        gt(circleInvitation.expiresAt, now),
      ),
    )
    .orderBy(asc(circleInvitation.id))
    .all()
    .flatMap(({ kind, ...invitation }) => (isInvited(kind) ? [{ kind, ...invitation }] : []));
}

/** What became of an invitation of whoever is signed in; null for one of somebody else. */
export function findAnswer(db: Queries, { actor }: Invitee, id: number): 'accepted' | 'declined' | 'open' | null {
  const row = db
    .select({ acceptedAt: circleInvitation.acceptedAt, declinedAt: circleInvitation.declinedAt })
    .from(circleInvitation)
    .where(and(eq(circleInvitation.id, id), eq(circleInvitation.personId, actor.personId)))
    .get();
  if (row === undefined) return null;
  return row.acceptedAt !== null ? 'accepted' : row.declinedAt !== null ? 'declined' : 'open';
}

/** Keeps the answer of the very person the invitation is bound to. */
export function writeAnswer(
  tx: Queries,
  { actor }: Invitee,
  { id, participantId, kind }: ReceivedInvitation,
  { answer, at }: Readonly<{ answer: 'accepted' | 'declined'; at: string }>,
): void {
  const { personId } = actor;
  tx.update(circleInvitation)
    .set(answer === 'accepted' ? { acceptedAt: at } : { declinedAt: at })
    .where(and(eq(circleInvitation.id, id), eq(circleInvitation.personId, personId), isUnanswered))
    .run();
  keep(tx, { participantId, personId, kind: answer, linkKind: kind, at, byPersonId: personId });
}

function keep(tx: Queries, event: typeof circleEvent.$inferInsert): void {
  tx.insert(circleEvent).values(event).run();
}
