import { parseOptions } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { passwordProblem } from '../../../../src/features/sign-in/password-rules.ts';
import {
  hashPassword,
  matchesPassword,
  nobodysHash,
  passwordHashing,
} from '../../../../src/features/sign-in/passwords.ts';

const anna = { firstName: 'Anna', lastName: 'Vanaga', email: 'anna.p02@example.org' };
const problem = (password: string) => passwordProblem(password, anna);

describe('a new password', () => {
  it('has 12 to 128 characters, of any kind', () => {
    expect(problem('kaķis uz jum')).toBeNull();
    expect(problem('kaķis uz ju')).toBe('too_short');
    expect(problem('ķ'.repeat(4) + 'trīs zaļi gurķi'.repeat(9).slice(0, 124))).toBeNull();
    expect(problem('trīs zaļi gurķi un '.repeat(7).slice(0, 129))).toBe('too_long');
    expect(problem('🐈🐕🐎🐄🐖🐑🐇🐓🦆🦉🐸🐢')).toBeNull();
    expect(problem('   a b c d f  h')).toBeNull();
  });

  it.each([
    'parole123456',
    'Pārole!Pārole!',
    'paroleparole1',
    'qwertyuiop12345',
    'aaaaaaaaaaaa',
    '123456789012',
    'abcabcabcabc',
    'Latvija2026!',
    'password1234',
    'asdfghjkl123',
    'Parole2026!!!',
    'milestiba1991',
    'zxcvbnm,./123',
  ])('is not among the first guesses: %s', (common) => {
    expect(problem(common)).toBe('too_common');
  });

  it.each(['annas zilais velosipēds', 'zila VĀNAGA ligzda kokā', 'manap02manap02 p02 koks', 'šis ir ANNA gads 77'])(
    'does not carry the name or the address: %s',
    (named) => {
      expect(problem(named)).toBe('has_name');
    },
  );

  it('takes no long time whatever is typed', () => {
    const started = performance.now();
    for (const long of ['ab'.repeat(50_000), 'a'.repeat(100_000)]) expect(problem(long)).toBe('too_long');
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('a kept password', () => {
  it('is argon2id with the chosen settings, salted each time', async () => {
    const [first, second] = await Promise.all([hashPassword('kaķis uz jumta'), hashPassword('kaķis uz jumta')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(second).not.toBe(first);
  });

  it('is matched whole: no truncation, no folding of case', async () => {
    const long = 'kaķis uz jumta '.repeat(8);
    const kept = await hashPassword(long);
    expect(await matchesPassword(kept, long)).toBe(true);
    expect(await matchesPassword(kept, `${long.slice(0, -1)}.`)).toBe(false);
    expect(await matchesPassword(kept, long.toUpperCase())).toBe(false);
  });

  it('is the same typed with composed or separate diacritics', async () => {
    const kept = await hashPassword('kaķis uz jumta'.normalize('NFC'));
    expect(await matchesPassword(kept, 'kaķis uz jumta'.normalize('NFD'))).toBe(true);
  });

  it('costs the same work for somebody unknown', async () => {
    const known = parseOptions(await hashPassword('kaķis uz jumta'));
    expect(parseOptions(nobodysHash)).toEqual(known);
    expect(known).toMatchObject(passwordHashing);
    expect(await matchesPassword(undefined, 'kaķis uz jumta')).toBe(false);
  });
});
