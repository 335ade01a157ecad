import type { Actor } from '../../core/access/actor.ts';
import { allowedAmong, type OwnGrant } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { topics } from './rules.ts';
import { findLinkedParticipants, type LinkedParticipant } from './store.ts';

/** Each topic's part of an address. */
export const topicSlugs: Readonly<Record<Topic, string>> = {
  plan: 'plans',
  money: 'nauda',
  visits: 'nedela',
  requests: 'lugumi',
};

/** The topic of an address, or null. */
export function topicOfSlug(slug: string | undefined): Topic | null {
  for (const [topic, known] of Object.entries(topicSlugs)) if (known === slug) return topic as Topic;
  return null;
}

/** The topics this person may look at now; asking does not count as looking. */
export function topicsOpenTo(app: Pick<App, 'db' | 'clock'>, actor: Actor, participantId: number): readonly Topic[] {
  const reading = topics.map((topic) => `${topic}.read` as const);
  const allowed = allowedAmong(app, actor, reading, participantId);
  return topics.filter((topic) => allowed.includes(`${topic}.read`));
}

/** The people somebody is linked to today, each with the topics that may be opened. */
export function findPeopleWithTopics(
  app: Pick<App, 'db' | 'clock'>,
  grant: OwnGrant<'desk.read' | 'helping.read' | 'family.read'>,
): readonly (LinkedParticipant & Readonly<{ topics: readonly Topic[] }>)[] {
  return findLinkedParticipants(app.db, grant, dayOf(app.clock.now())).map((person) => ({
    ...person,
    topics: topicsOpenTo(app, grant.actor, person.participantId),
  }));
}
