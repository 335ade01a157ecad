import { randomBytes } from 'node:crypto';
import type { Together } from '../../core/access/actor.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { readCookie, writeCookie } from '../../core/cookie.ts';
import { instantText } from '../../core/time/clock.ts';
import { signOut } from './lucia.ts';
import { returnCookie } from './return-to.ts';
import { HANDOVER_LASTS } from './rules.ts';
import { keyedHash } from './secrets.ts';
import { findHandover, type Handover, insertHandover } from './store.ts';

const PASS_BYTES = 32;

/**
 * Puts the device of a helper who was asked to help into the person's hands: the helper's session ends here, so that nothing of the other people they
 * help can be reached, and a pass in its place lets the person's own card open one request.
 *
 * @returns the cookies that do so
 */
export async function handOver(
  app: App,
  _grant: Grant<'help.answer'>,
  helpId: number,
  cookieHeader: string | null,
): Promise<readonly string[]> {
  const now = app.clock.now();
  const pass = randomBytes(PASS_BYTES).toString('base64url');
  const expiresAt = instantText(now.add(HANDOVER_LASTS));
  insertHandover(app.db, { passHash: hashed(app, pass), helpId, madeAt: instantText(now), expiresAt });
  const lastsSeconds = HANDOVER_LASTS.hours * 60 * 60;
  return [await signOut(app, cookieHeader), writeCookie(app, 'handover', pass, lastsSeconds)];
}

/** The device that was handed over and waits for a card, or null. */
export function findOpenHandover(app: Pick<App, 'db' | 'clock' | 'env'>, cookieHeader: string | null): Handover | null {
  const passHash = passHashIn(app, cookieHeader);
  return passHash === null ? null : findHandover(app.db, passHash, instantText(app.clock.now()));
}

/** The hash of this device's pass; null where none was handed over. */
export function passHashIn(app: Pick<App, 'env'>, cookieHeader: string | null): string | null {
  const pass = readCookie(app, cookieHeader, 'handover');
  return pass === '' ? null : hashed(app, pass);
}

/** The device goes back: its pass is void here, and the helper, once signed in, is where they were. */
export function giveBack(
  app: Pick<App, 'env'>,
  { helperId, helpId }: Pick<Together, 'helperId' | 'helpId'>,
): readonly string[] {
  return [writeCookie(app, 'handover', '', 0), returnCookie(app, helperId, `/palidzu/lugums/${helpId}`)];
}

const hashed = ({ env }: Pick<App, 'env'>, pass: string): string => keyedHash(env.pepper, 'handover', pass);
