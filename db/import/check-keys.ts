import { latvian } from '../../src/core/text/text.ts';
import type { Checking } from './checking.ts';
import { type ColumnOf, type Line, type TableName, tables } from './columns.ts';
import { keyOf } from './stored.ts';

/** Numbers and pairs that may be there only once. */
export function checkKeys({ lines, error }: Checking): void {
  const once = <N extends TableName>(name: N, columns: readonly ColumnOf<N>[], text: 'numberTwice' | 'sameTwice') => {
    const seen = new Map<string, number>();
    const table: readonly Line<N>[] = lines[name] ?? [];
    for (const line of table) {
      const key = keyOf(...columns.map((column) => line.cells[column]));
      const row = seen.get(key);
      const [column] = columns.slice(-1);
      if (row === undefined) seen.set(key, line.row);
      else if (column !== undefined && key.trim() !== '')
        error(name, line, column, latvian(`import:check.${text}`, { row }));
    }
  };
  once('participants', ['number'], 'numberTwice');
  once('people', ['number'], 'numberTwice');
  once('services', ['code'], 'numberTwice');
  once('plans', ['number'], 'numberTwice');
  once('visits', ['number'], 'numberTwice');
  once('links', ['participant', 'person', 'kind'], 'sameTwice');
  once('steps', ['plan', 'goal', 'position'], 'sameTwice');
  once('planServices', ['plan', 'service'], 'sameTwice');
  const participants = new Set((lines.participants ?? []).map(({ cells }) => cells.number));
  for (const line of lines.people ?? []) {
    if (participants.has(line.cells.number))
      error('people', line, 'number', latvian('import:check.numberOfParticipant'));
  }
}

/** Everything that points to another file must be found there. */
export function checkReferences({ lines, error }: Checking): void {
  const mustBeIn = <N extends TableName, M extends TableName>(
    name: N,
    column: ColumnOf<N>,
    other: M,
    otherColumn: ColumnOf<M>,
  ) => {
    const there: readonly Line<M>[] | null = lines[other];
    // A file that could not be read is a problem of its own; every row that points to it is not.
    if (there === null) return;
    const known = new Set<string>(there.map((line) => line.cells[otherColumn]));
    const table: readonly Line<N>[] = lines[name] ?? [];
    for (const line of table) {
      const given = line.cells[column];
      if (given !== '' && !known.has(given)) {
        error(name, line, column, latvian('import:check.unknown', { file: tables[other].file }));
      }
    }
  };
  mustBeIn('links', 'participant', 'participants', 'number');
  mustBeIn('links', 'person', 'people', 'number');
  mustBeIn('plans', 'participant', 'participants', 'number');
  mustBeIn('steps', 'plan', 'plans', 'number');
  mustBeIn('planServices', 'plan', 'plans', 'number');
  mustBeIn('planServices', 'service', 'services', 'code');
  mustBeIn('planServices', 'provider', 'people', 'number');
  mustBeIn('visits', 'plan', 'plans', 'number');
  mustBeIn('visits', 'service', 'services', 'code');
  mustBeIn('visits', 'provider', 'people', 'number');
}
