import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
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
  code: string;
  easyName: string;
  explanation: string;
  unit: Unit;
  priceCents: number;
  audience: 'participant' | 'family';
  providerFirstName: string;
  providerLastName: string;
  providerOrganisation: string | null;
}>;

const queries = preparedOnce((db) => ({
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
      code: service.code,
      easyName: service.easyName,
      explanation: service.explanation,
      unit: service.unit,
      priceCents: planService.priceCents,
      audience: planService.audience,
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

/** The plan that matters today: the current one, else the next, else the last; null when there never was one. */
export function findPlan(
  db: Database,
  grant: Grant<'plan.read' | 'money.read' | 'visits.read' | 'request.write' | 'request.answer'>,
  today: Temporal.PlainDate,
): Plan | null {
  return choosePlan(queries(db).plans.all({ participantId: grant.participantId }), today);
}

export function findGoals(db: Database, grant: Grant<'plan.read'>, { id }: Plan): readonly Goal[] {
  const goals = new Map<number, { text: string; steps: { text: string; doneOn: string | null }[] }>();
  for (const row of queries(db).steps.all({ planId: id, participantId: grant.participantId })) {
    const found = goals.get(row.goalId) ?? { text: row.goal, steps: [] };
    if (row.step !== null) found.steps.push({ text: row.step, doneOn: row.doneOn });
    goals.set(row.goalId, found);
  }
  return [...goals.values()];
}

export function findPlanServices(
  db: Database,
  grant: Grant<'plan.read' | 'money.read'>,
  { id }: Plan,
): readonly PlanService[] {
  return queries(db).services.all({ planId: id, participantId: grant.participantId });
}
