import type { Text } from '../../core/text/text.ts';
import { onDayText } from '../../core/time/words.ts';
import type { LooksOfDay } from './rules.ts';

type Entry = LooksOfDay['entries'][number];

/** More than this many times of one day are said as a number. */
const TIMES_SAID = 3;

/** "9:00 un 14:30", or "8 reizes". */
export function timesText(t: Text, times: readonly string[]): string {
  const [first = '', ...more] = times;
  if (times.length > TIMES_SAID) return t('ownData:looked.times', { count: times.length });
  return more.reduce((text, time) => t('ownData:looked.and', { times: text, time }), first);
}

/** "Dina skatījās manu naudu. Otrdien, 24. novembrī." */
export function lookSentence(t: Text, { firstName, topic }: Entry, day: Temporal.PlainDate): string {
  return t('ownData:looked.sentence', {
    what: t(`ownData:looked.topic.${topic}`, { name: firstName }),
    day: onDayText(t, day),
  });
}
