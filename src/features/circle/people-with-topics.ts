import { allowedAmong, authorize, type OwnGrant } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { findAskState } from './ask-to-see.ts';
import { type AskState, topics } from './rules.ts';
import { findLinkedParticipants, type LinkedParticipant } from './store.ts';
import { topicsOpenTo } from './topics.ts';

/** A participant in somebody's list, with what they may look at there, and what they may ask to see. */
export type PersonWithTopics = LinkedParticipant &
  Readonly<{ topics: readonly Topic[]; closed: readonly Readonly<{ topic: Topic; asking: AskState['status'] }>[] }>;

/** The people somebody is linked to today, each with the topics that may be opened. */
export function findPeopleWithTopics(
  app: Pick<App, 'db' | 'clock'>,
  grant: OwnGrant<'helping.read' | 'family.read'>,
): readonly PersonWithTopics[] {
  const { actor } = grant;
  return findLinkedParticipants(app.db, grant, dayOf(app.clock.now())).map((person) => {
    const open = topicsOpenTo(app, actor, person.participantId);
    const mayAsk = allowedAmong(app, actor, ['sight.ask'], person.participantId).length > 0;
    const asking = mayAsk ? authorize(app, actor, 'sight.ask', person.participantId) : null;
    return {
      ...person,
      topics: open,
      closed: topics.flatMap((topic) =>
        asking === null || open.includes(topic) ? [] : [{ topic, asking: findAskState(app, asking, topic).status }],
      ),
    };
  });
}
