type Period = Readonly<{ fromOn: string; toOn: string }>;

export type PlanState = 'current' | 'upcoming' | 'ended';

/** Both days count: the last day of a plan still belongs to it. */
export function planState({ fromOn, toOn }: Period, today: Temporal.PlainDate): PlanState {
  const day = today.toString();
  if (day < fromOn) return 'upcoming';
  return day > toOn ? 'ended' : 'current';
}

/**
 * The current plan, else the next to begin, else the last that ended. Of two with the same state and days the first
 * given wins: pass the newest version first.
 */
export function choosePlan<P extends Period>(plans: readonly P[], today: Temporal.PlainDate): P | null {
  const of = (state: PlanState) => plans.filter((plan) => planState(plan, today) === state);
  const current = of('current')[0];
  const upcoming = of('upcoming').reduce<P | null>((a, b) => (a === null || b.fromOn < a.fromOn ? b : a), null);
  const ended = of('ended').reduce<P | null>((a, b) => (a === null || b.toOn > a.toOn ? b : a), null);
  return current ?? upcoming ?? ended;
}
