import { exactEuros } from '../../src/core/money/euros.ts';
import { latvian } from '../../src/core/text/text.ts';
import { type Checking, checkOrder, providersOf } from './checking.ts';
import { wholeOf } from './columns.ts';
import { asItWillStand } from './portal-changes.ts';
import { keyOf } from './stored.ts';

export function checkPlans({ lines, stored, error }: Checking): void {
  for (const line of wholeOf(lines, 'plans')) {
    const { number, participant, fromOn, toOn, version } = line.values;
    checkOrder({ error }, 'plans', line, 'toOn', fromOn, toOn);
    const known = stored.plans.get(number);
    if (known === undefined) continue;
    if (known.participant !== participant) {
      error('plans', line, 'participant', latvian('import:check.otherParticipant', { number: known.participant }));
    }
    if (known.version > version) {
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

export function checkPlanServices({ lines, error }: Checking): void {
  const mayProvide = providersOf(lines);
  for (const line of wholeOf(lines, 'planServices')) {
    const refusal = mayProvide(line.values.provider);
    if (refusal !== null) error('planServices', line, 'provider', refusal);
  }
}

/** The visits that use or book units against what the plan has of their service. */
export function checkUnits(checking: Checking): void {
  const { lines, stored, error } = checking;
  const most = new Map<string, number>();
  for (const { values } of wholeOf(lines, 'planServices')) {
    const key = keyOf(values.plan, values.service);
    most.set(key, Math.max(most.get(key) ?? 0, values.units));
  }
  const sums = unitsOnlyStored(checking);
  const over = new Set<string>();
  for (const line of wholeOf(lines, 'visits')) {
    const key = keyOf(line.values.plan, line.values.service);
    const { status, units } = asItWillStand(stored, line.values);
    const limit = most.get(key);
    if (limit === undefined || !holdsMoney(status)) continue;
    const sum = (sums.get(key) ?? 0) + units;
    sums.set(key, sum);
    // Once for each service: the first row that does not fit shows where to look.
    if (sum > limit && !over.has(key))
      error('visits', line, 'units', latvian('import:check.units', { units: limit, sum }));
    if (sum > limit) over.add(key);
  }
  for (const line of wholeOf(lines, 'planServices')) {
    const key = keyOf(line.values.plan, line.values.service);
    const sum = sums.get(key) ?? 0;
    const limit = most.get(key) ?? 0;
    // What only the database holds may not fit either.
    if (sum > limit && !over.has(key)) {
      error('planServices', line, 'units', latvian('import:check.units', { units: limit, sum }));
    }
  }
}

/** The units of visits that are no longer in the files: they stay, and so does what they hold. */
function unitsOnlyStored({ lines, stored }: Checking): Map<string, number> {
  const inFile = new Set((lines.visits ?? []).map(({ cells }) => cells.number));
  const sums = new Map<string, number>();
  for (const { number, plan, service, status, units } of stored.visits.values()) {
    if (inFile.has(number) || !holdsMoney(status)) continue;
    sums.set(keyOf(plan, service), (sums.get(keyOf(plan, service)) ?? 0) + units);
  }
  return sums;
}

function holdsMoney(status: string): boolean {
  return status === 'planned' || status === 'happened';
}

/** What a plan's services cost together against its budget. */
export function checkBudgets({ lines, stored, error }: Checking): void {
  const costs = new Map<string, number>();
  const add = (plan: string, cents: number) => costs.set(plan, (costs.get(plan) ?? 0) + cents);
  for (const { values } of wholeOf(lines, 'planServices')) add(values.plan, values.units * values.priceCents);
  const inFile = new Set((lines.planServices ?? []).map(({ cells }) => keyOf(cells.plan, cells.service)));
  for (const [key, known] of stored.planServices) if (!inFile.has(key)) add(known.plan, known.assignedCents);
  for (const line of wholeOf(lines, 'plans')) {
    const cents = costs.get(line.values.number) ?? 0;
    if (cents > line.values.budgetCents) {
      error('plans', line, 'budgetCents', latvian('import:check.budget', { sum: exactEuros(latvian, cents) }));
    }
  }
}
