import Sqlite from 'better-sqlite3';
import type { StatementRun } from './page.ts';

// Loaded before the portal with `node --import`: writes down every statement that is prepared and run from then on. The
// process that started this one asks for it.

type Parameter = StatementRun['parameters'][number];

let runs: StatementRun[] = [];
let prepared = 0;

const { prepare } = Sqlite.prototype;
Object.assign(Sqlite.prototype, {
  prepare(this: Sqlite.Database, sql: string): Sqlite.Statement {
    prepared += 1;
    return watched(prepare.call(this, sql), sql);
  },
});

function watched(statement: Sqlite.Statement, sql: string): Sqlite.Statement {
  let isRaw = false;
  const raw = statement.raw.bind(statement);
  const watch = (method: StatementRun['method']) => {
    const run = statement[method].bind(statement);
    return (...parameters: Parameter[]) => {
      runs.push({ sql, method, isRaw, parameters });
      return run(...parameters);
    };
  };
  return Object.assign(statement, {
    all: watch('all'),
    get: watch('get'),
    run: watch('run'),
    raw: (isWanted = true) => {
      isRaw = isWanted;
      raw(isWanted);
      return statement;
    },
  });
}

process.on('message', () => {
  process.send?.({ runs, prepared });
  runs = [];
  prepared = 0;
});
