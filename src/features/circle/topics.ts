import type { Actor } from '../../core/access/actor.ts';
import { allowedAmong } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';
import { topics } from './rules.ts';

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
