import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barShape } from '../../../src/ui/bar/bar-shape.ts';

test('parts stand in the order of time and fill the bar', () => {
  expect(barShape({ used: 10, booked: 4, left: 6 })).toEqual([
    { part: 'used', x: 0, width: 50 },
    { part: 'booked', x: 50, width: 20 },
    { part: 'left', x: 70, width: 30 },
  ]);
});

test('what is nothing is not drawn', () => {
  expect(barShape({ used: 0, booked: 0, left: 7 })).toEqual([{ part: 'left', x: 0, width: 100 }]);
  expect(barShape({ used: 3, booked: 0, left: 0 })).toEqual([{ part: 'used', x: 0, width: 100 }]);
  expect(barShape({ used: 0, booked: 0, left: 0 })).toEqual([]);
});

test('a very small part can still be seen', () => {
  expect(barShape({ used: 998, booked: 1, left: 1 })).toEqual([
    { part: 'used', x: 0, width: 93.82 },
    { part: 'booked', x: 93.82, width: 3.09 },
    { part: 'left', x: 96.91, width: 3.09 },
  ]);
});

test('more than all is drawn as nothing left, never backwards', () => {
  expect(barShape({ used: 120, booked: 0, left: -20 })).toEqual([{ part: 'used', x: 0, width: 100 }]);
});

const amount = fc.integer({ min: 0, max: 10_000_000 });

test('any parts fill the bar from end to end, without a gap and in order', () => {
  fc.assert(
    fc.property(amount, amount, amount, (used, booked, left) => {
      fc.pre(used + booked + left > 0);
      const shape = barShape({ used, booked, left });
      let end = 0;
      for (const { x, width } of shape) {
        expect(x).toBeCloseTo(end, 1);
        expect(width).toBeGreaterThanOrEqual(2.99);
        end = x + width;
      }
      expect(end).toBeCloseTo(100, 1);
      expect(shape.map(({ part }) => part)).toEqual(
        (['used', 'booked', 'left'] as const).filter((part) => ({ used, booked, left })[part] > 0),
      );
    }),
  );
});

test('a part that is larger is never drawn smaller', () => {
  fc.assert(
    fc.property(amount, amount, amount, (used, booked, left) => {
      const parts = { used, booked, left };
      const shape = barShape(parts);
      for (const one of shape) {
        for (const other of shape) {
          if (parts[one.part] > parts[other.part]) expect(one.width).toBeGreaterThanOrEqual(other.width - 0.011);
        }
      }
    }),
  );
});
