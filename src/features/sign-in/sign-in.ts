import { homeOf } from '../../core/access/actor.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import { isCardSecret } from './card-secret.ts';
import { passHashIn } from './handover.ts';
import { countTry, type Limited } from './limits.ts';
import { hashedSessionId, prepareSession } from './lucia.ts';
import { EMAIL_MAX, PASSWORD_MAX } from './password-rules.ts';
import { matchesPassword } from './passwords.ts';
import { returnPath } from './return-to.ts';
import { parseCode, parseEmail, type RefusalReason, refusalOf, type SignInKind } from './rules.ts';
import { keyedHash } from './secrets.ts';
import { findPasswordHash, openSession } from './store.ts';

/** Where a request comes from. */
export type Caller = Readonly<{ address: string; requestId: string; cookieHeader: string | null }>;

/** `home` is where the person goes on: where their card was asked for, or where their day begins. */
export type SignedIn = Readonly<{ status: 'signed_in'; home: string; setCookie: string }>;

/** `refused` says nothing more on purpose: an unknown, a blocked and an expired secret are answered alike. */
export type SignInResult = SignedIn | Limited | Readonly<{ status: 'refused' }>;

/** The card was misread, the code mistyped, a field left empty: known without asking, and not counted as a try. */
export type Unreadable = Readonly<{ status: 'unreadable' }>;

/** Signs a person in with the secret of their card. A session of somebody else on this device ends. */
export async function signInWithCard(app: App, secret: string, caller: Caller): Promise<SignInResult | Unreadable> {
  if (!isCardSecret(secret)) return { status: 'unreadable' };
  return tryDoor(app, 'card', caller, async () => keyedHash(app.env.pepper, 'card', secret));
}

/** Signs a participant in with a one-time code as it was typed. */
export async function signInWithCode(app: App, typed: string, caller: Caller): Promise<SignInResult | Unreadable> {
  const code = parseCode(typed);
  if (code === null) return { status: 'unreadable' };
  return tryDoor(app, 'code', caller, async () => keyedHash(app.env.pepper, 'code', code));
}

/** Signs in everybody who is not a participant. An unknown e-mail address takes as long as a known one. */
export async function signInWithPassword(
  app: App,
  typed: { email: string; password: string },
  caller: Caller,
): Promise<SignInResult | Unreadable> {
  const email = parseEmail(typed.email).slice(0, EMAIL_MAX);
  if (email === '' || typed.password === '') return { status: 'unreadable' };
  // Longer than any password can be, however its letters are written.
  const password = typed.password.length > PASSWORD_MAX * 4 ? '' : typed.password;
  return tryDoor(app, 'password', { ...caller, email }, async () => {
    const hash = findPasswordHash(app.db, email);
    return (await matchesPassword(hash, password)) ? (hash ?? null) : null;
  });
}

async function tryDoor(
  app: App,
  kind: SignInKind,
  caller: Caller & { email?: string },
  findHash: () => Promise<string | null>,
): Promise<SignInResult> {
  const counted = await countTry(app, kind, caller);
  if ('status' in counted) return counted;
  const secretHash = await findHash();
  const opened = secretHash === null ? { refusal: 'unknown' as const } : open(app, kind, caller, secretHash);
  if ('refusal' in opened) {
    await counted.refused(opened.refusal);
    return { status: 'refused' };
  }
  await counted.succeeded();
  return opened;
}

function open(app: App, kind: SignInKind, caller: Caller, secretHash: string): SignedIn | { refusal: RefusalReason } {
  const now = instantText(app.clock.now());
  const session = prepareSession(app, kind);
  const opened = openSession(app.db, kind, {
    secretHash,
    now,
    session: session.row,
    endedSessionId: hashedSessionId(app, caller.cookieHeader),
    passHash: passHashIn(app, caller.cookieHeader),
    judge: (found) => refusalOf(found, now, app.env),
  });
  if ('refusal' in opened) return opened;
  const { requestId } = opened;
  if (requestId !== null) return { status: 'signed_in', home: `/lugums/${requestId}`, setCookie: session.setCookie };
  const home = returnPath(app, caller.cookieHeader, opened.personId) ?? homeOf[opened.role];
  return { status: 'signed_in', home, setCookie: session.setCookie };
}
