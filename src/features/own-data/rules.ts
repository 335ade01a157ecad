import { wallTime } from '../../core/time/clock.ts';
import { timeText } from '../../core/time/words.ts';
import type { Look } from './store.ts';

/** One person who looked at one topic on one day, however often. */
export type LooksOfDay = Readonly<{
  day: Temporal.PlainDate;
  entries: readonly (Omit<Look, 'viewedAt'> & Readonly<{ times: readonly string[] }>)[];
}>;

/** The days on which somebody looked, the newest first; on each day everybody once for each topic, with the times as on the wall. */
export function groupLooks(looks: readonly Look[]): readonly LooksOfDay[] {
  const days = Map.groupBy(looks, ({ viewedAt }) => wallTime(Temporal.Instant.from(viewedAt)).toPlainDate().toString());
  return [...days]
    .map(([day, ofDay]) => {
      const entries = [...Map.groupBy(ofDay, ({ viewerId, topic }) => `${viewerId} ${topic}`).values()].flatMap(
        (same) => {
          const [first] = same;
          if (first === undefined) return [];
          const { viewedAt: _at, ...who } = first;
          const times = same.map(({ viewedAt }) => timeText(wallTime(Temporal.Instant.from(viewedAt)).toPlainTime()));
          return [{ ...who, times: [...new Set(times)] }];
        },
      );
      return { day: Temporal.PlainDate.from(day), entries };
    })
    .toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day));
}

/** Weeks of looks on one page. */
const WEEKS_SHOWN = 2;

/** The days that one page holds: two weeks, the last one of them `until`. */
export function lookRange(
  until: Temporal.PlainDate,
): Readonly<{ from: Temporal.PlainDate; until: Temporal.PlainDate }> {
  return { from: until.subtract({ weeks: WEEKS_SHOWN }).add({ days: 1 }), until };
}
