import { transact } from '../../../db/client.ts';
import { type Grant, sightOf } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';
import { NotFound } from '../../core/problem.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { isGivable, type Sight, sightsOf, untilOf } from './rules.ts';
import { findConsents, findMembers, insertConsent, type Member, revokeConsent } from './store.ts';

type At = Pick<App, 'db' | 'clock'>;

/** Somebody of the circle with what they see and why. */
export type MemberWithSight = Readonly<{
  /** Each link to them: somebody can be family and guardian at once. */
  links: readonly [Member, ...Member[]];
  sights: readonly Sight[];
}>;

/** Everybody of the circle, each once. */
export function findMembersWithSight(app: At, grant: Grant<'circle.read'>): readonly MemberWithSight[] {
  const today = dayOf(app.clock.now());
  return [...Map.groupBy(findMembers(app.db, grant, today), ({ personId }) => personId).values()].flatMap((links) => {
    const [first, ...others] = links;
    if (first === undefined) return [];
    const consents = findConsents(app.db, grant, first.personId, today);
    return [{ links: [first, ...others] as const, sights: sightsOf(sightOf(app, grant, first), consents) }];
  });
}

/** @throws NotFound for somebody who does not belong to the circle today */
export function findMemberWithSight(app: At, grant: Grant<'circle.read'>, personId: number): MemberWithSight {
  const found = findMembersWithSight(app, grant).find(({ links: [member] }) => member.personId === personId);
  if (found === undefined) throw new NotFound();
  return found;
}

/**
 * Allows somebody of the circle to see a topic, until a day or until it is taken back. Asking twice changes nothing.
 *
 * @throws NotFound for somebody who does not belong to the circle, or sees it without being allowed
 */
export function giveSight(
  app: At,
  grant: Grant<'sight.give'>,
  circleGrant: Grant<'circle.read'>,
  {
    personId,
    topic,
    until,
    planToOn,
  }: Readonly<{ personId: number; topic: Topic; until: string; planToOn: string | null }>,
): void {
  const now = app.clock.now();
  transact(app.db, (tx) => {
    const sight = findMemberWithSight(app, circleGrant, personId).sights.find((one) => one.topic === topic);
    const untilOn = untilOf(until, dayOf(now), planToOn);
    if (sight === undefined || !isGivable(sight) || untilOn === undefined) throw new NotFound();
    if (sight.reasons.includes('allowed') && sight.untilOn === untilOn) return;
    insertConsent(tx, grant, { personId, topic, untilOn, at: instantText(now) });
  });
}

/** Takes back what was allowed, at once and without a card. What is taken back already stays so. */
export function takeSightBack(app: At, grant: Grant<'circle.write'>, personId: number, topics: readonly Topic[]): void {
  const now = app.clock.now();
  transact(app.db, (tx) => {
    for (const topic of topics) revokeConsent(tx, grant, { personId, topic, at: instantText(now) }, dayOf(now));
  });
}
