import { overlap, type Visit } from '../visits/index.ts';

/** A time taken by another visit of the same person; day `YYYY-MM-DD`, times `HH:MM`. */
export type BusyTime = Readonly<{ heldOn: string; startTime: string; endTime: string; name: string }>;

const firstHour: Readonly<Record<'morning' | 'day' | 'evening', string>> = {
  morning: '09:00',
  day: '13:00',
  evening: '17:00',
};

/** What else the person does: a planned visit cannot be moved on top of it. */
export function busyTimes(visits: readonly Visit[], moved: Visit): readonly BusyTime[] {
  return visits
    .filter((visit) => visit.id !== moved.id && visit.status === 'planned' && visit.audience === 'participant')
    .map(({ heldOn, startTime, endTime, serviceName }) => ({ heldOn, startTime, endTime, name: serviceName }));
}

/** The visit a moved one would collide with, or null. */
export function findConflict(
  busy: readonly BusyTime[],
  at: Readonly<{ heldOn: string; startTime: string; endTime: string }>,
): BusyTime | null {
  return busy.find((other) => overlap(other, at)) ?? null;
}

/** When a visit that begins at `startTime` ends: it keeps its length. Null when that would be after midnight. */
export function endTimeFor(visit: Pick<Visit, 'startTime' | 'endTime'>, startTime: string): string | null {
  const length = Temporal.PlainTime.from(visit.startTime).until(visit.endTime);
  const end = Temporal.PlainTime.from(startTime).add(length);
  return Temporal.PlainTime.compare(end, startTime) > 0 ? end.toString({ smallestUnit: 'minute' }) : null;
}

/** How long a visit is, in minutes. */
export function lengthOf({ startTime, endTime }: Pick<Visit, 'startTime' | 'endTime'>): number {
  return Temporal.PlainTime.from(startTime).until(endTime).total('minutes');
}

/** The wish as a first proposal in the form: the wished day and the beginning of the wished part of it. */
export function proposedTime(
  wish: Readonly<{ day: string | null; part: keyof typeof firstHour | null }>,
): Readonly<{ day: string; time: string }> {
  return { day: wish.day ?? '', time: wish.part === null ? '' : firstHour[wish.part] };
}
