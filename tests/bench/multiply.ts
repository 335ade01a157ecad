import Sqlite from 'better-sqlite3';
import { z } from 'zod';
import { migrateDatabase, openDatabase } from '../../db/client.ts';

export type Multiplied = Readonly<{
  participants: number;
  /** table → rows */
  rows: Readonly<Record<string, number>>;
}>;

const named = z.object({ name: z.string() });
const columnRow = z.object({ name: z.string(), pk: z.number(), type: z.string() });
const foreignKeyRow = z.object({ from: z.string(), table: z.string() });
const triggerRow = z.object({ name: z.string(), sql: z.string() });

/** What has to differ from copy to copy besides numbers of rows. `copies.n` is the copy's number. */
const ownInEachCopy: Readonly<Record<string, string>> = {
  'municipality.code': `code || '-' || copies.n`,
  // A real start refuses a database that holds the demo.
  'municipality.is_demo': '0',
  'person.email': `copies.n || '.' || email`,
  'request.form_key': `form_key || '-' || copies.n`,
};

/** Plans whose sums break `allocated − used − booked = left ≥ 0`, in all or for one of their services. */
const UNSOUND_PLANS = `
  select count(*) as count from (
    select plan_id from ledger_entry group by plan_id
      having sum(allocated_cents - booked_cents - used_cents) < 0 or sum(allocated_cents - assigned_cents) < 0
    union
    select plan_id from ledger_entry where plan_service_id is not null group by plan_id, plan_service_id
      having sum(assigned_cents - booked_cents - used_cents) < 0 or sum(assigned_units - booked_units - used_units) < 0
        or sum(booked_cents) < 0 or sum(used_cents) < 0
  )`;

/**
 * Fills a new database with as many copies of the pilot as give at least `participants`. Each copy is a municipality of
 * its own, with its people, plans, visits and ledger. The money triggers look at a whole plan for each entry, so they
 * are away meanwhile, and the sums are looked at once, in the end.
 *
 * @throws when a reference leads nowhere or a sum is unsound afterwards
 */
export function multiplyPilot(pilotFile: string, file: string, participants: number): Multiplied {
  const migrated = openDatabase(file);
  migrateDatabase(migrated);
  migrated.$client.close();

  const sqlite = new Sqlite(file);
  for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'foreign_keys = OFF', 'cache_size = -200000']) {
    sqlite.pragma(setting);
  }
  sqlite.prepare('attach ? as pilot').run(pilotFile);
  const count = (from: string): number =>
    z.number().parse(sqlite.prepare(`select count(*) from ${from}`).pluck().get());

  const copies = Math.ceil(participants / count(`pilot.person where role = 'participant'`));
  const tables = z
    .array(named)
    .parse(
      sqlite.prepare(`select name from pilot.sqlite_schema where type = 'table' and name not glob 'sqlite_*'`).all(),
    )
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('__'));
  const triggers = z
    .array(triggerRow)
    .parse(sqlite.prepare(`select name, sql from main.sqlite_schema where type = 'trigger'`).all());

  for (const { name } of triggers) sqlite.exec(`drop trigger main.${name}`);
  for (const table of tables) {
    const columns = z.array(columnRow).parse(sqlite.pragma(`main.table_info(${table})`));
    const foreignKeys = z.array(foreignKeyRow).parse(sqlite.pragma(`main.foreign_key_list(${table})`));
    const refersTo = new Map(foreignKeys.map(({ from, table: other }) => [from, other]));
    const values = columns.map(({ name, pk, type }) => {
      const isOwnNumber = name === 'id' && pk === 1 && type.toLowerCase() === 'integer';
      const numbered = isOwnNumber ? table : refersTo.get(name);
      if (numbered !== undefined) return `${name} + copies.n * (select coalesce(max(id), 0) from pilot.${numbered})`;
      return ownInEachCopy[`${table}.${name}`] ?? name;
    });
    sqlite
      .prepare(
        `with recursive copies(n) as (select 0 union all select n + 1 from copies where n + 1 < ?)
         insert into main.${table} (${columns.map(({ name }) => name).join(', ')})
         select ${values.join(', ')} from copies cross join pilot.${table}`,
      )
      .run(copies);
  }
  for (const { sql } of triggers) sqlite.exec(sql);

  const lost = z.array(z.object({ table: z.string() })).parse(sqlite.pragma('main.foreign_key_check'));
  if (lost.length > 0) throw new Error(`${lost.length} references lead nowhere, the first in ${lost[0]?.table}.`);
  const unsound = z.number().parse(sqlite.prepare(UNSOUND_PLANS).pluck().get());
  if (unsound > 0) throw new Error(`${unsound} plans have unsound sums.`);

  const rows = Object.fromEntries(tables.map((table) => [table, count(`main.${table}`)]));
  const made = count(`main.person where role = 'participant'`);
  sqlite.exec('detach pilot');
  sqlite.close();
  // Back to the log the portal writes with.
  openDatabase(file).$client.close();
  return { participants: made, rows };
}
