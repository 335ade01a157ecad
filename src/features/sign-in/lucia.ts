import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { type Adapter, type DatabaseSession, generateIdFromEntropySize, Lucia, TimeSpan } from 'lucia';
import { loginSession, person } from '../../../db/schema.ts';
import type { Actor } from '../../core/access/actor.ts';
import type { App } from '../../core/app.ts';
import { cookieName, isSecure } from '../../core/cookie-name.ts';
import { instantText } from '../../core/time/clock.ts';
import { type SignInKind, type Stay, stayHours, stayOf } from './rules.ts';
import { hashSessionId } from './secrets.ts';
import { deleteExpired, endSession, findSession, type NewSession } from './store.ts';

type SessionAttributes = { credentialId: number };
type UserAttributes = { actor: Actor };

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    UserId: number;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: UserAttributes;
  }
}

type SessionApp = Pick<App, 'db' | 'clock' | 'env'>;

/** 200 bits, in the 40 lower-case characters Lucia writes them in. */
const ID_BYTES = 25;
const ID_SHAPE = '[a-z2-7]{40}';

/** Lucia has one length of session an instance, so there is one for each length; each sees only its own sessions. */
const stays = ['long', 'short'] as const satisfies readonly Stay[];

type Sessions = Readonly<{ lucia: Readonly<Record<Stay, Lucia<SessionAttributes, UserAttributes>>>; cookie: RegExp }>;
const made = new WeakMap<SessionApp, Sessions>();

function sessionsOf(app: SessionApp): Sessions {
  let sessions = made.get(app);
  if (sessions === undefined) {
    const name = cookieName(app.env, 'session');
    const lucia = (stay: Stay) =>
      new Lucia<SessionAttributes, UserAttributes>(new HashingAdapter(app, stay), {
        sessionExpiresIn: new TimeSpan(stayHours[stay], 'h'),
        sessionCookie: { name, attributes: { secure: isSecure(app.env), sameSite: 'lax', path: '/' } },
        getSessionAttributes: ({ credentialId }) => ({ credentialId }),
        getUserAttributes: ({ actor }) => ({ actor }),
      });
    sessions = {
      lucia: { long: lucia('long'), short: lucia('short') },
      // Lucia's own reader throws on a malformed cookie of anybody else's.
      cookie: new RegExp(`(?:^|;\\s*)${name}=(${ID_SHAPE})(?:;|$)`),
    };
    made.set(app, sessions);
  }
  return sessions;
}

/**
 * Stands between Lucia and its database adapter: the database holds only hashes of session ids, and times by the portal's
 * clock, while Lucia knows raw ids and the system's time. Reading is one prepared query in place of the adapter's two
 * unprepared ones, and finds nothing when the session's card or password no longer holds.
 */
export class HashingAdapter implements Adapter {
  readonly #app: SessionApp;
  readonly #stay: Stay;
  readonly #inner: DrizzleSQLiteAdapter;

  constructor(app: SessionApp, stay: Stay) {
    this.#app = app;
    this.#stay = stay;
    this.#inner = new DrizzleSQLiteAdapter(app.db, loginSession, person);
  }

  async getSessionAndUser(id: string): ReturnType<Adapter['getSessionAndUser']> {
    const row = findSession(this.#app.db, hashSessionId(id), instantText(this.#app.clock.now()));
    if (row === undefined || stayOf(row.actor) !== this.#stay) return [null, null];
    const { actor, credentialId, expiresAt } = row;
    return [
      // The raw id: Lucia hands it back for everything it does with this session.
      { id, userId: actor.personId, expiresAt: this.#systemTime(expiresAt * 1000), attributes: { credentialId } },
      { id: actor.personId, attributes: { actor } },
    ];
  }

  /** Their ids are hashes, good for telling sessions apart and for nothing else. */
  async getUserSessions(personId: number): Promise<DatabaseSession[]> {
    const found = await this.#inner.getUserSessions(personId);
    return found.map((session) => ({ ...session, expiresAt: this.#systemTime(session.expiresAt.getTime()) }));
  }

  async setSession(session: DatabaseSession): Promise<void> {
    const expiresAt = this.#portalTime(session.expiresAt);
    await this.#inner.setSession({ ...session, id: hashSessionId(session.id), expiresAt });
  }

  /** A short session ends when it was said to end, whatever Lucia wishes. */
  async updateSessionExpiration(id: string, expiresAt: Date): Promise<void> {
    if (this.#stay === 'short') return;
    await this.#inner.updateSessionExpiration(hashSessionId(id), this.#portalTime(expiresAt));
  }

  async deleteSession(id: string): Promise<void> {
    await this.#inner.deleteSession(hashSessionId(id));
  }

  async deleteUserSessions(personId: number): Promise<void> {
    await this.#inner.deleteUserSessions(personId);
  }

  async deleteExpiredSessions(): Promise<void> {
    forgetExpired(this.#app);
  }

  #systemTime(portalMs: number): Date {
    return new Date(portalMs + this.#systemIsAheadMs());
  }

  #portalTime(system: Date): Date {
    return new Date(system.getTime() - this.#systemIsAheadMs());
  }

  /** Nothing, but for a demo or a test that sets the clock. */
  #systemIsAheadMs(): number {
    return Temporal.Now.instant().epochMilliseconds - this.#app.clock.now().epochMilliseconds;
  }
}

/**
 * Who is signed in by these cookies, with a cookie to send when a session was prolonged. Asked on each request: a card or
 * password that was taken back a moment ago opens nothing.
 */
export async function findActor(
  app: SessionApp,
  cookieHeader: string | null,
): Promise<{ actor: Actor | null; setCookie: string | null }> {
  const { lucia } = sessionsOf(app);
  const id = readSessionId(app, cookieHeader);
  if (id === null) return { actor: null, setCookie: null };
  for (const stay of stays) {
    const { session, user } = await lucia[stay].validateSession(id);
    if (session === null) continue;
    const isProlonged = session.fresh && stay === 'long';
    return { actor: user.actor, setCookie: isProlonged ? lucia[stay].createSessionCookie(id).serialize() : null };
  }
  return { actor: null, setCookie: null };
}

/** Ends this browser's session and returns the cookie that blanks its own. */
export async function signOut(app: SessionApp, cookieHeader: string | null): Promise<string> {
  const id = readSessionId(app, cookieHeader);
  if (id !== null) endSession(app.db, hashSessionId(id));
  return sessionsOf(app).lucia.short.createBlankSessionCookie().serialize();
}

/**
 * A session that is not in the database yet. The row is written by the transaction that judges the credential, which
 * Lucia's own asynchronous `createSession` can't be part of.
 */
export function prepareSession(app: SessionApp, kind: SignInKind): { row: NewSession; setCookie: string } {
  const stay = stayOf({ signedInBy: kind, together: null });
  const id = generateIdFromEntropySize(ID_BYTES);
  const expiresAt = app.clock.now().add({ hours: stayHours[stay] });
  return {
    row: { id: hashSessionId(id), expiresAt: Math.floor(expiresAt.epochMilliseconds / 1000) },
    setCookie: sessionsOf(app).lucia[stay].createSessionCookie(id).serialize(),
  };
}

/** The hashed id of this browser's session, whether or not it still holds. */
export function hashedSessionId(app: SessionApp, cookieHeader: string | null): string | null {
  const id = readSessionId(app, cookieHeader);
  return id === null ? null : hashSessionId(id);
}

/** Deletes sessions and sign-in limits that are over. To be called at the start and once in a while. */
export function forgetExpired(app: SessionApp): void {
  const nowSeconds = Math.floor(app.clock.now().epochMilliseconds / 1000);
  // The limits are kept by a library that reads the system's time.
  deleteExpired(app.db, nowSeconds, Temporal.Now.instant().epochMilliseconds);
}

function readSessionId(app: SessionApp, cookieHeader: string | null): string | null {
  return cookieHeader === null ? null : (sessionsOf(app).cookie.exec(cookieHeader)?.[1] ?? null);
}
