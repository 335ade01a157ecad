import type { LinkKind, SightReason, Topic } from '../../core/access/policy.ts';
import { dayOf } from '../../core/time/clock.ts';
import type { Tie } from './store.ts';

/** Who is asked first when help is needed: the person chosen for it, then the worker, then the family. */
const helpOrder: readonly LinkKind[] = ['support_person', 'social_worker', 'parent', 'family'];

/** The people one can call, the nearest helper first. A guardian decides in court-given areas and is not a helper by that. */
export function inHelpOrder<T extends { kind: LinkKind }>(circle: readonly T[]): readonly T[] {
  return helpOrder.flatMap((kind) => circle.filter((member) => member.kind === kind));
}

export const topics = ['plan', 'money', 'visits', 'requests'] as const satisfies readonly Topic[];

/** What somebody sees of one topic, and why. */
export type Sight = Readonly<{
  topic: Topic;
  reasons: readonly SightReason[];
  /** The last day of what the person allowed; null without an end, or where nothing was allowed. */
  untilOn: string | null;
}>;

export function sightsOf(
  why: Readonly<Record<Topic, readonly SightReason[]>>,
  consents: readonly Readonly<{ topic: Topic; untilOn: string | null }>[],
): readonly Sight[] {
  return topics.map((topic) => ({
    topic,
    reasons: why[topic],
    untilOn: consents.find((consent) => consent.topic === topic)?.untilOn ?? null,
  }));
}

/** Whether the person can take it back: only what they allowed themself. */
export const canTakeBack = ({ reasons }: Pick<Sight, 'reasons'>): boolean => reasons.includes('allowed');

/** Whether it is the person's to give: what somebody sees for their work, by a court or as a parent needs no leave. */
export const isGivable = ({ reasons }: Pick<Sight, 'reasons'>): boolean =>
  reasons.every((reason) => reason === 'allowed');

/** Whether there is anything to ask about it: to give it, or to take back what was allowed beside a court's or a parent's reason. */
export const isAskable = (sight: Pick<Sight, 'reasons'>): boolean => isGivable(sight) || canTakeBack(sight);

/** What the person may look at as the other gets it; the desk's own pages hold more than these. */
export const hasPreview = ({ reasons }: Pick<Sight, 'reasons'>): boolean => !reasons.includes('work');

/** How long somebody may look: until it is taken back, a month, or as long as the plan. */
export const untils = ['always', 'month', 'plan'] as const;

/**
 * The last day of a consent that is given on `today`.
 *
 * @returns null for no end; undefined where that is not offered
 */
export function untilOf(until: string, today: Temporal.PlainDate, planToOn: string | null): string | null | undefined {
  if (until === 'always') return null;
  if (until === 'month') return today.add({ months: 1 }).toString();
  return until === 'plan' && planToOn !== null && planToOn >= today.toString() ? planToOn : undefined;
}

/** What can be noted of a helper and somebody who is paid for a service. */
export const tieKinds = ['works_for', 'paid_by', 'related'] as const satisfies readonly Tie['kind'][];

/** How a helper is bound to whoever is paid for a service. */
export type Bond = 'is_provider' | Tie['kind'];
type Paid = Readonly<{ personId: number; firstName: string; organisation: string | null }>;

/**
 * What binds the helper to one of those who are paid for a service: they are paid for it themself, work at the same place, or
 * it was noted. Who is bound cannot help independently (W3C COGA, Supported Decision-Making Online; CRPD General Comment 1, 29 h).
 */
export function bondOf(
  helper: Readonly<{ personId: number; organisation: string | null }>,
  providers: readonly Paid[],
  ties: readonly Readonly<{ helperId: number; providerId: number; kind: Tie['kind'] }>[],
): Readonly<{ bond: Bond; provider: Paid }> | null {
  const bondTo = (provider: Paid): Bond | null => {
    if (provider.personId === helper.personId) return 'is_provider';
    const noted = ties.find((tie) => tie.helperId === helper.personId && tie.providerId === provider.personId);
    if (noted !== undefined) return noted.kind;
    return helper.organisation !== null && helper.organisation === provider.organisation ? 'works_for' : null;
  };
  for (const provider of providers) {
    const bond = bondTo(provider);
    if (bond !== null) return { bond, provider };
  }
  return null;
}

/** After a no the same is not asked again for so long: asking must not become pressing. */
export const NOT_AGAIN_FOR_DAYS = 30;

/** Where an ask to see a topic stands, for the one who asks. */
export type AskState =
  | Readonly<{ status: 'may_ask' }>
  | Readonly<{ status: 'waits'; askedAt: string }>
  | Readonly<{ status: 'not_now'; againOn: Temporal.PlainDate }>;

/**
 * @param last the newest ask of this person for this topic
 * @param takenBackAt when it was last taken back, which is a no as well
 */
export function askStateOf(
  last: Readonly<{ askedAt: string; isAllowed: boolean | null; answeredAt: string | null }> | null,
  takenBackAt: string | null,
  today: Temporal.PlainDate,
): AskState {
  if (last !== null && last.answeredAt === null) return { status: 'waits', askedAt: last.askedAt };
  const refusedAt = last?.isAllowed === false ? last.answeredAt : null;
  // Instants as texts sort as times do.
  const [newest] = [refusedAt, takenBackAt]
    .flatMap((at) => at ?? [])
    .toSorted()
    .toReversed();
  if (newest === undefined) return { status: 'may_ask' };
  const againOn = dayOf(Temporal.Instant.from(newest)).add({ days: NOT_AGAIN_FOR_DAYS });
  return Temporal.PlainDate.compare(today, againOn) < 0 ? { status: 'not_now', againOn } : { status: 'may_ask' };
}
