import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { latvian } from './text/text.ts';

/** Who answers for the portal, and when it was held against the rules of accessibility: for the pages that say so. */
export type Statement = Readonly<{
  institution: string;
  email: string;
  phone: string;
  /** Where to write about one's own data. */
  dataEmail: string;
  /** Days `YYYY-MM-DD`: when the statement was made, and when it was last gone through again. */
  preparedOn: string;
  reviewedOn: string | null;
  evaluator: string;
}>;

/** Where letters go out, and from which address. */
export type MailSettings = Readonly<{ url: string; from: string }>;

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
  statement: Statement;
  /** Within so many working days a request gets its answer. */
  answerWithinWorkingDays: number;
  /** Null where no mail server is set: what a letter would hold is handed over in person. */
  mail: MailSettings | null;
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
/** 43 random characters hardly ever have fewer different ones. */
const WEAK_PEPPER_VARIETY = 16;

const flag = z
  .enum(['0', '1'], { error: 'must be 0 or 1' })
  .transform((value) => value === '1')
  .optional();

const email = z.email({ error: 'must be an e-mail address' }).optional();
const day = z.iso.date({ error: 'must be a day such as 2026-11-23' }).optional();

const workingDays = { error: 'must be a whole number of working days from 1 to 30' };

/** The law asks for an accessibility statement; without these it says nothing. */
const NEEDED_FOR_STATEMENT = {
  STATEMENT_INSTITUTION: 'which institution answers for the portal',
  STATEMENT_EMAIL: 'where to write',
  STATEMENT_PHONE: 'where to call',
  STATEMENT_PREPARED_ON: 'when it was made',
} as const;

const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  DEMO: flag,
  HOST: z.string().default('localhost'),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65535).default(4321),
  ORIGIN: z.url({ protocol: /^https?$/, error: 'must be an address such as https://plans.example.lv' }).optional(),
  DATABASE_FILE: z.string().min(1).default('data/portal.sqlite'),
  PEPPER: z.string().optional(),
  PEPPER_FILE: z.string().optional(),
  BEHIND_PROXY: flag,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  CLOCK_AT: z.string().optional(),
  ANSWER_WITHIN_WORKING_DAYS: z.coerce
    .number(workingDays)
    .int(workingDays)
    .min(1, workingDays)
    .max(30, workingDays)
    .default(5),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://user:password@mail.example.lv' })
    .optional(),
  MAIL_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  STATEMENT_INSTITUTION: z.string().min(1, { error: 'must not be empty' }).optional(),
  STATEMENT_EMAIL: email,
  STATEMENT_PHONE: z
    .string()
    .regex(/^\+?\d[\d ]{2,}$/, { error: 'must be a number to call, such as +371 2000 1001' })
    .optional(),
  STATEMENT_DATA_EMAIL: email,
  STATEMENT_PREPARED_ON: day,
  STATEMENT_REVIEWED_ON: day,
  STATEMENT_EVALUATOR: z.string().min(1, { error: 'must not be empty' }).optional(),
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
  const origin = given.ORIGIN === undefined ? `http://localhost:${given.PORT}` : new URL(given.ORIGIN).origin;
  if (isProduction && !isDemo) problems.push(...originProblems(given), ...statementProblems(given));
  const clockAt = given.CLOCK_AT === undefined ? undefined : instantFrom(given.CLOCK_AT);
  if (clockAt === null) problems.push('CLOCK_AT must be an instant such as 2026-11-23T06:30:00Z.');
  if (clockAt !== undefined && !isDemo) {
    problems.push('CLOCK_AT is set: a clock that is not the real one would put wrong times on people’s requests.');
  }
  problems.push(...mailProblems(given));
  const pepper = readPepper(given, isDemo);
  if ('problem' in pepper) problems.push(pepper.problem);
  if (problems.length > 0 || 'problem' in pepper || clockAt === null) throw new SettingRefused(problems);

  return {
    isDemo,
    isProduction,
    host: given.HOST,
    port: given.PORT,
    origin,
    databaseFile: given.DATABASE_FILE,
    pepper: pepper.value,
    isBehindProxy: given.BEHIND_PROXY === true,
    logLevel: given.LOG_LEVEL,
    statement: statementOf(given),
    answerWithinWorkingDays: given.ANSWER_WITHIN_WORKING_DAYS,
    mail:
      given.SMTP_URL === undefined || given.MAIL_FROM === undefined
        ? null
        : { url: given.SMTP_URL, from: given.MAIL_FROM },
    clockAt,
  };
}

type Given = z.infer<typeof settings>;

function originProblems({ ORIGIN }: Given): readonly string[] {
  if (ORIGIN === undefined) {
    return ['ORIGIN is missing: without the portal’s own address no form can be told from a forged one.'];
  }
  return ORIGIN.startsWith('https:')
    ? []
    : ['ORIGIN must start with https: — over http anybody on the way can read and take over a session.'];
}

function mailProblems({ SMTP_URL, MAIL_FROM }: Given): readonly string[] {
  if (SMTP_URL === undefined && MAIL_FROM === undefined) return [];
  if (SMTP_URL === undefined) return ['MAIL_FROM is set, but SMTP_URL is missing: no letter would go out.'];
  if (MAIL_FROM === undefined) return ['MAIL_FROM is missing: letters need an address that they come from.'];
  const { protocol, hostname } = new URL(SMTP_URL);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return protocol === 'smtps:' || isHere
    ? []
    : ['SMTP_URL must start with smtps: — otherwise anybody on the way can read an invitation and use it.'];
}

function statementProblems(given: Given): readonly string[] {
  return Object.entries(NEEDED_FOR_STATEMENT)
    .filter(([name]) => given[name as keyof typeof NEEDED_FOR_STATEMENT] === undefined)
    .map(([name, what]) => `${name} is missing: the accessibility statement has to say ${what}.`);
}

/** What is not set is invented, and says so; production has asked for it before. */
function statementOf(given: Given): Statement {
  const { STATEMENT_INSTITUTION: institution = latvian('about:invented') } = given;
  const { STATEMENT_EMAIL: email = 'portals@example.org' } = given;
  return {
    institution,
    email,
    phone: given.STATEMENT_PHONE ?? '+371 2000 0000',
    dataEmail: given.STATEMENT_DATA_EMAIL ?? email,
    preparedOn: given.STATEMENT_PREPARED_ON ?? '2026-11-23',
    reviewedOn: given.STATEMENT_REVIEWED_ON ?? null,
    evaluator: given.STATEMENT_EVALUATOR ?? institution,
  };
}

function readPepper(given: Given, isDemo: boolean): { value: string } | { problem: string } {
  const { PEPPER, PEPPER_FILE } = given;
  if (PEPPER === undefined && PEPPER_FILE !== undefined && !existsSync(PEPPER_FILE)) {
    return { problem: `PEPPER_FILE names a file that is not there: ${PEPPER_FILE}.` };
  }
  const fromFile =
    PEPPER !== undefined || PEPPER_FILE === undefined ? undefined : readFileSync(PEPPER_FILE, 'utf8').trim();
  const value = PEPPER ?? fromFile ?? (isDemo ? demoPepper(given.DATABASE_FILE) : undefined);
  if (value === undefined) {
    return {
      problem:
        'PEPPER (or PEPPER_FILE) is missing: it keys the hashes of the login cards. Make one with: ' +
        `node -e "console.log(require('node:crypto').randomBytes(32).toString('base64url'))"`,
    };
  }
  if (value.length < WEAK_PEPPER_CHARACTERS || new Set(value).size < WEAK_PEPPER_VARIETY) {
    return { problem: 'PEPPER is weak: it needs 32 random bytes, as base64url 43 characters.' };
  }
  return { value };
}

function instantFrom(text: string): Temporal.Instant | null {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return null;
  }
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
