import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { findCircle } from '../circle/index.ts';

/** Who reads and answers the person's requests: first and last name of the social worker; empty when there is none. */
export function findWorkerName(app: Pick<App, 'db' | 'clock'>, grant: Grant<'circle.read'>): string {
  const worker = findCircle(app.db, grant, dayOf(app.clock.now())).find(({ kind }) => kind === 'social_worker');
  return worker === undefined ? '' : `${worker.firstName} ${worker.lastName}`;
}
