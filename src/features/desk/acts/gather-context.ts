import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { wallTime } from '../../../core/time/clock.ts';
import { findCurrentState, placeNames } from '../../changes/index.ts';
import { findCatalogue, findProviders } from '../../plan/index.ts';
import type { ActContext } from './act.ts';

/** Everything the desk's acts rest on, as it is now; null for a person without a plan. */
export function gatherActContext(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'plan.write' | 'complaint.answer'>,
): ActContext | null {
  const state = findCurrentState(app, grant, grant);
  if (state === null) return null;
  return {
    state,
    now: wallTime(app.clock.now()),
    catalogue: findCatalogue(app.db, grant),
    providers: findProviders(app.db, grant),
    places: placeNames,
  };
}
