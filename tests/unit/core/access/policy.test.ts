import { describe, expect, test } from 'vitest';
import { roles } from '../../../../db/schema.ts';
import type { Role } from '../../../../src/core/access/actor.ts';
import {
  type Ability,
  type DenialReason,
  decide,
  decideOwn,
  type OwnAbility,
  reasonsToSee,
  type SightReason,
  type Topic,
  topicsOf,
} from '../../../../src/core/access/policy.ts';
import {
  abilities,
  allAreas,
  allTopics,
  factsOf,
  given,
  guardianOf,
  kept,
  named,
  ofChild,
  ofFamily,
  ofHelper,
  ofWorker,
  type Situation,
} from './situations.ts';

/**
 * Who may do what, one situation a line: everything that is given, and what is not named is denied. A new scenario of the
 * policy needs its line here; the answers are written down, never computed.
 */
const table: readonly (readonly [name: string, situation: Situation, gives: string])[] = [
  // The participant
  [
    'the participant',
    { role: 'participant', isSelf: true },
    'circle.read circle.write plan.read money.read visits.read requests.read request.write help.ask data.read',
  ],
  [
    'the participant, card just shown',
    { role: 'participant', isSelf: true, hasJustSignedIn: true },
    'circle.read circle.write plan.read money.read visits.read requests.read request.write help.ask data.read sight.give data.export',
  ],
  [
    'a child',
    { role: 'participant', isSelf: true, age: 'child' },
    'circle.read circle.write plan.read money.read visits.read requests.read request.write help.ask data.read',
  ],
  [
    'a child, card just shown',
    { role: 'participant', isSelf: true, age: 'child', hasJustSignedIn: true },
    'circle.read circle.write plan.read money.read visits.read requests.read request.write help.ask data.read sight.give data.export',
  ],
  ['the same number in another role', { role: 'family', isSelf: true, hasJustSignedIn: true }, ''],
  ['another participant', { role: 'participant' }, ''],
  ['another participant, card just shown', { role: 'participant', hasJustSignedIn: true }, ''],
  ['another participant with every consent and no link', { role: 'participant', consents: allTopics }, ''],
  [
    'another participant who is family',
    { role: 'participant', links: [{ kind: 'family' }] },
    'circle.read sight.ask suggest own.request',
  ],
  [
    'another participant who is family and was allowed to see the week, card just shown',
    { role: 'participant', links: [{ kind: 'family' }], consents: ['visits'], hasJustSignedIn: true },
    'circle.read sight.ask suggest own.request visits.read',
  ],

  // Family
  ['a relative without a link', { role: 'family' }, ''],
  ['a relative without a link, password just typed', { role: 'family', hasJustSignedIn: true }, ''],
  ['family', ofFamily(), 'circle.read sight.ask suggest own.request'],
  [
    'family, password just typed',
    { ...ofFamily(), hasJustSignedIn: true },
    'circle.read sight.ask suggest own.request',
  ],
  [
    'family, allowed the plan',
    { ...ofFamily(), consents: ['plan'] },
    'circle.read sight.ask suggest own.request plan.read',
  ],
  [
    'family, allowed the money',
    { ...ofFamily(), consents: ['money'] },
    'circle.read sight.ask suggest own.request money.read',
  ],
  [
    'family, allowed the week',
    { ...ofFamily(), consents: ['visits'] },
    'circle.read sight.ask suggest own.request visits.read',
  ],
  [
    'family, allowed the requests',
    { ...ofFamily(), consents: ['requests'] },
    'circle.read sight.ask suggest own.request requests.read',
  ],
  [
    'family, allowed everything, password just typed',
    { ...ofFamily(), consents: allTopics, hasJustSignedIn: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read',
  ],
  [
    'family of another municipality, allowed everything',
    { ...ofFamily(), consents: allTopics, isOtherMunicipality: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read',
  ],
  ['family of a child is no parent', { ...ofFamily(), age: 'child' }, 'circle.read sight.ask suggest own.request'],
  [
    'family with areas that only a guardian’s link may have',
    ofFamily({ areas: allAreas }),
    'circle.read sight.ask suggest own.request',
  ],
  [
    'family, asked without being a helper',
    { ...ofFamily(), isAsked: true },
    'circle.read sight.ask suggest own.request help.answer',
  ],
  ['family, link ended yesterday', ofFamily({ days: 'ended yesterday' }), ''],
  ['family, link begins tomorrow', ofFamily({ days: 'begins tomorrow' }), ''],
  ['consent without a link', { role: 'family', consents: allTopics }, ''],
  [
    'consent and a link that begins today',
    { ...ofFamily({ days: 'begins today' }), consents: allTopics },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read',
  ],
  ['consent and a link that begins tomorrow', { ...ofFamily({ days: 'begins tomorrow' }), consents: allTopics }, ''],
  [
    'consent and a link that ends today',
    { ...ofFamily({ days: 'ends today' }), consents: allTopics },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read',
  ],
  ['consent and a link that ended yesterday', { ...ofFamily({ days: 'ended yesterday' }), consents: allTopics }, ''],
  [
    'a link, and consent whose last day is today',
    { ...ofFamily(), consents: allTopics, consentEnds: 'ends today' },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read',
  ],
  [
    'a link, and consent that ended yesterday',
    { ...ofFamily(), consents: allTopics, consentEnds: 'ended yesterday' },
    'circle.read sight.ask suggest own.request',
  ],
  [
    'one link ended, another holds',
    {
      role: 'family',
      links: [{ kind: 'guardian', areas: allAreas, days: 'ended yesterday' }, { kind: 'family' }],
      consents: ['visits'],
    },
    'circle.read sight.ask suggest own.request visits.read',
  ],

  // Parents
  ['a parent without a link', { role: 'parent', age: 'child' }, ''],
  [
    'the parent of a child',
    ofChild(),
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  [
    'the parent of a child, password just typed',
    { ...ofChild(), hasJustSignedIn: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  [
    'the parent of a child of another municipality',
    { ...ofChild(), isOtherMunicipality: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  [
    'the parent on the day before the 18th birthday',
    { ...ofChild(), age: '18 tomorrow' },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  ['the parent on the 18th birthday', { ...ofChild(), age: '18 today' }, 'circle.read sight.ask suggest own.request'],
  ['the parent of an adult', { ...ofChild(), age: 'adult' }, 'circle.read sight.ask suggest own.request'],
  [
    'the parent of an adult, allowed the money',
    { ...ofChild(), age: 'adult', consents: ['money'] },
    'circle.read sight.ask suggest own.request money.read',
  ],
  ['the parent of a child, link ended yesterday', ofChild({ days: 'ended yesterday' }), ''],
  ['the parent of a child, link begins tomorrow', ofChild({ days: 'begins tomorrow' }), ''],
  [
    'the parent of a child, link ends today',
    ofChild({ days: 'ends today' }),
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  [
    'the parent of a child who is the guardian of the finances too',
    { role: 'parent', links: [{ kind: 'guardian', areas: ['finances'] }, { kind: 'parent' }], age: 'child' },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request confirm.finances',
  ],
  [
    'the parent of an adult whom a court made the guardian of the care',
    { role: 'parent', links: [{ kind: 'parent' }, { kind: 'guardian', areas: ['care'] }] },
    'circle.read sight.ask suggest own.request plan.read confirm.care',
  ],

  // Guardians
  ['a guardian without a link', { role: 'guardian' }, ''],
  ['a guardian without an area', guardianOf([]), 'circle.read sight.ask suggest own.request'],
  [
    'a guardian of the finances',
    guardianOf(['finances']),
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  ['a guardian of the health', guardianOf(['health']), 'circle.read sight.ask suggest own.request confirm.health'],
  [
    'a guardian of the daily life',
    guardianOf(['daily_life']),
    'circle.read sight.ask suggest own.request visits.read confirm.daily_life',
  ],
  ['a guardian of the rights', guardianOf(['rights']), 'circle.read sight.ask suggest own.request confirm.rights'],
  ['a guardian of the care', guardianOf(['care']), 'circle.read sight.ask suggest own.request plan.read confirm.care'],
  [
    'a guardian of every area, password just typed',
    { ...guardianOf(allAreas), hasJustSignedIn: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read confirm.finances confirm.health confirm.daily_life confirm.rights confirm.care',
  ],
  [
    'a guardian of every area of another municipality',
    { ...guardianOf(allAreas), isOtherMunicipality: true },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read confirm.finances confirm.health confirm.daily_life confirm.rights confirm.care',
  ],
  [
    'a guardian of the finances, allowed the plan',
    { ...guardianOf(['finances']), consents: ['plan'] },
    'circle.read sight.ask suggest own.request plan.read money.read confirm.finances',
  ],
  [
    'a guardian of the finances from today',
    guardianOf(['finances'], 'begins today'),
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  [
    'a guardian of the finances until today',
    guardianOf(['finances'], 'ends today'),
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  [
    'a guardian of the health until today',
    guardianOf(['health'], 'ends today'),
    'circle.read sight.ask suggest own.request confirm.health',
  ],
  [
    'a guardian of the daily life until today',
    guardianOf(['daily_life'], 'ends today'),
    'circle.read sight.ask suggest own.request visits.read confirm.daily_life',
  ],
  [
    'a guardian of the rights until today',
    guardianOf(['rights'], 'ends today'),
    'circle.read sight.ask suggest own.request confirm.rights',
  ],
  [
    'a guardian of the care until today',
    guardianOf(['care'], 'ends today'),
    'circle.read sight.ask suggest own.request plan.read confirm.care',
  ],
  ['a guardian of the finances until yesterday', guardianOf(['finances'], 'ended yesterday'), ''],
  ['a guardian of the health until yesterday', guardianOf(['health'], 'ended yesterday'), ''],
  ['a guardian of the daily life until yesterday', guardianOf(['daily_life'], 'ended yesterday'), ''],
  ['a guardian of the rights until yesterday', guardianOf(['rights'], 'ended yesterday'), ''],
  ['a guardian of the care until yesterday', guardianOf(['care'], 'ended yesterday'), ''],
  ['a guardian of the finances from tomorrow', guardianOf(['finances'], 'begins tomorrow'), ''],
  ['a guardian of the health from tomorrow', guardianOf(['health'], 'begins tomorrow'), ''],
  ['a guardian of the daily life from tomorrow', guardianOf(['daily_life'], 'begins tomorrow'), ''],
  ['a guardian of the rights from tomorrow', guardianOf(['rights'], 'begins tomorrow'), ''],
  ['a guardian of the care from tomorrow', guardianOf(['care'], 'begins tomorrow'), ''],
  [
    'the guardian of a child is no parent',
    { ...guardianOf(['finances']), age: 'child' },
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  [
    'family who is the guardian of the finances too',
    { role: 'family', links: [{ kind: 'family' }, { kind: 'guardian', areas: ['finances'] }] },
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  [
    'family who was the guardian of the finances until yesterday',
    {
      role: 'family',
      links: [{ kind: 'family' }, { kind: 'guardian', areas: ['finances'], days: 'ended yesterday' }],
    },
    'circle.read sight.ask suggest own.request',
  ],

  // Support persons
  ['a support person without a link', { role: 'support_person' }, ''],
  ['a support person, asked, without a link', { role: 'support_person', isAsked: true }, ''],
  ['the support person, not asked', ofHelper(), 'circle.read sight.ask suggest'],
  ['the support person, asked', { ...ofHelper(), isAsked: true }, 'circle.read sight.ask suggest help.answer'],
  [
    'the support person, asked, password just typed',
    { ...ofHelper(), isAsked: true, hasJustSignedIn: true },
    'circle.read sight.ask suggest help.answer',
  ],
  ['the support person of a child is no parent', { ...ofHelper(), age: 'child' }, 'circle.read sight.ask suggest'],
  [
    'the support person with areas that only a guardian’s link may have',
    ofHelper({ areas: allAreas }),
    'circle.read sight.ask suggest',
  ],
  [
    'the support person, asked, link ends today',
    { ...ofHelper({ days: 'ends today' }), isAsked: true },
    'circle.read sight.ask suggest help.answer',
  ],
  ['the support person, asked, link ended yesterday', { ...ofHelper({ days: 'ended yesterday' }), isAsked: true }, ''],
  ['the support person, asked, link begins tomorrow', { ...ofHelper({ days: 'begins tomorrow' }), isAsked: true }, ''],
  [
    'the support person, allowed everything and asked',
    { ...ofHelper(), consents: allTopics, isAsked: true },
    'circle.read sight.ask suggest help.answer plan.read money.read visits.read requests.read',
  ],

  // Social workers
  ['a worker without a link', { role: 'social_worker' }, ''],
  ['a worker without a link, with every consent', { role: 'social_worker', consents: allTopics }, ''],
  [
    'the worker of this person',
    ofWorker(),
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  ],
  [
    'the worker of this person, password just typed',
    { ...ofWorker(), hasJustSignedIn: true },
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  ],
  [
    'the worker of a child',
    { ...ofWorker(), age: 'child' },
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  ],
  [
    'the worker of this person, asked to call',
    { ...ofWorker(), isAsked: true },
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write help.answer',
  ],
  [
    'the worker, link begins today',
    ofWorker({ days: 'begins today' }),
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  ],
  [
    'the worker, link ends today',
    ofWorker({ days: 'ends today' }),
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write',
  ],
  ['the worker, link ended yesterday', ofWorker({ days: 'ended yesterday' }), ''],
  ['the worker, link begins tomorrow', ofWorker({ days: 'begins tomorrow' }), ''],
  ['a worker of another municipality with a link', { ...ofWorker(), isOtherMunicipality: true }, ''],
  ['a worker of another municipality without a link', { role: 'social_worker', isOtherMunicipality: true }, ''],
  [
    'the worker of this person who is family too',
    { role: 'social_worker', links: [{ kind: 'social_worker' }, { kind: 'family' }] },
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write sight.ask suggest own.request',
  ],
  [
    'a worker who is family, not this person’s worker',
    { role: 'social_worker', links: [{ kind: 'family' }] },
    'circle.read sight.ask suggest own.request',
  ],
  [
    'a worker who is the parent of a child',
    { role: 'social_worker', links: [{ kind: 'parent' }], age: 'child' },
    'circle.read sight.ask suggest own.request plan.read money.read visits.read requests.read child.request',
  ],
  [
    'a worker who is the guardian of the finances',
    { role: 'social_worker', links: [{ kind: 'guardian', areas: ['finances'] }] },
    'circle.read sight.ask suggest own.request money.read confirm.finances',
  ],
  [
    'a worker of another municipality who is family',
    { role: 'social_worker', links: [{ kind: 'family' }], consents: allTopics, isOtherMunicipality: true },
    '',
  ],
  [
    'a worker of another municipality who is the guardian of every area',
    { role: 'social_worker', links: [{ kind: 'guardian', areas: allAreas }], isOtherMunicipality: true },
    '',
  ],
  [
    'a worker of another municipality who is the parent of a child',
    { role: 'social_worker', links: [{ kind: 'parent' }], age: 'child', isOtherMunicipality: true },
    '',
  ],
  ['a relative linked as a worker', { role: 'family', links: [{ kind: 'social_worker' }] }, ''],
  [
    'a relative linked as a worker, allowed the plan',
    { role: 'family', links: [{ kind: 'social_worker' }], consents: ['plan'] },
    'plan.read',
  ],
  ['a head without a link', { role: 'social_worker', isHead: true }, 'circle.read complaint.answer'],
  [
    'a head without a link, with every consent and asked, password just typed',
    { role: 'social_worker', isHead: true, consents: allTopics, isAsked: true, hasJustSignedIn: true },
    'circle.read complaint.answer',
  ],
  [
    'a head who is the worker of this person too',
    { ...ofWorker(), isHead: true },
    'circle.read circle.manage plan.read money.read visits.read requests.read request.answer plan.write complaint.answer',
  ],
  [
    'a head whose link as the worker ended yesterday',
    { ...ofWorker({ days: 'ended yesterday' }), isHead: true },
    'circle.read complaint.answer',
  ],
  ['a head of another municipality', { role: 'social_worker', isHead: true, isOtherMunicipality: true }, ''],
  ['a head of another municipality with a link', { ...ofWorker(), isHead: true, isOtherMunicipality: true }, ''],
  [
    'a head who is family',
    { role: 'social_worker', isHead: true, links: [{ kind: 'family' }] },
    'circle.read complaint.answer sight.ask suggest own.request',
  ],
  ['family marked as a head', { ...ofFamily(), isHead: true }, 'circle.read sight.ask suggest own.request'],

  // Providers
  ['a provider', { role: 'provider' }, ''],
  ['a provider with every consent', { role: 'provider', consents: allTopics }, ''],
  ['a provider, asked', { role: 'provider', isAsked: true }, ''],
];

describe('who may do what', () => {
  test.each(table)('%s', (_name, situation, gives) => {
    expect(given(factsOf(situation))).toEqual(named(gives));
  });

  test('each ability is given in some line, and denied to each role in some line', () => {
    const lines = table.map(([, { role }, gives]) => ({ role, gives: named(gives) }));
    expect(new Set(lines.flatMap(({ gives }) => [...gives]))).toEqual(new Set(abilities));
    for (const role of roles) {
      const denied = abilities.filter((ability) =>
        lines.some((line) => line.role === role && !line.gives.has(ability)),
      );
      expect([role, denied]).toEqual([role, abilities]);
    }
  });

  test('each line says something else than the others', () => {
    expect(new Set(table.map(([name]) => name)).size).toBe(table.length);
    expect(new Set(table.map(([, situation]) => JSON.stringify(situation))).size).toBe(table.length);
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
    hasJustSignedIn: true,
  });
  expect(given(facts)).toEqual(new Set());
});

/** Why something is denied, one case a line. */
const denials: readonly (readonly [name: string, ability: Ability, situation: Situation, reason: DenialReason])[] = [
  ['somebody outside the circle', 'plan.read', { role: 'family' }, 'not_linked'],
  ['somebody outside the circle, asking to see', 'sight.ask', { role: 'family' }, 'not_linked'],
  ['somebody of the circle, not allowed', 'plan.read', ofFamily(), 'not_allowed'],
  ['somebody of the circle, on what only the participant does', 'sight.give', ofFamily(), 'not_allowed'],
  [
    'somebody of the circle who typed their password just now, on the same',
    'sight.give',
    { ...ofFamily(), hasJustSignedIn: true },
    'not_allowed',
  ],
  ['somebody whose link ended', 'plan.read', ofFamily({ days: 'ended yesterday' }), 'not_linked'],
  ['somebody whose link has not begun', 'plan.read', ofFamily({ days: 'begins tomorrow' }), 'not_linked'],
  ['the parent on the 18th birthday', 'child.request', { ...ofChild(), age: '18 today' }, 'not_allowed'],
  ['a guardian, outside the court-given area', 'confirm.health', guardianOf(['finances']), 'not_allowed'],
  [
    'a guardian whose time ended yesterday',
    'confirm.finances',
    guardianOf(['finances'], 'ended yesterday'),
    'not_linked',
  ],
  ['the support person, in place of the participant', 'request.write', ofHelper(), 'not_allowed'],
  ['the worker, in place of the participant', 'request.write', ofWorker(), 'not_allowed'],
  ['the worker, on what the person alone takes with them', 'data.export', ofWorker(), 'not_allowed'],
  [
    'a worker of another municipality with a link',
    'circle.manage',
    { ...ofWorker(), isOtherMunicipality: true },
    'not_linked',
  ],
  ['the head, who is let in without a link', 'plan.write', { role: 'social_worker', isHead: true }, 'not_allowed'],
  [
    'the head of another service',
    'complaint.answer',
    { role: 'social_worker', isHead: true, isOtherMunicipality: true },
    'not_linked',
  ],
  [
    'the participant without their card, giving sight',
    'sight.give',
    { role: 'participant', isSelf: true },
    'card_needed',
  ],
  [
    'the participant without their card, taking data along',
    'data.export',
    { role: 'participant', isSelf: true },
    'card_needed',
  ],
  ['the participant, on what no card gives', 'circle.manage', { role: 'participant', isSelf: true }, 'not_allowed'],
  [
    'the participant with their card, on what no card gives',
    'own.request',
    { role: 'participant', isSelf: true, hasJustSignedIn: true },
    'not_allowed',
  ],
  ['another participant, giving sight', 'sight.give', { role: 'participant' }, 'not_linked'],
];

describe('why it is denied', () => {
  test.each(denials)('%s: %s', (_name, ability, situation, reason) => {
    expect(decide(ability, factsOf(situation))).toEqual({ isAllowed: false, reason });
  });

  test.each(table)('a card is asked for only where the same person with it would be let in: %s', (_name, situation) => {
    const asked = abilities.filter((ability) => {
      const decision = decide(ability, factsOf(situation));
      return !decision.isAllowed && decision.reason === 'card_needed';
    });
    const isWithoutCard = situation.role === 'participant' && situation.isSelf && !situation.hasJustSignedIn;
    expect(asked).toEqual(isWithoutCard ? ['sight.give', 'data.export'] : []);
  });
});

/** By which scenario something is given; each has its line, so that none can go unseen. */
const reasons: readonly (readonly [because: string, ability: Ability, situation: Situation])[] = [
  ['it is their own', 'plan.read', { role: 'participant', isSelf: true }],
  [
    'it is their own, and they have just shown their card',
    'sight.give',
    { role: 'participant', isSelf: true, hasJustSignedIn: true },
  ],
  ['the social worker of this person, in the same municipality', 'plan.write', ofWorker()],
  ['the head of the service, in the same municipality', 'complaint.answer', { role: 'social_worker', isHead: true }],
  ['the parent of a child', 'child.request', ofChild()],
  ['the guardian, inside a court-given area', 'confirm.rights', guardianOf(['rights'])],
  ['the participant allowed it', 'plan.read', { ...ofFamily(), consents: ['plan'] }],
  ['belongs to the circle', 'suggest', ofFamily()],
  ['asks for a service of the family', 'own.request', ofFamily()],
  ['the participant asked this person for help', 'help.answer', { ...ofHelper(), isAsked: true }],
];

test.each(reasons)('what is allowed says why: %s', (because, ability, situation) => {
  expect(decide(ability, factsOf(situation))).toEqual({ isAllowed: true, because });
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

test('what is one’s own says why it is open, and why it is not', () => {
  expect(decideOwn('family.read', { role: 'parent', isHead: false })).toEqual({ isAllowed: true, because: 'parent' });
  expect(decideOwn('desk.read', { role: 'parent', isHead: false })).toEqual({
    isAllowed: false,
    reason: 'not_allowed',
  });
});

test('every role × what may be its own has its line', () => {
  expect(new Set(lists.map(([role, ability]) => `${role} ${ability}`)).size).toBe(roles.length * 5);
});

test.each(abilities)('a look by %s is kept under each topic that is read', (ability) => {
  expect(topicsOf(ability)).toEqual(kept[ability]);
});

const whys: readonly (readonly [name: string, Situation, Partial<Record<Topic, readonly SightReason[]>>])[] = [
  ['the participant, who is nobody else', { role: 'participant', isSelf: true }, {}],
  ['somebody of the family', ofFamily(), {}],
  ['who was allowed one topic', { ...ofFamily(), consents: ['money'] }, { money: ['allowed'] }],
  ['who was allowed it until yesterday', { ...ofFamily(), consents: ['money'], consentEnds: 'ended yesterday' }, {}],
  [
    'the worker, who was allowed one besides',
    { ...ofWorker(), consents: ['plan'] },
    { plan: ['work', 'allowed'], money: ['work'], visits: ['work'], requests: ['work'] },
  ],
  [
    'a parent of a child',
    { ...ofChild(), age: 'child' },
    { plan: ['child'], money: ['child'], visits: ['child'], requests: ['child'] },
  ],
  [
    'a guardian of two areas, who was allowed one of them besides',
    { ...guardianOf(['finances', 'care']), consents: ['money'] },
    { plan: ['court'], money: ['court', 'allowed'] },
  ],
];

test.each(whys)('why a topic is open to %s', (_name, situation, expected) => {
  for (const topic of allTopics) expect(reasonsToSee(topic, factsOf(situation)), topic).toEqual(expected[topic] ?? []);
});

test.each(table)('%s: a topic is open to somebody else just where there is a reason', (_name, situation) => {
  const reads = { plan: 'plan.read', money: 'money.read', visits: 'visits.read', requests: 'requests.read' } as const;
  for (const topic of allTopics) {
    const isOpen = decide(reads[topic], factsOf(situation)).isAllowed && situation.isSelf !== true;
    expect(reasonsToSee(topic, factsOf(situation)).length > 0, topic).toBe(isOpen);
  }
});
