import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { openDatabase } from '../../db/client.ts';
import { readEnv } from '../../src/core/env.ts';
import { runningClock } from '../../src/core/time/clock.ts';
import { issueCard } from '../../src/features/sign-in/issue.ts';

const ROOT = join(import.meta.dirname, '../..');
const STARTS_WITHIN_MS = 30_000;
const LOOKS_EVERY_MS = 50;

export const HOST = '127.0.0.1';
/** The portal runs as it does for real people: cookies and headers are those of an https address. */
export const ORIGIN = 'https://plans.example.lv';
/** Of no server: for settings that are only read. */
const NO_SERVERS_PORT = 4321;
const PEPPER = 'bench-only-pepper-ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789';

/** The settings of the portal under load. */
export function settings(databaseFile: string, port: number): Record<string, string> {
  return {
    NODE_ENV: 'production',
    HOST,
    PORT: String(port),
    ORIGIN,
    DATABASE_FILE: databaseFile,
    PEPPER,
    LOG_LEVEL: 'error',
  };
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

/** A server as a process of its own. */
export type Server = Readonly<{ address: string; stop: () => Promise<void> }>;

/**
 * Starts `node script …args` and waits until `isUp` says yes.
 *
 * @throws with the process's own words when it does not come up
 */
export async function startServer(
  address: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Server> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
  };
  const deadline = performance.now() + STARTS_WITHIN_MS;
  while (!(await answers(address))) {
    if (hasEnded(child) || performance.now() > deadline) {
      await stop();
      throw new Error(`${args[0]} did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
  return { address, stop };
}

function answers(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
