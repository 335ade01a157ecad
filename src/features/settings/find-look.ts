import type { Actor } from '../../core/access/actor.ts';
import { authorizeOwn } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import type { CookieApp } from '../../core/cookie.ts';
import { type Look, plainLook } from '../../core/look.ts';
import { readAskedLanguage, readDeviceLook } from './cookies.ts';
import { findStoredLook } from './store.ts';

type LookApp = Pick<App, 'db'> & CookieApp;

/** The person's own look on every device; until they choose one, the device's; else the plain one. */
export function findLook(app: LookApp, actor: Actor | null, cookieHeader: string | null): Look {
  const own = actor === null ? undefined : findStoredLook(app.db, authorizeOwn(actor, 'look.write'));
  return own ?? readDeviceLook(app, cookieHeader) ?? plainLook;
}

/** The look of a page, in the language that was asked for in passing if one was. */
export function findPageLook(app: LookApp, actor: Actor | null, request: Request): Look {
  const look = findLook(app, actor, request.headers.get('cookie'));
  return { ...look, language: readAskedLanguage(app, request) ?? look.language };
}
