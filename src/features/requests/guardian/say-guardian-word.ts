import { z } from 'zod';
import { transact } from '../../../../db/client.ts';
import type { App } from '../../../core/app.ts';
import { instantText } from '../../../core/time/clock.ts';
import { isUndone } from '../rules.ts';
import { type Confirming, findRequest, RequestMoved } from '../store.ts';
import { guardianWords } from './rules.ts';
import { findGuardianWords, insertGuardianWord } from './store.ts';

/** The person reads it: enough for a few short sentences. */
export const LONGEST_NOTE = 300;

const wordSchema = z.enum(guardianWords);

/** What is wrong in what was given; nothing was kept. */
export type WordProblem = Readonly<{ field: 'word' | 'note'; reason: 'no_word' | 'no_note' | 'too_long' }>;

/**
 * Keeps what a guardian says to a request in an area of theirs. It changes nothing of the request: the person's wish stays as
 * they sent it. The same word once more, as by a second tap, is kept once; another one counts from now on.
 *
 * @returns what is missing or too long; none when the word is kept
 * @throws RequestMoved when it is not open any more, or not in an area of the grant
 */
export function sayGuardianWord(
  app: Pick<App, 'db' | 'clock'>,
  grant: Confirming,
  requestId: number,
  given: Readonly<{ word: string; note: string }>,
): readonly WordProblem[] {
  const { data: word } = wordSchema.safeParse(given.word);
  const note = given.note.trim();
  const problems: WordProblem[] = [];
  if (word === undefined) problems.push({ field: 'word', reason: 'no_word' });
  else if (word !== 'agree' && note === '') problems.push({ field: 'note', reason: 'no_note' });
  if (note.length > LONGEST_NOTE) problems.push({ field: 'note', reason: 'too_long' });
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || !isUndone(request.status)) throw new RequestMoved(requestId);
    if (word === undefined || problems.length > 0) return problems;
    const said = { word, note: note === '' ? null : note };
    const last = findGuardianWords(app.db, grant, requestId).at(-1);
    if (last?.word !== said.word || last.note !== said.note) {
      insertGuardianWord(tx, grant, { requestId, ...said, at: instantText(app.clock.now()) });
    }
    return [];
  });
}
