import type { Database } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import { findAllRows, findPeople } from './store.ts';

/** The shape of the file; a number higher means that a reader of the old one no longer understands it. */
const FORMAT = { format: 'mans-plans/own-data', version: 1 } as const;

/** Whose number stands in a column: the file says name and role instead. */
export const peopleColumns: readonly string[] = [
  'personId',
  'viewerId',
  'byPersonId',
  'helperId',
  'guardianId',
  'providerId',
  'startedBy',
  'answeredBy',
  'decidedBy',
  'madeBy',
  'enteredBy',
  'invitedBy',
];
/** Kept as JSON: the file holds it whole. */
const jsonColumns: readonly string[] = [
  'answers',
  'asAsked',
  'askedLook',
  'decidingNotes',
  'record',
  'lines',
  'before',
];

type Row = Readonly<Record<string, unknown>>;

/**
 * Everything that is kept about the participant, for a machine to read (GDPR, articles 15 and 20): each table by its name, each row
 * with its columns. Of other people nothing but their name and what they are; no secret, and no hash of one.
 *
 * @param at the instant at which it is made
 */
export function gatherEverything(db: Database, grant: Grant<'data.export'>, at: string): Row {
  const tables = findAllRows(db, grant);
  const numbers = Object.values(tables)
    .flat()
    .flatMap((row: Row) => peopleColumns.map((column) => row[column]))
    .filter((value) => typeof value === 'number');
  const people = findPeople(db, grant, [...new Set(numbers)]);
  const readable = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map(([column, value]) => {
        if (peopleColumns.includes(column) && typeof value === 'number') return [column, people.get(value) ?? null];
        if (jsonColumns.includes(column) && typeof value === 'string') return [column, JSON.parse(value)];
        return [column, value];
      }),
    );
  const rows = Object.entries(tables).map(([table, found]) => [table, found.map(readable)]);
  return { ...FORMAT, madeAt: at, ...Object.fromEntries(rows) };
}
