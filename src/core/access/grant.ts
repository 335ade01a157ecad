import type { App } from '../app.ts';
import { dayOf, instantText } from '../time/clock.ts';
import { type Actor, hasJustSignedIn } from './actor.ts';
import {
  type Ability,
  type DenialReason,
  decide,
  decideOwn,
  type Facts,
  isChild,
  type OwnAbility,
  reasonsToSee,
  type SightReason,
  type Topic,
  topicsOf,
} from './policy.ts';
import { findFacts, recordView } from './store.ts';

declare const granted: unique symbol;

/**
 * Proof that the actor may do this with this participant's data. Stores demand one instead of an id from an address, and
 * only `authorize` makes them.
 */
export type Grant<A extends Ability> = Readonly<{
  [granted]: A;
  /** What it was given for: one row can be open to one ability and closed to another. */
  ability: A;
  participantId: number;
  actor: Actor;
  /** Whether the participant acts for themself. */
  isOwn: boolean;
  /** The participant is not 18 yet. */
  isOfChild: boolean;
}>;

/** Proof that the actor has such a work list; it reaches only people linked to the actor. */
export type OwnGrant<A extends OwnAbility> = Readonly<{ [granted]: A; actor: Actor }>;

/** The actor may not do this. The page about it is calm and has a next step; nobody is signed out. */
export class AccessDenied extends Error {
  readonly reason: DenialReason;
  constructor(reason: DenialReason) {
    super(`Access denied: ${reason}`);
    this.name = 'AccessDenied';
    this.reason = reason;
  }
}

/** Which doors should be shown at all; nothing is read of the person and nothing is kept. Opening one asks again. */
export function allowedAmong<A extends Ability>(
  app: Pick<App, 'db' | 'clock'>,
  actor: Actor,
  abilities: readonly A[],
  participantId: number,
): readonly A[] {
  const now = app.clock.now();
  const facts = findFacts(app.db, actor, participantId, {
    today: dayOf(now),
    hasJustSignedIn: hasJustSignedIn(actor, now),
  });
  return facts === null ? [] : abilities.filter((ability) => decide(ability, facts).isAllowed);
}

/**
 * Decides from what the database says now, and keeps each view by somebody else for the participant to see.
 *
 * @throws AccessDenied when no scenario of the policy gives the ability
 */
export function authorize<A extends Ability>(
  app: Pick<App, 'db' | 'clock'>,
  actor: Actor,
  ability: A,
  participantId: number,
): Grant<A> {
  const now = app.clock.now();
  const facts = findFacts(app.db, actor, participantId, {
    today: dayOf(now),
    hasJustSignedIn: hasJustSignedIn(actor, now),
  });
  if (facts === null) throw new AccessDenied('not_linked');
  const decision = decide(ability, facts);
  if (!decision.isAllowed) throw new AccessDenied(decision.reason);
  const isOwn = actor.personId === participantId;
  for (const topic of isOwn ? [] : topicsOf(ability)) {
    recordView(app.db, { participantId, viewerId: actor.personId, topic, viewedAt: instantText(now) });
  }
  return { ability, participantId, actor, isOwn, isOfChild: isChild(facts) } as Grant<A>;
}

/** Why somebody of the circle sees each topic today, as the policy decides it for them. */
export function sightOf(
  app: Pick<App, 'db' | 'clock'>,
  { participantId }: Grant<'circle.read'>,
  other: Facts['actor'],
): Readonly<Record<Topic, readonly SightReason[]>> {
  const facts = findFacts(app.db, other, participantId, { today: dayOf(app.clock.now()), hasJustSignedIn: false });
  const why = (topic: Topic) => (facts === null ? [] : reasonsToSee(topic, facts));
  return { plan: why('plan'), money: why('money'), visits: why('visits'), requests: why('requests') };
}

/**
 * Who is signed in, on a page that the route table closes to strangers.
 *
 * @throws AccessDenied when nobody is
 */
export function signedIn(actor: Actor | null): Actor {
  if (actor === null) throw new AccessDenied('not_linked');
  return actor;
}

/** @throws AccessDenied when there is no such work list for the actor */
export function authorizeOwn<A extends OwnAbility>(actor: Actor, ability: A): OwnGrant<A> {
  const decision = decideOwn(ability, actor);
  if (!decision.isAllowed) throw new AccessDenied(decision.reason);
  return { actor } as OwnGrant<A>;
}
