import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardianAreas, linkKinds, roles, topics } from '../../../../db/schema.ts';
import type { Ability, Facts } from '../../../../src/core/access/policy.ts';
import { decide } from '../../../../src/core/access/policy.ts';
import { referenceDay } from '../../../support/clock.ts';
import { given } from './situations.ts';

const aDay = fc.integer({ min: -60, max: 60 }).map((days) => referenceDay.add({ days }));
const aLastDay = fc.option(aDay);

/** Any circle, also one that the database would not keep. */
const someFacts: fc.Arbitrary<Facts> = fc.record({
  actor: fc.record({
    personId: fc.integer({ min: 1, max: 2 }),
    municipalityId: fc.integer({ min: 1, max: 2 }),
    role: fc.constantFrom(...roles),
    isHead: fc.boolean(),
  }),
  participant: fc.record({
    id: fc.constant(1),
    municipalityId: fc.constant(1),
    bornOn: fc.integer({ min: -80 * 365, max: -10 * 365 }).map((days) => referenceDay.add({ days })),
  }),
  links: fc.array(
    fc.record({
      kind: fc.constantFrom(...linkKinds),
      areas: fc.uniqueArray(fc.constantFrom(...guardianAreas)),
      fromOn: aDay,
      toOn: aLastDay,
    }),
    { maxLength: 4 },
  ),
  consents: fc.array(fc.record({ topic: fc.constantFrom(...topics), untilOn: aLastDay }), { maxLength: 5 }),
  isAskedToHelp: fc.boolean(),
  hasJustSignedIn: fc.boolean(),
  today: fc.constant(referenceDay),
});

const isSelf = ({ actor, participant }: Facts) => actor.role === 'participant' && actor.personId === participant.id;
const holds = (property: (facts: Facts) => void) => fc.assert(fc.property(someFacts, property), { numRuns: 1000 });
const isWithin = (some: ReadonlySet<Ability>, all: ReadonlySet<Ability>) =>
  expect([...some.difference(all)]).toEqual([]);

describe('in every circle there could be', () => {
  test('nobody but the person decides, gives sight, or takes data along', () => {
    const own = ['circle.write', 'sight.give', 'request.write', 'help.ask', 'data.read', 'data.export'] as const;
    holds((facts) => {
      if (!isSelf(facts)) expect(own.filter((ability) => given(facts).has(ability))).toEqual([]);
    });
  });

  test('the person themself is never shut out of their own life', () => {
    holds((facts) => {
      if (isSelf(facts)) isWithin(new Set(['plan.read', 'circle.write', 'request.write', 'data.read']), given(facts));
    });
  });

  test('less never opens more: a permission taken back, a link ended, a call closed, a card not shown', () => {
    holds((facts) => {
      const all = given(facts);
      for (const index of facts.consents.keys()) {
        isWithin(given({ ...facts, consents: facts.consents.toSpliced(index, 1) }), all);
      }
      for (const index of facts.links.keys()) {
        isWithin(given({ ...facts, links: facts.links.toSpliced(index, 1) }), all);
      }
      isWithin(given({ ...facts, isAskedToHelp: false }), all);
      isWithin(given({ ...facts, hasJustSignedIn: false }), all);
      isWithin(given({ ...facts, actor: { ...facts.actor, isHead: false } }), all);
    });
  });

  test('without a link that holds, only the person and the head of their service come near', () => {
    holds((facts) => {
      const isHead = facts.actor.role === 'social_worker' && facts.actor.isHead && facts.actor.municipalityId === 1;
      if (!isSelf(facts) && !isHead) expect(given({ ...facts, links: [] })).toEqual(new Set());
    });
  });

  test('a worker of another municipality comes near nobody', () => {
    holds((facts) => {
      const actor = { ...facts.actor, role: 'social_worker', municipalityId: 2 } as const;
      expect(given({ ...facts, actor })).toEqual(new Set());
    });
  });

  test('a guardian says a word only where a court gave it, and only while it holds', () => {
    holds((facts) => {
      const areas = facts.links
        .filter(({ kind }) => kind === 'guardian')
        .filter(
          ({ fromOn, toOn }) => fromOn.toString() <= '2026-11-23' && (toOn ?? referenceDay).toString() >= '2026-11-23',
        )
        .flatMap((link) => link.areas);
      for (const area of guardianAreas) {
        if (!areas.includes(area)) expect(decide(`confirm.${area}`, facts).isAllowed).toBe(false);
      }
    });
  });
});
