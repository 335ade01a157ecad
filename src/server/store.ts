import { count, eq, max, sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { accessLog, ledgerEntry, municipality, requestEvent, supportedDecision } from '../../db/schema.ts';
import type { AppendOnlyTable, DatabaseFacts } from './start-rules.ts';

const appendOnlyTables = {
  ledger_entry: ledgerEntry,
  request_event: requestEvent,
  supported_decision: supportedDecision,
  access_log: accessLog,
} as const;

/** What the start looks at before it lets anybody in. */
export function readDatabaseFacts(db: Database): DatabaseFacts {
  const municipalitiesOf = (isDemo: boolean): number =>
    db.select({ rows: count() }).from(municipality).where(eq(municipality.isDemo, isDemo)).get()?.rows ?? 0;
  return {
    hasDemoPeople: municipalitiesOf(true) > 0,
    hasRealPeople: municipalitiesOf(false) > 0,
    appendOnly: Object.entries(appendOnlyTables).map(([name, table]): AppendOnlyTable => {
      const found = db
        .select({ rows: count(), lastNumber: max(table.id) })
        .from(table)
        .get();
      const given = db.get<{ seq: number } | undefined>(sql`select seq from sqlite_sequence where name = ${name}`);
      return { name, rows: found?.rows ?? 0, lastNumber: found?.lastNumber ?? 0, lastGivenNumber: given?.seq ?? 0 };
    }),
  };
}

/** Reads a row's worth from the file itself. @throws when the database cannot be read */
export function readSomething(db: Database): void {
  db.select({ rows: count() }).from(municipality).get();
}

/** Brings everything into the one database file and lets go of it. */
export function closeDatabase(db: Database): void {
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
  db.$client.close();
}
