import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { expect, test } from 'vitest';
import { migrationsUpTo, oldPilot } from '../../db/old-pilot.ts';

test('looks come into a portal full of people without touching anything', () => {
  const db = oldPilot('0001_guards');
  const all = (query: string) => db.$client.prepare(query).all();
  const rows = () =>
    ['person', 'credential', 'plan', 'visit', 'ledger_entry', 'consent'].map((table) => all(`select * from ${table}`));
  const guards = () => all("select name, sql from sqlite_master where type = 'trigger' order by name");

  expect(all("select name from sqlite_master where name = 'look'")).toEqual([]);
  const before = { rows: rows(), guards: guards() };
  expect(before.rows.flat().length).toBeGreaterThan(1000);

  migrate(db, { migrationsFolder: migrationsUpTo('0002_look') });
  expect({ rows: rows(), guards: guards() }).toEqual(before);
  expect(all('select * from look')).toEqual([]);
  expect(all('pragma foreign_key_check')).toEqual([]);
});
