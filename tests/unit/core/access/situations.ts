import type { Role } from '../../../../src/core/access/actor.ts';
import {
  type Ability,
  decide,
  type Facts,
  type GuardianArea,
  type LinkKind,
  type Topic,
} from '../../../../src/core/access/policy.ts';
import { referenceDay } from '../../../support/clock.ts';

/** Every ability, and the topics that a look by it is kept under. */
export const kept = {
  'circle.read': [],
  'circle.write': [],
  'circle.manage': [],
  'sight.give': [],
  'sight.ask': [],
  suggest: [],
  'plan.read': ['plan'],
  'money.read': ['money'],
  'visits.read': ['visits'],
  'requests.read': ['requests'],
  'request.write': [],
  'request.answer': [],
  'complaint.answer': ['requests', 'visits', 'money'],
  'plan.write': [],
  'own.request': [],
  'child.request': ['requests'],
  'confirm.finances': ['requests'],
  'confirm.health': ['requests'],
  'confirm.daily_life': ['requests'],
  'confirm.rights': ['requests'],
  'confirm.care': ['requests'],
  'data.read': [],
  'data.export': [],
  'help.ask': [],
  'help.answer': ['requests'],
} as const satisfies Readonly<Record<Ability, readonly Topic[]>>;
export const abilities = Object.keys(kept) as readonly (keyof typeof kept)[];

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
export type Situation = Readonly<{
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

export function factsOf(situation: Situation): Facts {
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

export const allTopics = ['plan', 'money', 'visits', 'requests'] as const satisfies readonly Topic[];
export const allAreas = [
  'finances',
  'health',
  'daily_life',
  'rights',
  'care',
] as const satisfies readonly GuardianArea[];

export const ofFamily = (link: Omit<Link, 'kind'> = {}): Situation => ({
  role: 'family',
  links: [{ kind: 'family', ...link }],
});
export const ofChild = (link: Omit<Link, 'kind'> = {}): Situation => ({
  role: 'parent',
  links: [{ kind: 'parent', ...link }],
  age: 'child',
});
export const guardianOf = (areas: readonly GuardianArea[], of: keyof typeof days = 'current'): Situation => ({
  role: 'guardian',
  links: [{ kind: 'guardian', areas, days: of }],
});
export const ofHelper = (link: Omit<Link, 'kind'> = {}): Situation => ({
  role: 'support_person',
  links: [{ kind: 'support_person', ...link }],
});
export const ofWorker = (link: Omit<Link, 'kind'> = {}): Situation => ({
  role: 'social_worker',
  links: [{ kind: 'social_worker', ...link }],
});

/** What a situation allows. */
export function given(facts: Facts): ReadonlySet<Ability> {
  return new Set(abilities.filter((ability) => decide(ability, facts).isAllowed));
}

export const named = (gives: string): ReadonlySet<string> => new Set(gives.split(' ').filter((name) => name !== ''));
