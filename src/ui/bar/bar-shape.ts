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
  const seen = amounts.map(({ part, amount }) => ({ part, width: Math.max((amount / whole) * 100, LEAST_SEEN) }));
  const surplus = seen.reduce((sum, { width }) => sum + width, 0) - 100;
  const widest = seen.reduce((most, { width }) => Math.max(most, width), 0);
  const isWidest = seen.findIndex(({ width }) => width === widest);

  let x = 0;
  return seen.map(({ part, width }, index) => {
    const fitted = index === isWidest ? width - surplus : width;
    const stretch = { part, x: round(x), width: round(fitted) };
    x += fitted;
    return stretch;
  });
}

const round = (hundredths: number): number => Math.round(hundredths * 100) / 100;
