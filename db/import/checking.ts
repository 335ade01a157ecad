import { latvian } from '../../src/core/text/text.ts';
import { type ColumnOf, type Line, type Lines, type TableName, wholeOf } from './columns.ts';
import type { Portal } from './portal-changes.ts';

/** What every check looks at, and where it says what it found. */
export type Checking = Portal &
  Readonly<{
    lines: Lines;
    today: Temporal.PlainDate;
    error: Note;
    warn: Note;
  }>;

type Note = <N extends TableName>(name: N, line: Line<N>, column: ColumnOf<N>, expected: string) => void;

/** Who may run visits: those who offer services, and support persons, whose help is a service of the plan. */
const providingRoles: readonly string[] = ['provider', 'support_person'];

/** A sentence for a person who may not run visits; null for one who may, or who is unknown anyway. */
export function providersOf(lines: Lines): (number: string) => string | null {
  const people = new Map(wholeOf(lines, 'people').map((line) => [line.values.number, line]));
  return (number) => {
    const person = people.get(number);
    if (person === undefined || providingRoles.includes(person.values.post.role)) return null;
    return latvian('import:check.notProvider', { number, role: person.cells.post });
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
