import type { OwnGrant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { findPeopleWithTopics, type PersonWithTopics } from '../circle/index.ts';
import { findHelpForHelper, findPromises, type HelpRequest } from './store.ts';

/** Somebody whom a support person helps, with what waits for the helper and what was promised. */
export type Helped = PersonWithTopics &
  Readonly<{
    /** The longest waiting first. */
    waiting: readonly HelpRequest[];
    /** The newest first. */
    explained: readonly HelpRequest[];
    /** By when an answer is promised to what the helper helped with, `YYYY-MM-DD`: only where the person lets them see requests. */
    promisedOn: readonly string[];
  }>;

/** Everybody whom this person helps, each once: who waits longest comes first, those who do not wait by name. */
export function findHelped(app: Pick<App, 'db' | 'clock'>, grant: OwnGrant<'helping.read'>): readonly Helped[] {
  const { waiting, explained } = findHelpForHelper(app.db, grant, dayOf(app.clock.now()));
  const promises = findPromises(app.db, grant);
  const people = new Map(findPeopleWithTopics(app, grant).map((person) => [person.participantId, person]));
  const since = ({ waiting: [first] }: Helped) => first?.askedAt ?? '~';
  return [...people.values()]
    .map((person) => {
      const isTheirs = ({ participantId }: Readonly<{ participantId: number }>) =>
        participantId === person.participantId;
      return {
        ...person,
        waiting: waiting.filter(isTheirs),
        explained: explained.filter(isTheirs),
        promisedOn: person.topics.includes('requests')
          ? promises.filter(isTheirs).map(({ promisedOn }) => promisedOn)
          : [],
      };
    })
    .toSorted((one, other) => (since(one) < since(other) ? -1 : since(one) > since(other) ? 1 : 0));
}
