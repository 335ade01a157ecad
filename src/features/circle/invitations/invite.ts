import { type Queries, transact } from '../../../../db/client.ts';
import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { NotFound } from '../../../core/problem.ts';
import { dayOf, instantText } from '../../../core/time/clock.ts';
import { findCandidates } from '../care/care-for-circle.ts';
import { type CareProblem, fitsRole, type InvitedKind } from '../care/rules.ts';
import { findCareLinks } from '../care/store.ts';
import { INVITATION_DAYS, type Newcomer, readEmail, readNewcomer } from './rules.ts';
import {
  findByEmail,
  findUnanswered,
  insertInvitation,
  insertNewcomer,
  isRevoked,
  isStillInvited,
  type OpenInvitation,
  renewInvitation,
  revokeInvitation,
} from './store.ts';

type At = Pick<App, 'db' | 'clock'>;
type Manage = Grant<'circle.manage'>;

/** Whom a worker invites: somebody of the register, or whose e-mail address it is, with who they are where nobody knows them. */
export type Invited =
  | Readonly<{ personId: number }>
  | Readonly<{ email: string; newcomer: Record<keyof Newcomer, string> }>;

/** An invitation that waits, and whether its time is over. */
export type WaitingInvitation = OpenInvitation & Readonly<{ isOver: boolean }>;

/** Those that nobody has answered. */
export function findInvitations(app: At, grant: Manage): readonly WaitingInvitation[] {
  const now = instantText(app.clock.now());
  return findUnanswered(app.db, grant).map((one) => ({ ...one, isOver: one.expiresAt <= now }));
}

/** Who is invited and may still come, for the participant to read. */
export function findInvited(app: At, grant: Grant<'circle.write'>): readonly OpenInvitation[] {
  const now = instantText(app.clock.now());
  return findUnanswered(app.db, grant).filter(({ expiresAt }) => expiresAt > now);
}

/**
 * Invites somebody to the circle. An address that belongs to somebody fitting of the worker's own municipality is theirs, whatever
 * name was typed; an unknown one makes a new person. Twice makes one invitation. Nothing is sent here.
 *
 * @returns the invitation, and whether it is a new one; or what is wrong in the form
 * @throws NotFound for a person who is not offered
 */
export function invite(
  app: At,
  grant: Manage,
  kind: InvitedKind,
  whom: Invited,
): Readonly<{ invitation: OpenInvitation; isNew: boolean }> | Readonly<{ problems: readonly CareProblem[] }> {
  const now = app.clock.now();
  const [today, at] = [dayOf(now), instantText(now)];
  return transact(app.db, (tx) => {
    const found = 'personId' in whom ? { personId: whom.personId } : findOrMake(tx, grant, kind, whom);
    if ('problems' in found) return found;
    const { personId } = found;
    if (findCareLinks(tx, grant, today).some((link) => link.personId === personId && link.kind === kind)) {
      return { problems: [{ field: 'personId' in whom ? 'person' : 'email', reason: 'already_there' }] };
    }
    if (!findCandidates(app, grant, kind).some((candidate) => candidate.personId === personId)) throw new NotFound();
    const expiresAt = endOf(now);
    const findWaiting = () => findUnanswered(tx, grant).find((one) => one.personId === personId && one.kind === kind);
    const waiting = findWaiting();
    if (waiting === undefined) insertInvitation(tx, grant, { personId, kind, at, expiresAt });
    else if (waiting.expiresAt <= at) renewInvitation(tx, grant, waiting, { at, expiresAt });
    else return { invitation: waiting, isNew: false };
    const invitation = findWaiting();
    if (invitation === undefined) throw new Error('An invitation is gone that was just made.');
    return { invitation, isNew: true };
  });
}

/**
 * The invitation once more, for its whole time from now on.
 *
 * @returns null where it was answered or taken back meanwhile
 */
export function inviteAgain(app: At, grant: Manage, invitationId: number): OpenInvitation | null {
  const now = app.clock.now();
  return transact(app.db, (tx) => {
    const waiting = findUnanswered(tx, grant).find(({ id }) => id === invitationId);
    if (waiting === undefined) return null;
    renewInvitation(tx, grant, waiting, { at: instantText(now), expiresAt: endOf(now) });
    return waiting;
  });
}

/**
 * Takes an invitation back. One that was answered meanwhile stays as it was answered.
 *
 * @returns whether it is taken back now, also by an earlier tap; and whom nobody invites any more, so that their way in can be
 * closed
 */
export function takeInvitationBack(
  app: At,
  grant: Manage,
  invitationId: number,
): Readonly<{ isTakenBack: boolean; uninvited: number | null }> {
  const at = instantText(app.clock.now());
  return transact(app.db, (tx) => {
    const waiting = findUnanswered(tx, grant).find(({ id }) => id === invitationId);
    if (waiting === undefined) return { isTakenBack: isRevoked(tx, grant, invitationId), uninvited: null };
    revokeInvitation(tx, grant, waiting, at);
    const { personId } = waiting;
    return { isTakenBack: true, uninvited: isStillInvited(tx, grant, personId, at) ? null : personId };
  });
}

function findOrMake(
  tx: Queries,
  grant: Manage,
  kind: InvitedKind,
  typed: Readonly<{ email: string; newcomer: Record<keyof Newcomer, string> }>,
): Readonly<{ personId: number }> | Readonly<{ problems: readonly CareProblem[] }> {
  const email = readEmail(typed.email);
  if (email === null) return { problems: [{ field: 'email', reason: 'no_email' }] };
  const known = findByEmail(tx, grant, email);
  if (known !== null) {
    const isOurs = known.municipalityId === grant.actor.municipalityId && fitsRole(kind, known.role);
    return isOurs ? known : { problems: [{ field: 'email', reason: 'email_taken' }] };
  }
  const read = readNewcomer(typed.newcomer);
  return 'problems' in read ? read : { personId: insertNewcomer(tx, grant, { ...read.newcomer, email, kind }) };
}

const endOf = (now: Temporal.Instant): string => instantText(now.add({ hours: INVITATION_DAYS * 24 }));
