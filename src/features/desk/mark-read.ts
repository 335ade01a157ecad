import { transact } from '../../../db/client.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import { findRequest, transition } from '../requests/index.ts';
import type { Answering } from './answer-request.ts';

/** The worker opened the request: the person sees that it was read. Opening it again changes nothing. */
export function markRead(app: Pick<App, 'db' | 'clock'>, grant: Answering, requestId: number): void {
  transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request?.status !== 'sent') return;
    transition(tx, grant, request, { act: 'read', at: instantText(app.clock.now()) });
  });
}
