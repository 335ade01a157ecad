import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { type Database, openDatabase } from '../../../db/client.ts';
import { pilotDatabaseFile, projectRoot, temporaryFile } from '../../support/database.ts';

/** A folder with the project's migrations up to this one. */
export function migrationsUpTo(tag: string): string {
  const folder = temporaryFile('migrations');
  cpSync(join(projectRoot, 'db/migrations'), folder, { recursive: true });
  const journalFile = join(folder, 'meta/_journal.json');
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalFile, 'utf8'));
  const last = journal.entries.findIndex((entry) => entry.tag === tag);
  if (last === -1) throw new Error(`No migration ${tag}`);
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
  return folder;
}

/** The demo pilot in a database as it was after this migration: what today's importer writes, in the columns of then. */
export function oldPilot(tag: string): Database {
  const db = openDatabase(temporaryFile('old.sqlite'));
  const { $client } = db;
  migrate(db, { migrationsFolder: migrationsUpTo(tag) });
  $client.prepare('attach ? as pilot').run(pilotDatabaseFile());
  const names = (query: string) => $client.prepare(query).pluck().all().map(String);
  const columns = (schema: string, table: string) =>
    names(`select name from pragma_table_info('${table}', '${schema}')`);
  $client.pragma('foreign_keys = OFF');
  const tables = names(
    `select name from main.sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\'`,
  );
  // The guard of the ledger looks for the services and visits that its entries name.
  const inOrder = [...tables.filter((table) => table !== 'ledger_entry'), 'ledger_entry'];
  for (const table of inOrder.filter((name) => !name.startsWith('sqlite_'))) {
    const today = columns('pilot', table);
    const list = columns('main', table)
      .filter((column) => today.includes(column))
      .join(', ');
    $client.exec(`insert into main.${table} (${list}) select ${list} from pilot.${table} order by rowid`);
  }
  $client.exec('detach pilot');
  $client.pragma('foreign_keys = ON');
  return db;
}
