import type { App } from '../../core/app.ts';
import type { Text } from '../../core/text/text.ts';
import { type NowThen, simulate, viewNowThen } from '../changes/index.ts';
import { proposalFacts, type Surroundings } from './gather-facts.ts';
import { proposedEffects } from './proposal.ts';
import type { Request } from './store.ts';

/** No entry is written, but one that puts a former one right is not even thought of without a reason. */
const LOOKED_AT_ONLY = 'preview';

/**
 * "What would happen?": the week and the money as they are and as they would be, by the same rules as the real change.
 *
 * @param request its answers pruned, or as they were sent
 * @returns null where there is nothing to show yet: no plan, a talk, a day that is not known
 */
export function previewOf(
  app: Pick<App, 'clock'>,
  t: Text,
  { flow, answers }: Pick<Request, 'flow' | 'answers'>,
  surroundings: Pick<Surroundings, 'state' | 'catalogue'>,
): NowThen | null {
  const { state } = surroundings;
  if (state === null) return null;
  const facts = proposalFacts(app, t, surroundings);
  const effects = proposedEffects(flow, answers, state, facts);
  return effects && viewNowThen(state, simulate(state, effects, { reason: LOOKED_AT_ONLY, now: facts.now }));
}
