import { type PictureName, pictureOfService } from '../../core/pictures/pictures.ts';
import type { Unit } from '../plan/index.ts';
import { mondayOf } from '../visits/index.ts';
import {
  balanceOfService,
  couldBeLess,
  findService,
  freeCents,
  type LessElsewhere,
  type LesserRhythm,
  type Outcome,
  type PlanState,
  type Problem,
  type ServiceState,
  upcomingVisits,
  type VisitState,
} from './rules.ts';

/** One visit in a week that is compared. */
export type WeekVisit = Readonly<{
  /** `YYYY-MM-DD`, `HH:MM` */
  heldOn: string;
  startTime: string;
  endTime: string;
  name: string;
  picture: PictureName;
  place: string;
  isRemote: boolean;
  /** Only here, or another than in the other week. */
  isDifferent: boolean;
}>;

/** What a service has: visits still to come, and what is left for more, in units and in cents. */
export type ServiceSide = Readonly<{ plannedCount: number; leftUnits: number; leftCents: number }>;

export type ServiceNowThen = Readonly<{
  name: string;
  picture: PictureName;
  unit: Unit;
  /** None: it is not in the plan. */
  before: ServiceSide | null;
  after: ServiceSide;
}>;

/** What would happen: a week and the money, as they are and as they would be. Only what differs. */
export type NowThen = Readonly<{
  /** The first week in which something is different, from its Monday; null when the visits stay. */
  week: Readonly<{ from: string; to: string; before: readonly WeekVisit[]; after: readonly WeekVisit[] }> | null;
  services: readonly ServiceNowThen[];
  /** What belongs to no service; null when it stays. */
  free: Readonly<{ beforeCents: number; afterCents: number }> | null;
  total: Readonly<{ beforeCents: number; afterCents: number }>;
  /** Neither visits nor money differ. */
  isSame: boolean;
  problems: readonly Problem[];
  /** How much money is short of it all, and which services could give way. */
  shortage: Readonly<{
    missingCents: number;
    reach: LessElsewhere['reach'];
    instead: readonly Readonly<{ name: string; picture: PictureName; unit: Unit; units: number; cents: number }>[];
    /** Less often than was wished, but there is money for it. */
    rhythm: LesserRhythm | null;
  }> | null;
}>;

export type Looking = Readonly<{
  now: Temporal.PlainDateTime;
  /** Whose services may give way where money is short; any where nothing is said. */
  audience?: ServiceState['audience'];
  rhythm?: LesserRhythm | null;
}>;

export function viewNowThen(
  before: PlanState,
  { after, problems, missingCents }: Outcome,
  { now, audience, rhythm = null }: Looking,
): NowThen {
  const week = differentWeek(before, after);
  const services = after.services
    .map((service) => viewService(before, after, service, now))
    .filter((row) => JSON.stringify(row.before) !== JSON.stringify(row.after));
  const [beforeCents, afterCents] = [freeCents(before), freeCents(after)];
  const short = problems.find(({ missingCents }) => (missingCents ?? 0) > 0);
  const lacking = after.services.find(({ name }) => name === short?.name)?.id ?? null;
  const less =
    short === undefined || missingCents === 0 ? null : couldBeLess(after, missingCents, { audience, except: lacking });
  return {
    week,
    services,
    free: beforeCents === afterCents ? null : { beforeCents, afterCents },
    total: { beforeCents: before.balance.leftCents, afterCents: after.balance.leftCents },
    isSame: week === null && services.length === 0 && beforeCents === afterCents,
    problems: toldOnce(problems),
    shortage: less && {
      missingCents,
      reach: less.reach,
      instead: less.services.map(({ service, units, cents }) => ({
        name: service.name,
        picture: pictureOfService(service.code),
        unit: service.unit,
        units,
        cents,
      })),
      rhythm,
    },
  };
}

/** Each thing that is in the way once: a series without money would say it of every visit, and that its service is not there. */
function toldOnce(problems: readonly Problem[]): readonly Problem[] {
  const isShort = problems.some(({ reason }) => reason === 'no_money');
  const isSame = (a: Problem, b: Problem) => a.reason === b.reason && a.name === b.name && a.heldOn === b.heldOn;
  return problems.filter(
    (problem, index) =>
      problems.findIndex((other) => isSame(other, problem)) === index && !(isShort && problem.reason === 'gone'),
  );
}

function viewService(
  before: PlanState,
  after: PlanState,
  service: ServiceState,
  now: Temporal.PlainDateTime,
): ServiceNowThen {
  const side = (state: PlanState): ServiceSide => {
    const { leftUnits, leftCents } = balanceOfService(state, service.id);
    return { plannedCount: upcomingVisits(state, service.id, now).length, leftUnits, leftCents };
  };
  return {
    name: service.name,
    picture: pictureOfService(service.code),
    unit: service.unit,
    before: findService(before, service.id) === null ? null : side(before),
    after: side(after),
  };
}

/** Everything of a visit that is seen in a week. */
const seen = ({ planServiceId, heldOn, startTime, endTime, place, videoUrl }: VisitState) =>
  JSON.stringify([planServiceId, heldOn, startTime, endTime, place, videoUrl]);

function differentWeek(before: PlanState, after: PlanState): NowThen['week'] {
  const standing = (state: PlanState) => state.visits.filter(({ status }) => status === 'planned');
  const [old, fresh] = [standing(before), standing(after)];
  const [oldSeen, freshSeen] = [new Set(old.map(seen)), new Set(fresh.map(seen))];
  const different = [...old.filter((v) => !freshSeen.has(seen(v))), ...fresh.filter((v) => !oldSeen.has(seen(v)))];
  const first = different.map(({ heldOn }) => heldOn).toSorted()[0];
  if (first === undefined) return null;
  const monday = mondayOf(Temporal.PlainDate.from(first));
  const [from, to] = [monday.toString(), monday.add({ days: 6 }).toString()];
  const list = (state: PlanState, visits: readonly VisitState[], other: ReadonlySet<string>) =>
    visits
      .filter(({ heldOn }) => heldOn >= from && heldOn <= to)
      .toSorted((a, b) => `${a.heldOn}${a.startTime}`.localeCompare(`${b.heldOn}${b.startTime}`))
      .map((visit) => viewVisit(state, visit, !other.has(seen(visit))));
  return { from, to, before: list(before, old, freshSeen), after: list(after, fresh, oldSeen) };
}

function viewVisit(state: PlanState, visit: VisitState, isDifferent: boolean): WeekVisit {
  const { heldOn, startTime, endTime, place, videoUrl } = visit;
  const service = findService(state, visit.planServiceId);
  return {
    heldOn,
    startTime,
    endTime,
    name: service?.name ?? '',
    picture: pictureOfService(service?.code ?? ''),
    place,
    isRemote: videoUrl !== null,
    isDifferent,
  };
}
