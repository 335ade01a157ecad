import { comesOfAgeOn, type LinkKind } from '../../core/access/policy.ts';

/** A right over somebody else's life, as far as its end goes; days `YYYY-MM-DD`. */
type Right = Readonly<{
  kind: LinkKind;
  fromOn: string;
  toOn: string | null;
  /** Of the participant. */
  bornOn: string;
}>;

export type Ending = Readonly<{
  /** A child comes of age, or a guardianship reaches the last day that a court gave it. */
  by: 'age' | 'court';
  /** The first day without the right. */
  fromOn: Temporal.PlainDate;
  isOver: boolean;
  /** The two still belong together today. */
  isLinked: boolean;
}>;

/** So long before it is told of, in whole months, so that nobody is surprised and there is time to talk. */
const TOLD_BEFORE = { months: 2 } as const;
/** And so long after. */
const TOLD_AFTER = { days: 30 } as const;

const isBefore = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0;

/** The first day without the right; null where it has no end, or the link itself ends before. */
function endOf({ kind, fromOn, toOn, bornOn }: Right): Pick<Ending, 'by' | 'fromOn'> | null {
  const afterLink = toOn === null ? null : Temporal.PlainDate.from(toOn).add({ days: 1 });
  if (kind === 'guardian') return afterLink && { by: 'court', fromOn: afterLink };
  if (kind !== 'parent') return null;
  const birthday = comesOfAgeOn(Temporal.PlainDate.from(bornOn));
  const isHeldThen = fromOn < birthday.toString() && (afterLink === null || !isBefore(afterLink, birthday));
  return isHeldThen ? { by: 'age', fromOn: birthday } : null;
}

/** The rights that end within two months, or ended within the last 30 days: the soonest first. */
export function endingsOf<R extends Right>(
  rights: readonly R[],
  today: Temporal.PlainDate,
): readonly (R & { ending: Ending })[] {
  return rights
    .flatMap((right) => {
      const end = endOf(right);
      if (end === null || right.fromOn > today.toString()) return [];
      const isOver = !isBefore(today, end.fromOn);
      const isTold = isOver
        ? !isBefore(end.fromOn.add(TOLD_AFTER), today)
        : !isBefore(today.add(TOLD_BEFORE), end.fromOn);
      const isLinked = right.toOn === null || right.toOn >= today.toString();
      return isTold ? [{ ...right, ending: { ...end, isOver, isLinked } }] : [];
    })
    .toSorted((one, other) => Temporal.PlainDate.compare(one.ending.fromOn, other.ending.fromOn));
}

/** Those that end for the same person on the same day for the same reason, as the two parents of a child: told of once. */
export function endingsTogether<E extends Readonly<{ participantId: number; ending: Ending }>>(
  endings: readonly E[],
): readonly (readonly [E, ...E[]])[] {
  const keyOf = ({ participantId, ending }: E) => `${participantId} ${ending.by} ${ending.fromOn}`;
  // A group has at least the one that made it.
  return [...Map.groupBy(endings, keyOf).values()] as [E, ...E[]][];
}
