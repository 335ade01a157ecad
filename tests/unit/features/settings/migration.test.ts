import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, test } from 'vitest';
import { migrateDatabase, openDatabase } from '../../../../db/client.ts';
import { loadDemo } from '../../../../db/demo/load.ts';
import { referenceClock } from '../../../support/clock.ts';
import { projectRoot, temporaryFile } from '../../../support/database.ts';

test('looks come into a portal full of people without touching anything', () => {
  const folder = temporaryFile('migrations');
  cpSync(join(projectRoot, 'db/migrations'), folder, { recursive: true });
  const journalFile = join(folder, 'meta/_journal.json');
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalFile, 'utf8'));
  const at = journal.entries.findIndex(({ tag }) => tag === '0002_look');
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, at) }));
  const db = openDatabase(temporaryFile('portal.sqlite'));
  const all = (query: string) => db.$client.prepare(query).all();
  const rows = () =>
    ['person', 'credential', 'plan', 'visit', 'ledger_entry', 'consent'].map((table) => all(`select * from ${table}`));
  const guards = () => all("select name, sql from sqlite_master where type = 'trigger' order by name");

  migrate(db, { migrationsFolder: folder });
  expect(all("select name from sqlite_master where name = 'look'")).toEqual([]);
  loadDemo(db, referenceClock.now());
  const before = { rows: rows(), guards: guards() };
  expect(before.rows.flat().length).toBeGreaterThan(1000);

  migrateDatabase(db, projectRoot);
  expect({ rows: rows(), guards: guards() }).toEqual(before);
  expect(all('select * from look')).toEqual([]);
  expect(all('pragma foreign_key_check')).toEqual([]);
});
