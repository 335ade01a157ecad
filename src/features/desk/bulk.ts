import { z } from 'zod';
import { transact } from '../../../db/client.ts';
import { authorize, type Grant, type OwnGrant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { latvian } from '../../core/text/text.ts';
import { wallTime } from '../../core/time/clock.ts';
import { type Effect, findCurrentState, makeChange, type PlanState, type Problem, simulate } from '../changes/index.ts';
import { errorReason, type FieldError } from './acts/act.ts';
import { begins, isVideoLink } from './acts/reading.ts';
import { type ActInput, SOME_REASON } from './acts.ts';
import { findPeopleWithService } from './store.ts';

/** What is done for all at once: their visits are by video from now on, or they are off for a time. */
export const bulkWhats = ['remote', 'pause'] as const;

/** One act for everybody who has a service. Days `YYYY-MM-DD`, both included. */
export type Bulk = Readonly<{ serviceId: number; from: string; until: string }> &
  (Readonly<{ what: 'remote'; link: string }> | Readonly<{ what: 'pause' }>);

/** Whom it concerns: how many of their visits, what of their money comes back, and what is in the way. */
export type Concerned = Readonly<{
  participantId: number;
  firstName: string;
  lastName: string;
  count: number;
  backCents: number;
  problems: readonly Problem[];
}>;

const reason = (text: z.infer<typeof errorReason>) => text;

const shape = z.object({
  service: z.string().regex(/^[1-9]\d{0,14}$/, reason('no_choice')),
  from: z.iso.date(reason('no_day')),
  until: z.iso.date(reason('no_day')),
  what: z.enum(bulkWhats, reason('no_choice')),
  link: z.string().trim().max(500, reason('too_long')),
});

/** Reads the form of an act for all. */
export function readBulk(
  { values }: Pick<ActInput, 'values'>,
  today: Temporal.PlainDate,
): Readonly<{ bulk: Bulk }> | Readonly<{ errors: readonly FieldError[] }> {
  const { service = '', from: first = '', until: last = '', what: wish, link: address = '' } = values;
  const parsed = shape.safeParse({ service, from: first, until: last, what: wish, link: address });
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => ({
      field: path.join(''),
      reason: errorReason.parse(message),
    }));
    return { errors };
  }
  const { from, until, what, link } = parsed.data;
  if (from < today.toString()) return { errors: [{ field: 'from', reason: 'past' }] };
  if (until < from) return { errors: [{ field: 'until', reason: 'order' }] };
  if (what === 'remote' && !isVideoLink(link)) return { errors: [{ field: 'link', reason: 'no_link' }] };
  const common = { serviceId: Number(parsed.data.service), from, until };
  return { bulk: what === 'remote' ? { ...common, what, link } : { ...common, what } };
}

type Desk = OwnGrant<'desk.read'>;

/** Everybody of the worker's people whom it would change something for. Nothing is done. */
export function lookAtBulk(app: Pick<App, 'db' | 'clock'>, grant: Desk, bulk: Bulk): readonly Concerned[] {
  const now = wallTime(app.clock.now());
  return findPeopleWithService(app.db, grant, now.toPlainDate(), bulk).flatMap((person) => {
    const planning = authorize(app, grant.actor, 'plan.write', person.participantId);
    const state = findCurrentState(app, planning, planning);
    const effects = state === null ? [] : effectsOf(bulk, state, now);
    if (state === null || effects.length === 0) return [];
    const { after, problems } = simulate(state, effects, { reason: SOME_REASON, now });
    const backCents = state.balance.bookedCents - after.balance.bookedCents;
    return [{ ...person, count: effects.length, backCents, problems }];
  });
}

/** What was looked at, for the form to say: another act, or other people or visits meanwhile, are looked at first. */
export function seenOf(bulk: Bulk, concerned: readonly Concerned[]): string {
  const { what, serviceId, from, until } = bulk;
  const act = [what, serviceId, from, until, ...(what === 'remote' ? [bulk.link] : [])];
  return [...act, ...concerned.map(({ participantId, count }) => `${participantId}:${count}`)].join(' ');
}

/** What came of it. Only `done` has changed anything. */
export type BulkOutcome =
  | Readonly<{ outcome: 'done'; people: number; visits: number }>
  /** Everything is so already: a second press of the same button, for one. */
  | Readonly<{ outcome: 'nothing_left' }>
  /** It concerns others than those that were looked at. */
  | Readonly<{ outcome: 'meanwhile'; concerned: readonly Concerned[] }>
  | Readonly<{ outcome: 'not_possible'; concerned: readonly Concerned[] }>;

/** Takes the whole transaction back. */
class NotForAll extends Error {
  readonly concerned: readonly Concerned[];
  constructor(concerned: readonly Concerned[]) {
    super('It cannot be done for all.');
    this.name = 'NotForAll';
    this.concerned = concerned;
  }
}

/**
 * Does it for everybody in one transaction, or for nobody; each is told by a change of their own plan.
 *
 * @param seen what `seenOf` said when the worker looked at it; null does not ask
 */
export function changeForAll(
  app: Pick<App, 'db' | 'clock'>,
  grant: Desk,
  bulk: Bulk,
  { why, seen }: Readonly<{ why: string; seen: string | null }>,
): BulkOutcome {
  try {
    return transact(app.db, (tx) => {
      const concerned = lookAtBulk(app, grant, bulk);
      if (concerned.length === 0) return { outcome: 'nothing_left' };
      if (seen !== null && seen !== seenOf(bulk, concerned)) return { outcome: 'meanwhile', concerned };
      const after = concerned.map((person): Concerned => {
        const planning = authorize(app, grant.actor, 'plan.write', person.participantId);
        const done = makeChange(app, tx, planning, {
          effects: effectsNow(app, planning, bulk),
          reason: why,
          why,
          requestId: null,
          basis: null,
          planning,
        });
        return { ...person, problems: 'problems' in done ? done.problems : [] };
      });
      if (after.some(({ problems }) => problems.length > 0)) throw new NotForAll(after);
      const visits = concerned.reduce((sum, { count }) => sum + count, 0);
      return { outcome: 'done', people: concerned.length, visits };
    });
  } catch (error) {
    if (error instanceof NotForAll) return { outcome: 'not_possible', concerned: error.concerned };
    throw error;
  }
}

function effectsNow(app: Pick<App, 'db' | 'clock'>, grant: Grant<'plan.write'>, bulk: Bulk): readonly Effect[] {
  const state = findCurrentState(app, grant);
  return state === null ? [] : effectsOf(bulk, state, wallTime(app.clock.now()));
}

/** Pure: the visits of the service that have not begun, and are not so already. */
function effectsOf(bulk: Bulk, state: PlanState, now: Temporal.PlainDateTime): readonly Effect[] {
  const begun = now.toString({ smallestUnit: 'minute' });
  const service = state.services.find(({ serviceId }) => serviceId === bulk.serviceId);
  const visits = state.visits.filter(
    (visit) =>
      visit.planServiceId === service?.id &&
      visit.status === 'planned' &&
      visit.heldOn >= bulk.from &&
      visit.heldOn <= bulk.until &&
      begins(visit) > begun,
  );
  if (bulk.what === 'pause') {
    return visits.map(({ id }) => ({ kind: 'mark_visit', visitId: id, status: 'cancelled' }));
  }
  return visits
    .filter(({ videoUrl }) => videoUrl !== bulk.link)
    .map(({ id }) => ({
      kind: 'place_visit',
      visitId: id,
      place: latvian('changes:place.remote'),
      address: null,
      videoUrl: bulk.link,
    }));
}
