import { dayOf } from '../../src/core/time/clock.ts';
import { type Database, transact } from '../client.ts';
import { check, inOrder } from './check.ts';
import { type Line, type Lines, type TableName, tables, type Values } from './columns.ts';
import { findKeptPlans, isPlannedInPortal } from './portal-changes.ts';
import { readFolder } from './read.ts';
import { countsWith, noCounts, type Report } from './report.ts';
import { keyOf, readStored, type Stored } from './stored.ts';
import { writeLines } from './write.ts';

export type ImportOptions = Readonly<{
  municipalityId: number;
  now: Temporal.Instant;
  /** Everything is tried, nothing is kept. */
  isCheckOnly: boolean;
  /** Moves every day but births by whole weeks (the demo). */
  shiftWeeks?: number;
}>;

/** Takes the transaction back once a check has seen what the import would do. */
class CheckedOnly extends Error {
  readonly report: Report;
  constructor(report: Report) {
    super('Only checked');
    this.report = report;
  }
}

/**
 * Imports a folder of the eight files into one municipality, all of it or nothing, in one transaction. With any error in
 * the files nothing changes and the report lists them all.
 */
export function importFolder(db: Database, folder: string, options: ImportOptions): Report {
  const read = readFolder(folder);
  const lines = moved(read.lines, options.shiftWeeks ?? 0);
  const today = dayOf(options.now);
  try {
    return transact(db, (tx) => {
      const stored = readStored(tx, options.municipalityId);
      const found = check(lines, stored, today);
      const errors = inOrder([...read.problems, ...found.errors]);
      const { warnings } = found;
      const { isCheckOnly } = options;
      if (errors.length > 0) {
        return { isCheckOnly, errors, warnings, vanished: [], counts: countsWith(() => noCounts) };
      }
      const counts = writeLines(tx, lines, stored, options);
      const report: Report = { isCheckOnly, errors, warnings, vanished: findVanished(lines, stored, today), counts };
      if (isCheckOnly) throw new CheckedOnly(report);
      return report;
    });
  } catch (error) {
    if (error instanceof CheckedOnly) return error.report;
    throw error;
  }
}

/** The same lines some weeks later or earlier. Clock times stay, whatever summer time does. */
function moved(lines: Lines, weeks: number): Lines {
  if (weeks === 0) return lines;
  const on = (day: string) => Temporal.PlainDate.from(day).add({ weeks }).toString();
  const orNone = (day: string | null) => (day === null ? null : on(day));
  const each = <N extends TableName>(table: readonly Line<N>[] | null, move: (values: Values<N>) => Values<N>) =>
    table?.map((line) => ({ ...line, values: line.values === null ? null : move(line.values) })) ?? null;
  return {
    ...lines,
    links: each<'links'>(lines.links, (row) => ({ ...row, fromOn: on(row.fromOn), toOn: orNone(row.toOn) })),
    plans: each<'plans'>(lines.plans, (row) => ({ ...row, fromOn: on(row.fromOn), toOn: on(row.toOn) })),
    steps: each<'steps'>(lines.steps, (row) => ({ ...row, doneOn: orNone(row.doneOn) })),
    visits: each<'visits'>(lines.visits, (row) => ({ ...row, heldOn: on(row.heldOn) })),
  };
}

/** What the database has and the files no longer have. A link that has ended may be gone from the files. */
function findVanished(lines: Lines, stored: Stored, today: Temporal.PlainDate): Report['vanished'] {
  const gone = <N extends TableName>(name: N, known: Iterable<string>, keyOfLine: (line: Line<N>) => string) => {
    const table: readonly Line<N>[] = lines[name] ?? [];
    const there = new Set(table.map(keyOfLine));
    return [...known].filter((key) => !there.has(key)).map((key) => ({ file: tables[name].file, key }));
  };
  const people = [...stored.people.values()];
  const numbers = (isParticipant: boolean) =>
    people.filter(({ role }) => (role === 'participant') === isParticipant).map(({ number }) => number);
  const keptPlans = findKeptPlans(lines, stored);
  /** Of the keys that begin with a plan: what such a plan has besides is the portal's own. */
  const notKept = (keys: Iterable<string>) => [...keys].filter((key) => !keptPlans.has(key.split(' ', 1).join()));
  const links = [...stored.links].filter(([, { toOn }]) => toOn === null || toOn >= today.toString());
  const visits = [...stored.visits.keys()].filter((number) => !isPlannedInPortal(number));
  return [
    ...gone('participants', numbers(true), ({ cells }) => cells.number),
    ...gone('people', numbers(false), ({ cells }) => cells.number),
    ...gone(
      'links',
      links.map(([key]) => key),
      ({ cells, values }) => keyOf(cells.participant, cells.person, values?.kind ?? ''),
    ),
    ...gone('plans', stored.plans.keys(), ({ cells }) => cells.number),
    ...gone('steps', notKept(stored.steps.keys()), ({ cells, values }) =>
      keyOf(cells.plan, values?.goal ?? '', values?.position ?? ''),
    ),
    ...gone('services', stored.services.keys(), ({ cells }) => cells.code),
    ...gone('planServices', notKept(stored.planServices.keys()), ({ cells }) => keyOf(cells.plan, cells.service)),
    ...gone('visits', visits, ({ cells }) => cells.number),
  ];
}
