import Holidays from 'date-holidays';

/** Made at the first question only: it reads the rules of every country. */
let calendar: Holidays | undefined;
const holidaysByYear = new Map<number, ReadonlySet<string>>();

/** The public holidays of a year as days `YYYY-MM-DD`. */
function holidaysOf(year: number): ReadonlySet<string> {
  const known = holidaysByYear.get(year);
  if (known !== undefined) return known;
  calendar ??= new Holidays('LV');
  const found = calendar.getHolidays(year).filter(({ type }) => type === 'public');
  // The text is the day in Latvia. Its `Date` is an instant, which the machine's own time zone would turn into another day.
  const days = new Set(found.map(({ date }) => date.slice(0, 'YYYY-MM-DD'.length)));
  holidaysByYear.set(year, days);
  return days;
}

/**
 * Whether offices in Latvia work on this day: Monday to Friday, but for the holidays of the law "Par svētku, atceres un
 * atzīmējamām dienām" (likumi.lv/ta/id/72608), with the Mondays that stand in for 4 May and 18 November. Days that the Cabinet
 * moves each year ("darba dienas pārcelšana") and the closing day of a coming Song and Dance Celebration are not known here.
 */
export function isWorkingDay(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !holidaysOf(day.year).has(day.toString());
}

/**
 * The last of so many working days after this day, which itself does not count.
 *
 * @throws RangeError when the count is not a whole number of at least 0
 */
export function addWorkingDays(day: Temporal.PlainDate, count: number): Temporal.PlainDate {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`);
  let last = day;
  for (let left = count; left > 0; ) {
    last = last.add({ days: 1 });
    if (isWorkingDay(last)) left -= 1;
  }
  return last;
}
