import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import type { AskingAbility } from './rules.ts';
import { findRequest, RequestMoved, transition, writeLookFirst } from './store.ts';

/**
 * Takes a request back, or ends a draft. Once more changes nothing.
 *
 * @throws RequestMoved when it was answered meanwhile
 */
export function withdrawRequest(app: Pick<App, 'db' | 'clock'>, grant: Grant<AskingAbility>, requestId: number): void {
  const at = instantText(app.clock.now());
  transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null) throw new RequestMoved(requestId);
    if (request.status === 'withdrawn') return;
    transition(tx, grant, request, { act: 'withdraw', at, set: { withdrawnAt: at } });
    writeLookFirst(tx, grant, requestId, null, at);
  });
}
