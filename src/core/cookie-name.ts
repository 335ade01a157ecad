import type { Env } from './env.ts';

export type PortalCookie = 'session' | 'look' | 'language' | 'return' | 'handover';

type At = Pick<Env, 'origin'>;

/** Only an https address may keep its cookies from going over http; the demo and the tests have none. */
export const isSecure = ({ origin }: At): boolean => origin.startsWith('https:');

/** Under the prefix no other host and no other path can set the cookie (RFC 6265bis, 4.1.3.2). */
export const cookieName = (env: At, name: PortalCookie): string => (isSecure(env) ? `__Host-${name}` : name);
