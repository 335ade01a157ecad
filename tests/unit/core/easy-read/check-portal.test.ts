import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { audienceOf, audiencePrefixes } from '../../../../locales/audience.ts';
import { checkPortal, portalTexts } from '../../../../src/core/easy-read/check-portal.ts';
import { readLexicon } from '../../../../src/core/easy-read/read-lexicon.ts';

const folder = mkdtempSync(join(tmpdir(), 'easy-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the texts of the portal', () => {
  test('break no rule', () => {
    const errors = checkPortal(readLexicon()).filter(({ finding }) => finding.severity === 'error');
    expect(errors.map(({ key, finding }) => `${key} ${finding.rule}: ${finding.words}`)).toEqual([]);
  });

  test('each has its readers, and each decision about readers a text', () => {
    const keys = portalTexts.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(500);
    for (const key of keys) expect(['participant', 'adult', 'nobody']).toContain(audienceOf(key));
    expect(audiencePrefixes.filter((prefix) => !keys.some((key) => key.startsWith(prefix)))).toEqual([]);
  });

  test.each([
    ['circle:helpTitle', 'participant'],
    ['circle:helping.explain', 'adult'],
    ['signIn:card.title', 'participant'],
    ['signIn:console.card', 'nobody'],
    ['import:ledger.visit', 'participant'],
    ['import:report.done', 'nobody'],
  ])('%s is for %s', (key, audience) => {
    expect(audienceOf(key)).toBe(audience);
  });

  test('a text for nobody in particular is refused', () => {
    expect(() => audienceOf('nowhere:title')).toThrow('does not say who reads nowhere:title');
  });

  test('plural forms are texts of their own', () => {
    expect(portalTexts.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['money:have.time_zero', 'money:have.time_one', 'money:have.time_other']),
    );
  });
});

describe('npm run easy-read', () => {
  const run = (...given: string[]) =>
    spawnSync(process.execPath, ['src/commands/easy-read.ts', ...given], { encoding: 'utf8' });

  test('says file, key, rule, words and the easier ones; warnings alone are no failure', () => {
    const said = execFileSync(process.execPath, ['src/commands/easy-read.ts'], { encoding: 'utf8' });
    expect(said).toContain(`Pārbaudīti teksti: ${portalTexts.length}. Kļūdas: 0. Brīdinājumi: `);
  });

  test('checks any file, by line and column', () => {
    const file = join(folder, 'letter.txt');
    writeFileSync(file, 'Es lasu.\nMan ir finansējums.\n');
    const { status, stdout } = run(file);
    expect(stdout).toBe(
      `${file}:2:8 kļūda hard-word: “finansējums”. Šie vārdi ir grūti. Vieglāk: “nauda”.\n` +
        'Pārbaudīti teksti: 1. Kļūdas: 1. Brīdinājumi: 0.\n',
    );
    expect(status).toBe(1);
    expect(run(file, '--profile', 'letter')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('brīdinājums'),
    });
  });

  test.each([
    [['--profile', 'child'], 'Lietojums: npm run easy-read'],
    [['--loud'], 'Lietojums: npm run easy-read'],
    [[join(folder, 'nothing.txt')], 'nothing.txt nav.'],
  ])('%s is a wrong call', (given, said) => {
    const { status, stderr } = run(...given);
    expect(status).toBe(1);
    expect(stderr).toContain(said);
  });
});
