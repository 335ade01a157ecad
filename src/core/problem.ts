import { AccessDenied } from './access/grant.ts';

/** Why a page could not be shown, and the HTTP status that says so. */
export const problemStatus = { denied: 403, forged: 403, gone: 404, busy: 503, broken: 500 } as const;

export type Problem = keyof typeof problemStatus;

/** What was asked for is not there, or not any more. */
export class NotFound extends Error {
  constructor() {
    super('Not found.');
    this.name = 'NotFound';
  }
}

/** What an error means to the person in front of the screen. Anything unforeseen is "broken": it is logged, not shown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AccessDenied) return 'denied';
  if (error instanceof NotFound) return 'gone';
  // SQLite gave up waiting for another writer: nothing was changed, the same act can be tried again.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return 'busy';
  return 'broken';
}
