export { canBeChanged, mondayOf, overlap } from './rules.ts';
export {
  findUpcomingVisits,
  findVisit,
  findVisits,
  type Visit,
  writeCancellation,
  writeMove,
} from './store.ts';
export { type DayView, type VisitView, viewDay, viewVisit, viewWeek, type WeekView } from './view.ts';
