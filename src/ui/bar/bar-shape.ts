export type Parts = Readonly<{ used: number; booked: number; left: number }>;
export type Stretch = Readonly<{ part: keyof Parts; x: number; width: number }>;

/** A part that is there must be seen, however small: the least width, in hundredths of the bar. */
const LEAST_SEEN = 3;

/** Where each part of a bar of 100 begins and how wide it is; parts that are nothing are left out. */
export function barShape(parts: Parts): readonly Stretch[] {
  const amounts = (['used', 'booked', 'left'] as const)
    .map((part) => ({ part, amount: Math.max(0, parts[part]) }))
    .filter(({ amount }) => amount > 0);
  const whole = amounts.reduce((sum, { amount }) => sum + amount, 0);
  // When a part would be too narrow to see, all get that least width and share the rest: larger stays larger.
  const least = amounts.some(({ amount }) => (amount / whole) * 100 < LEAST_SEEN) ? LEAST_SEEN : 0;
  const shared = 100 - least * amounts.length;

  let x = 0;
  return amounts.map(({ part, amount }) => {
    const width = least + (amount / whole) * shared;
    const stretch = { part, x: round(x), width: round(width) };
    x += width;
    return stretch;
  });
}

const round = (hundredths: number): number => Math.round(hundredths * 100) / 100;
