import { and, asc, count, desc, eq, gte, lt, lte, or, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client.ts';
import { circleLink, person, plan, planService, service, visit } from '../../../db/schema.ts';
import type { OwnGrant } from '../../core/access/grant.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { linkHoldsToday } from '../circle/index.ts';
import type { VisitStatus } from '../visits/index.ts';

/** One visit of one of the worker's people. Day `YYYY-MM-DD`, times `HH:MM`. */
export type DeskVisit = Readonly<{
  id: number;
  participantId: number;
  planId: number;
  firstName: string;
  lastName: string;
  serviceCode: string;
  serviceName: string;
  heldOn: string;
  startTime: string;
  endTime: string;
  status: VisitStatus;
  reason: string | null;
}>;

/** A service that at least one of the worker's people has in a plan. */
export type DeskService = Readonly<{ id: number; name: string }>;

/** Only people the worker is linked to today, in the worker's own municipality. */
const isOwnPerson = and(
  eq(circleLink.personId, sql.placeholder('workerId')),
  eq(circleLink.kind, 'social_worker'),
  linkHoldsToday,
  eq(person.municipalityId, sql.placeholder('municipalityId')),
);

const queries = preparedOnce((db) => {
  const visits = () =>
    db
      .select({
        id: visit.id,
        participantId: person.id,
        planId: plan.id,
        firstName: person.firstName,
        lastName: person.lastName,
        serviceCode: service.code,
        serviceName: service.easyName,
        heldOn: visit.heldOn,
        startTime: visit.startTime,
        endTime: visit.endTime,
        status: visit.status,
        reason: visit.reason,
      })
      .from(circleLink)
      .innerJoin(person, eq(person.id, circleLink.participantId))
      .innerJoin(plan, eq(plan.participantId, person.id))
      .innerJoin(planService, eq(planService.planId, plan.id))
      .innerJoin(service, eq(service.id, planService.serviceId))
      .innerJoin(visit, eq(visit.planServiceId, planService.id));
  const isUnmarked = and(
    eq(visit.status, 'planned'),
    or(
      lt(visit.heldOn, sql.placeholder('today')),
      and(sql`${visit.heldOn} = ${sql.placeholder('today')}`, sql`${visit.endTime} <= ${sql.placeholder('time')}`),
    ),
  );
  return {
    ofDay: visits()
      .where(and(isOwnPerson, eq(visit.heldOn, sql.placeholder('day'))))
      .orderBy(asc(visit.startTime), asc(person.firstName), asc(person.lastName), asc(visit.id))
      .prepare(),
    unmarked: db
      .select({ day: visit.heldOn, count: count() })
      .from(circleLink)
      .innerJoin(person, eq(person.id, circleLink.participantId))
      .innerJoin(plan, eq(plan.participantId, person.id))
      .innerJoin(planService, eq(planService.planId, plan.id))
      .innerJoin(visit, eq(visit.planServiceId, planService.id))
      .where(and(isOwnPerson, isUnmarked))
      .groupBy(visit.heldOn)
      .orderBy(desc(visit.heldOn))
      .prepare(),
    services: db
      .selectDistinct({ id: service.id, name: service.easyName })
      .from(circleLink)
      .innerJoin(person, eq(person.id, circleLink.participantId))
      .innerJoin(plan, eq(plan.participantId, person.id))
      .innerJoin(planService, eq(planService.planId, plan.id))
      .innerJoin(service, eq(service.id, planService.serviceId))
      .where(isOwnPerson)
      .orderBy(asc(service.easyName))
      .prepare(),
    havingService: db
      .selectDistinct({ participantId: person.id, firstName: person.firstName, lastName: person.lastName })
      .from(circleLink)
      .innerJoin(person, eq(person.id, circleLink.participantId))
      .innerJoin(plan, eq(plan.participantId, person.id))
      .innerJoin(planService, eq(planService.planId, plan.id))
      .innerJoin(visit, eq(visit.planServiceId, planService.id))
      .where(
        and(
          isOwnPerson,
          eq(planService.serviceId, sql.placeholder('serviceId')),
          eq(visit.status, 'planned'),
          gte(visit.heldOn, sql.placeholder('from')),
          lte(visit.heldOn, sql.placeholder('until')),
        ),
      )
      .orderBy(asc(person.firstName), asc(person.lastName), asc(person.id))
      .prepare(),
  };
});

type Desk = OwnGrant<'desk.read'>;

const deskOf = ({ actor }: Desk, today: Temporal.PlainDate) => ({
  workerId: actor.personId,
  municipalityId: actor.municipalityId,
  today: today.toString(),
});

/** All visits of the worker's people on one day, in the order of the day. */
export function findDayVisits(
  db: Database,
  grant: Desk,
  today: Temporal.PlainDate,
  day: Temporal.PlainDate,
): readonly DeskVisit[] {
  return queries(db).ofDay.all({ ...deskOf(grant, today), day: day.toString() });
}

/** How many visits are over and not marked yet, by day, the newest first. */
export function findUnmarkedDays(
  db: Database,
  grant: Desk,
  now: Temporal.PlainDateTime,
): readonly Readonly<{ day: string; count: number }>[] {
  const time = now.toPlainTime().toString({ smallestUnit: 'minute' });
  return queries(db).unmarked.all({ ...deskOf(grant, now.toPlainDate()), time });
}

/** The services that the worker's people have, by name. */
export function findDeskServices(db: Database, grant: Desk, today: Temporal.PlainDate): readonly DeskService[] {
  return queries(db).services.all(deskOf(grant, today));
}

/** The worker's people who have planned visits of a service between two days `YYYY-MM-DD`, both included. */
export function findPeopleWithService(
  db: Database,
  grant: Desk,
  today: Temporal.PlainDate,
  { serviceId, from, until }: Readonly<{ serviceId: number; from: string; until: string }>,
): readonly Readonly<{ participantId: number; firstName: string; lastName: string }>[] {
  return queries(db).havingService.all({ ...deskOf(grant, today), serviceId, from, until });
}
