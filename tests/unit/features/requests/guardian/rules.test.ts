import { describe, expect, test } from 'vitest';
import { guardianAreas, requestKinds } from '../../../../../db/schema.ts';
import type { GuardianArea } from '../../../../../src/core/access/policy.ts';
import {
  areasOf,
  type GuardianWord,
  standingsOf,
  withoutAgreement,
} from '../../../../../src/features/requests/guardian/rules.ts';
import type { RequestFlow, RequestKind } from '../../../../../src/features/requests/index.ts';

/** Written by hand beside the rule: which kinds each area asks about. */
const kindsOf: Readonly<Record<GuardianArea, readonly RequestKind[]>> = {
  finances: ['move_money', 'something_new', 'more_often'],
  daily_life: ['more_often', 'less_often', 'stop_service', 'another_way'],
  care: ['my_plan', 'another_person', 'stop_service'],
  health: [],
  rights: [],
};

describe('the areas a request lies in', () => {
  const ofKind = (kind: RequestKind | null, flow: RequestFlow = 'often', answers = {}) =>
    areasOf({ kind, flow, answers });

  test.each(guardianAreas)('%s', (area) => {
    const person = { person_why: 'want_new', person_reader: 'both' };
    const found = requestKinds.filter((kind) =>
      (kind === 'another_person' ? ofKind(kind, 'person', person) : ofKind(kind)).includes(area),
    );
    expect(found.toSorted()).toEqual(kindsOf[area].toSorted());
  });

  test('none before it is sent', () => {
    expect(ofKind(null)).toEqual([]);
  });

  test.each([
    ['a reason that is for the worker', { person_why: 'unkind', person_reader: 'worker' }, []],
    ['a reason that others may read', { person_why: 'unkind', person_reader: 'both' }, ['care']],
    ['no reason', { person_why: 'not_said' }, ['care']],
  ] as const)('another person, %s', (_name, answers, areas) => {
    expect(ofKind('another_person', 'person', answers)).toEqual(areas);
  });

  test('none for what goes to the head, and none for whom the person does not want', () => {
    expect(ofKind('something_wrong', 'wrong', { reader: 'head' })).toEqual([]);
    expect(ofKind('my_people', 'people', { people_what: 'remove' })).toEqual([]);
  });
});

describe('whose word is needed', () => {
  const guardian = (personId: number, ...areas: GuardianArea[]) => ({
    personId,
    firstName: `G${personId}`,
    gender: 'female' as const,
    areas,
  });
  const said = (guardianId: number, word: GuardianWord['word']): GuardianWord => ({
    guardianId,
    firstName: `G${guardianId}`,
    gender: 'female',
    word,
    note: word === 'agree' ? null : 'Es gribu zināt, kāpēc.',
    at: '2026-11-23T07:00:00.000Z',
  });
  const missing = (...given: Parameters<typeof standingsOf>) =>
    withoutAgreement(standingsOf(...given)).map(({ guardianId }) => guardianId);

  test('nobody’s where nobody has the area', () => {
    expect(missing(['finances'], [], [])).toEqual([]);
    expect(missing(['finances'], [guardian(1, 'health', 'care')], [])).toEqual([]);
    expect(missing([], [guardian(1, 'finances')], [])).toEqual([]);
  });

  test('everybody’s who has one of the areas, until all agree', () => {
    const both = [guardian(1, 'finances'), guardian(2, 'daily_life', 'health')];
    const areas = ['finances', 'daily_life'] as const;
    expect(missing(areas, both, [])).toEqual([1, 2]);
    expect(missing(areas, both, [said(1, 'agree')])).toEqual([2]);
    expect(missing(areas, both, [said(1, 'agree'), said(2, 'talk')])).toEqual([2]);
    expect(missing(areas, both, [said(1, 'agree'), said(2, 'talk'), said(2, 'agree')])).toEqual([]);
    expect(missing(areas, both, [said(1, 'agree'), said(2, 'agree'), said(1, 'disagree')])).toEqual([1]);
  });

  test('each stands with the areas that are theirs and of the request', () => {
    const [standing] = standingsOf(['finances', 'daily_life'], [guardian(1, 'daily_life', 'care')], []);
    expect(standing?.areas).toEqual(['daily_life']);
  });

  test('who is no guardian any more is not waited for, and their word stays', () => {
    const standings = standingsOf(['finances'], [guardian(1, 'finances')], [said(2, 'disagree'), said(1, 'agree')]);
    expect(standings.map(({ guardianId, areas, word }) => [guardianId, areas, word?.word])).toEqual([
      [1, ['finances'], 'agree'],
      [2, [], 'disagree'],
    ]);
    expect(withoutAgreement(standings)).toEqual([]);
  });
});
