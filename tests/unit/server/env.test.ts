import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readEnv, SettingRefused } from '../../../src/core/env.ts';
import { temporaryFolder } from './stand-in.ts';

const PEPPER = 'Rk3vY0d8uQxP5aTzWm1nB7cLhJ4sEgF9oUiK2eN6bVA';

let folder: string;
let databaseFile: string;
beforeEach(() => {
  folder = temporaryFolder();
  databaseFile = join(folder, 'portal.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const production = (): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  ORIGIN: 'https://plans.example.lv',
  PEPPER,
  DATABASE_FILE: databaseFile,
  STATEMENT_INSTITUTION: 'Parauga novada sociālais dienests',
  STATEMENT_EMAIL: 'dienests@example.lv',
  STATEMENT_PHONE: '+371 2000 1234',
  STATEMENT_PREPARED_ON: '2026-11-02',
});

describe('in production', () => {
  test('whole settings are taken', () => {
    expect(readEnv(production())).toMatchObject({
      isDemo: false,
      isProduction: true,
      origin: 'https://plans.example.lv',
      pepper: PEPPER,
      isBehindProxy: false,
      port: 4321,
      answerWithinWorkingDays: 5,
      statement: {
        institution: 'Parauga novada sociālais dienests',
        email: 'dienests@example.lv',
        phone: '+371 2000 1234',
        dataEmail: 'dienests@example.lv',
        preparedOn: '2026-11-02',
        reviewedOn: null,
        evaluator: 'Parauga novada sociālais dienests',
      },
    });
  });

  test('letters go out by a safe way only, and from somewhere', () => {
    const withMail = (SMTP_URL?: string, MAIL_FROM?: string) => readEnv({ ...production(), SMTP_URL, MAIL_FROM }).mail;
    const from = 'portals@example.lv';
    expect(withMail()).toBeNull();
    for (const url of ['smtps://user:word@mail.example.lv', 'smtp://localhost:2525', 'smtp://[::1]:25']) {
      expect(withMail(url, from)).toEqual({ url, from });
    }
    expect(() => withMail('smtp://mail.example.lv', from)).toThrow('must start with smtps:');
    expect(() => withMail('smtps://mail.example.lv')).toThrow('MAIL_FROM is missing');
    expect(() => withMail(undefined, from)).toThrow('SMTP_URL is missing');
    expect(() => withMail('https://mail.example.lv', from)).toThrow('SMTP_URL');
    expect(() => withMail('smtps://mail.example.lv', 'portals')).toThrow('MAIL_FROM');
  });

  test('the statement may name who else is written to, who evaluated, and when it was gone through again', () => {
    const { statement } = readEnv({
      ...production(),
      STATEMENT_DATA_EMAIL: 'dati@example.lv',
      STATEMENT_EVALUATOR: 'Anna Vītola',
      STATEMENT_REVIEWED_ON: '2027-10-30',
    });
    expect(statement).toMatchObject({
      dataEmail: 'dati@example.lv',
      evaluator: 'Anna Vītola',
      reviewedOn: '2027-10-30',
    });
  });

  test.each<[string, NodeJS.ProcessEnv, RegExp]>([
    ['no origin', { ORIGIN: undefined }, /^ORIGIN is missing: .+forged/],
    ['an origin on http', { ORIGIN: 'http://plans.example.lv' }, /^ORIGIN must start with https:.+session/],
    ['an origin that is no address', { ORIGIN: 'plans.example.lv' }, /^ORIGIN: must be an address/],
    ['no pepper', { PEPPER: undefined }, /^PEPPER \(or PEPPER_FILE\) is missing: .+login cards/],
    ['a short pepper', { PEPPER: 'Rk3vY0d8uQxP5aTzWm1n' }, /^PEPPER is weak: .+43 characters/],
    ['a pepper of one letter', { PEPPER: 'a'.repeat(64) }, /^PEPPER is weak/],
    [
      'a pepper file that is not there',
      { PEPPER: undefined, PEPPER_FILE: '/nowhere/pepper' },
      /^PEPPER_FILE names a file that is not there/,
    ],
    ['a clock of its own', { CLOCK_AT: '2026-11-23T06:30:00Z' }, /^CLOCK_AT is set: .+requests/],
    ['a port that is none', { PORT: 'http' }, /^PORT: must be a port number/],
    ['no time to answer', { ANSWER_WITHIN_WORKING_DAYS: '0' }, /^ANSWER_WITHIN_WORKING_DAYS: must be .+ 1 to 30$/],
    ['too long to answer', { ANSWER_WITHIN_WORKING_DAYS: '31' }, /^ANSWER_WITHIN_WORKING_DAYS: must be .+ 1 to 30$/],
    ['half a day to answer', { ANSWER_WITHIN_WORKING_DAYS: '2.5' }, /^ANSWER_WITHIN_WORKING_DAYS: must be .+ 1 to 30$/],
    ['an answer some day', { ANSWER_WITHIN_WORKING_DAYS: 'soon' }, /^ANSWER_WITHIN_WORKING_DAYS: must be .+ 1 to 30$/],
    ['no institution', { STATEMENT_INSTITUTION: undefined }, /^STATEMENT_INSTITUTION is missing: .+ answers/],
    ['no address to write to', { STATEMENT_EMAIL: undefined }, /^STATEMENT_EMAIL is missing: .+statement/],
    ['no number to call', { STATEMENT_PHONE: undefined }, /^STATEMENT_PHONE is missing: .+statement/],
    ['no day of the statement', { STATEMENT_PREPARED_ON: undefined }, /^STATEMENT_PREPARED_ON is missing: .+made/],
    ['an empty institution', { STATEMENT_INSTITUTION: '' }, /^STATEMENT_INSTITUTION: must not be empty/],
    ['an address that is none', { STATEMENT_EMAIL: 'dienests' }, /^STATEMENT_EMAIL: must be an e-mail address/],
    ['a number that is none', { STATEMENT_PHONE: 'dienests' }, /^STATEMENT_PHONE: must be a number/],
    ['a day that is none', { STATEMENT_REVIEWED_ON: '2026-02-30' }, /^STATEMENT_REVIEWED_ON: must be a day/],
    ['a flag that is none', { BEHIND_PROXY: 'yes' }, /^BEHIND_PROXY: must be 0 or 1/],
  ])('%s is refused in a sentence', (_name, variables, sentence) => {
    const attempt = () => readEnv({ ...production(), ...variables });
    expect(attempt).toThrow(SettingRefused);
    expect(attempt).toThrow(sentence);
  });

  test('all problems are told at once', () => {
    expect(() => readEnv({ NODE_ENV: 'production', DATABASE_FILE: databaseFile })).toThrow(
      /ORIGIN.*STATEMENT_INSTITUTION.*STATEMENT_PREPARED_ON.*PEPPER/s,
    );
  });

  test.each([1, 10, 30])('answers may be promised within %i working days', (days) => {
    const variables = { ...production(), ANSWER_WITHIN_WORKING_DAYS: String(days) };
    expect(readEnv(variables).answerWithinWorkingDays).toBe(days);
  });

  test('the pepper may come from a file', () => {
    const file = join(folder, 'pepper');
    writeFileSync(file, `${PEPPER}\n`);
    expect(readEnv({ ...production(), PEPPER: undefined, PEPPER_FILE: file }).pepper).toBe(PEPPER);
  });
});

describe('the demo', () => {
  test('is on by itself outside production, and in production when it is asked for', () => {
    expect(readEnv({ DATABASE_FILE: databaseFile }).isDemo).toBe(true);
    expect(readEnv({ DATABASE_FILE: databaseFile, DEMO: '0', PEPPER }).isDemo).toBe(false);
    expect(readEnv({ DATABASE_FILE: databaseFile, NODE_ENV: 'production', DEMO: '1' }).isDemo).toBe(true);
  });

  test('needs no settings: it makes a pepper for itself and keeps it', () => {
    const first = readEnv({ DATABASE_FILE: databaseFile });
    const second = readEnv({ DATABASE_FILE: databaseFile });
    const other = readEnv({ DATABASE_FILE: join(folder, 'other.sqlite') });
    expect(first.origin).toBe('http://localhost:4321');
    expect(second.pepper).toBe(first.pepper);
    expect(other.pepper).not.toBe(first.pepper);
    expect(first.pepper).toHaveLength(43);
  });

  test('says of the institution that it is invented, unless another one is set', () => {
    const invented = readEnv({ DATABASE_FILE: databaseFile, NODE_ENV: 'production', DEMO: '1' }).statement;
    expect(invented.institution).toMatch(/^Izdomāt/);
    expect(invented.email).toMatch(/@example\.org$/);
    expect(readEnv({ DATABASE_FILE: databaseFile, STATEMENT_EMAIL: 'a@b.lv' }).statement.email).toBe('a@b.lv');
  });

  test('keeps its pepper from other users of the machine', () => {
    readEnv({ DATABASE_FILE: databaseFile });
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    for (const file of files) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  test('may set the clock', () => {
    const at = '2026-11-23T06:30:00Z';
    expect(readEnv({ DATABASE_FILE: databaseFile, CLOCK_AT: at }).clockAt?.toString()).toBe(at);
  });
});
