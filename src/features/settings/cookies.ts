import type { App } from '../../core/app.ts';
import { cookieName, isSecure } from '../../core/cookie-name.ts';
import type { Look } from '../../core/look.ts';
import { type Language, languages } from '../../core/text/text.ts';
import { lookText, parseLook } from './rules.ts';

const ONE_YEAR_SECONDS = 31_536_000;

export type CookieApp = Readonly<{ env: Pick<App['env'], 'origin'> }>;
/** `look` is kept for a year, `language` until the browser is closed. */
type CookieName = 'look' | 'language';

function readCookie({ env }: CookieApp, cookieHeader: string | null, name: CookieName): string {
  const start = `${cookieName(env, name)}=`;
  const pair = cookieHeader?.split(/;\s*/).find((candidate) => candidate.startsWith(start));
  return pair?.slice(start.length) ?? '';
}

function writeCookie({ env }: CookieApp, name: CookieName, value: string, maxAgeSeconds: number | null): string {
  const age = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(env, name)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${isSecure(env) ? '; Secure' : ''}`;
}

const languageOf = (text: string | null): Language | null => languages.find((language) => language === text) ?? null;

/** How whoever used this device last liked to read, if they ever chose. */
export function readDeviceLook(app: CookieApp, cookieHeader: string | null): Look | null {
  return parseLook(readCookie(app, cookieHeader, 'look'));
}

export const deviceLookCookie = (app: CookieApp, look: Look): string =>
  writeCookie(app, 'look', lookText(look), ONE_YEAR_SECONDS);

type Asking = Pick<Request, 'method' | 'url' | 'headers'>;

/** Any page can be read in another language once: `?valoda=en`. */
function languageInAddress({ method, url }: Asking): Language | null {
  return method === 'GET' ? languageOf(new URL(url).searchParams.get('valoda')) : null;
}

/** The language that the address asks for, or one before it in this browser, until it is closed. */
export function readAskedLanguage(app: CookieApp, request: Asking): Language | null {
  return languageInAddress(request) ?? languageOf(readCookie(app, request.headers.get('cookie'), 'language'));
}

/** Keeps what the address asks for, if it does. */
export function askedLanguageCookie(app: CookieApp, request: Asking): string | null {
  const language = languageInAddress(request);
  return language === null ? null : writeCookie(app, 'language', language, null);
}

export const noAskedLanguageCookie = (app: CookieApp): string => writeCookie(app, 'language', '', 0);
