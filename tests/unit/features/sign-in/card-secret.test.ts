import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCardSecret, sealCardSecret } from '../../../../src/features/sign-in/card-secret.ts';
import { makeCardSecret, makeDemoCardSecret } from '../../../../src/features/sign-in/secrets.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sealed = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => sealCardSecret(Buffer.from(bytes).toString('base64url')));
const place = fc.nat({ max: 44 });

describe('the secret of a card', () => {
  it('is a version letter, 32 bytes and a check character', () => {
    fc.assert(
      fc.property(sealed, (secret) => {
        expect(secret).toMatch(/^A[A-Za-z0-9_-]{44}$/);
        expect(isCardSecret(secret)).toBe(true);
      }),
    );
  });

  it('is not the same twice', () => {
    expect(new Set(Array.from({ length: 200 }, makeCardSecret)).size).toBe(200);
  });

  it('shows every misread character', () => {
    fc.assert(
      fc.property(sealed, place, fc.constantFrom(...ALPHABET), (secret, at, other) => {
        fc.pre(secret[at] !== other);
        expect(isCardSecret(secret.slice(0, at) + other + secret.slice(at + 1))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows any two characters that changed places', () => {
    fc.assert(
      fc.property(sealed, place, place, (secret, a, b) => {
        const characters = [...secret];
        const first = characters[a] ?? '';
        const second = characters[b] ?? '';
        fc.pre(first !== second);
        characters[a] = second;
        characters[b] = first;
        expect(isCardSecret(characters.join(''))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('shows a part that is missing or too much', () => {
    fc.assert(
      fc.property(sealed, fc.nat({ max: 44 }), (secret, length) => {
        expect(isCardSecret(secret.slice(0, length))).toBe(false);
        expect(isCardSecret(secret + secret.slice(0, length + 1))).toBe(false);
      }),
    );
    expect(isCardSecret('')).toBe(false);
  });

  it('comes out the same at each start of the demo, for each person another', () => {
    const person = { municipalityCode: 'PILOT', number: 'D05' };
    const secret = makeDemoCardSecret('pepper', person);
    expect(isCardSecret(secret)).toBe(true);
    expect(makeDemoCardSecret('pepper', person)).toBe(secret);
    expect(makeDemoCardSecret('pepper', { ...person, number: 'D06' })).not.toBe(secret);
    expect(makeDemoCardSecret('pepper', { ...person, municipalityCode: 'OTHER' })).not.toBe(secret);
    expect(makeDemoCardSecret('another', person)).not.toBe(secret);
  });
});
