import type { OwnGrant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { closeHelp, findHelpForHelper } from './store.ts';

/** The helper has called the person who asked. One that no longer waits, or waits for somebody else, changes nothing. */
export function markCalled(
  app: Pick<App, 'db' | 'clock'>,
  grant: OwnGrant<'helping.read'>,
  helpId: FormDataEntryValue | null,
): void {
  const now = app.clock.now();
  const help = findHelpForHelper(app.db, grant, dayOf(now)).waiting.find(
    ({ id, requestId }) => requestId === null && String(id) === helpId,
  );
  if (help === undefined) return;
  closeHelp(app.db, grant, help, instantText(now));
}
