export { contentsOf, type PlanContents } from './contents.ts';
export { isNewVersion, type Line, linesBetween } from './lines.ts';
export { ChangedMeanwhile, type Changing, findCurrentState, makeChange } from './make-change.ts';
export {
  balanceOfService,
  couldBeLess,
  type Effect,
  endAfter,
  findService,
  findVisit,
  freeCents,
  type LesserRhythm,
  lengthOf,
  movedUnits,
  type Outcome,
  type PlanState,
  type Problem,
  plannedVisits,
  type Rhythm,
  rhythms,
  type ServiceState,
  seriesDays,
  simulate,
  upcomingVisits,
  type VisitState,
  visitsInWeek,
} from './rules.ts';
export {
  findChange,
  findChanges,
  findChangesOfRequest,
  findUnseenChanges,
  type PlanChange,
  writeSeen,
} from './store.ts';
export {
  type NowThen,
  type ServiceNowThen,
  type ServiceSide,
  viewNowThen,
  type WeekVisit,
} from './view.ts';
export { groupByDay, type LineWords, lineWords, pagesOf, placeNames } from './words.ts';
