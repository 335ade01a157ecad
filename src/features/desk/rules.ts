import { type Effect, findService, findVisit, type PlanState } from '../changes/index.ts';
import { isOpen, isOverdue, isUndone, promiseDay, type Request } from '../requests/index.ts';

/** What of the inbox is looked at. */
export const inboxViews = ['mine', 'overdue', 'talk', 'todo', 'private', 'service'] as const;
export type InboxView = (typeof inboxViews)[number];

type Standing = Pick<Request, 'status' | 'promisedOn'>;

/** Which lists of a worker's own requests an open or promised one stands in. */
export function viewsOf(request: Standing, today: Temporal.PlainDate): readonly InboxView[] {
  if (!isUndone(request.status)) return [];
  const views: InboxView[] = ['mine'];
  if (isOverdue(request, today)) views.push('overdue');
  if (request.status === 'talking' || request.status === 'reopened') views.push('talk');
  if (!isOpen(request.status)) views.push('todo');
  return views;
}

/** By how many days it is late; 0 when it is not. */
export function daysLate(request: Standing, today: Temporal.PlainDate): number {
  if (request.promisedOn === null || !isOverdue(request, today)) return 0;
  return Temporal.PlainDate.from(request.promisedOn).until(today, { largestUnit: 'day' }).days;
}

/**
 * The day by which there is an answer after a talk, also where a promise is taken back by it: as soon as after sending, and never
 * later than what was promised. A talk buys no time; what is late stays late, and on top of the list.
 */
export function promiseAnew(promisedOn: string | null, today: Temporal.PlainDate, workingDays: number): string {
  const anew = promiseDay(today, workingDays).toString();
  return promisedOn !== null && promisedOn < anew ? promisedOn : anew;
}

/** The last day that can be promised, `YYYY-MM-DD`: the plan's end; without a running plan, a year from today. */
export function lastPromiseDay(planToOn: string | null, today: Temporal.PlainDate): string {
  const isRunning = planToOn !== null && planToOn >= today.toString();
  return isRunning ? planToOn : today.add({ years: 1 }).toString();
}

/** Whether these effects touch nothing but services of the family. */
export function isOnlyForFamily(effects: readonly Effect[], state: PlanState): boolean {
  return effects.every((effect, at) => {
    if (effect.kind === 'add_service') return effect.service.audience === 'family';
    const planServiceId = 'visitId' in effect ? findVisit(state, effect.visitId)?.planServiceId : serviceIdOf(effect);
    if (planServiceId === undefined) return false;
    // One that comes in with these very effects stands for its place among them.
    const added = planServiceId < 0 ? effects.slice(0, at)[-planServiceId - 1] : undefined;
    if (added?.kind === 'add_service') return added.service.audience === 'family';
    return findService(state, planServiceId)?.audience === 'family';
  });
}

function serviceIdOf(effect: Effect): number | undefined {
  return 'planServiceId' in effect ? effect.planServiceId : undefined;
}
