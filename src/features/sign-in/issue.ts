import type { App } from '../../core/app.ts';
import { dayOf, instantText, TIME_ZONE } from '../../core/time/clock.ts';
import { CARD_LASTS, CODE_LASTS, INVITATION_LASTS, invitationText, mayHold } from './rules.ts';
import { keyedHash, makeCardSecret, makeCode, makeInvitation } from './secrets.ts';
import {
  findHolders,
  findIssued,
  findWorkerToCall,
  type Holder,
  replaceCard,
  replaceOnceSecret,
  revokeUnused,
} from './store.ts';

export type IssueProblem =
  | 'unknown_number'
  | 'several_municipalities'
  | 'participants_only'
  | 'not_for_participants'
  | 'file_exists';

/** Nobody can be given this; the message is for whoever asked at the console. */
export class IssueRefused extends Error {
  readonly problem: IssueProblem;
  constructor(problem: IssueProblem) {
    super(`Not issued: ${problem}`);
    this.name = 'IssueRefused';
    this.problem = problem;
  }
}

export type IssueApp = Pick<App, 'db' | 'clock' | 'env'>;

/** Whom staff mean: a number, and the municipality's code where several have that number. */
export type Whom = Readonly<{ number: string; municipality?: string | undefined }>;

/** A secret as it is shown, once. */
export type IssuedCard = Readonly<{
  holder: Holder;
  cardId: number;
  link: string;
  /** The last day it works. */
  lastDay: Temporal.PlainDate;
  worker: { firstName: string; phone: string } | undefined;
}>;

/**
 * Makes a participant a new login card. The older one and every session of the person end in the same moment.
 *
 * @throws IssueRefused
 */
export function issueCard(app: IssueApp, whom: Whom): IssuedCard {
  const holder = findHolder(app, whom, 'participants_only');
  const now = app.clock.now();
  const secret = makeCardSecret();
  const expiresAt = cardEnd(now);
  const cardId = replaceCard(app.db, {
    personId: holder.id,
    secretHash: keyedHash(app.env.pepper, 'card', secret),
    createdAt: instantText(now),
    expiresAt: instantText(expiresAt),
  });
  return {
    holder,
    cardId,
    link: cardLink(app, secret),
    lastDay: dayOf(expiresAt).subtract({ days: 1 }),
    worker: findWorkerToCall(app.db, holder.id, dayOf(now).toString()),
  };
}

/** A card works through its last whole day in Latvia. */
export function cardEnd(now: Temporal.Instant): Temporal.Instant {
  return dayOf(now).add(CARD_LASTS).toZonedDateTime(TIME_ZONE).toInstant();
}

/** The secret stands behind `#`: that part of an address reaches no server, proxy or log. */
export function cardLink(app: Pick<App, 'env'>, secret: string): string {
  return `${app.env.origin}/k#${secret}`;
}

/**
 * Makes a participant a one-time code of eight digits, in place of an unused older one.
 *
 * @throws IssueRefused
 */
export function issueCode(app: IssueApp, whom: Whom): { holder: Holder; code: string } {
  const holder = findHolder(app, whom, 'participants_only');
  return { holder, code: issueCodeFor(app, holder.id) };
}

export function issueCodeFor(app: IssueApp, participantId: number): string {
  return issueOnce(app, 'code', participantId, CODE_LASTS, makeCode);
}

/**
 * Makes an invitation with which somebody who is not a participant sets their password.
 *
 * @throws IssueRefused
 */
export function issueInvitation(app: IssueApp, whom: Whom): { holder: Holder; invitation: string } {
  const holder = findHolder(app, whom, 'not_for_participants');
  return { holder, invitation: issueOnce(app, 'invite', holder.id, INVITATION_LASTS, makeInvitation) };
}

/** How somebody invited comes in: with the password they have, or first with an invitation to set one. */
export type WayIn = Readonly<{ page: string; code: null }> | Readonly<{ page: string; code: string }>;

/**
 * The way in for somebody who is not a participant. Without a password they get an invitation, in place of an unused older one; it
 * opens nothing for whoever can have no password.
 */
export function makeWayIn(app: IssueApp, personId: number): WayIn {
  const issued = findIssued(app.db, [personId]);
  if (issued.some(({ kind, revokedAt }) => kind === 'password' && revokedAt === null)) {
    return { page: `${app.env.origin}/ienakt/parole`, code: null };
  }
  const invitation = issueOnce(app, 'invite', personId, INVITATION_LASTS, makeInvitation);
  return { page: `${app.env.origin}/uzaicinajums`, code: invitationText(invitation) };
}

/** Closes an invitation to set a password that nobody has used. */
export function closeWayIn(app: Pick<App, 'db' | 'clock'>, personId: number): void {
  revokeUnused(app.db, 'invite', personId, instantText(app.clock.now()));
}

function issueOnce(
  app: IssueApp,
  kind: 'code' | 'invite',
  personId: number,
  lasts: Temporal.DurationLike,
  make: () => string,
): string {
  const now = app.clock.now();
  for (;;) {
    const secret = make();
    const isIssued = replaceOnceSecret(app.db, kind, {
      personId,
      secretHash: keyedHash(app.env.pepper, kind, secret),
      createdAt: instantText(now),
      expiresAt: instantText(now.add(lasts)),
    });
    if (isIssued) return secret;
  }
}

function findHolder(app: IssueApp, { number, municipality }: Whom, problem: IssueProblem): Holder {
  const holders = findHolders(app.db, number, municipality);
  if (holders.length > 1) throw new IssueRefused('several_municipalities');
  const [holder] = holders;
  if (holder === undefined) throw new IssueRefused('unknown_number');
  const kind = problem === 'participants_only' ? 'code' : 'invite';
  if (!mayHold(kind, holder.role, app.env)) throw new IssueRefused(problem);
  return holder;
}
