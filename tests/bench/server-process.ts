import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const STARTS_WITHIN_MS = 30_000;
const LOOKS_EVERY_MS = 50;

export const HOST = '127.0.0.1';

/** A server as a process of its own. */
export type ServerProcess = Readonly<{
  address: string;
  /** Sends a message to what was loaded into the process with `preload`, and waits for its answer. */
  ask: (question: string) => Promise<unknown>;
  stop: () => Promise<void>;
}>;

/**
 * Starts a server that answers `/healthz` on `port`, and waits until it does.
 *
 * @param start.script with its arguments, relative to the project
 * @param start.preload a module of this folder that is loaded before the script
 * @throws with the server's own words when it does not come up
 */
export async function startServer(
  start: Readonly<{
    port: number;
    preload: string;
    script: readonly string[];
    variables: Readonly<Record<string, string>>;
  }>,
): Promise<ServerProcess> {
  const address = `http://${HOST}:${start.port}`;
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, start.preload), ...start.script], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...start.variables },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    // A process that still listens to us would not end by itself.
    if (child.connected) child.disconnect();
    child.kill('SIGTERM');
    await ended;
    process.off('exit', endWithUs);
  };
  const ask = (question: string): Promise<unknown> =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send(question);
    });
  const deadline = performance.now() + STARTS_WITHIN_MS;
  while (!(await isUp(address))) {
    if (hasEnded(child) || performance.now() > deadline) {
      await stop();
      throw new Error(`${start.script[0]} did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
  }
  return { address, ask, stop };
}

function isUp(address: string): Promise<boolean> {
  return fetch(`${address}/healthz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
