import type { Logger } from 'pino';
import { type Database, migrateDatabase, openDatabase } from '../../db/client.ts';
import { type Env, readEnv } from './env.ts';
import { createLog } from './log.ts';
import { type Clock, runningClock } from './time/clock.ts';

/** What every page and use case stands on. Made once at the start, handed on, never imported. */
export type App = Readonly<{ env: Env; db: Database; clock: Clock; log: Logger }>;

/**
 * Opens the database, brings it to the newest schema and builds the rest from the settings.
 *
 * @throws SettingRefused when a setting is missing or weak
 */
export function openApp(variables: NodeJS.ProcessEnv = process.env): App {
  const env = readEnv(variables);
  const db = openDatabase(env.databaseFile);
  migrateDatabase(db);
  return { env, db, clock: runningClock(env.clockAt), log: createLog(env.logLevel) };
}
