import { z } from 'zod';
import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { NotFound } from '../../core/problem.ts';
import { instantText } from '../../core/time/clock.ts';
import { findDecision, findDisputes, insertDispute } from './store.ts';

export const LONGEST_DISPUTE = 600;

const schema = z.string().trim().max(LONGEST_DISPUTE);

/**
 * Keeps that the record of a decision is not how it was, in the person's own words if they like. The record itself is never
 * changed: both stand beside each other. The same words twice are kept once.
 *
 * @returns false when the words are too long; then nothing is kept
 * @throws NotFound when there is no such record
 */
export function disputeDecision(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  requestId: number,
  words: unknown,
): boolean {
  const parsed = schema.safeParse(words);
  if (!parsed.success) return false;
  const said = parsed.data === '' ? null : parsed.data;
  transact(app.db, (tx) => {
    if (findDecision(app.db, grant, requestId) === null) throw new NotFound();
    if (findDisputes(app.db, grant, requestId).at(-1)?.words === said) return;
    insertDispute(tx, grant, requestId, { words: said, at: instantText(app.clock.now()) });
  });
  return true;
}
