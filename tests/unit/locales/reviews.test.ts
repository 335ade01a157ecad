import { expect, test } from 'vitest';
import { namespaces } from '../../../locales/index.ts';
import { reviewStateOf, reviews } from '../../../locales/reviews.ts';

const early = { reviewedBy: ['Anna', 'Juris'], reviewedOn: '2027-02-01' };
const late = { reviewedBy: ['Juris', 'Ilze'], reviewedOn: '2027-05-03' };

test('as long as nobody has read them, nothing else is said', () => {
  expect(reviewStateOf({ plan: null, money: null })).toEqual({ reach: 'none', reviewedBy: [], lastOn: null });
});

test('a part is not the whole', () => {
  expect(reviewStateOf({ plan: early, money: null })).toEqual({
    reach: 'some',
    reviewedBy: ['Anna', 'Juris'],
    lastOn: '2027-02-01',
  });
});

test('only all is all; everybody is named once, the last day counts', () => {
  expect(reviewStateOf({ plan: late, money: early })).toEqual({
    reach: 'all',
    reviewedBy: ['Juris', 'Ilze', 'Anna'],
    lastOn: '2027-05-03',
  });
});

test('each room that participants read has its record', () => {
  const forOthers = ['care', 'desk', 'easyRead', 'import'];
  expect(Object.keys(reviews).sort()).toEqual(namespaces.filter((name) => !forOthers.includes(name)).toSorted());
});
