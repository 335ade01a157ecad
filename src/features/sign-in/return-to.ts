import { type CookieApp, readCookie, writeCookie } from '../../core/cookie.ts';

/** As long as it may take to find the card and show it. */
const KEPT_SECONDS = 15 * 60;
/** A path of the portal's own, and never one that a browser takes for another host. */
const shape = /^(?<person>\d{1,15})\.(?<path>\/(?:[\w-][\w/?=&-]*)?)$/;

/** Where the person was when their card was asked for: only they are led back there. */
export function returnCookie(app: CookieApp, personId: number, path: string): string {
  return writeCookie(app, 'return', `${personId}.${path}`, KEPT_SECONDS);
}

export const noReturnCookie = (app: CookieApp): string => writeCookie(app, 'return', '', 0);

/** The path on which this person goes on after they have shown their card, or null. */
export function returnPath(app: CookieApp, cookieHeader: string | null, personId: number): string | null {
  const found = shape.exec(readCookie(app, cookieHeader, 'return'))?.groups;
  return found?.person === String(personId) ? (found.path ?? null) : null;
}
