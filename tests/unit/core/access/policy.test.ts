import { describe, expect, test } from 'vitest';
import { linkKinds, roles } from '../../../../db/schema.ts';
import type { Role } from '../../../../src/core/access/actor.ts';
import {
  type Ability,
  decide,
  decideOwn,
  type Facts,
  type GuardianArea,
  type LinkKind,
  type OwnAbility,
  type Topic,
  topicsOf,
} from '../../../../src/core/access/policy.ts';
import { referenceDay } from '../../../support/clock.ts';

const abilities = [
  'circle.read',
  'plan.read',
  'money.read',
  'visits.read',
  'requests.read',
  'request.write',
  'request.answer',
  'help.ask',
  'help.answer',
  'plan.write',
  'complaint.answer',
  'own.request',
] as const satisfies readonly Ability[];

/** The days of a link, seen from today, Monday 23 November 2026. */
const days = {
  current: ['2026-08-01', null],
  'begins today': ['2026-11-23', null],
  'begins tomorrow': ['2026-11-24', null],
  'ends today': ['2026-08-01', '2026-11-23'],
  'ended yesterday': ['2026-08-01', '2026-11-22'],
} as const satisfies Record<string, readonly [string, string | null]>;

/** The last day of a consent. */
const consentEnds = { open: null, 'ends today': '2026-11-23', 'ended yesterday': '2026-11-22' } as const;

const bornOn = {
  adult: '1994-03-14',
  child: '2012-05-05',
  '18 today': '2008-11-23',
  '18 tomorrow': '2008-11-24',
} as const;

type Link = Readonly<{ kind: LinkKind; days?: keyof typeof days; areas?: readonly GuardianArea[] }>;
type Situation = Readonly<{
  role: Role;
  isSelf?: boolean;
  links?: readonly Link[];
  consents?: readonly Topic[];
  consentEnds?: keyof typeof consentEnds;
  age?: keyof typeof bornOn;
  isOtherMunicipality?: boolean;
  isAsked?: boolean;
  isHead?: boolean;
  hasJustSignedIn?: boolean;
}>;

const PARTICIPANT = 1;
const SOMEBODY_ELSE = 2;
const day = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text));

function factsOf(situation: Situation): Facts {
  return {
    actor: {
      personId: situation.isSelf === true ? PARTICIPANT : SOMEBODY_ELSE,
      municipalityId: situation.isOtherMunicipality === true ? 2 : 1,
      role: situation.role,
      isHead: situation.isHead === true,
    },
    participant: {
      id: PARTICIPANT,
      municipalityId: 1,
      bornOn: Temporal.PlainDate.from(bornOn[situation.age ?? 'adult']),
    },
    links: (situation.links ?? []).map(({ kind, days: of = 'current', areas = [] }) => {
      const [from, to] = days[of];
      return { kind, areas, fromOn: Temporal.PlainDate.from(from), toOn: day(to) };
    }),
    consents: (situation.consents ?? []).map((topic) => ({
      topic,
      untilOn: day(consentEnds[situation.consentEnds ?? 'open']),
    })),
    isAskedToHelp: situation.isAsked === true,
    hasJustSignedIn: situation.hasJustSignedIn === true,
    today: referenceDay,
  };
}

const allTopics = ['plan', 'money', 'visits', 'requests'] as const satisfies readonly Topic[];
const allAreas = ['finances', 'health', 'daily_life', 'rights', 'care'] as const satisfies readonly GuardianArea[];

/**
 * Who may do what, one situation a line. A new scenario of the policy needs its line here; the answers are written down,
 * never computed.
 */
const table: readonly (readonly [name: string, situation: Situation, answers: string])[] = [
  // The participant                                        circle plan money visits requests write answer ask explain change complaint own
  ['the participant', { role: 'participant', isSelf: true }, 'yes yes yes yes yes yes no yes no no no no'],
  ['a child', { role: 'participant', isSelf: true, age: 'child' }, 'yes yes yes yes yes yes no yes no no no no'],
  ['another participant', { role: 'participant' }, 'no no no no no no no no no no no no'],
  [
    'another participant with every consent and no link',
    { role: 'participant', consents: allTopics },
    'no no no no no no no no no no no no',
  ],
  [
    'another participant who is family',
    { role: 'participant', links: [{ kind: 'family' }] },
    'yes no no no no no no no no no no yes',
  ],
  [
    'another participant who is family and was allowed to see the week',
    { role: 'participant', links: [{ kind: 'family' }], consents: ['visits'] },
    'yes no no yes no no no no no no no yes',
  ],

  // Family                                                  circle plan money visits requests write answer ask explain change complaint own
  ['a relative without a link', { role: 'family' }, 'no no no no no no no no no no no no'],
  ['family', { role: 'family', links: [{ kind: 'family' }] }, 'yes no no no no no no no no no no yes'],
  [
    'family, allowed the plan',
    { role: 'family', links: [{ kind: 'family' }], consents: ['plan'] },
    'yes yes no no no no no no no no no yes',
  ],
  [
    'family, allowed the money',
    { role: 'family', links: [{ kind: 'family' }], consents: ['money'] },
    'yes no yes no no no no no no no no yes',
  ],
  [
    'family, allowed the week',
    { role: 'family', links: [{ kind: 'family' }], consents: ['visits'] },
    'yes no no yes no no no no no no no yes',
  ],
  [
    'family, allowed the requests',
    { role: 'family', links: [{ kind: 'family' }], consents: ['requests'] },
    'yes no no no yes no no no no no no yes',
  ],
  [
    'family, allowed everything',
    { role: 'family', links: [{ kind: 'family' }], consents: allTopics },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'family of another municipality, allowed everything',
    { role: 'family', links: [{ kind: 'family' }], consents: allTopics, isOtherMunicipality: true },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'family of a child is no parent',
    { role: 'family', links: [{ kind: 'family' }], age: 'child' },
    'yes no no no no no no no no no no yes',
  ],
  ['consent without a link', { role: 'family', consents: allTopics }, 'no no no no no no no no no no no no'],
  [
    'consent and a link that begins today',
    { role: 'family', links: [{ kind: 'family', days: 'begins today' }], consents: allTopics },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'consent and a link that begins tomorrow',
    { role: 'family', links: [{ kind: 'family', days: 'begins tomorrow' }], consents: allTopics },
    'no no no no no no no no no no no no',
  ],
  [
    'consent and a link that ends today',
    { role: 'family', links: [{ kind: 'family', days: 'ends today' }], consents: allTopics },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'consent and a link that ended yesterday',
    { role: 'family', links: [{ kind: 'family', days: 'ended yesterday' }], consents: allTopics },
    'no no no no no no no no no no no no',
  ],
  [
    'a link, and consent whose last day is today',
    { role: 'family', links: [{ kind: 'family' }], consents: allTopics, consentEnds: 'ends today' },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'a link, and consent that ended yesterday',
    { role: 'family', links: [{ kind: 'family' }], consents: allTopics, consentEnds: 'ended yesterday' },
    'yes no no no no no no no no no no yes',
  ],
  [
    'one link ended, another holds',
    {
      role: 'family',
      links: [{ kind: 'guardian', areas: allAreas, days: 'ended yesterday' }, { kind: 'family' }],
      consents: ['visits'],
    },
    'yes no no yes no no no no no no no yes',
  ],

  // Parents                                                 circle plan money visits requests write answer ask explain change complaint own
  ['a parent without a link', { role: 'parent', age: 'child' }, 'no no no no no no no no no no no no'],
  [
    'the parent of a child',
    { role: 'parent', links: [{ kind: 'parent' }], age: 'child' },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'the parent on the day before the 18th birthday',
    { role: 'parent', links: [{ kind: 'parent' }], age: '18 tomorrow' },
    'yes yes yes yes yes no no no no no no yes',
  ],
  [
    'the parent on the 18th birthday',
    { role: 'parent', links: [{ kind: 'parent' }], age: '18 today' },
    'yes no no no no no no no no no no yes',
  ],
  ['the parent of an adult', { role: 'parent', links: [{ kind: 'parent' }] }, 'yes no no no no no no no no no no yes'],
  [
    'the parent of an adult, allowed the money',
    { role: 'parent', links: [{ kind: 'parent' }], consents: ['money'] },
    'yes no yes no no no no no no no no yes',
  ],
  [
    'the parent of a child, link ended yesterday',
    { role: 'parent', links: [{ kind: 'parent', days: 'ended yesterday' }], age: 'child' },
    'no no no no no no no no no no no no',
  ],
  [
    'the parent of a child, link begins tomorrow',
    { role: 'parent', links: [{ kind: 'parent', days: 'begins tomorrow' }], age: 'child' },
    'no no no no no no no no no no no no',
  ],

  // Guardians                                               circle plan money visits requests write answer ask explain change complaint own
  ['a guardian without a link', { role: 'guardian' }, 'no no no no no no no no no no no no'],
  [
    'a guardian without an area',
    { role: 'guardian', links: [{ kind: 'guardian' }] },
    'yes no no no no no no no no no no yes',
  ],
  [
    'a guardian of the finances',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['finances'] }] },
    'yes no yes no no no no no no no no yes',
  ],
  [
    'a guardian of the health',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['health'] }] },
    'yes no no no no no no no no no no yes',
  ],
  [
    'a guardian of the daily life',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['daily_life'] }] },
    'yes no no yes no no no no no no no yes',
  ],
  [
    'a guardian of the rights',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['rights'] }] },
    'yes no no no no no no no no no no yes',
  ],
  [
    'a guardian of the care',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['care'] }] },
    'yes yes no no no no no no no no no yes',
  ],
  [
    'a guardian of every area',
    { role: 'guardian', links: [{ kind: 'guardian', areas: allAreas }] },
    'yes yes yes yes no no no no no no no yes',
  ],
  [
    'a guardian of the finances, allowed the plan',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['finances'] }], consents: ['plan'] },
    'yes yes yes no no no no no no no no yes',
  ],
  [
    'a guardian of every area whose time ends today',
    { role: 'guardian', links: [{ kind: 'guardian', areas: allAreas, days: 'ends today' }] },
    'yes yes yes yes no no no no no no no yes',
  ],
  [
    'a guardian of every area whose time ended yesterday',
    { role: 'guardian', links: [{ kind: 'guardian', areas: allAreas, days: 'ended yesterday' }] },
    'no no no no no no no no no no no no',
  ],
  [
    'a guardian of every area whose time begins tomorrow',
    { role: 'guardian', links: [{ kind: 'guardian', areas: allAreas, days: 'begins tomorrow' }] },
    'no no no no no no no no no no no no',
  ],
  [
    'the guardian of a child is no parent',
    { role: 'guardian', links: [{ kind: 'guardian', areas: ['finances'] }], age: 'child' },
    'yes no yes no no no no no no no no yes',
  ],
  [
    'family who is the guardian of the finances too',
    { role: 'family', links: [{ kind: 'family' }, { kind: 'guardian', areas: ['finances'] }] },
    'yes no yes no no no no no no no no yes',
  ],

  // Support persons                                         circle plan money visits requests write answer ask explain change complaint own
  ['a support person without a link', { role: 'support_person' }, 'no no no no no no no no no no no no'],
  [
    'a support person, asked, without a link',
    { role: 'support_person', isAsked: true },
    'no no no no no no no no no no no no',
  ],
  [
    'the support person, not asked',
    { role: 'support_person', links: [{ kind: 'support_person' }] },
    'yes no no no no no no no no no no no',
  ],
  [
    'the support person, asked',
    { role: 'support_person', links: [{ kind: 'support_person' }], isAsked: true },
    'yes no no no no no no no yes no no no',
  ],
  [
    'the support person, asked, link ends today',
    { role: 'support_person', links: [{ kind: 'support_person', days: 'ends today' }], isAsked: true },
    'yes no no no no no no no yes no no no',
  ],
  [
    'the support person, asked, link ended yesterday',
    { role: 'support_person', links: [{ kind: 'support_person', days: 'ended yesterday' }], isAsked: true },
    'no no no no no no no no no no no no',
  ],
  [
    'the support person, asked, link begins tomorrow',
    { role: 'support_person', links: [{ kind: 'support_person', days: 'begins tomorrow' }], isAsked: true },
    'no no no no no no no no no no no no',
  ],
  [
    'the support person, allowed everything and asked',
    { role: 'support_person', links: [{ kind: 'support_person' }], consents: allTopics, isAsked: true },
    'yes yes yes yes yes no no no yes no no no',
  ],

  // Social workers                                          circle plan money visits requests write answer ask explain change complaint own
  ['a worker without a link', { role: 'social_worker' }, 'no no no no no no no no no no no no'],
  [
    'a worker without a link, with every consent',
    { role: 'social_worker', consents: allTopics },
    'no no no no no no no no no no no no',
  ],
  [
    'the worker of this person',
    { role: 'social_worker', links: [{ kind: 'social_worker' }] },
    'yes yes yes yes yes no yes no no yes no no',
  ],
  [
    'the worker of this person, asked to call',
    { role: 'social_worker', links: [{ kind: 'social_worker' }], isAsked: true },
    'yes yes yes yes yes no yes no yes yes no no',
  ],
  [
    'the worker, link ends today',
    { role: 'social_worker', links: [{ kind: 'social_worker', days: 'ends today' }] },
    'yes yes yes yes yes no yes no no yes no no',
  ],
  [
    'the worker, link ended yesterday',
    { role: 'social_worker', links: [{ kind: 'social_worker', days: 'ended yesterday' }] },
    'no no no no no no no no no no no no',
  ],
  [
    'the worker, link begins tomorrow',
    { role: 'social_worker', links: [{ kind: 'social_worker', days: 'begins tomorrow' }] },
    'no no no no no no no no no no no no',
  ],
  [
    'a worker of another municipality with a link',
    { role: 'social_worker', links: [{ kind: 'social_worker' }], isOtherMunicipality: true },
    'no no no no no no no no no no no no',
  ],
  [
    'a worker of another municipality without a link',
    { role: 'social_worker', isOtherMunicipality: true },
    'no no no no no no no no no no no no',
  ],
  [
    'a worker who is family, not this person’s worker',
    { role: 'social_worker', links: [{ kind: 'family' }] },
    'yes no no no no no no no no no no yes',
  ],
  [
    'a worker of another municipality who is family',
    { role: 'social_worker', links: [{ kind: 'family' }], consents: allTopics, isOtherMunicipality: true },
    'no no no no no no no no no no no no',
  ],
  [
    'a relative linked as a worker',
    { role: 'family', links: [{ kind: 'social_worker' }] },
    'no no no no no no no no no no no no',
  ],
  ['a head without a link', { role: 'social_worker', isHead: true }, 'yes no no no no no no no no no yes no'],
  [
    'a head without a link, with every consent and asked',
    { role: 'social_worker', isHead: true, consents: allTopics, isAsked: true },
    'yes no no no no no no no no no yes no',
  ],
  [
    'a head who is the worker of this person too',
    { role: 'social_worker', isHead: true, links: [{ kind: 'social_worker' }] },
    'yes yes yes yes yes no yes no no yes yes no',
  ],
  [
    'a head whose link as the worker ended yesterday',
    { role: 'social_worker', isHead: true, links: [{ kind: 'social_worker', days: 'ended yesterday' }] },
    'yes no no no no no no no no no yes no',
  ],
  [
    'a head of another municipality',
    { role: 'social_worker', isHead: true, isOtherMunicipality: true },
    'no no no no no no no no no no no no',
  ],
  [
    'a head of another municipality with a link',
    { role: 'social_worker', isHead: true, links: [{ kind: 'social_worker' }], isOtherMunicipality: true },
    'no no no no no no no no no no no no',
  ],
  [
    'a head who is family',
    { role: 'social_worker', isHead: true, links: [{ kind: 'family' }] },
    'yes no no no no no no no no no yes yes',
  ],
  [
    'family marked as a head',
    { role: 'family', isHead: true, links: [{ kind: 'family' }] },
    'yes no no no no no no no no no no yes',
  ],

  // Providers                                               circle plan money visits requests write answer ask explain change complaint own
  ['a provider', { role: 'provider' }, 'no no no no no no no no no no no no'],
  ['a provider with every consent', { role: 'provider', consents: allTopics }, 'no no no no no no no no no no no no'],
  ['a provider, asked', { role: 'provider', isAsked: true }, 'no no no no no no no no no no no no'],
];

describe('who may do what', () => {
  test.each(table)('%s', (_name, situation, answers) => {
    const facts = factsOf(situation);
    const decided = abilities.map((ability) => [ability, decide(ability, facts).isAllowed ? 'yes' : 'no']);
    expect(decided).toEqual(abilities.map((ability, index) => [ability, answers.split(' ')[index]]));
  });

  test('each role and each ability has its lines, allowed and denied', () => {
    const answersOf = (index: number) => new Set(table.map(([, , answers]) => answers.split(' ')[index]));
    for (const [index] of abilities.entries()) expect(answersOf(index)).toEqual(new Set(['yes', 'no']));
    expect(new Set(table.map(([, { role }]) => role))).toEqual(new Set(roles));
  });
});

test('rule 10: a worker of another municipality is let in by nothing, not by a link with every consent and a call for help', () => {
  const facts = factsOf({
    role: 'social_worker',
    links: [{ kind: 'social_worker' }],
    consents: allTopics,
    isAsked: true,
    isHead: true,
    isOtherMunicipality: true,
  });
  expect(abilities.filter((ability) => decide(ability, facts).isAllowed)).toEqual([]);
});

/** Every combination of what a decision rests on; `areas` only of guardians, as the database keeps them. */
const someDays = ['current', 'ended yesterday', 'begins tomorrow'] as const;
const consentCases = ['none', ...allTopics, 'all ended'] as const;
type Case = Readonly<{
  ability: Ability;
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
}>;

/** What is allowed, and nothing else; a field that is left out does not matter. */
const allowed: readonly Partial<{ [K in keyof Case]: Case[K] | readonly Case[K][] }>[] = [
  {
    who: 'self',
    role: 'participant',
    ability: ['circle.read', 'plan.read', 'money.read', 'visits.read', 'requests.read', 'request.write', 'help.ask'],
  },
  { role: 'social_worker', head: 'head', municipality: 'same', ability: ['circle.read', 'complaint.answer'] },
  {
    role: 'social_worker',
    kind: 'social_worker',
    days: 'current',
    municipality: 'same',
    ability: ['circle.read', 'plan.read', 'money.read', 'visits.read', 'requests.read', 'request.answer', 'plan.write'],
  },
  ...[
    { role: ['participant', 'family', 'parent', 'guardian', 'support_person', 'provider'] } as const,
    { role: 'social_worker', municipality: 'same' } as const,
  ].flatMap((anyone) => [
    {
      ...anyone,
      kind: 'parent',
      days: 'current',
      age: 'child',
      ability: ['plan.read', 'money.read', 'visits.read', 'requests.read'],
    } as const,
    { ...anyone, kind: 'guardian', days: 'current', area: 'finances', ability: 'money.read' } as const,
    { ...anyone, kind: 'guardian', days: 'current', area: 'daily_life', ability: 'visits.read' } as const,
    { ...anyone, kind: 'guardian', days: 'current', area: 'care', ability: 'plan.read' } as const,
    {
      ...anyone,
      kind: ['family', 'parent', 'guardian', 'support_person'],
      days: 'current',
      ability: 'circle.read',
    } as const,
    { ...anyone, kind: ['family', 'parent', 'guardian'], days: 'current', ability: 'own.request' } as const,
    { ...anyone, kind: linkKinds, days: 'current', consent: 'plan', ability: 'plan.read' } as const,
    { ...anyone, kind: linkKinds, days: 'current', consent: 'money', ability: 'money.read' } as const,
    { ...anyone, kind: linkKinds, days: 'current', consent: 'visits', ability: 'visits.read' } as const,
    { ...anyone, kind: linkKinds, days: 'current', consent: 'requests', ability: 'requests.read' } as const,
    { ...anyone, kind: linkKinds, days: 'current', asked: 'asked', ability: 'help.answer' } as const,
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
  ability: abilities,
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
  };
}

const fits = (one: Case, row: (typeof allowed)[number]): boolean =>
  Object.entries(row).every(([field, wanted]) => [wanted].flat().includes(one[field as keyof Case]));

/** The cases that come out otherwise than the list says, and which of its lines were needed. */
function compare(spread: Spread): { differing: Case[]; needed: Set<number>; count: number } {
  const differing: Case[] = [];
  const needed = new Set<number>();
  let count = 0;
  for (const one of combinations(spread)) {
    count += 1;
    const rows = allowed.flatMap((row, index) => (fits(one, row) ? [index] : []));
    for (const index of rows) needed.add(index);
    if (decide(one.ability, factsOf(situationOf(one))).isAllowed !== rows.length > 0) differing.push(one);
  }
  // A few are enough to see what is wrong.
  return { differing: differing.slice(0, 3), needed, count };
}

const areasOf = (kind: LinkKind) =>
  kind === 'guardian' ? (['no area', ...allAreas] as const) : (['no area'] as const);
const compared = new Map(linkKinds.map((kind) => [kind, compare({ ...everybody, kind: [kind], area: areasOf(kind) })]));

describe('rule 3: what is not in the list is denied, whatever is combined', () => {
  test.each(linkKinds)('with a link of kind %s', (kind) => {
    const { differing, count } = compared.get(kind) ?? { differing: null, count: 0 };
    expect(differing).toEqual([]);
    expect(count).toBeGreaterThan(24_000);
  });

  test('and each line of the list is needed', () => {
    const needed = new Set([...compared.values()].flatMap((result) => [...result.needed]));
    expect(needed).toEqual(new Set(allowed.keys()).difference(new Set([0])));
  });

  test('without any link', () => {
    const { differing, needed } = compare({ ...everybody, kind: ['no link'], days: ['current'] });
    expect(differing).toEqual([]);
    // The head alone needs none.
    expect(needed).toEqual(new Set([1]));
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
    });
    expect(differing).toEqual([]);
    expect(needed).toEqual(new Set([0]));
  });
});

describe('why it is denied', () => {
  test('somebody outside the circle is told that they do not belong to it', () => {
    expect(decide('plan.read', factsOf({ role: 'family' }))).toEqual({ isAllowed: false, reason: 'not_linked' });
  });

  test('somebody of the circle is told that it was not allowed', () => {
    const facts = factsOf({ role: 'family', links: [{ kind: 'family' }] });
    expect(decide('plan.read', facts)).toEqual({ isAllowed: false, reason: 'not_allowed' });
  });

  test('somebody whose link ended is outside the circle again', () => {
    const facts = factsOf({ role: 'family', links: [{ kind: 'family', days: 'ended yesterday' }] });
    expect(decide('plan.read', facts)).toEqual({ isAllowed: false, reason: 'not_linked' });
  });

  test('the head, who is let in without a link, is told that it was not allowed', () => {
    const head = factsOf({ role: 'social_worker', isHead: true });
    expect(decide('plan.write', head)).toEqual({ isAllowed: false, reason: 'not_allowed' });
    const elsewhere = factsOf({ role: 'social_worker', isHead: true, isOtherMunicipality: true });
    expect(decide('complaint.answer', elsewhere)).toEqual({ isAllowed: false, reason: 'not_linked' });
  });

  test('what is allowed says by which scenario', () => {
    expect(decide('plan.read', factsOf({ role: 'participant', isSelf: true }))).toEqual({
      isAllowed: true,
      because: 'it is their own',
    });
  });
});

/** Which role has which work list, and a look of its own. */
const lists: readonly (readonly [role: Role, ability: OwnAbility, answer: boolean])[] = [
  ['participant', 'desk.read', false],
  ['participant', 'head.read', false],
  ['participant', 'helping.read', false],
  ['participant', 'family.read', false],
  ['participant', 'look.write', true],
  ['family', 'desk.read', false],
  ['family', 'head.read', false],
  ['family', 'helping.read', false],
  ['family', 'family.read', true],
  ['family', 'look.write', true],
  ['parent', 'desk.read', false],
  ['parent', 'head.read', false],
  ['parent', 'helping.read', false],
  ['parent', 'family.read', true],
  ['parent', 'look.write', true],
  ['guardian', 'desk.read', false],
  ['guardian', 'head.read', false],
  ['guardian', 'helping.read', false],
  ['guardian', 'family.read', true],
  ['guardian', 'look.write', true],
  ['support_person', 'desk.read', false],
  ['support_person', 'head.read', false],
  ['support_person', 'helping.read', true],
  ['support_person', 'family.read', false],
  ['support_person', 'look.write', true],
  ['social_worker', 'desk.read', true],
  ['social_worker', 'head.read', false],
  ['social_worker', 'helping.read', true],
  ['social_worker', 'family.read', false],
  ['social_worker', 'look.write', true],
  ['provider', 'desk.read', false],
  ['provider', 'head.read', false],
  ['provider', 'helping.read', false],
  ['provider', 'family.read', false],
  ['provider', 'look.write', false],
];

test.each(lists)('%s: %s %s', (role, ability, answer) => {
  expect(decideOwn(ability, { role, isHead: false }).isAllowed).toBe(answer);
});

test.each(lists)('%s who leads the service: %s is %s, but for the head’s own list', (role, ability, answer) => {
  const isHeadsList = role === 'social_worker' && ability === 'head.read';
  expect(decideOwn(ability, { role, isHead: true }).isAllowed).toBe(answer || isHeadsList);
});

test('every role × what may be its own has its line', () => {
  expect(new Set(lists.map(([role, ability]) => `${role} ${ability}`)).size).toBe(roles.length * 5);
});

test('a view is kept under each topic that was read', () => {
  expect(Object.fromEntries(abilities.map((ability) => [ability, topicsOf(ability)]))).toEqual({
    'circle.read': [],
    'plan.read': ['plan'],
    'money.read': ['money'],
    'visits.read': ['visits'],
    'requests.read': ['requests'],
    'request.write': [],
    'request.answer': [],
    'help.ask': [],
    'help.answer': ['requests'],
    'plan.write': [],
    'complaint.answer': ['requests', 'visits', 'money'],
    'own.request': [],
  });
});
