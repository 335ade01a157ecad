import type { Actor, CredentialKind, Role } from '../../core/access/actor.ts';

/** What a person can sign in with. An invitation only sets a password. */
export type SignInKind = Exclude<CredentialKind, 'invite'>;

export const CARD_LASTS = { months: 12 } as const;
export const CODE_LASTS = { minutes: 10 } as const;
/** As long as an invitation to a circle holds, whose letter it comes in. */
export const INVITATION_LASTS = { hours: 14 * 24 } as const;
/** A device handed over by a helper: long enough for the slowest reader, and over by itself on the same day. */
export const HANDOVER_LASTS = { hours: 2 } as const;

/**
 * How long a login session lasts. A card is all a participant has: on their own tablet they stay signed in as long as
 * they come back within the time. Everything else ends the same day, however busy it was.
 */
export type Stay = 'long' | 'short';
export const stayHours: Readonly<Record<Stay, number>> = { long: 30 * 24, short: 12 };

export function stayOf({ signedInBy, together }: Pick<Actor, 'signedInBy' | 'together'>): Stay {
  return signedInBy === 'card' && together === null ? 'long' : 'short';
}

export type FoundCredential = Readonly<{
  kind: CredentialKind;
  role: Role;
  /** Instants as texts, which sort as times do. */
  expiresAt: string | null;
  revokedAt: string | null;
}>;

/** Only ever logged: the caller is told the same in every case. */
export type RefusalReason = 'unknown' | 'revoked' | 'expired' | 'not_for_role';

/** Why this credential does not open the door at `now`, or null when it does. */
export function refusalOf(
  found: FoundCredential | undefined,
  now: string,
  { isDemo }: { isDemo: boolean },
): RefusalReason | null {
  if (found === undefined) return 'unknown';
  if (found.revokedAt !== null) return 'revoked';
  if (found.expiresAt !== null && found.expiresAt <= now) return 'expired';
  return mayHold(found.kind, found.role, { isDemo }) ? null : 'not_for_role';
}

/**
 * Which role may hold which credential: cards and codes are for participants, passwords for everybody else, nothing for
 * providers. The demo gives cards to all, so that its links work with one press.
 */
export function mayHold(kind: CredentialKind, role: Role, { isDemo }: { isDemo: boolean }): boolean {
  switch (kind) {
    case 'card':
      return role === 'participant' || (isDemo && role !== 'provider');
    case 'code':
      return role === 'participant';
    case 'password':
    case 'invite':
      return role !== 'participant' && role !== 'provider';
  }
}

export const CODE_LENGTH = 8;

/** "1234 5678" */
export function codeText(code: string): string {
  return code.replace(/(?=(?:.{4})+$)\B/g, ' ');
}

/** The code's digits out of what was typed, or null when it can't be one. */
export function parseCode(typed: string): string | null {
  const digits = typed.replace(/[\s.-]/gu, '');
  return /^\d{8}$/.test(digits) ? digits : null;
}

/** Crockford's base 32: no I, L, O, U. */
export const INVITATION_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const INVITATION_LENGTH = 24;
const invitationShape = new RegExp(`^[${INVITATION_ALPHABET}]{${INVITATION_LENGTH}}$`);

/** "ABCD-EFGH-…" */
export function invitationText(invitation: string): string {
  return invitation.replace(/(?=(?:.{4})+$)\B/g, '-');
}

/** The invitation's code out of what was typed, or null when it can't be one. */
export function parseInvitation(typed: string): string | null {
  const text = typed
    .replace(/[\s–-]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return invitationShape.test(text) ? text : null;
}

/** E-mail addresses are kept in lower case. */
export function parseEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

/** "K-000 123": not secret, said on the phone to have a card blocked. */
export function cardNumberText(credentialId: number): string {
  return `K-${String(credentialId)
    .padStart(6, '0')
    .replace(/(?=\d{3}$)/, ' ')}`;
}

/**
 * Whose tries are counted together: one IPv4 address, or the /64 network a single IPv6 line is given, since its owner can
 * use any address in it.
 */
export function limitedAddress(address: string): string {
  const plain = address.replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    while (groups.length + after.length < 8) groups.push('0');
    groups.push(...after);
  }
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
