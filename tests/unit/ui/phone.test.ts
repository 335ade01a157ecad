import { expect, test } from 'vitest';
import { phoneAddress } from '../../../src/ui/phone.ts';

test('a number as people write it becomes an address that calls it', () => {
  expect(phoneAddress('+371 2000 1001')).toBe('tel:+37120001001');
  expect(phoneAddress('2000-1001')).toBe('tel:20001001');
});

test('nothing but digits and plus gets into the address', () => {
  expect(phoneAddress('110?x=1&y')).toBe('tel:1101');
});
