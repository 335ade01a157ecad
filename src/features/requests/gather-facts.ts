import type { Gender } from '../../core/access/actor.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { wallTime } from '../../core/time/clock.ts';
import { isWorkingDay } from '../../core/time/working-days.ts';
import { balanceOfService, findCurrentState, type PlanState, placeNames } from '../changes/index.ts';
import { type CircleMember, findCircle, findHeadName, type HeadName } from '../circle/index.ts';
import { type CatalogueService, findCatalogue } from '../plan/index.ts';
import { canBeChanged, findPlanVisits, findUpcomingVisits, mondayOf, type Visit } from '../visits/index.ts';
import type { RequestFacts } from './flows.ts';
import type { ProposalFacts } from './proposal.ts';
import type { AskingAbility } from './rules.ts';
import { findOpenByVisit } from './store.ts';

/** Further ahead nobody plans with a picture list; the worker can still be called. */
const VISITS_OFFERED = 24;
/** What went wrong is asked about this far back. */
const RECENT_DAYS = 21;
const RECENT_VISITS = 8;
const WORKING_DAYS_OFFERED = 8;
/** From then on the first part of the day is over. */
const MORNING_ENDS_AT_HOUR = 12;
const WEEKS_COUNTED = 4;

/** The flows' facts with the whole visits, services and people behind them, for the words on the screen. */
export type Surroundings = Readonly<{
  facts: RequestFacts;
  /** The plan as it is; null where there is none. */
  state: PlanState | null;
  /** Those that can be changed, and those of the last weeks. */
  visits: readonly Visit[];
  catalogue: readonly CatalogueService[];
  supportPersons: readonly CircleMember[];
  circle: readonly CircleMember[];
  /** Who reads what goes past the named worker; null where nobody leads the service. */
  head: (HeadName & Readonly<{ isOwnWorker: boolean }>) | null;
  /** Of whoever asks, for "pats" and "pati". */
  gender: Gender;
  /** Of the social worker, for "darbinieks" and "darbiniece". */
  workerGender: Gender;
}>;

/** Reads what the questions can offer now. A visit with an open request is not offered again. */
export function gatherFacts(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<AskingAbility | 'help.answer'>,
  circleGrant: Grant<'circle.read'>,
): Surroundings {
  const now = wallTime(app.clock.now());
  const today = now.toPlainDate();
  const open = findOpenByVisit(app.db, grant);
  const state = findCurrentState(app, grant);
  const changeable = findUpcomingVisits(app.db, grant, now, VISITS_OFFERED).filter(
    (visit) => visit.audience === 'participant' && canBeChanged(visit, now) && !open.has(visit.id),
  );
  const recent = state === null ? [] : recentVisits(findPlanVisits(app.db, grant, state.planId), now);
  const catalogue = findCatalogue(app.db, grant);
  const inPlan = new Set(state?.services.map(({ serviceId }) => serviceId));
  const circle = findCircle(app.db, circleGrant, today);
  const supportPersons = circle.filter(({ kind }) => kind === 'support_person');
  const head = findHeadName(app.db, circleGrant);
  return {
    facts: {
      today: today.toString(),
      planToOn: state === null || state.toOn < today.toString() ? null : state.toOn,
      visits: changeable,
      recentVisitIds: recent.map(({ id }) => id),
      services: state === null ? [] : serviceFacts(state, today),
      catalogue: catalogue.filter(({ id }) => !inPlan.has(id)),
      familyServiceIds: catalogue.filter(({ audience }) => audience === 'family').map(({ id }) => id),
      goalCount: state?.goals.length ?? 0,
      openSteps:
        state?.goals.flatMap(({ steps }, goal) =>
          steps.flatMap(({ doneOn }, step) => (doneOn === null ? [`${goal}.${step}`] : [])),
        ) ?? [],
      // Whom a child asks for help is the child's own; a parent answers for the child, and asks the child.
      supportPersonIds: grant.ability === 'child.request' ? [] : supportPersons.map((member) => member.personId),
      circleIds: [...new Set(circle.map((member) => member.personId))],
      hasHead: head !== null,
      workingDays: nextWorkingDays(now.hour < MORNING_ENDS_AT_HOUR ? today : today.add({ days: 1 })),
    },
    state,
    visits: [...changeable, ...recent],
    catalogue,
    supportPersons,
    circle,
    head: head && {
      ...head,
      isOwnWorker: circle.some(({ kind, personId }) => kind === 'social_worker' && personId === head.personId),
    },
    gender: grant.actor.gender,
    workerGender: circle.find(({ kind }) => kind === 'social_worker')?.gender ?? 'male',
  };
}

function recentVisits(visits: readonly Visit[], now: Temporal.PlainDateTime): readonly Visit[] {
  const since = now.toPlainDate().subtract({ days: RECENT_DAYS }).toString();
  const begun = now.toString({ smallestUnit: 'minute' });
  return visits
    .filter(
      ({ heldOn, startTime, status, audience }) =>
        audience === 'participant' && status !== 'cancelled' && heldOn >= since && `${heldOn}T${startTime}` <= begun,
    )
    .toReversed()
    .slice(0, RECENT_VISITS);
}

function serviceFacts(state: PlanState, today: Temporal.PlainDate): RequestFacts['services'] {
  const monday = mondayOf(today).add({ weeks: 1 });
  const [from, to] = [monday.toString(), monday.add({ weeks: WEEKS_COUNTED }).toString()];
  return state.services
    .filter(({ audience }) => audience === 'participant')
    .map(({ id, priceCents }) => ({
      id,
      priceCents,
      leftUnits: balanceOfService(state, id).leftUnits,
      visitsInFourWeeks: state.visits.filter(
        ({ planServiceId, status, heldOn }) =>
          planServiceId === id && status === 'planned' && heldOn >= from && heldOn < to,
      ).length,
    }));
}

function nextWorkingDays(first: Temporal.PlainDate): readonly string[] {
  const days: string[] = [];
  for (let day = first; days.length < WORKING_DAYS_OFFERED; day = day.add({ days: 1 })) {
    if (isWorkingDay(day)) days.push(day.toString());
  }
  return days;
}

/** What a proposal rests on besides the plan. */
export function proposalFacts(app: Pick<App, 'clock'>, { catalogue }: Pick<Surroundings, 'catalogue'>): ProposalFacts {
  return { now: wallTime(app.clock.now()), catalogue, places: placeNames };
}
