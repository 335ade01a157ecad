import { transact } from '../../../../db/client.ts';
import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { instantText } from '../../../core/time/clock.ts';
import { MOST_WAITING, type ReadSuggestion } from './rules.ts';
import { countWaiting, findByFormKey, insertSuggestion } from './store.ts';

/**
 * Suggests a change to the participant. Two taps make one; a page left open in somebody else's hands makes one of their own.
 *
 * @returns its number, or null where so many wait for an answer that there may be no more
 */
export function suggest(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'suggest'>,
  { formKey, ...said }: Exclude<ReadSuggestion, { problems: unknown }> & Readonly<{ formKey: string }>,
): number | null {
  return transact(app.db, (tx) => {
    const same = formKey === '' ? null : findByFormKey(app.db, grant, formKey);
    if (same?.isTheirs) return same.id;
    if (!canSuggest(app, grant)) return null;
    const key = same === null && formKey !== '' ? formKey : crypto.randomUUID();
    return insertSuggestion(tx, grant, { ...said, formKey: key, at: instantText(app.clock.now()) });
  });
}

/** Whether there may be one more: a few wait at most, so that nobody is pushed. */
export function canSuggest(app: Pick<App, 'db'>, grant: Grant<'suggest'>): boolean {
  return countWaiting(app.db, grant) < MOST_WAITING;
}
