import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import type { Text } from '../../core/text/text.ts';
import { dayOf } from '../../core/time/clock.ts';
import { findCircle, findHeadName } from '../circle/index.ts';

/** Who reads and answers the person's requests: first and last name of the social worker; empty when there is none. */
export function findWorkerName(app: Pick<App, 'db' | 'clock'>, grant: Grant<'circle.read'>): string {
  const worker = findCircle(app.db, grant, dayOf(app.clock.now())).find(({ kind }) => kind === 'social_worker');
  return worker === undefined ? '' : `${worker.firstName} ${worker.lastName}`;
}

/** Who reads this request, by name: the head where it is private, else the worker; the service where nobody is named. */
export function findReaderName(
  app: Pick<App, 'db' | 'clock'>,
  t: Text,
  grant: Grant<'circle.read'>,
  isPrivate: boolean,
): string {
  const head = isPrivate ? findHeadName(app.db, grant) : null;
  const name = head === null ? findWorkerName(app, grant) : `${head.firstName} ${head.lastName}`;
  return name === '' ? t('requests:service') : name;
}
