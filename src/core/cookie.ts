import { cookieName, isSecure, type PortalCookie } from './cookie-name.ts';
import type { Env } from './env.ts';

export type CookieApp = Readonly<{ env: Pick<Env, 'origin'> }>;

/** The value of one of the portal's own cookies; empty when it is not there. */
export function readCookie({ env }: CookieApp, cookieHeader: string | null, name: PortalCookie): string {
  const start = `${cookieName(env, name)}=`;
  const pair = cookieHeader?.split(/;\s*/).find((candidate) => candidate.startsWith(start));
  return pair?.slice(start.length) ?? '';
}

/** @param maxAgeSeconds null keeps it until the browser is closed, 0 takes it away */
export function writeCookie(
  { env }: CookieApp,
  name: PortalCookie,
  value: string,
  maxAgeSeconds: number | null,
): string {
  const age = maxAgeSeconds === null ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${cookieName(env, name)}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${isSecure(env) ? '; Secure' : ''}`;
}
