import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REFERENCE_TIME } from './clock.ts';

const ROOT = join(import.meta.dirname, '../..');
const STARTS_WITHIN_MS = 60_000;
const LOOKS_EVERY_MS = 50;

/** As printed; null where the person has no such way. */
export type SignIn = Readonly<{
  /** The link on the card. */
  card: string | null;
  /** "1234 5678" */
  code: string | null;
  email: string | null;
  password: string | null;
}>;

/** The real portal, built and running as its own process on its own database. */
export type Portal = Readonly<{
  origin: string;
  databaseFile: string;
  /** Everything it has written to the console so far. */
  log(): string;
  /** The ways in that were printed for a person. */
  signIn(number: string): SignIn;
  /** Sends SIGTERM and waits. @returns the exit code */
  stop(): Promise<number | null>;
  /** Ends the process at once, as a power cut would; the database file stays until `stop`. */
  kill(): Promise<void>;
}>;

/**
 * Starts the built portal in demo mode with the pilot loaded, at the reference day.
 *
 * @param options.variables settings that differ from the usual ones
 * @param options.distFolder another build than `dist/`, or than the one that `PORTAL_DIST` names
 * @throws with the portal's own words when it does not come up
 */
export async function startPortal(
  options: Readonly<{ variables?: Readonly<Record<string, string>>; distFolder?: string }> = {},
): Promise<Portal> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-'));
  const databaseFile = options.variables?.DATABASE_FILE ?? join(folder, 'portal.sqlite');
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const distFolder = options.distFolder ?? process.env.PORTAL_DIST;
  const args = ['src/server/main.ts', ...(distFolder === undefined ? [] : [distFolder])];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DEMO: '1',
      PORT: String(port),
      ORIGIN: origin,
      DATABASE_FILE: databaseFile,
      CLOCK_AT: REFERENCE_TIME,
      ...options.variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const exitCode = await ended;
    rmSync(folder, { recursive: true, force: true });
    return exitCode;
  };

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };

  const deadline = performance.now() + STARTS_WITHIN_MS;
  while (!(await isUp(origin, output))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`The portal did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
  return {
    origin,
    databaseFile,
    log: () => output,
    signIn: (number) => readSignIn(output, number),
    stop,
    kill,
  };
}

/** The last thing a demo start does is to print the ways in. */
async function isUp(origin: string, output: string): Promise<boolean> {
  if (!output.includes(`The portal is at ${origin}`)) return false;
  const isHealthy = await fetch(`${origin}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
  return isHealthy && output.includes('Each of them signs in like this');
}

function readSignIn(output: string, number: string): SignIn {
  const person = output.split('\n\n').find((block) => block.trimStart().startsWith(`${number} `));
  if (person === undefined) throw new Error(`No way in was printed for ${number}.`);
  const ways = new Map<string, readonly string[]>();
  for (const line of person.split('\n').slice(1)) {
    const [way = '', ...columns] = line.trim().split(/\s{2,}/);
    ways.set(way, columns);
  }
  const [card = null] = ways.get('card') ?? [];
  const [code = null] = ways.get('code') ?? [];
  const [email = null, password = null] = ways.get('password') ?? [];
  return { card, code, email, password };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, 'localhost', () => {
      const address = probe.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
