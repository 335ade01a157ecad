import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { latvian } from '../../../core/text/text.ts';
import { wallTime } from '../../../core/time/clock.ts';
import { findCurrentState } from '../../changes/index.ts';
import { findCatalogue, findProviders } from '../../plan/index.ts';
import type { ActContext } from './act.ts';

/**
 * Everything the desk's acts rest on, as it is now; null for a person without a plan.
 *
 * @param planning for whom may see when providers are elsewhere
 */
export function gatherActContext(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'plan.write' | 'complaint.answer'>,
  planning: Grant<'plan.write'> | null,
): ActContext | null {
  const state = findCurrentState(app, grant, planning);
  if (state === null) return null;
  return {
    state,
    now: wallTime(app.clock.now()),
    catalogue: findCatalogue(app.db, grant),
    providers: findProviders(app.db, grant),
    places: {
      home: latvian('changes:place.home'),
      remote: latvian('changes:place.remote'),
      there: latvian('changes:place.there'),
    },
  };
}
