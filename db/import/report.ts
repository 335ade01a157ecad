import { latvian } from '../../src/core/text/text.ts';
import type { TableName } from './columns.ts';
import { tableNames, tables } from './columns.ts';

/** One thing that is wrong, or worth a look, in one cell, row or file. */
export type Problem = Readonly<{
  file: string;
  /** As the spreadsheet shows it: the header is row 1. None for the file as a whole. */
  row: number | null;
  column: string | null;
  /** What stands there. */
  value: string | null;
  /** What should stand there, or what was found, as a Latvian sentence. */
  expected: string;
}>;

export type Counts = Readonly<{ added: number; changed: number; same: number }>;

/** What an import did, or would do. With any error it did nothing. */
export type Report = Readonly<{
  isCheckOnly: boolean;
  errors: readonly Problem[];
  warnings: readonly Problem[];
  /** In the database, no longer in the files. Nothing of it is deleted. */
  vanished: readonly Readonly<{ file: string; key: string }>[];
  counts: Readonly<Record<TableName, Counts>>;
}>;

export const noCounts: Counts = { added: 0, changed: 0, same: 0 };

export function countsWith(count: (name: TableName) => Counts): Record<TableName, Counts> {
  return {
    participants: count('participants'),
    people: count('people'),
    links: count('links'),
    plans: count('plans'),
    steps: count('steps'),
    services: count('services'),
    planServices: count('planServices'),
    visits: count('visits'),
  };
}

export function totalOf({ counts }: Pick<Report, 'counts'>): Counts {
  return Object.values(counts).reduce((sum, each) => ({
    added: sum.added + each.added,
    changed: sum.changed + each.changed,
    same: sum.same + each.same,
  }));
}

/** The report for the person who ran the import, a line each. */
export function reportLines(report: Report): readonly string[] {
  const lines = report.errors.map(problemLine);
  if (report.errors.length > 0) lines.push('', latvian('import:report.errorCount', { count: report.errors.length }));
  if (report.warnings.length > 0) {
    lines.push('', latvian('import:report.warnings'), ...report.warnings.map((warning) => `  ${problemLine(warning)}`));
  }
  if (report.errors.length > 0) return lines;
  if (report.vanished.length > 0) {
    lines.push('', latvian('import:report.vanished'), ...report.vanished.map(({ file, key }) => `  ${file}: ${key}`));
  }
  lines.push('', latvian(report.isCheckOnly ? 'import:report.wouldBe' : 'import:report.done'));
  for (const name of tableNames) {
    lines.push(`  ${latvian('import:report.fileCounts', { file: tables[name].file, ...report.counts[name] })}`);
  }
  lines.push(latvian('import:report.counts', totalOf(report)));
  return lines;
}

function problemLine({ file, row, column, value, expected }: Problem): string {
  const where = [
    file,
    row === null ? null : latvian('import:report.row', { row }),
    column === null ? null : latvian('import:report.column', { column }),
    value === null ? null : latvian('import:report.value', { value }),
  ];
  return `${where.filter((part) => part !== null).join(', ')}: ${expected}`;
}
