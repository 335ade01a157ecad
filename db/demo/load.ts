import { count } from 'drizzle-orm';
import { dayOf } from '../../src/core/time/clock.ts';
import { type Database, transact } from '../client.ts';
import { importFolder } from '../import/import-folder.ts';
import { reportLines } from '../import/report.ts';
import { municipality } from '../schema.ts';

/** The Monday the demo's files were made for. */
const referenceMonday = Temporal.PlainDate.from('2026-11-23');

/**
 * Loads the invented demo pilot into a database that holds no municipality yet. All its days move by whole weeks, so that
 * the reference Monday falls in the week of `now`; births and clock times stay.
 *
 * @returns whether it loaded
 */
export function loadDemo(db: Database, now: Temporal.Instant): boolean {
  return transact(db, (tx) => {
    const found = tx.select({ count: count() }).from(municipality).get();
    if (found !== undefined && found.count > 0) return false;
    const made = tx
      .insert(municipality)
      .values({ code: 'DEMO', name: 'Parauga novads', isDemo: true })
      .returning({ id: municipality.id })
      .get();
    const report = importFolder(db, import.meta.dirname, {
      municipalityId: made.id,
      now,
      isCheckOnly: false,
      shiftWeeks: weeksFromReference(dayOf(now)),
    });
    if (report.errors.length > 0) throw new Error(reportLines(report).join('\n'));
    return true;
  });
}

/** By how many weeks the reference Monday moves to come into the week of `today`. */
export function weeksFromReference(today: Temporal.PlainDate): number {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return referenceMonday.until(monday, { largestUnit: 'days' }).days / 7;
}
