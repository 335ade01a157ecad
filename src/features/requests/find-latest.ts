import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { isOpen, isOverdue, isUndone } from './rules.ts';
import { findOpenByVisit, findRequests, type Request } from './store.ts';

/** An answer stays on the first screen this long, so that it is not missed in a week away. */
const ANSWER_SHOWN = Temporal.Duration.from({ hours: 14 * 24 });
const REQUESTS_LOOKED_AT = 20;

/**
 * The request the first screen speaks of: one that waits longer than was promised, else a fresh answer, else one that waits, else a
 * draft; null when there is none.
 */
export function latestRequest(app: Pick<App, 'db' | 'clock'>, grant: Grant<'requests.read'>): Request | null {
  const since = instantText(app.clock.now().subtract(ANSWER_SHOWN));
  const requests = findRequests(app.db, grant, REQUESTS_LOOKED_AT).filter(
    ({ startedBy }) => startedBy === grant.participantId,
  );
  return (
    requests.find((request) => isOverdue(request, dayOf(app.clock.now()))) ??
    requests.find(
      ({ status, answeredAt }) =>
        !isOpen(status) && status !== 'withdrawn' && answeredAt !== null && answeredAt >= since,
    ) ??
    requests.find(({ status }) => isUndone(status)) ??
    requests.find(({ status }) => status === 'draft') ??
    null
  );
}

/** The open request about a visit, or null. */
export function findOpenRequest(app: Pick<App, 'db'>, grant: Grant<'requests.read'>, visitId: number): number | null {
  return findOpenByVisit(app.db, grant).get(visitId) ?? null;
}
