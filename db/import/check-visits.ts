import { latvian } from '../../src/core/text/text.ts';
import { TIME_ZONE } from '../../src/core/time/clock.ts';
import { asTyped, type Checking, providersOf } from './checking.ts';
import { statusWords, type Whole, wholeOf, wordOf } from './columns.ts';
import { asItWillStand, keepsPortal, otherCell } from './portal-changes.ts';
import { keyOf } from './stored.ts';

export function checkVisits(checking: Checking): void {
  const mayProvide = providersOf(checking.lines);
  for (const line of wholeOf(checking.lines, 'visits')) {
    checkTimes(checking, line);
    const { provider, status, reason } = line.values;
    const refusal = mayProvide(provider);
    if (refusal !== null) checking.error('visits', line, 'provider', refusal);
    if (status === 'cancelled' && reason === null) {
      checking.error('visits', line, 'reason', latvian('import:check.reason'));
    }
  }
  checkPlaces(checking);
  checkDays(checking);
}

function checkTimes({ error }: Checking, line: Whole<'visits'>): void {
  const { heldOn, startTime, endTime } = line.values;
  if (endTime <= startTime) error('visits', line, 'endTime', latvian('import:check.endsAt', { start: startTime }));
  if (!isOnTheClock(heldOn, startTime)) error('visits', line, 'startTime', latvian('import:check.skippedTime'));
  if (!isOnTheClock(heldOn, endTime)) error('visits', line, 'endTime', latvian('import:check.skippedTime'));
}

/** Each visit belongs to a service of its plan, for good. */
function checkPlaces({ lines, stored, keptPlans, error }: Checking): void {
  const inPlan = new Set((lines.planServices ?? []).map(({ cells }) => keyOf(cells.plan, cells.service)));
  const services = new Set((lines.services ?? []).map(({ cells }) => cells.code));
  const numbers = new Set((lines.plans ?? []).map(({ cells }) => cells.number));
  for (const line of wholeOf(lines, 'visits')) {
    const row = line.values;
    const known = stored.visits.get(row.number);
    if (known !== undefined && (known.plan !== row.plan || known.service !== row.service)) {
      const place = { plan: known.plan, service: known.service };
      error('visits', line, 'number', latvian('import:check.otherService', place));
    }
    // An unknown plan or service has been told already.
    const isKnown = lines.planServices !== null && services.has(row.service) && numbers.has(row.plan);
    const key = keyOf(row.plan, row.service);
    if (isKnown && !inPlan.has(key)) {
      error('visits', line, 'service', latvian('import:check.notInPlan', { plan: row.plan }));
    } else if (keptPlans.has(row.plan) && !stored.planServices.has(key)) {
      const names = { plan: row.plan, version: (stored.plans.get(row.plan)?.version ?? 0) + 1 };
      error('visits', line, 'service', latvian('import:check.notInPortal', names));
    }
  }
}

/** Each visit lies within its plan's days, as they will be after the import. */
function checkDays(checking: Checking): void {
  const { lines, stored, keptPlans, error } = checking;
  const plans = new Map(wholeOf(lines, 'plans').map(({ values }) => [values.number, values]));
  for (const line of wholeOf(lines, 'visits')) {
    const row = line.values;
    const isKept = keptPlans.has(row.plan);
    const plan = isKept ? stored.plans.get(row.plan) : plans.get(row.plan);
    if (plan === undefined || keepsPortal(checking, row) !== null) continue;
    // A visit that is there already stands where the portal has left it.
    if (isKept && stored.visits.has(row.number)) continue;
    if (row.heldOn < plan.fromOn || row.heldOn > plan.toOn) {
      const period = { start: asTyped(plan.fromOn), end: asTyped(plan.toOn) };
      error('visits', line, 'heldOn', latvian('import:check.outsidePlan', period));
    }
  }
}

/** Says which visits stay as the portal has changed them. */
export function checkKeptVisits(checking: Checking): void {
  const { lines, stored, warn } = checking;
  for (const line of wholeOf(lines, 'visits')) {
    const known = stored.visits.get(line.values.number);
    const kept = keepsPortal(checking, line.values);
    if (known === undefined || kept === null) continue;
    if (kept === 'moved') {
      const moved = { day: asTyped(known.heldOn), start: known.startTime };
      warn('visits', line, 'heldOn', latvian('import:warning.visitMoved', moved));
    } else if (kept === 'changed') {
      warn('visits', line, otherCell(known, line.values) ?? 'number', latvian('import:warning.visitChanged'));
    } else if (line.values.status !== known.status) {
      const status = wordOf(statusWords, known.status);
      warn('visits', line, 'status', latvian('import:warning.visitMarked', { status }));
    }
  }
}

/** Summer time skips an hour of one night (28.03.2027, 3:00–4:00): a visit cannot begin in it. */
function isOnTheClock(day: string, time: string): boolean {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  return wall.toZonedDateTime(TIME_ZONE).toPlainDateTime().equals(wall);
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
  provider: string;
}>;

/**
 * A participant cannot be at two visits at once. A provider often works with several people at once, in a day centre or a
 * group, but not in two places: that is what is worth a word, and only for visits that still can be mended. Clashes that
 * come back every week are told once.
 */
export function checkClashes(checking: Checking): void {
  const { lines, warn } = checking;
  const participants = new Map(wholeOf(lines, 'plans').map(({ values }) => [values.number, values.participant]));
  const held = wholeOf(lines, 'visits').flatMap((line): Held[] => {
    const row = asItWillStand(checking, line.values);
    const participant = participants.get(line.values.plan);
    if (participant === undefined || (row.status !== 'planned' && row.status !== 'happened')) return [];
    const { heldOn, startTime, endTime, status, provider } = row;
    // Without an address a place is the person's own: two homes are two places.
    const where =
      row.videoUrl ?? (row.address === null ? keyOf(row.place, participant) : keyOf(row.place, row.address));
    return [{ line, participant, heldOn, startTime, endTime, status, provider, where }];
  });
  for (const [first, second] of clashes(held, (visit) => visit.participant)) {
    const names = { participant: second.participant, other: first.line.values.number, row: first.line.row };
    warn('visits', second.line, 'startTime', latvian('import:warning.participantTwice', names));
  }
  const planned = held.filter(({ status }) => status === 'planned');
  const elsewhere = clashes(planned, (visit) => visit.provider).filter(
    ([first, second]) => first.participant !== second.participant && first.where !== second.where,
  );
  const series = Map.groupBy(elsewhere, ([first, second]) =>
    [first, second].map(({ line, startTime }) => keyOf(line.values.plan, line.values.service, startTime)).join(' '),
  );
  for (const [[first, second], ...more] of series.values().flatMap((pairs) => (isFilled(pairs) ? [pairs] : []))) {
    const { provider } = second;
    const names = { provider, other: first.line.values.number, row: first.line.row };
    const again = more.length === 0 ? '' : ` ${latvian('import:warning.again', { count: more.length })}`;
    warn('visits', second.line, 'provider', latvian('import:warning.providerElsewhere', names) + again);
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
