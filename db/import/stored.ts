import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Queries } from '../client.ts';
import {
  circleEvent,
  circleLink,
  consent,
  goal,
  guardianArea,
  ledgerEntry,
  person,
  plan,
  planChange,
  planService,
  service,
  step,
  visit,
} from '../schema.ts';

type Row<T extends { $inferSelect: object }> = Readonly<T['$inferSelect']>;

/** Of what the portal tells of a change: its kind, and for many visits of a service the first and the last of them. */
const told = z.object({ heldOn: z.string() });
const toldLines = z.array(
  z.object({ kind: z.string(), code: z.string().optional(), first: told.optional(), last: told.optional() }),
);

export type ToldLine = z.infer<typeof toldLines>[number];

export type StoredPlanService = Row<typeof planService> &
  Readonly<{
    plan: string;
    service: string;
    provider: string;
    assignedCents: number;
    assignedUnits: number;
    /** Booked and used: what its visits and corrections have taken of it. */
    heldCents: number;
    heldUnits: number;
  }>;

export type StoredVisit = Row<typeof visit> &
  Readonly<{
    plan: string;
    service: string;
    provider: string;
    planId: number;
    heldCents: number;
    heldUnits: number;
    /** Somebody in the portal moved its money: an answer, or the desk. */
    isSetByPerson: boolean;
    /** When an import last moved its money. */
    importedAt: string | null;
  }>;

/** What the database holds of one municipality, by the keys the files use. */
export type Stored = Readonly<{
  people: ReadonlyMap<string, Row<typeof person>>;
  /** Addresses that people of other municipalities use. */
  emailsElsewhere: ReadonlySet<string>;
  services: ReadonlyMap<string, Row<typeof service>>;
  /** By participant, person and kind. */
  links: ReadonlyMap<
    string,
    Row<typeof circleLink> &
      Readonly<{
        areas: readonly string[];
        /** Somebody made it, ended it or wrote what a court decided in the portal. */
        isChangedInPortal: boolean;
      }>
  >;
  /** By participant and person. */
  consents: ReadonlyMap<string, readonly Readonly<{ topic: string; isActive: boolean }>[]>;
  plans: ReadonlyMap<
    string,
    Row<typeof plan> &
      Readonly<{
        participant: string;
        allocatedCents: number;
        /** The portal has made another version of it. */
        isChangedInPortal: boolean;
      }>
  >;
  /** By the plan's id: what the portal has told of its own changes. */
  changes: ReadonlyMap<number, readonly Readonly<{ madeAt: string; lines: readonly ToldLine[] }>[]>;
  /** By plan and goal. */
  goals: ReadonlyMap<string, Row<typeof goal>>;
  /** By plan, goal and step. */
  steps: ReadonlyMap<string, Row<typeof step>>;
  /** By plan and service. */
  planServices: ReadonlyMap<string, StoredPlanService>;
  visits: ReadonlyMap<string, StoredVisit>;
}>;

/** Joins the parts of a key; no part can hold a space. */
export function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join(' ');
}

/** Reads all that the files may touch, in a few queries: checking 1,500 rows one by one would be slow. */
export function readStored(tx: Queries, municipalityId: number): Stored {
  const people = tx.select().from(person).where(eq(person.municipalityId, municipalityId)).all();
  const numbers = new Map(people.map(({ id, number }) => [id, number]));
  const numberOf = (id: number): string => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`Person ${id} is tied to people of another municipality`);
    return number;
  };
  const participantIds = tx
    .select({ id: person.id })
    .from(person)
    .where(and(eq(person.municipalityId, municipalityId), eq(person.role, 'participant')));

  const areas = Map.groupBy(tx.select().from(guardianArea).all(), (area) => area.linkId);
  const links = tx.select().from(circleLink).where(inArray(circleLink.participantId, participantIds)).all();
  const linkKey = (row: Readonly<{ participantId: number; personId: number; kind: string | null }>) =>
    keyOf(row.participantId, row.personId, row.kind ?? '');
  const changedLinks = new Set(
    tx
      .select({
        participantId: circleEvent.participantId,
        personId: circleEvent.personId,
        kind: circleEvent.linkKind,
      })
      .from(circleEvent)
      .where(
        and(
          inArray(circleEvent.participantId, participantIds),
          inArray(circleEvent.kind, ['linked', 'ended', 'guardianship', 'accepted']),
          isNotNull(circleEvent.byPersonId),
        ),
      )
      .all()
      .map(linkKey),
  );
  const consents = tx.select().from(consent).where(inArray(consent.participantId, participantIds)).all();

  const plans = tx.select().from(plan).where(inArray(plan.participantId, participantIds)).all();
  const planNumbers = new Map(plans.map(({ id, number }) => [id, number]));
  const planIds = tx.select({ id: plan.id }).from(plan).where(inArray(plan.participantId, participantIds));
  const allocated = new Map(
    tx
      .select({ planId: ledgerEntry.planId, cents: sql<number>`sum(${ledgerEntry.allocatedCents})` })
      .from(ledgerEntry)
      .where(inArray(ledgerEntry.planId, planIds))
      .groupBy(ledgerEntry.planId)
      .all()
      .map(({ planId, cents }) => [planId, cents]),
  );
  const changes = tx
    .select({
      planId: planChange.planId,
      madeAt: planChange.madeAt,
      lines: planChange.lines,
      isVersion: sql<number>`${planChange.before} is not null`,
    })
    .from(planChange)
    .where(inArray(planChange.planId, planIds))
    .all();
  const changedPlans = new Set(changes.filter(({ isVersion }) => isVersion === 1).map(({ planId }) => planId));
  const goals = tx.select().from(goal).where(inArray(goal.planId, planIds)).all();
  const goalKeys = new Map(goals.map((row) => [row.id, keyOf(planNumbers.get(row.planId) ?? '', row.position)]));
  const steps = tx
    .select()
    .from(step)
    .where(inArray(step.goalId, tx.select({ id: goal.id }).from(goal).where(inArray(goal.planId, planIds))))
    .all();

  const services = tx.select().from(service).where(eq(service.municipalityId, municipalityId)).all();
  const codes = new Map(services.map(({ id, code }) => [id, code]));
  const planServices = tx.select().from(planService).where(inArray(planService.planId, planIds)).all();
  const assigned = new Map(
    tx
      .select({
        id: ledgerEntry.planServiceId,
        assignedCents: sql<number>`sum(${ledgerEntry.assignedCents})`,
        assignedUnits: sql<number>`sum(${ledgerEntry.assignedUnits})`,
        heldCents: sql<number>`sum(${ledgerEntry.bookedCents} + ${ledgerEntry.usedCents})`,
        heldUnits: sql<number>`sum(${ledgerEntry.bookedUnits} + ${ledgerEntry.usedUnits})`,
      })
      .from(ledgerEntry)
      .where(and(inArray(ledgerEntry.planId, planIds), isNotNull(ledgerEntry.planServiceId)))
      .groupBy(ledgerEntry.planServiceId)
      .all()
      .map(({ id, ...sums }) => [id, sums]),
  );
  const planServiceById = new Map(
    planServices.map((row): [number, StoredPlanService] => [
      row.id,
      {
        ...row,
        plan: planNumbers.get(row.planId) ?? '',
        service: codes.get(row.serviceId) ?? '',
        provider: numberOf(row.providerId),
        ...(assigned.get(row.id) ?? { assignedCents: 0, assignedUnits: 0, heldCents: 0, heldUnits: 0 }),
      },
    ]),
  );

  const held = new Map(
    tx
      .select({
        visitId: ledgerEntry.visitId,
        heldCents: sql<number>`sum(${ledgerEntry.bookedCents} + ${ledgerEntry.usedCents})`,
        heldUnits: sql<number>`sum(${ledgerEntry.bookedUnits} + ${ledgerEntry.usedUnits})`,
        byPeople: sql<number>`count(${ledgerEntry.requestId}) + count(${ledgerEntry.enteredBy})`,
        importedAt: sql<
          string | null
        >`max(case when ${ledgerEntry.enteredBy} is null then ${ledgerEntry.enteredAt} end)`,
      })
      .from(ledgerEntry)
      .where(and(inArray(ledgerEntry.planId, planIds), isNotNull(ledgerEntry.visitId)))
      .groupBy(ledgerEntry.visitId)
      .all()
      .map(({ visitId, ...sums }) => [visitId, sums]),
  );
  const visits = tx
    .select({ visit })
    .from(visit)
    .innerJoin(planService, eq(planService.id, visit.planServiceId))
    .where(inArray(planService.planId, planIds))
    .all();

  return {
    people: new Map(people.map((row) => [row.number, row])),
    emailsElsewhere: new Set(
      tx
        .select({ email: person.email })
        .from(person)
        .where(and(ne(person.municipalityId, municipalityId), isNotNull(person.email)))
        .all()
        .flatMap(({ email }) => (email === null ? [] : [email])),
    ),
    services: new Map(services.map((row) => [row.code, row])),
    links: new Map(
      links.map((row) => [
        keyOf(numberOf(row.participantId), numberOf(row.personId), row.kind),
        {
          ...row,
          areas: (areas.get(row.id) ?? []).map(({ area }) => area),
          isChangedInPortal: changedLinks.has(linkKey(row)),
        },
      ]),
    ),
    consents: Map.groupBy(
      consents.map(({ participantId, personId, topic, revokedAt }) => ({
        key: keyOf(numberOf(participantId), numberOf(personId)),
        topic,
        isActive: revokedAt === null,
      })),
      ({ key }) => key,
    ),
    plans: new Map(
      plans.map((row) => [
        row.number,
        {
          ...row,
          participant: numberOf(row.participantId),
          allocatedCents: allocated.get(row.id) ?? 0,
          isChangedInPortal: changedPlans.has(row.id),
        },
      ]),
    ),
    changes: Map.groupBy(
      changes.map(({ planId, madeAt, lines }) => ({ planId, madeAt, lines: toldLines.parse(JSON.parse(lines)) })),
      ({ planId }) => planId,
    ),
    goals: new Map(goals.map((row) => [goalKeys.get(row.id) ?? '', row])),
    steps: new Map(steps.map((row) => [keyOf(goalKeys.get(row.goalId) ?? '', row.position), row])),
    planServices: new Map([...planServiceById.values()].map((row) => [keyOf(row.plan, row.service), row])),
    visits: new Map(
      visits.flatMap(({ visit: row }): [string, StoredVisit][] => {
        const of = planServiceById.get(row.planServiceId);
        if (of === undefined) return [];
        const { byPeople, ...money } = held.get(row.id) ?? {
          heldCents: 0,
          heldUnits: 0,
          byPeople: 0,
          importedAt: null,
        };
        const { plan: planNumber, service: code, planId } = of;
        const place = { plan: planNumber, service: code, planId, provider: numberOf(row.providerId) };
        return [[row.number, { ...row, ...place, ...money, isSetByPerson: byPeople > 0 }]];
      }),
    ),
  };
}
