import { openDatabase } from '../../db/client.ts';
import { readEnv } from '../../src/core/env.ts';
import { runningClock } from '../../src/core/time/clock.ts';
import { issueCard } from '../../src/features/sign-in/issue.ts';
import { HOST, type ServerProcess, startServer } from './server-process.ts';

/** The portal runs as it does for real people: cookies and headers are those of an https address. */
const ORIGIN = 'https://plans.example.lv';
const PEPPER = 'bench-only-pepper-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789';
/** Of no server: for settings that are only read. */
const NO_SERVERS_PORT = 4321;

export type PortalFiles = Readonly<{ databaseFile: string; distFolder: string }>;

const settings = (databaseFile: string, port: number) => ({
  NODE_ENV: 'production',
  HOST,
  PORT: String(port),
  ORIGIN,
  DATABASE_FILE: databaseFile,
  PEPPER,
  LOG_LEVEL: 'error',
  STATEMENT_INSTITUTION: 'Parauga novada sociālais dienests',
  STATEMENT_EMAIL: 'portals@paraugs.example.lv',
  STATEMENT_PHONE: '+371 6000 0000',
  STATEMENT_PREPARED_ON: '2026-11-23',
});

/** Starts the built portal as `npm start` does, on the database of the bench. */
export function startPortal(files: PortalFiles, port: number, preload: string): Promise<ServerProcess> {
  return startServer({
    port,
    preload,
    script: ['src/server/main.ts', files.distFolder],
    variables: settings(files.databaseFile, port),
  });
}

/** Makes a participant a login card. @returns its secret */
export function makeCard(databaseFile: string, whom: Readonly<{ number: string; municipality: string }>): string {
  const db = openDatabase(databaseFile);
  const env = readEnv(settings(databaseFile, NO_SERVERS_PORT));
  const { link } = issueCard({ db, env, clock: runningClock() }, whom);
  db.$client.close();
  return new URL(link).hash.slice(1);
}

/** Signs in with a card as the browser does. @returns the value of the `Cookie` header */
export async function signIn(address: string, secret: string): Promise<string> {
  const answer = await fetch(`${address}/k`, {
    method: 'POST',
    headers: { Origin: ORIGIN },
    body: new URLSearchParams({ secret }),
    redirect: 'manual',
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || cookie === undefined) throw new Error(`The card did not sign in: ${answer.status}.`);
  return cookie;
}
