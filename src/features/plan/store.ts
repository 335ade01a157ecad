import { aliasedTable, and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database, Queries } from '../../../db/client.ts';
import { goal, person, plan, planService, service, step, type units } from '../../../db/schema.ts';
import type { Grant } from '../../core/access/grant.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { choosePlan } from './rules.ts';

export type Unit = (typeof units)[number];

/** A plan's own facts; days are `YYYY-MM-DD`. */
export type Plan = Readonly<{ id: number; fromOn: string; toOn: string; dream: string }>;

export type Goal = Readonly<{ text: string; steps: readonly Readonly<{ text: string; doneOn: string | null }>[] }>;

export type PlanService = Readonly<{
  id: number;
  serviceId: number;
  providerId: number;
  code: string;
  easyName: string;
  explanation: string;
  unit: Unit;
  priceCents: number;
  audience: 'participant' | 'family';
  /** The first day without it; null where no end is known. */
  endedOn: string | null;
  providerFirstName: string;
  providerLastName: string;
  providerOrganisation: string | null;
}>;

/** A service of the municipality's catalogue; its price is what it usually costs. */
export type CatalogueService = Readonly<{
  id: number;
  code: string;
  easyName: string;
  explanation: string;
  unit: Unit;
  priceCents: number;
  audience: 'participant' | 'family';
}>;

export type Provider = Readonly<{ personId: number; firstName: string; lastName: string; organisation: string | null }>;

const provider = aliasedTable(person, 'provider');

const queries = preparedOnce((db) => ({
  catalogue: db
    .select({
      id: service.id,
      code: service.code,
      easyName: service.easyName,
      explanation: service.explanation,
      unit: service.unit,
      priceCents: service.priceCents,
      audience: service.audience,
    })
    .from(service)
    .innerJoin(person, eq(person.municipalityId, service.municipalityId))
    .where(eq(person.id, sql.placeholder('participantId')))
    .orderBy(asc(service.id))
    .prepare(),
  providers: db
    .select({
      personId: provider.id,
      firstName: provider.firstName,
      lastName: provider.lastName,
      organisation: provider.organisation,
    })
    .from(provider)
    .innerJoin(person, eq(person.municipalityId, provider.municipalityId))
    // A support person is a service of the plan as well.
    .where(and(eq(person.id, sql.placeholder('participantId')), inArray(provider.role, ['provider', 'support_person'])))
    .orderBy(asc(provider.firstName), asc(provider.lastName))
    .prepare(),
  plans: db
    .select({ id: plan.id, fromOn: plan.fromOn, toOn: plan.toOn, dream: plan.dream })
    .from(plan)
    .where(eq(plan.participantId, sql.placeholder('participantId')))
    .orderBy(desc(plan.version))
    .prepare(),
  steps: db
    .select({ goalId: goal.id, goal: goal.text, step: step.text, doneOn: step.doneOn })
    .from(goal)
    .innerJoin(plan, eq(plan.id, goal.planId))
    .leftJoin(step, eq(step.goalId, goal.id))
    .where(and(eq(goal.planId, sql.placeholder('planId')), eq(plan.participantId, sql.placeholder('participantId'))))
    .orderBy(asc(goal.position), asc(step.position))
    .prepare(),
  services: db
    .select({
      id: planService.id,
      serviceId: service.id,
      providerId: planService.providerId,
      code: service.code,
      easyName: service.easyName,
      explanation: service.explanation,
      unit: service.unit,
      priceCents: planService.priceCents,
      audience: planService.audience,
      endedOn: planService.endedOn,
      providerFirstName: person.firstName,
      providerLastName: person.lastName,
      providerOrganisation: person.organisation,
    })
    .from(planService)
    .innerJoin(plan, eq(plan.id, planService.planId))
    .innerJoin(service, eq(service.id, planService.serviceId))
    .innerJoin(person, eq(person.id, planService.providerId))
    .where(
      and(eq(planService.planId, sql.placeholder('planId')), eq(plan.participantId, sql.placeholder('participantId'))),
    )
    // The person's own services come before those of the family.
    .orderBy(desc(planService.audience), asc(planService.id))
    .prepare(),
}));

type Changing = Grant<'plan.write' | 'complaint.answer'>;
type Reading = Grant<
  | 'help.answer'
  | 'confirm.finances'
  | 'plan.read'
  | 'money.read'
  | 'visits.read'
  | 'request.write'
  | 'request.answer'
  | 'own.request'
  | 'child.request'
  | 'plan.write'
  | 'complaint.answer'
>;

/**
 * The plan that matters today: the current one, else the next, else the last; or the one that is named. Null when there never
 * was one.
 */
export function findPlan(
  db: Database,
  { participantId }: Reading,
  today: Temporal.PlainDate,
  planId: number | null = null,
): Plan | null {
  const plans = queries(db).plans.all({ participantId });
  return planId === null ? choosePlan(plans, today) : (plans.find(({ id }) => id === planId) ?? null);
}

/** The first day of the plan that comes after this one; null where there is none yet. */
export function findNextStart(db: Database, { participantId }: Reading, { fromOn }: Plan): string | null {
  const later = queries(db)
    .plans.all({ participantId })
    .map((plan) => plan.fromOn);
  return later.filter((day) => day > fromOn).toSorted()[0] ?? null;
}

export function findGoals(db: Database, grant: Reading, { id }: Plan): readonly Goal[] {
  const goals = new Map<number, { text: string; steps: { text: string; doneOn: string | null }[] }>();
  for (const row of queries(db).steps.all({ planId: id, participantId: grant.participantId })) {
    const found = goals.get(row.goalId) ?? { text: row.goal, steps: [] };
    if (row.step !== null) found.steps.push({ text: row.step, doneOn: row.doneOn });
    goals.set(row.goalId, found);
  }
  return [...goals.values()];
}

export function findPlanServices(db: Database, grant: Reading, { id }: Plan): readonly PlanService[] {
  return queries(db).services.all({ planId: id, participantId: grant.participantId });
}

/** The catalogue of the participant's municipality, by name. */
export function findCatalogue(db: Database, { participantId }: Reading): readonly CatalogueService[] {
  return queries(db).catalogue.all({ participantId });
}

/** The people who run services in the participant's municipality. */
export function findProviders(db: Database, { participantId }: Reading): readonly Provider[] {
  return queries(db).providers.all({ participantId });
}

/** Writes what a new version of the plan says of itself; the version before is kept by whoever changes it. */
export function writePlan(
  tx: Queries,
  { participantId }: Changing,
  planId: number,
  { toOn, dream }: Readonly<{ toOn: string; dream: string }>,
): void {
  tx.update(plan)
    .set({ toOn, dream, version: sql`${plan.version} + 1` })
    .where(and(eq(plan.id, planId), eq(plan.participantId, participantId)))
    .run();
}

/** Puts these goals and steps in the place of those the plan had. */
export function writeGoals(tx: Queries, _grant: Changing, planId: number, goals: readonly Goal[]): void {
  const old = tx.select({ id: goal.id }).from(goal).where(eq(goal.planId, planId)).all();
  for (const { id } of old) tx.delete(step).where(eq(step.goalId, id)).run();
  tx.delete(goal).where(eq(goal.planId, planId)).run();
  goals.forEach(({ text, steps }, index) => {
    const { id } = tx
      .insert(goal)
      .values({ planId, position: index + 1, text })
      .returning({ id: goal.id })
      .get();
    steps.forEach((row, at) => {
      tx.insert(step)
        .values({ goalId: id, position: at + 1, ...row })
        .run();
    });
  });
}

/** @returns the id of the service in the plan */
export function insertPlanService(
  tx: Queries,
  _grant: Changing,
  row: Readonly<{
    planId: number;
    serviceId: number;
    providerId: number;
    priceCents: number;
    audience: 'participant' | 'family';
  }>,
): number {
  return tx.insert(planService).values(row).returning({ id: planService.id }).get().id;
}

export function updateProvider(tx: Queries, _grant: Changing, planServiceId: number, providerId: number): void {
  tx.update(planService).set({ providerId }).where(eq(planService.id, planServiceId)).run();
}

/** The day from which a service of the plan is no more; null takes that back. */
export function writeEnd(tx: Queries, _grant: Changing, planServiceId: number, endedOn: string | null): void {
  tx.update(planService).set({ endedOn }).where(eq(planService.id, planServiceId)).run();
}
