import { type CookieApp, readCookie, writeCookie } from '../../core/cookie.ts';
import type { Look } from '../../core/look.ts';
import { type Language, languages } from '../../core/text/text.ts';
import { lookText, parseLook } from './rules.ts';

const ONE_YEAR_SECONDS = 31_536_000;

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
