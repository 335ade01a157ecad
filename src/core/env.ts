import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The settings the portal runs with, checked once at the start. */
export type Env = Readonly<{
  /** Invented people, sign-in links on the console, a clock that may be set: never together with real people. */
  isDemo: boolean;
  isProduction: boolean;
  host: string;
  port: number;
  /** The address people use, without a path: `https://plans.example.lv`. */
  origin: string;
  databaseFile: string;
  /** Keys the hashes of cards, codes and invitations. Lives outside the database and its backups. */
  pepper: string;
  /** Only behind a proxy that sets `X-Forwarded-For` itself. */
  isBehindProxy: boolean;
  logLevel: string;
  /** Demo and tests only: the instant at which the clock starts. */
  clockAt?: Temporal.Instant;
}>;

/** A setting is missing or weak; the message says which, and why it matters. */
export class SettingRefused extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SettingRefused';
  }
}

const WEAK_PEPPER_CHARACTERS = 43;

const flag = z
  .enum(['0', '1'], { error: 'must be 0 or 1' })
  .transform((value) => value === '1')
  .optional();

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DEMO: flag,
  HOST: z.string().default('localhost'),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65535).default(4321),
  ORIGIN: z.url({ protocol: /^https?$/, error: 'must be an address such as https://plans.example.lv' }).optional(),
  DATABASE_FILE: z.string().min(1).default('data/portal.sqlite'),
  PEPPER: z.string().optional(),
  PEPPER_FILE: z.string().optional(),
  BEHIND_PROXY: flag,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CLOCK_AT: z.string().optional(),
});

/**
 * Reads the settings from environment variables. Demo is on unless `NODE_ENV=production`; there it needs `DEMO=1`.
 *
 * @throws SettingRefused naming every missing or weak setting
 */
export function readEnv(variables: NodeJS.ProcessEnv): Env {
  const parsed = settings.safeParse(variables);
  if (!parsed.success) {
    throw new SettingRefused(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const given = parsed.data;
  const isProduction = given.NODE_ENV === 'production';
  const isDemo = isProduction ? given.DEMO === true : given.DEMO !== false;
  const problems: string[] = [];

  const origin = given.ORIGIN === undefined ? undefined : new URL(given.ORIGIN);
  if (isProduction && !isDemo) {
    if (origin === undefined) {
      problems.push('ORIGIN is missing: without the portal’s own address no form can be told from a forged one.');
    } else if (origin.protocol !== 'https:') {
      problems.push('ORIGIN must start with https: — over http anybody on the way can read and take over a session.');
    }
  }
  if (given.CLOCK_AT !== undefined && !isDemo) {
    problems.push('CLOCK_AT is set: a clock that is not the real one would put wrong times on people’s requests.');
  }

  let pepper = given.PEPPER;
  if (pepper === undefined && given.PEPPER_FILE !== undefined) {
    if (existsSync(given.PEPPER_FILE)) pepper = readFileSync(given.PEPPER_FILE, 'utf8').trim();
    else problems.push(`PEPPER_FILE names a file that is not there: ${given.PEPPER_FILE}.`);
  } else if (pepper === undefined) {
    if (isDemo) pepper = demoPepper(given.DATABASE_FILE);
    else {
      problems.push(
        'PEPPER (or PEPPER_FILE) is missing: it keys the hashes of the login cards. Make one with: ' +
          `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`,
      );
    }
  }
  if (pepper !== undefined && (pepper.length < WEAK_PEPPER_CHARACTERS || new Set(pepper).size < 16)) {
    problems.push('PEPPER is weak: it needs 32 random bytes, as base64url 43 characters.');
  }
  if (problems.length > 0 || pepper === undefined) throw new SettingRefused(problems);

  return {
    isDemo,
    isProduction,
    host: given.HOST,
    port: given.PORT,
    origin: origin?.origin ?? `http://localhost:${given.PORT}`,
    databaseFile: given.DATABASE_FILE,
    pepper,
    isBehindProxy: given.BEHIND_PROXY === true,
    logLevel: given.LOG_LEVEL,
    clockAt: given.CLOCK_AT === undefined ? undefined : Temporal.Instant.from(given.CLOCK_AT),
  };
}

/** The demo keeps its own pepper beside its database, so that a second start finds the same cards. */
function demoPepper(databaseFile: string): string {
  const name = createHash('sha256').update(databaseFile).digest('hex').slice(0, 8);
  const file = join(dirname(databaseFile), `demo-pepper-${name}`);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const pepper = randomBytes(32).toString('base64url');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, pepper, { mode: 0o600 });
  return pepper;
}
