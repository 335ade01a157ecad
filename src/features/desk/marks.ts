import { type Queries, transact } from '../../../db/client.ts';
import type { Actor } from '../../core/access/actor.ts';
import { AccessDenied, authorize, type Grant, type OwnGrant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { wallTime } from '../../core/time/clock.ts';
import { type Effect, makeChange, type Problem } from '../changes/index.ts';
import type { ActInput } from './acts.ts';
import { type DeskVisit, findDayVisits } from './store.ts';

/** What a visit of the day's list can be marked as; `planned` takes a mark back. */
const markValues = ['planned', 'happened', 'did_not_happen', 'cancelled'] as const;
export type MarkValue = (typeof markValues)[number];

export const LONGEST_MARK_REASON = 300;

/** Why one row was not written; the others were. */
export type RowError = Readonly<{ visitId: number }> &
  (
    | Readonly<{ reason: 'no_reason' | 'too_long' | 'no_visit' | 'meanwhile' }>
    | Readonly<{ reason: 'not_possible'; problem: Problem }>
  );

export type Marked = Readonly<{ count: number; errors: readonly RowError[] }>;

/** The fields of one row of the list. */
export const markField = (visitId: number): string => `mark-${visitId}`;
export const reasonField = (visitId: number): string => `reason-${visitId}`;
/** What the visit was when the list was made. */
export const wasField = (visitId: number): string => `was-${visitId}`;
/** The box that marks everything that has begun and is still planned as happened. */
export const ALL_HAPPENED = 'all';

/** What can be chosen for a visit now: what is still to come cannot have happened, and cannot have failed to. */
export function marksFor(
  { heldOn, startTime }: Pick<DeskVisit, 'heldOn' | 'startTime'>,
  now: Temporal.PlainDateTime,
): readonly MarkValue[] {
  const hasBegun = `${heldOn}T${startTime}` <= now.toString({ smallestUnit: 'minute' });
  return hasBegun ? markValues : ['planned', 'cancelled'];
}

type Mark = Readonly<{ visit: DeskVisit; status: MarkValue; reason: string }>;

/**
 * Marks the visits of one day's list as the form says. Each person's changes with one reason are one transaction of their
 * own, told to that person: what is wrong with one row does not hold up the others. Rows that say what is so already are left.
 */
export function markDay(
  app: Pick<App, 'db' | 'clock'>,
  grant: OwnGrant<'desk.read'>,
  day: Temporal.PlainDate,
  input: Pick<ActInput, 'values' | 'many'>,
): Marked {
  const now = wallTime(app.clock.now());
  const { marks, errors, soBefore } = readMarks(findDayVisits(app.db, grant, now.toPlainDate(), day), input, now);
  const groups = Map.groupBy(marks, ({ visit, reason }) => `${visit.participantId} ${visit.planId} ${reason}`);
  let count = soBefore;
  for (const group of groups.values()) {
    const wrong = markGroup(app, grant.actor, group);
    count += group.length - wrong.length;
    errors.push(...wrong);
  }
  return { count, errors };
}

function readMarks(
  visits: readonly DeskVisit[],
  { values, many }: Pick<ActInput, 'values' | 'many'>,
  now: Temporal.PlainDateTime,
): { marks: Mark[]; errors: RowError[]; soBefore: number } {
  const isAllHappened = many(ALL_HAPPENED).length > 0;
  const marks: Mark[] = [];
  const errors: RowError[] = [];
  let soBefore = 0;
  for (const visit of visits) {
    const allowed = marksFor(visit, now);
    const was = values[wasField(visit.id)] ?? visit.status;
    const given = markValues.find((value) => value === values[markField(visit.id)]) ?? visit.status;
    const isLeftToBox = isAllHappened && was === 'planned' && given === 'planned';
    const status = isLeftToBox && allowed.includes('happened') ? 'happened' : given;
    if (status === was) continue;
    // It has come to be so since the list was made: by the same form, for one, when it is sent twice.
    if (status === visit.status) {
      soBefore += 1;
      continue;
    }
    const reason = (values[reasonField(visit.id)] ?? '').trim();
    const wrong = wrongWith({ visit, status, reason }, was, allowed);
    if (wrong !== null) errors.push(wrong);
    // Why something went as it should needs no words, and gets none.
    else marks.push({ visit, status, reason: status === 'happened' ? '' : reason });
  }
  return { marks, errors, soBefore };
}

function wrongWith({ visit, status, reason }: Mark, was: string, allowed: readonly MarkValue[]): RowError | null {
  const { id: visitId, heldOn } = visit;
  // Somebody else has marked it since: it is looked at again first.
  if (was !== visit.status) return { visitId, reason: 'meanwhile' };
  if (!allowed.includes(status)) {
    return { visitId, reason: 'not_possible', problem: { reason: 'future', at: 0, heldOn } };
  }
  if (reason.length > LONGEST_MARK_REASON) return { visitId, reason: 'too_long' };
  return status !== 'happened' && reason === '' ? { visitId, reason: 'no_reason' } : null;
}

/** Of one person's plan and one reason, in one transaction. */
function markGroup(app: Pick<App, 'db' | 'clock'>, actor: Actor, group: readonly Mark[]): readonly RowError[] {
  const [first] = group;
  if (first === undefined) return [];
  try {
    const grant = authorize(app, actor, 'plan.write', first.visit.participantId);
    return transact(app.db, (tx) => writeMarks(app, tx, grant, group));
  } catch (error) {
    // The link ended while the list was open.
    if (error instanceof AccessDenied) return group.map(({ visit }) => ({ visitId: visit.id, reason: 'no_visit' }));
    throw error;
  }
}

/** Writes all that is possible. @returns the rows that are not, each with its own reason */
function writeMarks(
  app: Pick<App, 'db' | 'clock'>,
  tx: Queries,
  grant: Grant<'plan.write'>,
  marks: readonly Mark[],
): readonly RowError[] {
  const [first] = marks;
  if (first === undefined) return [];
  const { reason } = first;
  const done = makeChange(app, tx, grant, {
    effects: marks.map(
      ({ visit, status }): Effect => ({
        kind: 'mark_visit',
        visitId: visit.id,
        status,
        was: visit.status,
      }),
    ),
    reason,
    why: reason === '' ? null : reason,
    requestId: null,
    basis: null,
    planning: grant,
    planId: first.visit.planId,
  });
  if (!('problems' in done)) return [];
  const errors = marks.flatMap(({ visit }, at): readonly RowError[] => {
    const problem = done.problems.find((candidate) => candidate.at === at);
    return problem === undefined ? [] : [{ visitId: visit.id, reason: 'not_possible', problem }];
  });
  const wrong = new Set(errors.map(({ visitId }) => visitId));
  // One less each time, so that it ends.
  return wrong.size === 0
    ? marks.map(({ visit }) => ({ visitId: visit.id, reason: 'no_visit' }))
    : [
        ...errors,
        ...writeMarks(
          app,
          tx,
          grant,
          marks.filter(({ visit }) => !wrong.has(visit.id)),
        ),
      ];
}
