import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import * as schema from './schema.ts';

export type Database = BetterSQLite3Database<typeof schema> & { $client: Sqlite.Database };

/** Everything that can stand where a query runs: the database, or a transaction of it. */
export type Queries = Pick<Database, 'select' | 'insert' | 'update' | 'delete'>;

/**
 * Waiting for a lock stops the whole event loop, and one process writes: so wait shortly, and let the page ask to try
 * again.
 */
const BUSY_TIMEOUT_MS = 200;

/**
 * Opens the database file, making its folder when it is missing. Every connection writes through to the disk
 * (`synchronous=FULL`): what the screen said was sent survives a power cut. SQLite's build may fall back to NORMAL at
 * the first write, so the setting is read again after one.
 *
 * @throws when the durable setting does not hold
 */
export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const sqlite = new Sqlite(file, { timeout: BUSY_TIMEOUT_MS });
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = FULL');
  sqlite.pragma('foreign_keys = ON');
  // Without it INSERT OR REPLACE goes round the triggers that keep records append-only.
  sqlite.pragma('recursive_triggers = ON');
  sqlite.pragma(`user_version = ${sqlite.pragma('user_version', { simple: true })}`);
  const synchronous = sqlite.pragma('synchronous', { simple: true });
  if (synchronous !== 2) {
    sqlite.close();
    throw new Error(`The database would lose writes in a power cut: synchronous is ${synchronous}, expected 2 (FULL).`);
  }
  return drizzle(sqlite, { schema }) as Database;
}

/**
 * Brings the file to the newest schema. `root` is the project's folder. A table that is made anew is dropped on the way, so
 * foreign keys rest meanwhile, as SQLite's own procedure has it (https://www.sqlite.org/lang_altertable.html, 7).
 *
 * @throws when a row points to nothing afterwards
 */
export function migrateDatabase(db: Database, root = process.cwd()): void {
  db.$client.pragma('foreign_keys = OFF');
  try {
    migrate(db, { migrationsFolder: join(root, 'db/migrations') });
    const [broken] = db.$client.pragma('foreign_key_check') as readonly { table: string }[];
    if (broken !== undefined) throw new Error(`After migrating, a row of ${broken.table} points to nothing.`);
  } finally {
    db.$client.pragma('foreign_keys = ON');
  }
}

/**
 * Runs `work` as one immediate transaction: it takes the write lock at once, since a read that later wants to write fails
 * when somebody else wrote in between. `work` is synchronous; an `await` inside would commit too early.
 */
export function transact<T>(db: Database, work: (tx: Queries) => T): T {
  return db.transaction(work, { behavior: 'immediate' });
}
