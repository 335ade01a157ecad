import type { Actor } from '../../core/access/actor.ts';
import { canDo } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';

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
  const topics: readonly Topic[] = ['plan', 'money', 'visits', 'requests'];
  return topics.filter((topic) => canDo(app, actor, `${topic}.read`, participantId));
}
