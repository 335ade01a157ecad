import { eq, sql } from 'drizzle-orm';
import { latvian } from '../../src/core/text/text.ts';
import { dayOf, instantText, TIME_ZONE } from '../../src/core/time/clock.ts';
import { appendEntry, settleVisit } from '../../src/features/money/ledger.ts';
import { allocate, assign, correct, type Entry, extend, type VisitStatus } from '../../src/features/money/rules.ts';
import type { Queries } from '../client.ts';
import { circleLink, consent, goal, guardianArea, person, plan, planService, service, step, visit } from '../schema.ts';
import { type Lines, type TableName, type Values, wholeOf } from './columns.ts';
import { findKeptPlans, keepsPortal, type Portal, settlesMoney, staysEndedOn } from './portal-changes.ts';
import { type Counts, countsWith, noCounts } from './report.ts';
import { keyOf, type Stored, type StoredVisit } from './stored.ts';

type Outcome = 'added' | 'changed' | 'same';

type Writing = Portal &
  Readonly<{
    tx: Queries;
    lines: Lines;
    municipalityId: number;
    now: Temporal.Instant;
    count: (name: TableName, outcome: Outcome) => void;
  }>;

/**
 * Writes checked rows: new ones are added, changed ones updated, money only by new ledger entries. Rows that are gone from
 * the files stay.
 *
 * @returns how many rows of each file were new, changed or the same
 */
export function writeLines(
  tx: Queries,
  lines: Lines,
  stored: Stored,
  { municipalityId, now }: Readonly<{ municipalityId: number; now: Temporal.Instant }>,
): Readonly<Record<TableName, Counts>> {
  const counts: Record<TableName, Counts> = countsWith(() => noCounts);
  const writing: Writing = {
    tx,
    lines,
    stored,
    keptPlans: findKeptPlans(lines, stored),
    municipalityId,
    now,
    count: (name, outcome) => {
      counts[name] = { ...counts[name], [outcome]: counts[name][outcome] + 1 };
    },
  };
  const people = writePeople(writing);
  const services = writeServices(writing);
  writeLinks(writing, people);
  const plans = writePlans(writing, people);
  writeSteps(writing, plans);
  const planServices = writePlanServices(writing, { plans, services, people });
  const visits = writeVisits(writing, { planServices, people });
  writeMoney(writing, { plans, planServices, visits });
  return counts;
}

type Ids = ReadonlyMap<string, number>;

function idOf(ids: Ids, key: string): number {
  const id = ids.get(key);
  // The check has refused every link to nobody.
  if (id === undefined) throw new Error('A row points to something that was not written');
  return id;
}

/** Whether what is stored says something else than the row. */
function differs<T extends object>(stored: T, row: Partial<T>): boolean {
  return (Object.keys(row) as (keyof T)[]).some((key) => stored[key] !== row[key]);
}

function writePeople({ tx, lines, stored, municipalityId, count }: Writing): Ids {
  const ids = new Map<string, number>();
  const rows: readonly Readonly<{ table: TableName; row: typeof person.$inferInsert }>[] = [
    ...wholeOf(lines, 'participants').map(({ values }) => ({
      table: 'participants' as const,
      row: { ...values, municipalityId, role: 'participant' as const },
    })),
    ...wholeOf(lines, 'people').map(({ values: { post, ...values } }) => ({
      table: 'people' as const,
      row: { ...values, ...post, municipalityId },
    })),
  ];
  // Two people may have changed addresses with each other: free them before they are given.
  for (const { row } of rows) {
    const known = stored.people.get(row.number);
    if (known !== undefined && known.email !== null && row.email !== undefined && known.email !== row.email) {
      tx.update(person).set({ email: null }).where(eq(person.id, known.id)).run();
    }
  }
  for (const { table, row } of rows) {
    const known = stored.people.get(row.number);
    if (known === undefined) {
      ids.set(row.number, tx.insert(person).values(row).returning({ id: person.id }).get().id);
      count(table, 'added');
    } else {
      ids.set(row.number, known.id);
      const isChanged = differs(known, row);
      if (isChanged) tx.update(person).set(row).where(eq(person.id, known.id)).run();
      count(table, isChanged ? 'changed' : 'same');
    }
  }
  return ids;
}

function writeServices({ tx, lines, stored, municipalityId, count }: Writing): Ids {
  const ids = new Map<string, number>();
  for (const { values } of wholeOf(lines, 'services')) {
    const known = stored.services.get(values.code);
    if (known === undefined) {
      const row = { ...values, municipalityId };
      ids.set(values.code, tx.insert(service).values(row).returning({ id: service.id }).get().id);
      count('services', 'added');
    } else {
      ids.set(values.code, known.id);
      const isChanged = differs(known, values);
      if (isChanged) tx.update(service).set(values).where(eq(service.id, known.id)).run();
      count('services', isChanged ? 'changed' : 'same');
    }
  }
  return ids;
}

function writeLinks(writing: Writing, people: Ids): void {
  for (const { values } of wholeOf(writing.lines, 'links')) {
    const pair = { participantId: idOf(people, values.participant), personId: idOf(people, values.person) };
    const outcome = writeLink(writing, values, pair);
    const hasNewConsent = writeConsents(writing, values, pair);
    writing.count('links', hasNewConsent && outcome === 'same' ? 'changed' : outcome);
  }
}

type Pair = Readonly<{ participantId: number; personId: number }>;

function writeLink({ tx, stored, now }: Writing, values: Values<'links'>, pair: Pair): Outcome {
  const { participant, person: number, kind, areas, fromOn, toOn } = values;
  const known = stored.links.get(keyOf(participant, number, kind));
  const giveAreas = (linkId: number) => {
    for (const area of areas) tx.insert(guardianArea).values({ linkId, area }).run();
  };
  if (known === undefined) {
    const row = { ...pair, kind, fromOn, toOn };
    giveAreas(tx.insert(circleLink).values(row).returning({ id: circleLink.id }).get().id);
    return 'added';
  }
  // Made, ended or written anew in the portal: a file may be old or new, and nothing tells which.
  if (known.isChangedInPortal) return 'same';
  const row = { fromOn, toOn: staysEndedOn(known, values, dayOf(now)) ?? toOn };
  const isChanged = differs(known, row);
  if (isChanged) tx.update(circleLink).set(row).where(eq(circleLink.id, known.id)).run();
  const hasOtherAreas = new Set<string>(areas).symmetricDifference(new Set(known.areas)).size > 0;
  if (hasOtherAreas) {
    tx.delete(guardianArea).where(eq(guardianArea.linkId, known.id)).run();
    giveAreas(known.id);
  }
  return isChanged || hasOtherAreas ? 'changed' : 'same';
}

/** Whether a consent was added. One that was taken back in the portal is not given again by the same old row. */
function writeConsents({ tx, stored, now }: Writing, values: Values<'links'>, pair: Pair): boolean {
  const before = stored.consents.get(keyOf(values.participant, values.person)) ?? [];
  const fresh = values.consents.filter((topic) => !before.some((given) => given.topic === topic));
  let hasNew = false;
  for (const topic of fresh) {
    const row = { ...pair, topic, grantedAt: grantedAt(values.fromOn, now) };
    // Two links of one pair may ask for the same.
    if (tx.insert(consent).values(row).onConflictDoNothing().run().changes > 0) hasNew = true;
  }
  return hasNew;
}

/** The link's first day, as the file knows no other; never later than now. */
function grantedAt(fromOn: string, now: Temporal.Instant): string {
  const start = Temporal.PlainDate.from(fromOn).toZonedDateTime(TIME_ZONE).toInstant();
  return instantText(Temporal.Instant.compare(start, now) < 0 ? start : now);
}

function writePlans({ tx, lines, stored, keptPlans, count }: Writing, people: Ids): Ids {
  const ids = new Map<string, number>();
  for (const { values } of wholeOf(lines, 'plans')) {
    const { number, participant, fromOn, toOn, dream, version, budgetCents } = values;
    const row = { number, fromOn, toOn, dream, version };
    const known = stored.plans.get(number);
    if (known === undefined) {
      const participantId = idOf(people, participant);
      ids.set(
        number,
        tx
          .insert(plan)
          .values({ ...row, participantId })
          .returning({ id: plan.id })
          .get().id,
      );
      count('plans', 'added');
    } else if (keptPlans.has(number)) {
      ids.set(number, known.id);
      count('plans', 'same');
    } else {
      ids.set(number, known.id);
      const isChanged = differs(known, row);
      if (isChanged) tx.update(plan).set(row).where(eq(plan.id, known.id)).run();
      count('plans', isChanged || known.allocatedCents !== budgetCents ? 'changed' : 'same');
    }
  }
  return ids;
}

function writeSteps({ tx, lines, stored, keptPlans, count }: Writing, plans: Ids): void {
  const goals = new Map<string, Readonly<{ id: number; isChanged: boolean }>>();
  for (const { values } of wholeOf(lines, 'steps')) {
    if (keptPlans.has(values.plan)) {
      count('steps', 'same');
      continue;
    }
    const goalKey = keyOf(values.plan, values.goal);
    let written = goals.get(goalKey);
    if (written === undefined) {
      const known = stored.goals.get(goalKey);
      if (known === undefined) {
        const row = { planId: idOf(plans, values.plan), position: values.goal, text: values.goalText };
        written = { id: tx.insert(goal).values(row).returning({ id: goal.id }).get().id, isChanged: false };
      } else {
        written = { id: known.id, isChanged: known.text !== values.goalText };
        if (written.isChanged) tx.update(goal).set({ text: values.goalText }).where(eq(goal.id, known.id)).run();
      }
      goals.set(goalKey, written);
    }
    const row = { position: values.position, text: values.text, doneOn: values.doneOn };
    const known = stored.steps.get(keyOf(goalKey, values.position));
    if (known === undefined) {
      tx.insert(step)
        .values({ ...row, goalId: written.id })
        .run();
      count('steps', 'added');
    } else {
      const isChanged = differs(known, row);
      if (isChanged) tx.update(step).set(row).where(eq(step.id, known.id)).run();
      count('steps', isChanged || written.isChanged ? 'changed' : 'same');
    }
  }
}

function writePlanServices(
  { tx, lines, stored, keptPlans, count }: Writing,
  { plans, services, people }: Readonly<{ plans: Ids; services: Ids; people: Ids }>,
): Ids {
  const ids = new Map<string, number>();
  for (const { values } of wholeOf(lines, 'planServices')) {
    const key = keyOf(values.plan, values.service);
    const row = {
      providerId: idOf(people, values.provider),
      priceCents: values.priceCents,
      audience: values.audience,
    };
    const known = stored.planServices.get(key);
    if (keptPlans.has(values.plan)) {
      if (known !== undefined) ids.set(key, known.id);
      count('planServices', 'same');
    } else if (known === undefined) {
      const whole = { ...row, planId: idOf(plans, values.plan), serviceId: idOf(services, values.service) };
      ids.set(key, tx.insert(planService).values(whole).returning({ id: planService.id }).get().id);
      count('planServices', 'added');
    } else {
      ids.set(key, known.id);
      const isChanged = differs(known, row);
      if (isChanged) tx.update(planService).set(row).where(eq(planService.id, known.id)).run();
      count('planServices', isChanged || known.assignedUnits !== values.units ? 'changed' : 'same');
    }
  }
  return ids;
}

/** A visit as it stands after the import, with what the ledger holds for it before its money is settled. */
type WrittenVisit = Readonly<{
  id: number;
  planServiceKey: string;
  units: number;
  status: VisitStatus;
  reason: string | null;
  heldCents: number;
  heldUnits: number;
}>;

function writeVisits(
  writing: Writing,
  { planServices, people }: Readonly<{ planServices: Ids; people: Ids }>,
): readonly WrittenVisit[] {
  const { tx, lines, stored, count } = writing;
  const insert = tx
    .insert(visit)
    .values({
      planServiceId: sql.placeholder('planServiceId'),
      number: sql.placeholder('number'),
      providerId: sql.placeholder('providerId'),
      heldOn: sql.placeholder('heldOn'),
      startTime: sql.placeholder('startTime'),
      endTime: sql.placeholder('endTime'),
      place: sql.placeholder('place'),
      address: sql.placeholder('address'),
      videoUrl: sql.placeholder('videoUrl'),
      units: sql.placeholder('units'),
      status: sql.placeholder('status'),
      reason: sql.placeholder('reason'),
    })
    .returning({ id: visit.id })
    .prepare();
  const written: WrittenVisit[] = [];
  /** A service's new price holds for the visits that stay as they are, too. */
  const keep = (known: StoredVisit) => {
    const planServiceKey = keyOf(known.plan, known.service);
    if (settlesMoney(writing, known) && planServices.has(planServiceKey)) written.push({ ...known, planServiceKey });
  };
  for (const { values } of wholeOf(lines, 'visits')) {
    const { plan: planNumber, service: code, provider, ...rest } = values;
    const row = { ...rest, providerId: idOf(people, provider) };
    const planServiceKey = keyOf(planNumber, code);
    const known = stored.visits.get(values.number);
    if (known === undefined) {
      const { id } = insert.get({ ...row, planServiceId: idOf(planServices, planServiceKey) });
      written.push({ ...row, id, planServiceKey, heldCents: 0, heldUnits: 0 });
      count('visits', 'added');
    } else if (keepsPortal(writing, values) !== null) {
      keep(known);
      count('visits', 'same');
    } else {
      const isChanged = differs(known, row);
      if (isChanged) tx.update(visit).set(row).where(eq(visit.id, known.id)).run();
      if (settlesMoney(writing, values)) written.push({ ...known, ...row, planServiceKey });
      count('visits', isChanged ? 'changed' : 'same');
    }
  }
  const inFile = new Set(wholeOf(lines, 'visits').map(({ values }) => values.number));
  for (const known of stored.visits.values()) if (!inFile.has(known.number)) keep(known);
  return written;
}

/** A plan's service with what the files change of it. */
type ServiceMoney = Readonly<{
  planId: number;
  id: number;
  priceCents: number;
  moreUnits: number;
  moreCents: number;
}>;

/**
 * Appends to the ledger what the files changed. The database refuses every entry that would take something below zero, so
 * first money is given back, then budgets and services change, and at last visits take what they need.
 */
function writeMoney(
  writing: Writing,
  { plans, planServices, visits }: Readonly<{ plans: Ids; planServices: Ids; visits: readonly WrittenVisit[] }>,
): void {
  const services = servicesMoney(writing, plans, planServices);
  giveBack(writing, services, visits);
  for (const each of services.values()) if (each.moreCents < 0) writeService(writing, each);
  writeBudgets(writing, plans, (more) => more > 0);
  for (const each of services.values()) {
    if (each.moreCents > 0 || (each.moreCents === 0 && each.moreUnits !== 0)) writeService(writing, each);
  }
  writeBudgets(writing, plans, (more) => more < 0);
  for (const each of visits) settle(writing, services, each, each.status);
}

function servicesMoney(
  { lines, stored, keptPlans }: Writing,
  plans: Ids,
  planServices: Ids,
): ReadonlyMap<string, ServiceMoney> {
  return new Map(
    wholeOf(lines, 'planServices').flatMap(({ values }): [string, ServiceMoney][] => {
      const key = keyOf(values.plan, values.service);
      const known = stored.planServices.get(key);
      const planId = idOf(plans, values.plan);
      if (keptPlans.has(values.plan)) {
        if (known === undefined) return [];
        return [[key, { planId, id: known.id, priceCents: known.priceCents, moreUnits: 0, moreCents: 0 }]];
      }
      const money: ServiceMoney = {
        planId,
        id: idOf(planServices, key),
        priceCents: values.priceCents,
        moreUnits: values.units - (known?.assignedUnits ?? 0),
        moreCents: values.units * values.priceCents - (known?.assignedCents ?? 0),
      };
      return [[key, money]];
    }),
  );
}

/** Visits that need less than the ledger holds for them make room for the others. */
function giveBack(
  writing: Writing,
  services: ReadonlyMap<string, ServiceMoney>,
  visits: readonly WrittenVisit[],
): void {
  for (const each of visits) {
    const units = each.status === 'planned' || each.status === 'happened' ? each.units : 0;
    const cents = units * (services.get(each.planServiceKey)?.priceCents ?? 0);
    if (units >= each.heldUnits && cents >= each.heldCents) continue;
    // More of one and less of the other: everything is given back, and taken anew at the end.
    const isMixed = units > each.heldUnits || cents > each.heldCents;
    settle(writing, services, each, isMixed ? 'cancelled' : each.status);
  }
}

function settle(
  { tx, now }: Writing,
  services: ReadonlyMap<string, ServiceMoney>,
  of: WrittenVisit,
  status: VisitStatus,
): void {
  const service = services.get(of.planServiceKey);
  if (service === undefined) throw new Error('A visit points to a service that was not written');
  const { planId, id: planServiceId, priceCents } = service;
  const reason = reasonOf(of);
  settleVisit(tx, { visitId: of.id, planId, planServiceId, units: of.units, priceCents, status, reason, at: now });
}

function writeService({ tx, now }: Writing, { id, planId, priceCents, moreUnits, moreCents }: ServiceMoney): void {
  const isPlainMore = moreUnits > 0 && moreCents === moreUnits * priceCents;
  const entry = isPlainMore
    ? assign(id, moreUnits, priceCents)
    : correct(
        { planServiceId: id, reason: latvian('import:ledger.service') },
        { assignedCents: moreCents, assignedUnits: moreUnits },
      );
  appendEntry(tx, planId, entry, { at: now });
}

function writeBudgets(
  { tx, lines, stored, keptPlans, now }: Writing,
  plans: Ids,
  isNow: (more: number) => boolean,
): void {
  for (const { values } of wholeOf(lines, 'plans')) {
    if (keptPlans.has(values.number)) continue;
    const known = stored.plans.get(values.number);
    const more = values.budgetCents - (known?.allocatedCents ?? 0);
    if (!isNow(more)) continue;
    appendEntry(tx, idOf(plans, values.number), budgetEntry(more, known === undefined), { at: now });
  }
}

function budgetEntry(more: number, isNew: boolean): Entry {
  if (isNew) return allocate(more);
  const reason = latvian('import:ledger.budget');
  return more > 0 ? extend(more, reason) : correct({ planServiceId: null, reason }, { allocatedCents: more });
}

/** What is written beside money that is given back. */
function reasonOf({ status, reason }: WrittenVisit): string {
  if (reason !== null) return reason;
  if (status === 'did_not_happen') return latvian('import:ledger.didNotHappen');
  return status === 'cancelled' ? latvian('import:ledger.cancelled') : latvian('import:ledger.visit');
}
