import { describe, expect, test } from 'vitest';
import { requestKinds } from '../../../../db/schema.ts';
import {
  type DecidingNotes,
  type Heard,
  heardChoices,
  isClear,
  lookAgainOn,
  nextToDecide,
  noNotes,
  notesText,
  otherThan,
  readNotes,
  withHeard,
} from '../../../../src/features/requests/understanding.ts';

const answers = { visit: '3', what: 'another_time' };
const others = { visit: '3', what: 'cannot_come' };

const heard = (first: Heard, second: Heard | null, notes: DecidingNotes = noNotes): DecidingNotes => {
  const begun = withHeard(notes, answers, 'first', first);
  return second === null ? begun : withHeard(begun, answers, 'second', second);
};

describe('whether it is clear to the person', () => {
  test.each<[Heard, Heard, boolean]>([
    ['wish', 'stay', true],
    // Who always takes the same, or says yes to everything, contradicts themself.
    ['wish', 'wish', false],
    ['stay', 'stay', false],
    ['other', 'stay', false],
    ['unknown', 'stay', false],
    ['wish', 'unknown', false],
    ['stay', 'wish', false],
  ])('first %s, then the other way round %s', (first, second, expected) => {
    expect(isClear(heard(first, second), answers)).toBe(expected);
  });

  test('is not known before both were asked, nor about other answers', () => {
    expect(isClear(noNotes, answers)).toBeNull();
    expect(isClear(heard('wish', null), answers)).toBeNull();
    expect(isClear(heard('wish', 'stay'), others)).toBeNull();
    expect(isClear(heard('wish', 'stay'), { what: 'another_time', visit: '3' })).toBe(true);
  });

  test('asked again, the last time counts, and each time is kept', () => {
    const again = heard('wish', 'stay', heard('other', 'stay'));
    expect(isClear(again, answers)).toBe(true);
    expect(again.tries).toHaveLength(2);
  });

  test('the second question alone says nothing', () => {
    expect(withHeard(noNotes, answers, 'second', 'stay')).toEqual(noNotes);
    expect(withHeard(heard('wish', 'stay'), others, 'second', 'wish')).toEqual(heard('wish', 'stay'));
  });
});

describe('the way from the check to the decision', () => {
  const asked = { kind: 'another_time', answers, isHelped: false, isBound: false } as const;
  const withWays = (notes: DecidingNotes): DecidingNotes => ({ ...notes, ways: [] });

  test.each([
    ['nothing said yet', asked, noNotes, 'sapratu'],
    ['the first answered', asked, heard('wish', null), 'otradi'],
    ['a helper who has a part in it comes before all else', { ...asked, isBound: true }, noNotes, 'otrs-paligs'],
    ['whatever was answered', { ...asked, isBound: true }, heard('wish', 'stay'), 'otrs-paligs'],
    ['both answered', asked, heard('wish', 'stay'), 'izlemt'],
    ['a contradiction stops nobody', asked, heard('stay', 'wish'), 'izlemt'],
    ['other answers since', { ...asked, answers: others }, heard('wish', 'stay'), 'sapratu'],
    ['helped: what helped is asked too', { ...asked, isHelped: true }, heard('wish', 'stay'), 'ka-palidzeja'],
    ['helped, and said that nothing did', { ...asked, isHelped: true }, withWays(heard('wish', 'stay')), 'izlemt'],
    ['not helped, but said what did', asked, withWays(noNotes), 'sapratu'],
    ['a complaint is heard at once', { ...asked, kind: 'something_wrong' }, noNotes, 'izlemt'],
    ['so is who wants to talk', { ...asked, kind: 'talk' }, noNotes, 'izlemt'],
    ['a complaint with help', { ...asked, kind: 'something_wrong', isHelped: true }, noNotes, 'ka-palidzeja'],
  ] as const)('%s', (_name, given, notes, step) => {
    expect(nextToDecide(given, notes)).toBe(step);
  });
});

test('another wish beside one’s own is never the same', () => {
  expect(Object.keys(otherThan).sort()).toEqual([...requestKinds].sort());
  expect(Object.entries(otherThan).filter(([kind, other]) => kind === other)).toEqual([]);
});

test('what is right stands now here, now there', () => {
  const places = (nth: 'first' | 'second', right: 'wish' | 'stay') =>
    new Set([1, 2, 3, 4, 5, 6].map((id) => heardChoices(id, nth).indexOf(right)));
  expect(places('first', 'wish')).toEqual(new Set([0, 1, 2]));
  expect(places('second', 'stay')).toEqual(new Set([0, 1]));
  expect([...heardChoices(7, 'first')].sort()).toEqual(['other', 'stay', 'wish']);
  expect([...heardChoices(7, 'second')].sort()).toEqual(['stay', 'wish']);
});

test.each([
  ['more_often', '2027-02-23'],
  ['less_often', '2027-02-23'],
  ['stop_service', '2027-02-23'],
  ['another_person', '2027-02-23'],
  ['something_new', '2027-02-23'],
  ['move_money', '2027-02-23'],
  ['another_way', '2027-02-23'],
  ['my_plan', '2027-02-23'],
  ['my_people', '2027-02-23'],
  ['another_time', undefined],
  ['cannot_come', undefined],
  ['away', undefined],
  ['something_wrong', undefined],
  ['talk', undefined],
  ['my_data', undefined],
  ['for_family', undefined],
] as const)('%s is looked at again: %s', (kind, expected) => {
  expect(lookAgainOn(kind, Temporal.PlainDate.from('2026-11-23'))?.toString()).toBe(expected);
});

test('what was said is read as it was written; nothing where nothing was', () => {
  const notes: DecidingNotes = { ...heard('wish', 'unknown'), ways: ['pictures'], notWithId: 4 };
  expect(readNotes(notesText(notes))).toEqual(notes);
  expect(readNotes(null)).toEqual(noNotes);
  expect(() => readNotes('{"tries":[{"first":"yes"}]}')).toThrow();
});
