import { type Clock, standingClock } from '../../src/core/time/clock.ts';

/** Monday, 23 November 2026, 8:30 in Riga: the day the pilot's files were made for. */
export const REFERENCE_TIME = '2026-11-23T06:30:00Z';
export const referenceDay = Temporal.PlainDate.from('2026-11-23');
export const referenceClock: Clock = standingClock(REFERENCE_TIME);

/** A clock that the test moves by hand. */
export function movableClock(at = REFERENCE_TIME): Clock & Readonly<{ move(by: Temporal.DurationLike): void }> {
  let instant = Temporal.Instant.from(at);
  return {
    now: () => instant,
    move: (by) => {
      instant = instant.add(by);
    },
  };
}
