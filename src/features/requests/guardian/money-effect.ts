import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { findCurrentState, type NowThen, simulate, viewNowThen } from '../../changes/index.ts';
import { findCatalogue } from '../../plan/index.ts';
import { audienceOf } from '../flows.ts';
import { proposalFacts } from '../gather-facts.ts';
import { proposedEffects } from '../proposal.ts';
import type { Request } from '../store.ts';

/** No entry is written by looking. */
const LOOKED_AT_ONLY = 'guardian';

/**
 * What a request would mean for the money, for the guardian who has it in their area. The week is in it as well, and not theirs
 * to see.
 *
 * @returns null where there is nothing to show yet
 */
export function moneyEffectOf(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'confirm.finances'>,
  { flow, answers }: Pick<Request, 'flow' | 'answers'>,
): NowThen | null {
  const state = findCurrentState(app, grant);
  if (state === null) return null;
  const facts = proposalFacts(app, { catalogue: findCatalogue(app.db, grant) });
  const effects = proposedEffects(flow, answers, state, facts);
  if (effects === null) return null;
  const outcome = simulate(state, effects, { reason: LOOKED_AT_ONLY, now: facts.now });
  return viewNowThen(state, outcome, { now: facts.now, audience: audienceOf(flow) });
}
