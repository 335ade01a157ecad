import { createHmac, hash, randomBytes, randomInt } from 'node:crypto';
import { sealCardSecret } from './card-secret.ts';
import { CODE_LENGTH, INVITATION_ALPHABET, INVITATION_LENGTH } from './rules.ts';

export type Purpose = 'card' | 'code' | 'invite' | 'limit' | 'demo-card' | 'handover';

/** HMAC-SHA-256 with the pepper as base64url. The purpose keeps a hash made for one thing from serving another. */
export function keyedHash(pepper: string, purpose: Purpose, text: string): string {
  return createHmac('sha256', pepper).update(`${purpose}:${text}`).digest('base64url');
}

/** A session's id is 200 random bits: a plain hash of it can't be turned back. */
export function hashSessionId(id: string): string {
  return hash('sha256', id);
}

export function makeCardSecret(): string {
  return sealCardSecret(randomBytes(32).toString('base64url'));
}

/** The demo's cards come out the same at each start, so that a printed link goes on working. */
export function makeDemoCardSecret(pepper: string, person: { municipalityCode: string; number: string }): string {
  return sealCardSecret(keyedHash(pepper, 'demo-card', `${person.municipalityCode}:${person.number}`));
}

/** Eight digits. */
export function makeCode(): string {
  return String(randomInt(10 ** CODE_LENGTH)).padStart(CODE_LENGTH, '0');
}

/** 120 random bits in characters that are not mistaken for each other. */
export function makeInvitation(): string {
  return Array.from({ length: INVITATION_LENGTH }, () =>
    INVITATION_ALPHABET.charAt(randomInt(INVITATION_ALPHABET.length)),
  ).join('');
}
