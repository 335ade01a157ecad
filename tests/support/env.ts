import { type Env, readEnv } from '../../src/core/env.ts';

/** The settings of a portal that answers within five working days. */
export const testEnv: Env = readEnv({
  NODE_ENV: 'test',
  DATABASE_FILE: 'data/test.sqlite',
  PEPPER: 'dGhpcyBwZXBwZXIgaXMgb25seSBmb3IgdGhlIHRlc3RzIQ0123',
});
