import { type Logger, pino } from 'pino';
import { type Database, openDatabase } from '../../../../db/client.ts';
import type { App } from '../../../../src/core/app.ts';
import { readEnv } from '../../../../src/core/env.ts';
import type { Caller } from '../../../../src/features/sign-in/sign-in.ts';
import { findHolders, type Holder } from '../../../../src/features/sign-in/store.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabaseFile } from '../../../support/database.ts';

const PEPPER = 'dGhpcyBwZXBwZXIgaXMgb25seSBmb3IgdGhlIHRlc3RzIQ0123';

/** A portal on the pilot's people, with a clock moved by hand and its log lines kept. */
export function aPortal(variables: Record<string, string> = { DEMO: '0' }) {
  const file = pilotDatabaseFile();
  const db = openDatabase(file);
  const clock = movableClock();
  const lines: string[] = [];
  const log: Logger = pino({ base: null }, { write: (line: string) => lines.push(line) });
  const env = readEnv({ PEPPER, DATABASE_FILE: file, ...variables });
  const app: App = { env, db, clock, log };
  return {
    app,
    db,
    clock,
    file,
    lines,
    /** The same portal after a restart. */
    reopen: (): App => {
      db.$client.close();
      return { ...app, db: openDatabase(file) };
    },
  };
}

export function callFrom(address = '192.0.2.1', cookieHeader: string | null = null): Caller {
  return { address, requestId: 'test-request', cookieHeader };
}

export function holderOf(db: Database, number: string): Holder {
  const [holder] = findHolders(db, number);
  if (holder === undefined) throw new Error(`The pilot has no ${number}.`);
  return holder;
}

/** What a browser sends back for a `Set-Cookie` header. */
export function cookieOf(setCookie: string): string {
  return setCookie.split(';')[0] ?? '';
}

/** The secret behind the `#` of a card's link. */
export function secretOf(link: string): string {
  return new URL(link).hash.slice(1);
}
