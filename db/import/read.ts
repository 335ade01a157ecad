import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { latvian } from '../../src/core/text/text.ts';
import { type ColumnOf, type Line, type Lines, type TableName, tables, type Values } from './columns.ts';
import type { Problem } from './report.ts';

type Sheet = Readonly<{
  header: readonly string[];
  rows: readonly Readonly<{ row: number; cells: readonly string[] }>[];
}>;

/** Reads all eight files of a folder and says all that is wrong with their cells. */
export function readFolder(folder: string): Readonly<{ lines: Lines; problems: readonly Problem[] }> {
  if (!existsSync(folder)) {
    return {
      lines: linesOf(() => null),
      problems: [{ file: folder, row: null, column: null, value: null, expected: latvian('import:file.folder') }],
    };
  }
  const problems: Problem[] = [];
  return { lines: linesOf((name) => readTable(folder, name, problems)), problems };
}

function linesOf(read: <N extends TableName>(name: N) => readonly Line<N>[] | null): Lines {
  return {
    participants: read('participants'),
    people: read('people'),
    links: read('links'),
    plans: read('plans'),
    steps: read('steps'),
    services: read('services'),
    planServices: read('planServices'),
    visits: read('visits'),
  };
}

function readTable<N extends TableName>(folder: string, name: N, problems: Problem[]): readonly Line<N>[] | null {
  const { file } = tables[name];
  const sheet = readSheet(folder, file, problems);
  if (sheet === null) return null;
  const positions = findColumns(name, sheet, problems);
  if (positions === null) return null;
  return sheet.rows.map(({ row, cells }) => {
    if (cells.slice(sheet.header.length).some((extra) => extra !== '')) {
      const expected = latvian('import:file.cells', { cells: sheet.header.length });
      problems.push({ file, row, column: null, value: cells.join('; '), expected });
      return { row, cells: cellsAt(positions, cells), values: null };
    }
    return readLine(name, row, cellsAt(positions, cells), problems);
  });
}

function cellsAt<N extends TableName>(
  positions: ReadonlyMap<ColumnOf<N>, number>,
  cells: readonly string[],
): Record<ColumnOf<N>, string> {
  // A spreadsheet may leave out the empty cells at the end of a row.
  const entries = [...positions].map(([key, position]) => [key, cells[position] ?? '']);
  return Object.fromEntries(entries) as Record<ColumnOf<N>, string>;
}

function readLine<N extends TableName>(
  name: N,
  row: number,
  cells: Readonly<Record<ColumnOf<N>, string>>,
  problems: Problem[],
): Line<N> {
  const { file, columns } = tables[name];
  const values: Record<string, unknown> = {};
  let isWhole = true;
  for (const [key, column] of Object.entries(columns)) {
    const given = cells[key as ColumnOf<N>];
    const read = column.read.safeParse(given);
    if (read.success) values[key] = read.data;
    else {
      isWhole = false;
      for (const { message } of read.error.issues) {
        problems.push({ file, row, column: column.name, value: given, expected: message });
      }
    }
  }
  return { row, cells, values: isWhole ? (values as Values<N>) : null };
}

/** Where each column stands, or null when the header is not the expected one. */
function findColumns<N extends TableName>(
  name: N,
  sheet: Sheet,
  problems: Problem[],
): ReadonlyMap<ColumnOf<N>, number> | null {
  const { file, columns } = tables[name];
  const names = Object.values(columns).map((column) => column.name);
  const wrong = (value: string, expected: string) =>
    problems.push({ file, row: 1, column: value, value: null, expected });
  const before = problems.length;
  for (const [position, given] of sheet.header.entries()) {
    if (!names.includes(given)) wrong(given, latvian('import:file.columnUnknown', { list: names.join(', ') }));
    else if (sheet.header.indexOf(given) !== position) wrong(given, latvian('import:file.columnTwice'));
  }
  const positions = new Map<ColumnOf<N>, number>();
  for (const [key, column] of Object.entries(columns)) {
    const position = sheet.header.indexOf(column.name);
    if (position === -1) wrong(column.name, latvian('import:file.columnMissing'));
    positions.set(key as ColumnOf<N>, position);
  }
  return problems.length === before ? positions : null;
}

function readSheet(folder: string, file: string, problems: Problem[]): Sheet | null {
  const refuse = (expected: string, row: number | null = null): null => {
    problems.push({ file, row, column: null, value: null, expected });
    return null;
  };
  const path = join(folder, file);
  if (!existsSync(path)) return refuse(latvian('import:file.missing'));
  const content = decode(readFileSync(path));
  if (content === null) return refuse(latvian('import:file.utf8'));
  let records: readonly (readonly string[])[];
  try {
    records = parse(content, { delimiter: delimiterOf(content), relax_column_count: true, skip_empty_lines: false });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return refuse(latvian('import:file.quotes'), Number(error.records ?? 0) + 1);
  }
  const rows = records.map((cells, index) => ({
    row: index + 1,
    cells: cells.map((given) => given.trim().normalize('NFC')),
  }));
  const [first, ...rest] = rows;
  if (first === undefined || isEmpty(first.cells)) return refuse(latvian('import:file.header'), 1);
  const width = first.cells.findLastIndex((given) => given !== '') + 1;
  return { header: first.cells.slice(0, width), rows: rest.filter(({ cells }) => !isEmpty(cells)) };
}

function isEmpty(cells: readonly string[]): boolean {
  return cells.every((given) => given === '');
}

/** Null when the bytes are not UTF-8. A byte order mark is left out. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Spreadsheets separate with semicolons where commas stand in decimals; the header shows which it was. */
function delimiterOf(content: string): string {
  const [header = ''] = content.split(/\r?\n/, 1);
  const semicolons = header.split(';').length;
  return semicolons >= header.split(',').length ? ';' : ',';
}
