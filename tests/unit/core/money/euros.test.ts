import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactEuros, wholeEuros, wholeEurosUp } from '../../../../src/core/money/euros.ts';
import { latvian as t } from '../../../../src/core/text/text.ts';

describe('whole euros, as the participant sees them', () => {
  test.each([
    [0, '0 eiro'],
    [1, '0 eiro'],
    [99, '0 eiro'],
    [100, '1 eiro'],
    [199, '1 eiro'],
    [12_599, '125 eiro'],
    [99_999, '999 eiro'],
    [100_000, '1\u00a0000 eiro'],
    [704_000, '7\u00a0040 eiro'],
    [123_456_789, '1\u00a0234\u00a0567 eiro'],
    [-50, '0 eiro'],
  ])('%i cents', (cents, text) => {
    expect(wholeEuros(t, cents)).toBe(text);
  });

  test('rule 4: never more is shown than there is, and never a euro less', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (cents) => {
        const shown = Number(wholeEuros(t, cents).replaceAll('\u00a0', '').replace(' eiro', '')) * 100;
        expect(shown).toBeLessThanOrEqual(cents);
        expect(cents - shown).toBeLessThan(100);
      }),
    );
  });
});

test.each([
  [0, '0 eiro'],
  [1, '1 eiro'],
  [100, '1 eiro'],
  [860, '9 eiro'],
  [12_500, '125 eiro'],
  [99_901, '1\u00a0000 eiro'],
])('whole euros that are needed: %i cents', (cents, text) => {
  expect(wholeEurosUp(t, cents)).toBe(text);
});

describe('exact euros', () => {
  test.each([
    [0, '0,00 eiro'],
    [5, '0,05 eiro'],
    [50, '0,50 eiro'],
    [12_550, '125,50 eiro'],
    [100_000, '1\u00a0000,00 eiro'],
    [-2_500, '−25,00 eiro'],
    [-5, '−0,05 eiro'],
    [-123_456, '−1\u00a0234,56 eiro'],
  ])('%i cents', (cents, text) => {
    expect(exactEuros(t, cents)).toBe(text);
  });

  test('no cent is lost', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        const digits = exactEuros(t, cents)
          .replace('−', '-')
          .replaceAll(/[^\d-]/g, '');
        expect(Number(digits)).toBe(cents === 0 ? 0 : cents);
      }),
    );
  });
});
