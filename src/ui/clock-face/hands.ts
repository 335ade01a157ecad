export type Hands = Readonly<{ hour: number; minute: number }>;

const DEGREES_A_MINUTE = 6;
const DEGREES_AN_HOUR = 30;

/** Where the hands of a clock point at a time (`HH:MM`), in degrees clockwise from twelve. */
export function handsAt(time: string): Hands {
  const { hour, minute } = Temporal.PlainTime.from(time);
  return {
    hour: (hour % 12) * DEGREES_AN_HOUR + (minute / 60) * DEGREES_AN_HOUR,
    minute: minute * DEGREES_A_MINUTE,
  };
}
