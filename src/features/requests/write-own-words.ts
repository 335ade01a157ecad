import { z } from 'zod';
import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import type { AskingAbility } from './rules.ts';
import { findRequest, RequestMoved, updateDraft } from './store.ts';

/** Enough to say what pictures do not; a longer story is better told in a talk. */
export const LONGEST_OWN_WORDS = 600;

const schema = z.string().trim().max(LONGEST_OWN_WORDS);

/**
 * Keeps what the person wants to say besides the answers, in their own words; empty takes them back.
 *
 * @returns false when it is too long; then nothing is kept
 * @throws RequestMoved when the request is no draft any more
 */
export function writeOwnWords(
  app: Pick<App, 'db'>,
  grant: Grant<AskingAbility>,
  requestId: number,
  words: unknown,
): boolean {
  const parsed = schema.safeParse(words);
  if (!parsed.success) return false;
  transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status !== 'draft') throw new RequestMoved(requestId);
    updateDraft(tx, grant, requestId, { ownWords: parsed.data === '' ? null : parsed.data });
  });
  return true;
}
