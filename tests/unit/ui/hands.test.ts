import { expect, test } from 'vitest';
import { handsAt } from '../../../src/ui/clock-face/hands.ts';

test.each([
  ['00:00', 0, 0],
  ['09:00', 270, 0],
  ['12:00', 0, 0],
  ['14:30', 75, 180],
  ['17:45', 172.5, 270],
  ['23:59', 359.5, 354],
])('at %s the hour hand points to %d° and the minute hand to %d°', (time, hour, minute) => {
  expect(handsAt(time)).toEqual({ hour, minute });
});

test('what is no time is refused', () => {
  expect(() => handsAt('25:00')).toThrow(RangeError);
});
