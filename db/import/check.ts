import { checkKeys, checkReferences } from './check-keys.ts';
import { checkConsents, checkEndedLinks, checkLinks, checkPeople } from './check-people.ts';
import { checkBudgets, checkKeptPlans, checkPlanServices, checkPlans, checkUnits } from './check-plans.ts';
import { checkClashes, checkKeptVisits, checkVisits } from './check-visits.ts';
import type { Checking } from './checking.ts';
import { type Lines, tableNames, tables } from './columns.ts';
import { findKeptPlans } from './portal-changes.ts';
import type { Problem } from './report.ts';
import type { Stored } from './stored.ts';

export type Findings = Readonly<{ errors: readonly Problem[]; warnings: readonly Problem[] }>;

/** Everything that can only be seen by looking at several cells, rows, files, or at the database. */
export function check(lines: Lines, stored: Stored, today: Temporal.PlainDate): Findings {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const noteIn =
    (list: Problem[]): Checking['error'] =>
    (name, line, column, expected) => {
      const { file, columns } = tables[name];
      const named: Readonly<Record<PropertyKey, { name: string }>> = columns;
      list.push({ file, row: line.row, column: named[column]?.name ?? null, value: line.cells[column], expected });
    };
  const all: Checking = {
    lines,
    stored,
    keptPlans: findKeptPlans(lines, stored),
    today,
    error: noteIn(errors),
    warn: noteIn(warnings),
  };
  checkKeys(all);
  checkReferences(all);
  checkPeople(all);
  checkLinks(all);
  checkConsents(all);
  checkEndedLinks(all);
  checkPlans(all);
  checkKeptPlans(all);
  checkPlanServices(all);
  checkVisits(all);
  checkKeptVisits(all);
  checkUnits(all);
  checkBudgets(all);
  checkClashes(all);
  return { errors: inOrder(errors), warnings: inOrder(warnings) };
}

/** By file, then by row: the way somebody mends them. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = tableNames.map((name) => tables[name].file as string);
  return problems.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.row ?? 0) - (b.row ?? 0));
}
