import { exactEuros } from '../../src/core/money/euros.ts';
import { t } from '../../src/core/text/text.ts';
import { TIME_ZONE } from '../../src/core/time/clock.ts';
import {
  areaWords,
  type ColumnOf,
  type Line,
  type Lines,
  linkWords,
  participantWord,
  roleWords,
  statusWords,
  type TableName,
  tableNames,
  tables,
  topicWords,
  type Values,
  wordOf,
} from './columns.ts';
import type { Problem } from './report.ts';
import { keyOf, type Stored, type StoredVisit } from './stored.ts';

const ADULT_FROM_YEARS = 18;

/** Who may run visits: those who offer services, and support persons, whose help is a service of the plan. */
const providingRoles: readonly string[] = ['provider', 'support_person'];

/** Which links a person of a role may have; a relative may be the guardian too. */
const relatives: readonly string[] = ['family', 'parent', 'guardian'];

/** A court or the social service ends the others, and its file says so. */
const endedByParticipant: readonly string[] = ['family', 'support_person'];

export type Findings = Readonly<{ errors: readonly Problem[]; warnings: readonly Problem[] }>;

/** The rows that could be read, with their values. */
type Whole<N extends TableName> = Line<N> & Readonly<{ values: Values<N> }>;

type Check = Readonly<{
  lines: Lines;
  stored: Stored;
  today: Temporal.PlainDate;
  error: Note;
  warn: Note;
}>;

type Note = <N extends TableName>(name: N, line: Line<N>, column: ColumnOf<N>, expected: string) => void;

/** Everything that can only be seen by looking at several cells, rows, files, or at the database. */
export function check(lines: Lines, stored: Stored, today: Temporal.PlainDate): Findings {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  const noteIn =
    (list: Problem[]): Note =>
    (name, line, column, expected) => {
      const { file, columns } = tables[name];
      const named: Readonly<Record<PropertyKey, { name: string }>> = columns;
      list.push({ file, row: line.row, column: named[column]?.name ?? null, value: line.cells[column], expected });
    };
  const all: Check = { lines, stored, today, error: noteIn(errors), warn: noteIn(warnings) };
  checkKeys(all);
  checkReferences(all);
  checkPeople(all);
  checkLinks(all);
  checkConsents(all);
  checkPlans(all);
  checkPlanServices(all);
  checkVisits(all);
  checkSums(all);
  checkClashes(all);
  return { errors: inOrder(errors), warnings: inOrder(warnings) };
}

/** By file, then by row: the way somebody mends them. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = tableNames.map((name) => tables[name].file as string);
  return problems.toSorted((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || (a.row ?? 0) - (b.row ?? 0));
}

/** The rows that were read whole. */
export function wholeOf<N extends TableName>(lines: Lines, name: N): readonly Whole<N>[] {
  const table: readonly Line<N>[] = lines[name] ?? [];
  return table.filter((line): line is Whole<N> => line.values !== null);
}

/**
 * Whether the portal's own state of a visit stays: an answered request cancelled it and the file does not say so, or it
 * was moved and the file still has another time. A file that has the new time knows of the move and counts again.
 */
export function keepsPortal(stored: StoredVisit | undefined, row: Values<'visits'>): 'moved' | 'answered' | null {
  if (stored === undefined) return null;
  if (stored.hasAnswer && stored.status === 'cancelled') return 'answered';
  const isSameTime =
    stored.heldOn === row.heldOn && stored.startTime === row.startTime && stored.endTime === row.endTime;
  return stored.movedFromOn !== null && !isSameTime ? 'moved' : null;
}

function checkKeys({ lines, error }: Check): void {
  const once = <N extends TableName>(name: N, columns: readonly ColumnOf<N>[], text: 'numberTwice' | 'sameTwice') => {
    const seen = new Map<string, number>();
    const table: readonly Line<N>[] = lines[name] ?? [];
    for (const line of table) {
      const key = keyOf(...columns.map((column) => line.cells[column]));
      const row = seen.get(key);
      const [column] = columns.slice(-1);
      if (row === undefined) seen.set(key, line.row);
      else if (column !== undefined && key.trim() !== '') error(name, line, column, t(`import:check.${text}`, { row }));
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
    if (participants.has(line.cells.number)) error('people', line, 'number', t('import:check.numberOfParticipant'));
  }
}

function checkReferences({ lines, error }: Check): void {
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
        error(name, line, column, t('import:check.unknown', { file: tables[other].file }));
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

function checkPeople({ lines, stored, today, error }: Check): void {
  for (const line of wholeOf(lines, 'participants')) {
    const { number, bornOn } = line.values;
    if (bornOn >= today.toString()) error('participants', line, 'bornOn', t('import:check.bornLater'));
    const known = stored.people.get(number);
    if (known !== undefined && known.role !== 'participant') {
      error('participants', line, 'number', t('import:check.otherRole', { role: wordOf(roleWords, known.role) }));
    }
  }
  const people = wholeOf(lines, 'people');
  const inFile = new Set(people.map(({ values }) => values.number));
  const taken = new Set(stored.emailsElsewhere);
  for (const { number, email } of stored.people.values()) if (email !== null && !inFile.has(number)) taken.add(email);
  for (const line of people) {
    const { number, email } = line.values;
    if (stored.people.get(number)?.role === 'participant') {
      error('people', line, 'number', t('import:check.otherRole', { role: participantWord }));
    }
    if (email === null) continue;
    if (taken.has(email)) error('people', line, 'email', t('import:check.emailTaken'));
    taken.add(email);
  }
}

function checkLinks({ lines, error, warn }: Check): void {
  const roles = new Map(wholeOf(lines, 'people').map(({ values }) => [values.number, values.role]));
  const born = new Map(wholeOf(lines, 'participants').map(({ values }) => [values.number, values.bornOn]));
  for (const line of wholeOf(lines, 'links')) {
    const { participant, person, kind, areas, consents, fromOn, toOn } = line.values;
    checkOrder({ error }, 'links', line, 'toOn', fromOn, toOn);
    const role = roles.get(person);
    if (role !== undefined && role !== kind && !(relatives.includes(role) && relatives.includes(kind))) {
      const names = { kind: wordOf(linkWords, kind), role: wordOf(roleWords, role) };
      error('links', line, 'kind', t('import:check.linkRole', names));
    }
    if (kind === 'guardian' && areas.length === 0) {
      error('links', line, 'areas', t('import:check.areasMissing', { list: Object.keys(areaWords).join(', ') }));
    }
    if (kind !== 'guardian' && areas.length > 0) error('links', line, 'areas', t('import:check.areasOfOther'));
    if (kind === 'social_worker' && consents.length > 0) {
      error('links', line, 'consents', t('import:check.consentOfWorker'));
    }
    const bornOn = born.get(participant);
    if (kind === 'parent' && bornOn !== undefined && isAdult(bornOn, fromOn)) {
      warn('links', line, 'kind', t('import:warning.parentOfAdult'));
    }
  }
}

/** The participant ended it in the portal: an old file does not let anybody in again. */
export function staysEnded(
  stored: Readonly<{ kind: string; toOn: string | null }> | undefined,
  row: Values<'links'>,
  today: Temporal.PlainDate,
): boolean {
  if (stored === undefined || stored.toOn === null || !endedByParticipant.includes(stored.kind)) return false;
  return stored.toOn <= today.toString() && (row.toOn === null || row.toOn > stored.toOn);
}

/** What the participant allowed or took back in the portal stays so; the file only adds what was never there. */
function checkConsents({ lines, stored, today, warn }: Check): void {
  const pairs = Map.groupBy(wholeOf(lines, 'links'), ({ values }) => keyOf(values.participant, values.person));
  for (const [pair, links] of pairs) {
    const known = stored.consents.get(pair) ?? [];
    const isActive = (topic: string) => known.some((consent) => consent.topic === topic && consent.isActive);
    const asked = new Set<string>(links.flatMap(({ values }) => values.consents));
    for (const line of links) {
      for (const topic of line.values.consents) {
        if (!isActive(topic) && known.some((consent) => consent.topic === topic)) {
          warn('links', line, 'consents', t('import:warning.consentTakenBack', { topic: wordOf(topicWords, topic) }));
        }
      }
      const { participant, person, kind } = line.values;
      const ended = stored.links.get(keyOf(participant, person, kind));
      if (ended?.toOn != null && staysEnded(ended, line.values, today)) {
        warn('links', line, 'toOn', t('import:warning.linkEnded', { day: asTyped(ended.toOn) }));
      }
    }
    const [line] = links;
    for (const { topic } of known.filter((consent) => consent.isActive && !asked.has(consent.topic))) {
      if (line !== undefined) {
        warn('links', line, 'consents', t('import:warning.consentKept', { topic: wordOf(topicWords, topic) }));
      }
    }
  }
}

function isAdult(bornOn: string, on: string): boolean {
  return Temporal.PlainDate.from(bornOn).add({ years: ADULT_FROM_YEARS }).toString() <= on;
}

function checkOrder<N extends TableName>(
  { error }: Pick<Check, 'error'>,
  name: N,
  line: Line<N>,
  column: ColumnOf<N>,
  fromOn: string,
  toOn: string | null,
): void {
  if (toOn !== null && toOn < fromOn) error(name, line, column, t('import:check.endsBefore', { start: asTyped(fromOn) }));
}

function checkPlans({ lines, stored, error }: Check): void {
  for (const line of wholeOf(lines, 'plans')) {
    const { number, participant, fromOn, toOn, version } = line.values;
    checkOrder({ error }, 'plans', line, 'toOn', fromOn, toOn);
    const known = stored.plans.get(number);
    if (known === undefined) continue;
    if (known.participant !== participant) {
      error('plans', line, 'participant', t('import:check.otherParticipant', { number: known.participant }));
    }
    if (known.version > version) {
      error('plans', line, 'version', t('import:check.olderVersion', { version: known.version }));
    }
  }
  const goals = new Map<string, Readonly<{ row: number; text: string }>>();
  for (const line of wholeOf(lines, 'steps')) {
    const { plan, goal, goalText } = line.values;
    const first = goals.get(keyOf(plan, goal)) ?? { row: line.row, text: goalText };
    goals.set(keyOf(plan, goal), first);
    if (first.text !== goalText) error('steps', line, 'goalText', t('import:check.goalDiffers', { row: first.row }));
  }
}

function checkPlanServices({ lines, error }: Check): void {
  const mayProvide = providersOf(lines);
  for (const line of wholeOf(lines, 'planServices')) {
    const refusal = mayProvide(line.values.provider);
    if (refusal !== null) error('planServices', line, 'provider', refusal);
  }
}

/** A sentence for a person who may not run visits; null for one who may, or who is unknown anyway. */
function providersOf(lines: Lines): (number: string) => string | null {
  const roles = new Map(wholeOf(lines, 'people').map(({ values }) => [values.number, values.role]));
  return (number) => {
    const role = roles.get(number);
    if (role === undefined || providingRoles.includes(role)) return null;
    return t('import:check.notProvider', { number, role: wordOf(roleWords, role) });
  };
}

function checkVisits({ lines, stored, error, warn }: Check): void {
  const mayProvide = providersOf(lines);
  const plans = new Map(wholeOf(lines, 'plans').map(({ values }) => [values.number, values]));
  const inPlan = new Set((lines.planServices ?? []).map(({ cells }) => keyOf(cells.plan, cells.service)));
  const knownServices = new Set((lines.services ?? []).map(({ cells }) => cells.code));
  const knownPlans = new Set((lines.plans ?? []).map(({ cells }) => cells.number));
  for (const line of wholeOf(lines, 'visits')) {
    const row = line.values;
    const known = stored.visits.get(row.number);
    if (known !== undefined && (known.plan !== row.plan || known.service !== row.service)) {
      const place = { plan: known.plan, service: known.service };
      error('visits', line, 'number', t('import:check.otherService', place));
    }
    if (row.endTime <= row.startTime) error('visits', line, 'endTime', t('import:check.endsAt', { start: row.startTime }));
    for (const column of ['startTime', 'endTime'] as const) {
      if (!isOnTheClock(row.heldOn, row[column])) error('visits', line, column, t('import:check.skippedTime'));
    }
    const refusal = mayProvide(row.provider);
    if (refusal !== null) error('visits', line, 'provider', refusal);
    if (row.status === 'cancelled' && row.reason === null) error('visits', line, 'reason', t('import:check.reason'));
    const isKnown = lines.planServices !== null && knownServices.has(row.service) && knownPlans.has(row.plan);
    if (isKnown && !inPlan.has(keyOf(row.plan, row.service))) {
      error('visits', line, 'service', t('import:check.notInPlan', { plan: row.plan }));
    }
    const kept = keepsPortal(known, row);
    const plan = plans.get(row.plan);
    if (kept === null && plan !== undefined && (row.heldOn < plan.fromOn || row.heldOn > plan.toOn)) {
      const period = { start: asTyped(plan.fromOn), end: asTyped(plan.toOn) };
      error('visits', line, 'heldOn', t('import:check.outsidePlan', period));
    }
    if (known === undefined || kept === null) continue;
    if (kept === 'moved') {
      const moved = { day: asTyped(known.heldOn), start: known.startTime };
      warn('visits', line, 'heldOn', t('import:warning.visitMoved', moved));
    } else if (row.status !== known.status) {
      warn('visits', line, 'status', t('import:warning.visitAnswered', { status: wordOf(statusWords, known.status) }));
    }
  }
}

/** Summer time skips an hour of one night (28.03.2027, 3:00–4:00): a visit cannot begin in it. */
function isOnTheClock(day: string, time: string): boolean {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  return wall.toZonedDateTime(TIME_ZONE).toPlainDateTime().equals(wall);
}

/** Visits against what the plan has for their service, services against the plan's budget. */
function checkSums({ lines, stored, error }: Check): void {
  const holds = (status: string) => status === 'planned' || status === 'happened';
  const inFile = new Set((lines.visits ?? []).map(({ cells }) => cells.number));
  const units = new Map<string, number>();
  const add = (key: string, more: number): number => {
    const sum = (units.get(key) ?? 0) + more;
    units.set(key, sum);
    return sum;
  };
  for (const visit of stored.visits.values()) {
    if (!inFile.has(visit.number) && holds(visit.status)) add(keyOf(visit.plan, visit.service), visit.units);
  }
  const planned = new Map<string, number>();
  for (const { values } of wholeOf(lines, 'planServices')) {
    const key = keyOf(values.plan, values.service);
    planned.set(key, Math.max(planned.get(key) ?? 0, values.units));
  }
  const over = new Set<string>();
  for (const line of wholeOf(lines, 'visits')) {
    const key = keyOf(line.values.plan, line.values.service);
    const known = stored.visits.get(line.values.number);
    const row = known !== undefined && keepsPortal(known, line.values) !== null ? known : line.values;
    const most = planned.get(key);
    if (most === undefined || !holds(row.status)) continue;
    const sum = add(key, row.units);
    // Once for each service: the first row that does not fit shows where to look.
    if (sum > most && !over.has(key)) {
      over.add(key);
      error('visits', line, 'units', t('import:check.units', { units: most, sum }));
    }
  }
  for (const line of wholeOf(lines, 'planServices')) {
    const key = keyOf(line.values.plan, line.values.service);
    const sum = units.get(key) ?? 0;
    // What only the database holds may not fit either.
    if (sum > line.values.units && !over.has(key)) {
      error('planServices', line, 'units', t('import:check.units', { units: line.values.units, sum }));
    }
  }
  const costs = new Map<string, number>();
  const cost = (plan: string, cents: number) => costs.set(plan, (costs.get(plan) ?? 0) + cents);
  for (const { values } of wholeOf(lines, 'planServices')) cost(values.plan, values.units * values.priceCents);
  const servicesInFile = new Set((lines.planServices ?? []).map(({ cells }) => keyOf(cells.plan, cells.service)));
  for (const [key, known] of stored.planServices) if (!servicesInFile.has(key)) cost(known.plan, known.assignedCents);
  for (const line of wholeOf(lines, 'plans')) {
    const cents = costs.get(line.values.number) ?? 0;
    if (cents > line.values.budgetCents) {
      error('plans', line, 'budgetCents', t('import:check.budget', { sum: exactEuros(cents) }));
    }
  }
}

/** When and where a visit of the file will really be. */
type Held = Readonly<{
  line: Whole<'visits'>;
  participant: string;
  heldOn: string;
  startTime: string;
  endTime: string;
  where: string;
  status: string;
}>;

/**
 * A participant cannot be at two visits at once. A provider often works with several people at once, in a day centre or a
 * group, but not in two places: that is what is worth a word, and only for visits that still can be mended. Clashes that
 * come back every week are told once.
 */
function checkClashes({ lines, stored, warn }: Check): void {
  const participants = new Map(wholeOf(lines, 'plans').map(({ values }) => [values.number, values.participant]));
  const held = wholeOf(lines, 'visits').flatMap((line): Held[] => {
    const known = stored.visits.get(line.values.number);
    const row = known !== undefined && keepsPortal(known, line.values) !== null ? known : line.values;
    const participant = participants.get(line.values.plan);
    if (participant === undefined || (row.status !== 'planned' && row.status !== 'happened')) return [];
    const { heldOn, startTime, endTime, status } = row;
    // Without an address a place is the person's own: two homes are two places.
    const where = row.videoUrl ?? (row.address === null ? keyOf(row.place, participant) : keyOf(row.place, row.address));
    return [{ line, participant, heldOn, startTime, endTime, status, where }];
  });
  for (const [first, second] of clashes(held, (visit) => visit.participant)) {
    const names = { participant: second.participant, other: first.line.values.number, row: first.line.row };
    warn('visits', second.line, 'startTime', t('import:warning.participantTwice', names));
  }
  const planned = held.filter(({ status }) => status === 'planned');
  const elsewhere = clashes(planned, (visit) => visit.line.values.provider).filter(
    ([first, second]) => first.participant !== second.participant && first.where !== second.where,
  );
  const series = Map.groupBy(elsewhere, ([first, second]) =>
    [first, second].map(({ line, startTime }) => keyOf(line.values.plan, line.values.service, startTime)).join(' '),
  );
  for (const [[first, second], ...more] of series.values().flatMap((pairs) => (isFilled(pairs) ? [pairs] : []))) {
    const { provider } = second.line.values;
    const names = { provider, other: first.line.values.number, row: first.line.row };
    const again = more.length === 0 ? '' : ` ${t('import:warning.again', { count: more.length })}`;
    warn('visits', second.line, 'provider', t('import:warning.providerElsewhere', names) + again);
  }
}

function isFilled<T>(list: readonly T[]): list is readonly [T, ...T[]] {
  return list.length > 0;
}

/** Pairs that overlap, the later row second. */
function clashes(visits: readonly Held[], whoseOf: (visit: Held) => string): readonly (readonly [Held, Held])[] {
  const pairs: (readonly [Held, Held])[] = [];
  for (const sameDay of Map.groupBy(visits, (visit) => keyOf(whoseOf(visit), visit.heldOn)).values()) {
    for (const [index, second] of sameDay.entries()) {
      for (const first of sameDay.slice(0, index)) {
        if (first.startTime < second.endTime && second.startTime < first.endTime) pairs.push([first, second]);
      }
    }
  }
  return pairs;
}

/** The day as staff type it. */
function asTyped(day: string): string {
  return day.split('-').toReversed().join('.');
}
