import type { VisitStatus } from './store.ts';

/** What a visit is to the person now. */
export type VisitState = 'upcoming' | 'now' | 'happened' | 'unmarked' | 'cancelled' | 'did_not_happen';

type Timed = Readonly<{ heldOn: string; startTime: string; endTime: string; status: VisitStatus }>;

/** How long before its start a video visit's link opens: early enough to get ready, late enough not to sit waiting. */
const LINK_OPENS_BEFORE = Temporal.Duration.from({ minutes: 15 });

export function visitState(visit: Timed, now: Temporal.PlainDateTime): VisitState {
  if (visit.status !== 'planned') return visit.status;
  const { start, end } = span(visit);
  if (Temporal.PlainDateTime.compare(now, start) < 0) return 'upcoming';
  return Temporal.PlainDateTime.compare(now, end) < 0 ? 'now' : 'unmarked';
}

/** Whether its time has passed, or it is marked as past already. */
export function isOver(visit: Timed, now: Temporal.PlainDateTime): boolean {
  if (visit.status === 'happened' || visit.status === 'did_not_happen') return true;
  return Temporal.PlainDateTime.compare(span(visit).end, now) <= 0;
}

/** Planned and not begun: the person can still ask for something else. */
export function canBeChanged(visit: Timed, now: Temporal.PlainDateTime): boolean {
  return visitState(visit, now) === 'upcoming';
}

/** Whether the video link can be opened: from a quarter of an hour before the start until the end. */
export function isLinkOpen(visit: Timed, now: Temporal.PlainDateTime): boolean {
  const { start, end } = span(visit);
  return (
    visit.status === 'planned' &&
    Temporal.PlainDateTime.compare(start.subtract(LINK_OPENS_BEFORE), now) <= 0 &&
    Temporal.PlainDateTime.compare(now, end) < 0
  );
}

/** When the video link opens on the visit's day, `HH:MM`. */
export function linkOpensAt({ startTime }: Pick<Timed, 'startTime'>): string {
  return Temporal.PlainTime.from(startTime).subtract(LINK_OPENS_BEFORE).toString({ smallestUnit: 'minute' });
}

/** Whether two visits overlap; one that begins when the other ends does not. */
export function overlap(a: Omit<Timed, 'status'>, b: Omit<Timed, 'status'>): boolean {
  return a.heldOn === b.heldOn && a.startTime < b.endTime && b.startTime < a.endTime;
}

/** Monday of the day's week (ISO 8601). */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function span({ heldOn, startTime, endTime }: Omit<Timed, 'status'>) {
  const day = Temporal.PlainDate.from(heldOn);
  return { start: day.toPlainDateTime(startTime), end: day.toPlainDateTime(endTime) };
}
