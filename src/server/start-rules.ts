import type { Env } from '../core/env.ts';

/** A table that is only ever added to, so its numbers run from 1 without a gap. */
export type AppendOnlyTable = Readonly<{
  name: string;
  rows: number;
  /** The highest number there is; 0 when empty. */
  lastNumber: number;
  /** The highest number SQLite ever gave out; it remembers when the last rows are cut off. */
  lastGivenNumber: number;
}>;

export type DatabaseFacts = Readonly<{
  hasDemoPeople: boolean;
  hasRealPeople: boolean;
  appendOnly: readonly AppendOnlyTable[];
}>;

/** The tables that have lost entries; `integrity_check` does not see it. */
export function tablesWithGaps({ appendOnly }: Pick<DatabaseFacts, 'appendOnly'>): readonly string[] {
  return appendOnly
    .filter(({ rows, lastNumber, lastGivenNumber }) => rows !== lastNumber || lastNumber !== lastGivenNumber)
    .map(({ name }) => name);
}

/** Why the portal may not open this database, each in a sentence; none when it may. */
export function refusalsOf(env: Pick<Env, 'isDemo' | 'databaseFile'>, facts: DatabaseFacts): readonly string[] {
  const refusals: string[] = [];
  if (!env.isDemo && facts.hasDemoPeople) {
    refusals.push(
      `DATABASE_FILE ${env.databaseFile} holds the invented demo people: anybody with a demo link could sign in. ` +
        'Use another file, or start with DEMO=1.',
    );
  }
  if (env.isDemo && facts.hasRealPeople) {
    refusals.push(
      `DATABASE_FILE ${env.databaseFile} holds a real municipality: demo mode would print links that let anybody in. ` +
        'Use another file, or start with NODE_ENV=production.',
    );
  }
  const gaps = tablesWithGaps(facts);
  if (!env.isDemo && gaps.length > 0) {
    refusals.push(
      `DATABASE_FILE ${env.databaseFile} has lost entries that can never be deleted (${gaps.join(', ')}): ` +
        'sums and history can be wrong. Restore the newest whole backup.',
    );
  }
  return refusals;
}
