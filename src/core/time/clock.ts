/** Where "now" comes from. One is made at the start and handed on; nothing else asks the system for the time. */
export type Clock = Readonly<{ now(): Temporal.Instant }>;

export const TIME_ZONE = 'Europe/Riga';

/** The real clock; with `startsAt`, one that runs from that instant on (demo and tests). */
export function runningClock(startsAt?: Temporal.Instant): Clock {
  if (startsAt === undefined) return { now: () => Temporal.Now.instant() };
  const shift = Temporal.Now.instant().until(startsAt);
  return { now: () => Temporal.Now.instant().add(shift) };
}

/** A clock that stands still (tests). */
export function standingClock(at: string): Clock {
  const instant = Temporal.Instant.from(at);
  return { now: () => instant };
}

/** The date and time on the wall in Latvia. */
export function wallTime(now: Temporal.Instant): Temporal.PlainDateTime {
  return now.toZonedDateTimeISO(TIME_ZONE).toPlainDateTime();
}

/** The day in Latvia. */
export function dayOf(now: Temporal.Instant): Temporal.PlainDate {
  return wallTime(now).toPlainDate();
}

/** An instant as the database keeps it: ISO 8601 in UTC with milliseconds, so that texts sort as times do. */
export function instantText(now: Temporal.Instant): string {
  return now.toString({ smallestUnit: 'millisecond' });
}
