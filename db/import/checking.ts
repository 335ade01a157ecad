import { latvian } from '../../src/core/text/text.ts';
import { type ColumnOf, type Line, type Lines, roleWords, type TableName, wholeOf, wordOf } from './columns.ts';
import type { Stored } from './stored.ts';

/** What every check looks at, and where it says what it found. */
export type Checking = Readonly<{
  lines: Lines;
  stored: Stored;
  today: Temporal.PlainDate;
  error: Note;
  warn: Note;
}>;

type Note = <N extends TableName>(name: N, line: Line<N>, column: ColumnOf<N>, expected: string) => void;

/** Who may run visits: those who offer services, and support persons, whose help is a service of the plan. */
const providingRoles: readonly string[] = ['provider', 'support_person'];

/** A sentence for a person who may not run visits; null for one who may, or who is unknown anyway. */
export function providersOf(lines: Lines): (number: string) => string | null {
  const roles = new Map(wholeOf(lines, 'people').map(({ values }) => [values.number, values.role]));
  return (number) => {
    const role = roles.get(number);
    if (role === undefined || providingRoles.includes(role)) return null;
    return latvian('import:check.notProvider', { number, role: wordOf(roleWords, role) });
  };
}

/** The last day may be the first. */
export function checkOrder<N extends TableName>(
  { error }: Pick<Checking, 'error'>,
  name: N,
  line: Line<N>,
  column: ColumnOf<N>,
  fromOn: string,
  toOn: string | null,
): void {
  if (toOn !== null && toOn < fromOn)
    error(name, line, column, latvian('import:check.endsBefore', { start: asTyped(fromOn) }));
}

/** The day as staff type it. */
export function asTyped(day: string): string {
  return day.split('-').toReversed().join('.');
}
