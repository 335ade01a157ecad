import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import type { Answers } from '../../core/flow/flow.ts';
import { type Surroundings, startRequest } from '../requests/index.ts';

/**
 * Begins a complaint that somebody looked: past the worker to the head of the service, with the sentence the person read as its
 * words. Two taps find the same draft.
 *
 * @returns the request's id
 */
export function dislikeLook(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  surroundings: Surroundings,
  { words, formKey }: Readonly<{ words: string; formKey: string }>,
): number {
  const wished: Answers = { wrong_what: 'looked', ...(surroundings.facts.hasHead && { reader: 'head' }) };
  return startRequest(app, grant, surroundings, { flow: 'wrong', formKey, wished, ownWords: words });
}
