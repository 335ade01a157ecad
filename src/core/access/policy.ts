import type { guardianAreas, linkKinds, topics } from '../../../db/schema.ts';
import type { Actor, Role } from './actor.ts';

export type LinkKind = (typeof linkKinds)[number];
export type GuardianArea = (typeof guardianAreas)[number];
export type Topic = (typeof topics)[number];

/** What can be done with one participant's data. */
export type Ability =
  | 'circle.read'
  | 'circle.write'
  | 'circle.manage'
  | 'sight.give'
  | 'sight.ask'
  | 'suggest'
  | 'plan.read'
  | 'money.read'
  | 'visits.read'
  | 'requests.read'
  | 'request.write'
  | 'request.answer'
  | 'complaint.answer'
  | 'plan.write'
  | 'own.request'
  | 'child.request'
  | `confirm.${GuardianArea}`
  | 'data.read'
  | 'data.export'
  | 'help.ask'
  | 'help.answer';

/** What can be done with what is one's own: a work list, which holds only people one is linked to, and one's look. */
export type OwnAbility = 'desk.read' | 'head.read' | 'helping.read' | 'family.read' | 'look.write';

/** Everything the decision rests on, read from the database just now. */
export type Facts = Readonly<{
  actor: Pick<Actor, 'personId' | 'municipalityId' | 'role' | 'isHead'>;
  participant: Readonly<{ id: number; municipalityId: number; bornOn: Temporal.PlainDate }>;
  links: readonly Readonly<{
    kind: LinkKind;
    areas: readonly GuardianArea[];
    fromOn: Temporal.PlainDate;
    toOn: Temporal.PlainDate | null;
  }>[];
  /** Given and not taken back. */
  consents: readonly Readonly<{ topic: Topic; untilOn: Temporal.PlainDate | null }>[];
  /** The participant asked this very person for help; what they may still see of it the help request itself says. */
  isAskedToHelp: boolean;
  /** The actor has shown their card, or typed their password, a moment ago. */
  hasJustSignedIn: boolean;
  today: Temporal.PlainDate;
}>;

/** `card_needed`: it would be given to the same person with their card just shown. */
export type DenialReason = 'not_linked' | 'not_allowed' | 'card_needed';
export type Decision =
  | Readonly<{ isAllowed: true; because: string }>
  | Readonly<{ isAllowed: false; reason: DenialReason }>;

const ADULT_FROM_YEARS = 18;

const readAbility: Readonly<Record<Topic, Ability>> = {
  plan: 'plan.read',
  money: 'money.read',
  visits: 'visits.read',
  requests: 'requests.read',
};
const readAll = Object.values(readAbility);

/** A court names the areas a guardian helps in (Civil Law, article 358.¹); in them the guardian must see what it is about. */
const guardianGets: Readonly<Record<GuardianArea, readonly Ability[]>> = {
  finances: ['confirm.finances', 'money.read'],
  daily_life: ['confirm.daily_life', 'visits.read'],
  care: ['confirm.care', 'plan.read'],
  health: ['confirm.health'],
  rights: ['confirm.rights'],
};

/** Why a topic is open to somebody else: their work, the person is a child of theirs, a court named the area, or the person allowed it. */
export type SightReason = 'work' | 'child' | 'court' | 'allowed';

type Scenario = Readonly<{
  name: string;
  when: (facts: Facts) => boolean;
  gives: readonly Ability[];
  /** Where it opens a topic to somebody else. */
  sight?: SightReason;
}>;

/**
 * The only reasons for which anything is visible or possible. What no scenario gives is denied. Giving one more thing to
 * one more person means a line here and its row in the table of the test. The facts are those of today: a scenario never
 * sees a link or a consent that has ended or not begun.
 */
const scenarios: readonly Scenario[] = [
  {
    name: 'it is their own',
    when: isSelf,
    gives: ['circle.read', 'circle.write', ...readAll, 'request.write', 'help.ask', 'data.read'],
  },
  {
    // Taking sight back needs no card: whoever wants less to be seen finds no door in the way.
    name: 'it is their own, and they have just shown their card',
    when: (facts) => isSelf(facts) && facts.hasJustSignedIn,
    gives: ['sight.give', 'data.export'],
  },
  {
    name: 'the social worker of this person, in the same municipality',
    when: (facts) => isLinked(facts, 'social_worker') && facts.actor.role === 'social_worker',
    gives: ['circle.read', 'circle.manage', ...readAll, 'request.answer', 'plan.write'],
    sight: 'work',
  },
  {
    // A complaint goes past the named worker, so the head needs no link to the person.
    name: 'the head of the service, in the same municipality',
    when: isHeadOf,
    gives: ['circle.read', 'complaint.answer'],
  },
  {
    name: 'the parent of a child',
    when: (facts) => isLinked(facts, 'parent') && isChild(facts),
    gives: [...readAll, 'child.request'],
    sight: 'child',
  },
  ...Object.entries(guardianGets).map(
    ([area, gives]): Scenario => ({
      name: 'the guardian, inside a court-given area',
      when: ({ links }) => links.some(({ kind, areas }) => kind === 'guardian' && areas.some((one) => one === area)),
      gives,
      sight: 'court',
    }),
  ),
  ...Object.entries(readAbility).map(
    ([topic, read]): Scenario => ({
      name: 'the participant allowed it',
      when: ({ links, consents }) => links.length > 0 && consents.some((consent) => consent.topic === topic),
      gives: [read],
      sight: 'allowed',
    }),
  ),
  {
    name: 'belongs to the circle',
    when: ({ links }) => links.some(({ kind }) => kind !== 'social_worker'),
    gives: ['circle.read', 'sight.ask', 'suggest'],
  },
  {
    // Services for relatives are their own; what of the participant's they may see is decided by consent as ever.
    name: 'asks for a service of the family',
    when: ({ links }) => links.some(({ kind }) => kind === 'family' || kind === 'parent' || kind === 'guardian'),
    gives: ['own.request'],
  },
  {
    name: 'the participant asked this person for help',
    when: ({ links, isAskedToHelp }) => links.length > 0 && isAskedToHelp,
    gives: ['help.answer'],
  },
];

/** Decides whether the actor may do this with the participant's data. Denied unless a scenario gives it. */
export function decide(ability: Ability, known: Facts): Decision {
  const facts = ofToday(known);
  const giving = scenarios.filter(({ gives }) => gives.includes(ability));
  const scenario = giving.find(({ when }) => when(facts));
  if (scenario !== undefined) return { isAllowed: true, because: scenario.name };
  if (giving.some(({ when }) => when({ ...facts, hasJustSignedIn: true }))) {
    return { isAllowed: false, reason: 'card_needed' };
  }
  const isNear = isSelf(facts) || isHeadOf(facts) || facts.links.length > 0;
  return { isAllowed: false, reason: isNear ? 'not_allowed' : 'not_linked' };
}

/** Every reason for which a topic is open to somebody else today; none where it is closed. */
export function reasonsToSee(topic: Topic, known: Facts): readonly SightReason[] {
  const facts = ofToday(known);
  const giving = scenarios.filter(({ gives, when }) => gives.includes(readAbility[topic]) && when(facts));
  return [...new Set(giving.flatMap(({ sight }) => sight ?? []))];
}

const ownAbilities: Readonly<Record<OwnAbility, readonly Role[]>> = {
  'desk.read': ['social_worker'],
  'head.read': ['social_worker'],
  'helping.read': ['support_person', 'social_worker'],
  'family.read': ['family', 'parent', 'guardian'],
  'look.write': ['participant', 'family', 'parent', 'guardian', 'support_person', 'social_worker'],
};

/** Decides whether somebody has such a thing of their own at all. */
export function decideOwn(ability: OwnAbility, { role, isHead }: Pick<Actor, 'role' | 'isHead'>): Decision {
  const isOpen = ownAbilities[ability].includes(role) && (ability !== 'head.read' || isHead);
  return isOpen ? { isAllowed: true, because: role } : { isAllowed: false, reason: 'not_allowed' };
}

/** The topics a view of the data is kept under; none where nothing of a person's data is read. */
export function topicsOf(ability: Ability): readonly Topic[] {
  // Who helps with a request reads it, consent or not.
  if (ability === 'help.answer' || isConfirming(ability)) return ['requests'];
  // So does a parent who asks for their child; what the steps show of the rest is asked for beside it.
  if (ability === 'child.request') return ['requests'];
  // What a complaint is about, and what an answer would change, stands beside it.
  if (ability === 'complaint.answer') return ['requests', 'visits', 'money'];
  return Object.entries(readAbility).flatMap(([topic, read]) => (read === ability ? [topic as Topic] : []));
}

function isConfirming(ability: Ability): boolean {
  return ability.startsWith('confirm.');
}

function isSelf({ actor, participant }: Facts): boolean {
  return actor.role === 'participant' && actor.personId === participant.id;
}

function isHeadOf({ actor, participant }: Facts): boolean {
  return actor.role === 'social_worker' && actor.isHead && actor.municipalityId === participant.municipalityId;
}

/** The 18th birthday; somebody born on 29 February comes of age on 1 March, when 18 years have passed. */
export function comesOfAgeOn(bornOn: Temporal.PlainDate): Temporal.PlainDate {
  const day = bornOn.add({ years: ADULT_FROM_YEARS });
  return day.day === bornOn.day ? day : day.add({ days: 1 });
}

/** Until the 18th birthday. */
export const isUnderAge = (bornOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(today, comesOfAgeOn(bornOn)) < 0;

export function isChild({ participant, today }: Pick<Facts, 'participant' | 'today'>): boolean {
  return isUnderAge(participant.bornOn, today);
}

function isLinked({ links }: Facts, kind: LinkKind): boolean {
  return links.some((link) => link.kind === kind);
}

/** What holds today; both ends count: an end date is the last day it holds. */
function ofToday(facts: Facts): Facts {
  const { actor, participant, links, consents, today } = facts;
  // Staff of another municipality never reach people of this one, whatever else holds.
  const isElsewhere = actor.role === 'social_worker' && actor.municipalityId !== participant.municipalityId;
  const isOver = (lastDay: Temporal.PlainDate | null) =>
    lastDay !== null && Temporal.PlainDate.compare(lastDay, today) < 0;
  return {
    ...facts,
    links: isElsewhere
      ? []
      : links.filter(({ fromOn, toOn }) => Temporal.PlainDate.compare(fromOn, today) <= 0 && !isOver(toOn)),
    consents: consents.filter(({ untilOn }) => !isOver(untilOn)),
  };
}
