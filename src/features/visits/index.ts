export { canBeChanged, mondayOf, overlap } from './rules.ts';
export {
  findPlanVisits,
  findTaken,
  findUpcomingVisits,
  findVisit,
  findVisits,
  insertVisit,
  updateVisit,
  type Visit,
  type VisitStatus,
} from './store.ts';
export { type DayView, type VisitView, viewDay, viewVisit, viewWeek, type WeekView } from './view.ts';
