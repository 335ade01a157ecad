import type Sqlite from 'better-sqlite3';
import { startPortal } from '../../src/server/start-portal.ts';
import type { Parameter, RecordedPage, StatementRun } from './page.ts';
import { HOST, settings, signIn } from './portal.ts';

/** What Node writes itself, or what belongs to one answer only. */
const notKept = new Set(['connection', 'date', 'keep-alive', 'transfer-encoding', 'content-length', 'x-request-id']);

/** Shown this often first, so that everything that is prepared once is prepared. */
const SHOWN_BEFORE = 3;

/**
 * Opens pages of the real portal as one signed-in participant and writes down what each of them asks the database, and
 * what it answers.
 *
 * @returns the pages, and the cookie of the participant
 */
export async function recordPages(
  options: Readonly<{ databaseFile: string; distFolder: string; port: number; secret: string; paths: readonly string[] }>,
): Promise<{ pages: readonly RecordedPage[]; cookie: string }> {
  const { distFolder, port, paths } = options;
  const { app, stop } = await startPortal({
    variables: settings(options.databaseFile, port),
    distFolder,
    loadDemo: () => undefined,
    tidy: () => undefined,
  });
  try {
    const tape = watch(app.db.$client);
    const address = `http://${HOST}:${port}`;
    const cookie = await signIn(address, options.secret);
    const pages: RecordedPage[] = [];
    for (const path of paths) {
      const show = () => fetch(address + path, { headers: { cookie, 'accept-encoding': 'identity' }, redirect: 'manual' });
      for (let shown = 0; shown < SHOWN_BEFORE; shown += 1) await (await show()).arrayBuffer();
      tape.rewind();
      const answer = await show();
      const html = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => !notKept.has(name)));
      pages.push({ path, html, headers, runs: [...tape.runs], preparedAgain: tape.prepared });
    }
    return { pages, cookie };
  } finally {
    await stop();
  }
}

type Tape = { runs: StatementRun[]; prepared: number; rewind: () => void };

/** Writes down every statement that is prepared and run on this connection from now on. */
function watch(sqlite: Sqlite.Database): Tape {
  const tape: Tape = {
    runs: [],
    prepared: 0,
    rewind: () => {
      tape.runs = [];
      tape.prepared = 0;
    },
  };
  const prepare = sqlite.prepare.bind(sqlite);
  Object.assign(sqlite, {
    prepare: (sql: string) => {
      tape.prepared += 1;
      return watchStatement(prepare(sql), sql, tape);
    },
  });
  return tape;
}

function watchStatement(statement: Sqlite.Statement<Parameter[]>, sql: string, tape: Tape): Sqlite.Statement {
  let isRaw = false;
  const raw = statement.raw.bind(statement);
  const watched = (method: StatementRun['method']) => {
    const run = statement[method].bind(statement);
    return (...parameters: Parameter[]) => {
      tape.runs.push({ sql, method, isRaw, parameters });
      return run(...parameters);
    };
  };
  return Object.assign(statement, {
    all: watched('all'),
    get: watched('get'),
    run: watched('run'),
    raw: (wanted = true) => {
      isRaw = wanted;
      raw(wanted);
      return statement;
    },
  });
}
