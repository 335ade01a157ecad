import { describe, expect, test } from 'vitest';
import { linkKinds, roles } from '../../../../db/schema.ts';
import type { Role } from '../../../../src/core/access/actor.ts';
import type { GuardianArea, LinkKind } from '../../../../src/core/access/policy.ts';
import { allAreas, allTopics, factsOf, given, named, type Situation } from './situations.ts';

/** Every combination of what a decision rests on; `areas` only of guardians, as the database keeps them. */
const someDays = ['current', 'ended yesterday', 'begins tomorrow'] as const;
const consentCases = ['none', ...allTopics, 'all ended'] as const;
type Case = Readonly<{
  who: 'self' | 'other';
  role: Role;
  kind: LinkKind | 'no link';
  days: (typeof someDays)[number];
  area: GuardianArea | 'no area';
  consent: (typeof consentCases)[number];
  age: 'adult' | 'child';
  municipality: 'same' | 'other';
  asked: 'asked' | 'not asked';
  head: 'head' | 'not head';
  card: 'just shown' | 'not shown';
}>;
type Line = Readonly<{ when: Partial<{ [K in keyof Case]: Case[K] | readonly Case[K][] }>; gives: string }>;

const people = ['family', 'parent', 'guardian', 'support_person'] as const satisfies readonly LinkKind[];

/** What is allowed, and nothing else; a field that is left out does not matter. */
const allowed: readonly Line[] = [
  {
    when: { who: 'self', role: 'participant' },
    gives: 'circle.read circle.write plan.read money.read visits.read requests.read request.write help.ask data.read',
  },
  { when: { who: 'self', role: 'participant', card: 'just shown' }, gives: 'sight.give data.export' },
  {
    when: { role: 'social_worker', head: 'head', municipality: 'same' },
    gives: 'circle.read complaint.answer',
  },
  {
    when: { role: 'social_worker', kind: 'social_worker', days: 'current', municipality: 'same' },
    gives: 'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  },
  ...[
    { role: ['participant', 'family', 'parent', 'guardian', 'support_person', 'provider'], days: 'current' } as const,
    { role: 'social_worker', municipality: 'same', days: 'current' } as const,
  ].flatMap((anyone): readonly Line[] => [
    { when: { ...anyone, kind: people }, gives: 'circle.read sight.ask suggest' },
    { when: { ...anyone, kind: ['family', 'parent', 'guardian'] }, gives: 'own.request' },
    {
      when: { ...anyone, kind: 'parent', age: 'child' },
      gives: 'plan.read money.read visits.read requests.read child.request',
    },
    { when: { ...anyone, kind: 'guardian', area: 'finances' }, gives: 'money.read confirm.finances' },
    { when: { ...anyone, kind: 'guardian', area: 'daily_life' }, gives: 'visits.read confirm.daily_life' },
    { when: { ...anyone, kind: 'guardian', area: 'care' }, gives: 'plan.read confirm.care' },
    { when: { ...anyone, kind: 'guardian', area: 'health' }, gives: 'confirm.health' },
    { when: { ...anyone, kind: 'guardian', area: 'rights' }, gives: 'confirm.rights' },
    { when: { ...anyone, kind: linkKinds, consent: 'plan' }, gives: 'plan.read' },
    { when: { ...anyone, kind: linkKinds, consent: 'money' }, gives: 'money.read' },
    { when: { ...anyone, kind: linkKinds, consent: 'visits' }, gives: 'visits.read' },
    { when: { ...anyone, kind: linkKinds, consent: 'requests' }, gives: 'requests.read' },
    { when: { ...anyone, kind: linkKinds, asked: 'asked' }, gives: 'help.answer' },
  ]),
];

type Spread = Readonly<{ [K in keyof Case]: readonly Case[K][] }>;

function* combinations(spread: Spread): Generator<Case> {
  const fields = Object.entries(spread);
  const total = fields.reduce((product, [, values]) => product * values.length, 1);
  for (let index = 0; index < total; index += 1) {
    let rest = index;
    const chosen = fields.map(([field, values]) => {
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      return [field, value] as const;
    });
    yield Object.fromEntries(chosen) as Case;
  }
}

const everybody: Spread = {
  who: ['other'],
  role: roles,
  kind: [],
  days: someDays,
  area: ['no area'],
  consent: consentCases,
  age: ['adult', 'child'],
  municipality: ['same', 'other'],
  asked: ['asked', 'not asked'],
  head: ['head', 'not head'],
  // Nobody but the participant ever gets more by it.
  card: ['just shown'],
};

function situationOf(one: Case): Situation {
  return {
    role: one.role,
    isSelf: one.who === 'self',
    links:
      one.kind === 'no link'
        ? []
        : [{ kind: one.kind, days: one.days, areas: one.area === 'no area' ? [] : [one.area] }],
    consents: one.consent === 'none' ? [] : one.consent === 'all ended' ? allTopics : [one.consent],
    consentEnds: one.consent === 'all ended' ? 'ended yesterday' : 'open',
    age: one.age,
    isOtherMunicipality: one.municipality === 'other',
    isAsked: one.asked === 'asked',
    isHead: one.head === 'head',
    hasJustSignedIn: one.card === 'just shown',
  };
}

const fits = (one: Case, { when }: Line): boolean =>
  Object.entries(when).every(([field, wanted]) => [wanted].flat().includes(one[field as keyof Case]));

/** The cases that come out otherwise than the list says, and which of its lines were needed. */
function compare(spread: Spread): { differing: Case[]; needed: Set<number>; count: number } {
  const differing: Case[] = [];
  const needed = new Set<number>();
  let count = 0;
  for (const one of combinations(spread)) {
    count += 1;
    const lines = allowed.flatMap((line, index) => (fits(one, line) ? [{ index, gives: named(line.gives) }] : []));
    for (const { index } of lines) needed.add(index);
    const expected = new Set(lines.flatMap(({ gives }) => [...gives]));
    const found = given(factsOf(situationOf(one)));
    if (expected.symmetricDifference(found).size > 0) differing.push(one);
  }
  // A few are enough to see what is wrong.
  return { differing: differing.slice(0, 3), needed, count };
}

const areasOf = (kind: LinkKind) =>
  kind === 'guardian' ? (['no area', ...allAreas] as const) : (['no area'] as const);
const compareKind = (kind: LinkKind) => compare({ ...everybody, kind: [kind], area: areasOf(kind) });

describe('rule 3: what is not in the list is denied, whatever is combined', () => {
  test('with a link of each kind, and each line of the list is needed', () => {
    const needed = new Set<number>();
    for (const kind of linkKinds) {
      const compared = compareKind(kind);
      expect([kind, compared.differing]).toEqual([kind, []]);
      expect(compared.count).toBeGreaterThan(2000);
      for (const line of compared.needed) needed.add(line);
    }
    // But for the participant's own two.
    expect(needed).toEqual(new Set(allowed.keys()).difference(new Set([0, 1])));
  });

  test('without any link', () => {
    const { differing, needed } = compare({
      ...everybody,
      kind: ['no link'],
      days: ['current'],
      card: ['just shown', 'not shown'],
    });
    expect(differing).toEqual([]);
    // The head alone needs none.
    expect(needed).toEqual(new Set([2]));
  });

  test('for the participant themself', () => {
    const { differing, needed } = compare({
      ...everybody,
      who: ['self'],
      role: ['participant'],
      kind: ['no link'],
      days: ['current'],
      consent: ['none'],
      asked: ['not asked'],
      head: ['not head'],
      card: ['just shown', 'not shown'],
    });
    expect(differing).toEqual([]);
    expect(needed).toEqual(new Set([0, 1]));
  });
});
