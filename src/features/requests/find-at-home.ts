import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { isOpen, isOverdue, isUndone } from './rules.ts';
import { findOpenByVisit, findRequests, isAskedBy, type Request } from './store.ts';

/** An answer, and what was done after it, stay on the first screen this long, so that it is not missed in a week away. */
const ANSWER_SHOWN = Temporal.Duration.from({ hours: 14 * 24 });
const REQUESTS_LOOKED_AT = 20;

/**
 * The requests that are the person's to act on and that the first screen speaks of, newest of each sort: one that waits longer than was promised and a fresh answer, so that
 * neither hides the other; one that is to be talked about, or without all these one that waits; and a draft, which is resumed from there.
 */
export function requestsAtHome(app: Pick<App, 'db' | 'clock'>, grant: Grant<'requests.read'>): readonly Request[] {
  const now = app.clock.now();
  const since = instantText(now.subtract(ANSWER_SHOWN));
  const requests = findRequests(app.db, grant, REQUESTS_LOOKED_AT).filter((request) => isAskedBy(grant, request));
  const late = requests.find((request) => isOverdue(request, dayOf(now)));
  const answered = requests.find(
    (request) =>
      request !== late &&
      !isOpen(request.status) &&
      request.status !== 'withdrawn' &&
      [request.answeredAt, request.carriedOutAt].some((at) => at !== null && at >= since),
  );
  const others = requests.filter((request) => request !== late && isUndone(request.status));
  // That somebody wants to talk is news, whatever else is; that the rest waits is said when nothing else is.
  const waiting = others.find(({ status }) => status === 'talking') ?? ((late ?? answered) ? undefined : others[0]);
  const draft = requests.find(({ status }) => status === 'draft');
  return [late, answered, waiting, draft].filter((request) => request !== undefined);
}

/** The open request about a visit, or null. */
export function findOpenRequest(
  app: Pick<App, 'db'>,
  grant: Grant<'requests.read' | 'child.request'>,
  visitId: number,
): number | null {
  return findOpenByVisit(app.db, grant).get(visitId) ?? null;
}
