import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { transact } from '../../../db/client.ts';
import { municipality } from '../../../db/schema.ts';
import { openApp } from '../../../src/core/app.ts';
import { askServer, temporaryFolder, writeClientFolder } from './stand-in.ts';

const PEPPER = 'Rk3vY0d8uQxP5aTzWm1nB7cLhJ4sEgF9oUiK2eN6bVA';
const production = {
  NODE_ENV: 'production',
  ORIGIN: 'https://plans.example.lv',
  PEPPER,
  STATEMENT_INSTITUTION: 'Parauga novada sociālais dienests',
  STATEMENT_EMAIL: 'dienests@example.lv',
  STATEMENT_PHONE: '+371 2000 1234',
  STATEMENT_PREPARED_ON: '2026-11-02',
};

// Each test starts processes of its own.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let distFolder: string;
let databases = 0;

beforeAll(() => {
  folder = temporaryFolder();
  distFolder = join(folder, 'dist');
  writeClientFolder(join(distFolder, 'client'));
  mkdirSync(join(distFolder, 'server'), { recursive: true });
  writeFileSync(
    join(distFolder, 'server/entry.mjs'),
    `export const handler = async (req, res, next, locals) => {
      if (req.url === '/crash') setTimeout(() => { throw new RangeError('Anna wrote: my secret'); }, 0);
      if (req.url === '/talk') console.error('Could not render http://localhost/k?name=my-secret\\nTypeError: my secret');
      await new Promise((resolve) => setTimeout(resolve, req.url === '/slow' ? 600 : 0));
      locals.app.db.$client.prepare('select count(*) from person').get();
      res.end('finished');
    };\n`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function newDatabaseFile(): string {
  databases += 1;
  return join(folder, `${databases}`, 'portal.sqlite');
}

type Process = Readonly<{ child: ChildProcess; output: () => string; ended: Promise<number | null> }>;

function start(variables: Record<string, string>, dist = distFolder): Process {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'portal-process.ts'), dist], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function startAndWait(variables: Record<string, string>): Promise<Process & { port: number }> {
  const port = await freePort();
  const started = start({ PORT: String(port), HOST: '127.0.0.1', ...variables });
  await expect.poll(started.output, { timeout: 15_000 }).toContain('The portal is at');
  return { ...started, port };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

describe('the end', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s finishes what runs, takes nobody new, and exits with 0',
    async (signal) => {
      const databaseFile = newDatabaseFile();
      const { child, port, output, ended } = await startAndWait({ DEMO: '1', DATABASE_FILE: databaseFile });
      const running = askServer(port, '/slow');
      await new Promise((resolve) => setTimeout(resolve, 200));
      child.kill(signal);
      await expect
        .poll(() =>
          askServer(port, '/').then(
            () => 'open',
            () => 'closed',
          ),
        )
        .toBe('closed');
      const answer = await running;
      expect(answer.body.toString()).toBe('finished');
      expect(await ended).toBe(0);
      expect(output()).toContain(`"reason":"${signal}"`);
      // Everything is in the one file: nothing is left that a copy could miss.
      expect(existsSync(`${databaseFile}-wal`)).toBe(false);
      expect(statSync(databaseFile).size).toBeGreaterThan(0);
    },
  );

  test('an error nobody caught is logged without its words, and the process ends with 1', async () => {
    const { port, output, ended } = await startAndWait({ DEMO: '1', DATABASE_FILE: newDatabaseFile() });
    await askServer(port, '/crash');
    expect(await ended).toBe(1);
    expect(output()).toContain('"kind":"RangeError"');
    expect(output()).not.toContain('secret');
  });
});

describe('the console', () => {
  test('shows nothing of what pages write there but the kind of the error', async () => {
    const { child, port, output, ended } = await startAndWait({ DEMO: '1', DATABASE_FILE: newDatabaseFile() });
    await askServer(port, '/talk');
    child.kill('SIGTERM');
    await ended;
    expect(output()).toContain('"kind":"TypeError"');
    expect(output()).not.toContain('secret');
  });
});

describe('the start', () => {
  test('keeps a witness of the last numbers in the log', async () => {
    const { child, output, ended } = await startAndWait({ ...production, DATABASE_FILE: newDatabaseFile() });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output()).toContain('"ledger_entry":0');
  });

  test.each([
    ['no origin', { ORIGIN: '' }, /ORIGIN/],
    ['a weak pepper', { PEPPER: 'a'.repeat(60) }, /PEPPER is weak/],
    ['a clock that is not real', { CLOCK_AT: '2026-11-23T06:30:00Z' }, /CLOCK_AT/],
  ])('is refused in a sentence, without a stack: %s', async (_name, variables, sentence) => {
    const { output, ended } = start({ ...production, DATABASE_FILE: newDatabaseFile(), ...variables });
    expect(await ended).toBe(1);
    expect(output()).toMatch(sentence);
    expect(output()).not.toMatch(/^\s+at /m);
  });

  test('is refused when the port is in use', async () => {
    const { child, port, ended } = await startAndWait({ DEMO: '1', DATABASE_FILE: newDatabaseFile() });
    const second = start({ DEMO: '1', HOST: '127.0.0.1', PORT: String(port), DATABASE_FILE: newDatabaseFile() });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`PORT ${port} is in use`);
    expect(second.output()).not.toMatch(/^\s+at /m);
    child.kill('SIGTERM');
    await ended;
  });

  test('is refused when the pages are not built', async () => {
    const { output, ended } = start({ DEMO: '1', DATABASE_FILE: newDatabaseFile() }, join(folder, 'nowhere'));
    expect(await ended).toBe(1);
    expect(output()).toContain('npm run build');
  });

  test.each([
    ['demo people in production', true, production, /invented demo people/],
    ['real people in the demo', false, { DEMO: '1' }, /holds a real municipality/],
  ])('is refused for %s', async (_name, isDemo, variables, sentence) => {
    const databaseFile = newDatabaseFile();
    const app = openApp({ DEMO: '1', DATABASE_FILE: databaseFile });
    transact(app.db, (tx) => tx.insert(municipality).values({ code: 'A', name: 'A novads', isDemo }).run());
    app.db.$client.close();
    const { output, ended } = start({ ...variables, DATABASE_FILE: databaseFile });
    expect(await ended).toBe(1);
    expect(output()).toMatch(sentence);
  });

  test('is refused in production when entries that can never be deleted are gone', async () => {
    const databaseFile = newDatabaseFile();
    openApp({ DEMO: '1', DATABASE_FILE: databaseFile }).db.$client.close();
    const sqlite = new Sqlite(databaseFile);
    sqlite.exec("delete from sqlite_sequence where name = 'ledger_entry'");
    sqlite.exec("insert into sqlite_sequence (name, seq) values ('ledger_entry', 3)");
    sqlite.close();
    const { output, ended } = start({ ...production, DATABASE_FILE: databaseFile });
    expect(await ended).toBe(1);
    expect(output()).toContain('ledger_entry');
    expect(output()).toContain('backup');
  });
});
