import type { Actor } from '../../core/access/actor.ts';
import { authorizeOwn } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import type { CookieApp } from '../../core/cookie.ts';
import { instantText } from '../../core/time/clock.ts';
import { deviceLookCookie, noAskedLanguageCookie } from './cookies.ts';
import { findLook } from './find-look.ts';
import { type SettingName, settings, withChoice } from './rules.ts';
import { storeLook } from './store.ts';

/**
 * Keeps one answer: with the person when somebody is signed in, and on this device in any case, so that the page to sign
 * in looks the same.
 *
 * @param code what the form sent
 * @returns the cookies to send, or null when the code is none of the answers: then nothing is kept
 */
export function chooseLook(
  app: Pick<App, 'db' | 'clock'> & CookieApp,
  actor: Actor | null,
  cookieHeader: string | null,
  setting: SettingName,
  code: string,
): readonly string[] | null {
  const { field } = settings[setting];
  const look = withChoice(findLook(app, actor, cookieHeader), field, code);
  if (look === null) return null;
  if (actor !== null) storeLook(app.db, authorizeOwn(actor, 'look.write'), look, instantText(app.clock.now()));
  const cookie = deviceLookCookie(app, look);
  // A language that is chosen to stay ends one that was asked for in passing.
  return field === 'language' ? [cookie, noAskedLanguageCookie(app)] : [cookie];
}
