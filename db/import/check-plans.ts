import { exactEuros } from '../../src/core/money/euros.ts';
import { latvian } from '../../src/core/text/text.ts';
import { type Checking, checkOrder, providersOf } from './checking.ts';
import { wholeOf } from './columns.ts';
import { asItWillStand, isOtherPlan, settlesMoney } from './portal-changes.ts';
import { keyOf } from './stored.ts';

export function checkPlans({ lines, stored, keptPlans, error }: Checking): void {
  for (const line of wholeOf(lines, 'plans')) {
    const { number, participant, fromOn, toOn, version } = line.values;
    checkOrder({ error }, 'plans', line, 'toOn', fromOn, toOn);
    const known = stored.plans.get(number);
    if (known === undefined) continue;
    if (known.participant !== participant) {
      error('plans', line, 'participant', latvian('import:check.otherParticipant', { number: known.participant }));
    }
    if (known.version > version && !keptPlans.has(number)) {
      error('plans', line, 'version', latvian('import:check.olderVersion', { version: known.version }));
    }
  }
  const goals = new Map<string, Readonly<{ row: number; text: string }>>();
  for (const line of wholeOf(lines, 'steps')) {
    const { plan, goal, goalText } = line.values;
    const first = goals.get(keyOf(plan, goal)) ?? { row: line.row, text: goalText };
    goals.set(keyOf(plan, goal), first);
    if (first.text !== goalText)
      error('steps', line, 'goalText', latvian('import:check.goalDiffers', { row: first.row }));
  }
}

/** Says which plans stay as the portal has changed them. */
export function checkKeptPlans(checking: Checking): void {
  const { lines, stored, keptPlans, warn } = checking;
  for (const line of wholeOf(lines, 'plans')) {
    const known = stored.plans.get(line.values.number);
    if (known === undefined || !keptPlans.has(known.number) || !isOtherPlan(checking, lines, line.values)) continue;
    const versions = { version: known.version, newer: known.version + 1 };
    warn('plans', line, 'version', latvian('import:warning.planKept', versions));
  }
}

export function checkPlanServices({ lines, error }: Checking): void {
  const mayProvide = providersOf(lines);
  for (const line of wholeOf(lines, 'planServices')) {
    const refusal = mayProvide(line.values.provider);
    if (refusal !== null) error('planServices', line, 'provider', refusal);
  }
}

type Amount = Readonly<{ units: number; cents: number }>;

/** What a service of a plan has, and what is taken of it already. */
type Room = Readonly<{ priceCents: number; has: Amount; taken: Amount }>;

/** The visits that use or book units against what the plan has of their service. */
export function checkUnits(checking: Checking): void {
  const { lines, stored, keptPlans, error } = checking;
  const rooms = roomsOf(checking);
  const changes = wholeOf(lines, 'visits').flatMap((line) => {
    const { plan, service, number } = line.values;
    const key = keyOf(plan, service);
    const room = rooms.get(key);
    const row = { ...line.values, ...asItWillStand(checking, line.values), plan };
    if (room === undefined || !settlesMoney(checking, row)) return [];
    const known = keptPlans.has(plan) ? stored.visits.get(number) : undefined;
    const takes = holdsMoney(row.status) ? worthOf(row.units, room.priceCents) : nothing;
    const more = minus(takes, { units: known?.heldUnits ?? 0, cents: known?.heldCents ?? 0 });
    return [{ line, key, room, more }];
  });
  // What is given back makes room for the others, whatever the order of the rows.
  const sums = new Map([...rooms].map(([key, { taken }]) => [key, taken]));
  const over = new Set<string>();
  for (const { line, key, room, more } of changes.toSorted((a, b) => Number(isMore(a.more)) - Number(isMore(b.more)))) {
    const sum = plus(sums.get(key) ?? nothing, more);
    sums.set(key, sum);
    const text = tooMuch(room.has, sum);
    // Once for each service: the first row that does not fit shows where to look.
    if (text !== null && isMore(more) && !over.has(key)) {
      error('visits', line, 'units', text);
      over.add(key);
    }
  }
  for (const line of wholeOf(lines, 'planServices')) {
    const key = keyOf(line.values.plan, line.values.service);
    const room = rooms.get(key);
    const text = room === undefined ? null : tooMuch(room.has, sums.get(key) ?? nothing);
    // What only the database holds may not fit either.
    if (text !== null && !over.has(key) && !keptPlans.has(line.values.plan)) {
      error('planServices', line, 'units', text);
    }
  }
}

/** A kept plan's services as the portal has them; the others as the file will have them. */
function roomsOf({ lines, stored, keptPlans }: Checking): ReadonlyMap<string, Room> {
  const rooms = new Map<string, Room>();
  const inFile = new Set((lines.visits ?? []).map(({ cells }) => cells.number));
  const visits = Map.groupBy(stored.visits.values(), ({ plan, service }) => keyOf(plan, service));
  for (const { values } of wholeOf(lines, 'planServices')) {
    const key = keyOf(values.plan, values.service);
    const known = stored.planServices.get(key);
    if (keptPlans.has(values.plan)) {
      if (known === undefined) continue;
      const { priceCents, assignedUnits, assignedCents, heldUnits, heldCents } = known;
      const has = { units: assignedUnits, cents: assignedCents };
      rooms.set(key, { priceCents, has, taken: { units: heldUnits, cents: heldCents } });
      continue;
    }
    const { priceCents } = values;
    // Corrections of the service as a whole belong to no visit.
    let taken: Amount = { units: known?.heldUnits ?? 0, cents: known?.heldCents ?? 0 };
    for (const visit of visits.get(key) ?? []) {
      taken = minus(taken, { units: visit.heldUnits, cents: visit.heldCents });
      // Visits that are no longer in the files stay, and so does what they hold.
      if (!inFile.has(visit.number) && holdsMoney(visit.status)) taken = plus(taken, worthOf(visit.units, priceCents));
    }
    const units = Math.max(rooms.get(key)?.has.units ?? 0, values.units);
    rooms.set(key, { priceCents, has: worthOf(units, priceCents), taken });
  }
  return rooms;
}

const nothing: Amount = { units: 0, cents: 0 };
const worthOf = (units: number, priceCents: number): Amount => ({ units, cents: units * priceCents });
const plus = (a: Amount, b: Amount): Amount => ({ units: a.units + b.units, cents: a.cents + b.cents });
const minus = (a: Amount, b: Amount): Amount => ({ units: a.units - b.units, cents: a.cents - b.cents });
const isMore = ({ units, cents }: Amount): boolean => units > 0 || cents > 0;

function tooMuch(has: Amount, sum: Amount): string | null {
  if (sum.units > has.units) return latvian('import:check.units', { units: has.units, sum: sum.units });
  if (sum.cents <= has.cents) return null;
  const euros = { has: exactEuros(latvian, has.cents), sum: exactEuros(latvian, sum.cents) };
  return latvian('import:check.serviceMoney', euros);
}

function holdsMoney(status: string): boolean {
  return status === 'planned' || status === 'happened';
}

/** What a plan's services cost together against its budget. */
export function checkBudgets({ lines, stored, keptPlans, error }: Checking): void {
  const costs = new Map<string, number>();
  const add = (plan: string, cents: number) => costs.set(plan, (costs.get(plan) ?? 0) + cents);
  for (const { values } of wholeOf(lines, 'planServices')) add(values.plan, values.units * values.priceCents);
  const inFile = new Set((lines.planServices ?? []).map(({ cells }) => keyOf(cells.plan, cells.service)));
  for (const [key, known] of stored.planServices) if (!inFile.has(key)) add(known.plan, known.assignedCents);
  for (const line of wholeOf(lines, 'plans').filter(({ values }) => !keptPlans.has(values.number))) {
    const cents = costs.get(line.values.number) ?? 0;
    if (cents > line.values.budgetCents) {
      error('plans', line, 'budgetCents', latvian('import:check.budget', { sum: exactEuros(latvian, cents) }));
    }
  }
}
