import type { Text } from '../text/text.ts';
import { wallTime } from './clock.ts';

export type PartOfDay = 'morning' | 'day' | 'evening' | 'night';

const DAY_BEGINS = 12;
const EVENING_BEGINS = 17;
const NIGHT_BEGINS = 22;
const MORNING_BEGINS = 5;

export function partOfDay(time: Temporal.PlainTime): PartOfDay {
  if (time.hour < MORNING_BEGINS || time.hour >= NIGHT_BEGINS) return 'night';
  if (time.hour >= EVENING_BEGINS) return 'evening';
  return time.hour >= DAY_BEGINS ? 'day' : 'morning';
}

export type NearDay = 'yesterday' | 'today' | 'tomorrow' | 'dayAfterTomorrow';

/** The word people use for a day near today, or null when it has none. */
export function nearDay(day: Temporal.PlainDate, today: Temporal.PlainDate): NearDay | null {
  switch (today.until(day, { largestUnit: 'day' }).days) {
    case -1:
      return 'yesterday';
    case 0:
      return 'today';
    case 1:
      return 'tomorrow';
    case 2:
      return 'dayAfterTomorrow';
    default:
      return null;
  }
}

/** "9:00": no leading zero, as times are said. */
export function timeText(time: Temporal.PlainTime | string): string {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return `${hour}:${String(minute).padStart(2, '0')}`;
}

/** "otrdiena, 24. novembris" */
export function dateText(t: Text, day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return t('time:date', { weekday: weekdayText(t, date), day: date.day, month: t(`time:month.${month(date)}`) });
}

/** "24. novembrī" */
export function onDateText(t: Text, day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return t('time:onDate', { day: date.day, month: t(`time:inMonth.${month(date)}`) });
}

/** "otrdien, 24. novembrī" */
export function onDayText(t: Text, day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return t('time:onDay', { weekday: t(`time:onWeekday.${weekday(date)}`), date: onDateText(t, date) });
}

/** "29. novembrim" */
export function toDateText(t: Text, day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return t('time:onDate', { day: date.day, month: t(`time:toMonth.${month(date)}`) });
}

/** "līdz 24. novembrim" */
export function untilDateText(t: Text, day: Temporal.PlainDate | string): string {
  return t('time:untilDate', { date: toDateText(t, day) });
}

/** "23. novembra": after "no" and "kopš" */
export function ofDateText(t: Text, day: Temporal.PlainDate | string): string {
  const date = Temporal.PlainDate.from(day);
  return t('time:onDate', { day: date.day, month: t(`time:ofMonth.${month(date)}`) });
}

/** "No 23. novembra līdz 29. novembrim" */
export function dateRangeText(t: Text, from: string, to: string): string {
  return t('time:dateRange', { from: ofDateText(t, from), to: toDateText(t, to) });
}

/** "otrdiena" */
export function weekdayText(t: Text, day: Temporal.PlainDate | string): string {
  return t(`time:weekday.${weekday(Temporal.PlainDate.from(day))}`);
}

/** What a tear-off calendar shows of a day. */
export function calendarLeaf(
  t: Text,
  day: Temporal.PlainDate | string,
): { day: number; weekday: string; month: string } {
  const date = Temporal.PlainDate.from(day);
  return { day: date.day, weekday: weekdayText(t, date), month: t(`time:month.${month(date)}`) };
}

/** "rīts": the part of day of a time `HH:MM`. */
export function partText(t: Text, time: string): string {
  return t(`time:part.${partOfDay(Temporal.PlainTime.from(time))}`);
}

/** "No 9:00 līdz 11:00" */
export function timeRangeText(t: Text, start: string, end: string): string {
  return t('time:range', { start: timeText(start), end: timeText(end) });
}

/** "Rīt. Otrdiena, 24. novembris." or, further away, "Otrdiena, 24. novembris." */
export function dayText(t: Text, day: Temporal.PlainDate | string, today: Temporal.PlainDate): string {
  const date = Temporal.PlainDate.from(day);
  const near = nearDay(date, today);
  const whole = `${capitalized(dateText(t, date))}.`;
  return near === null ? whole : `${t(`time:${near}`)}. ${whole}`;
}

/** "Šodien, 9:00" or "23. novembrī, 9:00": when an instant was, on the wall in Latvia. */
export function instantDayText(t: Text, instant: string, today: Temporal.PlainDate): string {
  const at = wallTime(Temporal.Instant.from(instant));
  const near = nearDay(at.toPlainDate(), today);
  const day = near === null ? onDateText(t, at.toPlainDate()) : t(`time:${near}`);
  return t('time:dayAndTime', { day, time: timeText(at.toPlainTime()) });
}

/** A sentence begins with a capital letter. */
export function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('lv') + text.slice(1);
}

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
type Month = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12;
const weekday = (date: Temporal.PlainDate): Weekday => date.dayOfWeek as Weekday;
const month = (date: Temporal.PlainDate): Month => date.month as Month;
