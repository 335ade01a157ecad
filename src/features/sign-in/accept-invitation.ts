import { homeOf } from '../../core/access/actor.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import { countTry } from './limits.ts';
import { hashedSessionId, prepareSession } from './lucia.ts';
import { type PasswordProblem, passwordProblem } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import { parseInvitation, refusalOf } from './rules.ts';
import { keyedHash } from './secrets.ts';
import type { Caller, SignInResult, Unreadable } from './sign-in.ts';
import { type CredentialRow, findCredential, openInvitation } from './store.ts';

export type InvitationResult = SignInResult | Unreadable | Readonly<{ status: 'weak'; problem: PasswordProblem }>;

/**
 * Sets the password of whoever was invited, ends their older password and sessions, and signs them in. A weak password
 * leaves the invitation as it was; so does any refusal.
 */
export async function acceptInvitation(
  app: App,
  typed: { invitation: string; password: string },
  caller: Caller,
): Promise<InvitationResult> {
  const invitation = parseInvitation(typed.invitation);
  if (invitation === null) return { status: 'unreadable' };
  const counted = await countTry(app, 'invite', caller);
  if ('status' in counted) return counted;

  const now = instantText(app.clock.now());
  const judge = (found: CredentialRow | undefined) => refusalOf(found, now, app.env);
  const secretHash = keyedHash(app.env.pepper, 'invite', invitation);
  const found = findCredential(app.db, 'invite', secretHash);
  const refusal = judge(found);
  if (found === undefined || refusal !== null) {
    await counted.refused(refusal ?? 'unknown');
    return { status: 'refused' };
  }
  const problem = passwordProblem(typed.password, found);
  if (problem !== null) {
    await counted.forgiven();
    return { status: 'weak', problem };
  }

  const passwordHash = await hashPassword(typed.password);
  const session = prepareSession(app, 'password');
  const opened = openInvitation(app.db, {
    secretHash,
    passwordHash,
    now,
    session: session.row,
    endedSessionId: hashedSessionId(app, caller.cookieHeader),
    judge,
  });
  if ('refusal' in opened) {
    await counted.refused(opened.refusal);
    return { status: 'refused' };
  }
  await counted.succeeded();
  return { status: 'signed_in', home: homeOf[opened.role], setCookie: session.setCookie };
}
