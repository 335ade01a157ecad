import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { consent, helpRequest, person } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import type { Facts } from '../../../../src/core/access/policy.ts';
import { findFacts } from '../../../../src/core/access/store.ts';
import { referenceDay as today } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, allow, askToCall, endLinks, link, takeBack } from '../../../support/people.ts';

let db: Database;
let maris: Actor;
let janis: Actor;
/** Māris' aunt: family, allowed the week. */
let aija: Actor;
/** Nothing binds her to Māris. */
let vija: Actor;

beforeEach(() => {
  db = pilotDatabase();
  maris = actorOf(db, 'D05');
  janis = actorOf(db, 'D01');
  aija = actorOf(db, 'P09');
  vija = actorOf(db, 'P07');
});

const factsOf = (actor: Actor, participantId = maris.personId, hasJustSignedIn = false) =>
  findFacts(db, actor, participantId, { today, hasJustSignedIn });

/** Days as texts, to be read. */
const readable = (facts: Facts | null) =>
  facts && {
    links: facts.links.map(({ kind, areas, fromOn, toOn }) => ({
      kind,
      areas: areas.toSorted(),
      days: `${fromOn}/${toOn ?? ''}`,
    })),
    consents: facts.consents.map(({ topic, untilOn }) => `${topic}/${untilOn ?? ''}`).toSorted(),
    isAskedToHelp: facts.isAskedToHelp,
  };

describe('what a decision rests on', () => {
  test('who asks, whose data it is, and when', () => {
    const facts = factsOf(aija, maris.personId, true);
    expect(facts).toMatchObject({
      actor: aija,
      participant: { id: maris.personId, municipalityId: maris.municipalityId },
      hasJustSignedIn: true,
    });
    expect(facts?.participant.bornOn.toString()).toBe(
      db
        .select()
        .from(person)
        .all()
        .find(({ id }) => id === maris.personId)?.bornOn,
    );
    expect(facts?.today.equals(today)).toBe(true);
    expect(factsOf(aija)?.hasJustSignedIn).toBe(false);
  });

  test('the links between the two, each with its days and areas, and what was allowed', () => {
    endLinks(db, maris, aija, '2026-12-31');
    link(db, maris, aija, 'guardian', { from: '2026-10-01', to: '2027-10-01', areas: ['finances', 'care'] });
    allow(db, maris, aija, 'plan', '2026-11-30');
    expect(readable(factsOf(aija))).toEqual({
      links: [
        { kind: 'family', areas: [], days: '2026-08-01/2026-12-31' },
        { kind: 'guardian', areas: ['care', 'finances'], days: '2026-10-01/2027-10-01' },
      ],
      consents: ['plan/2026-11-30', 'visits/'],
      isAskedToHelp: false,
    });
  });

  test('nothing of others: not their links, not their permissions, not their calls for help', () => {
    link(db, janis, vija, 'family');
    link(db, maris, actorOf(db, 'P05'), 'family');
    allow(db, janis, vija, 'plan');
    allow(db, maris, actorOf(db, 'P05'), 'plan');
    askToCall(db, janis, vija);
    askToCall(db, maris, actorOf(db, 'P05'));
    expect(readable(factsOf(vija))).toEqual({ links: [], consents: [], isAskedToHelp: false });
  });

  test('what was taken back is no permission', () => {
    takeBack(db, maris, aija, 'visits');
    expect(factsOf(aija)?.consents).toEqual([]);
    expect(db.select().from(consent).all().length).toBeGreaterThan(0);
  });

  test('a call for help, whatever became of it: what is left to see the call itself says', () => {
    expect(factsOf(aija)?.isAskedToHelp).toBe(false);
    askToCall(db, maris, aija);
    expect(factsOf(aija)?.isAskedToHelp).toBe(true);
    db.update(helpRequest).set({ status: 'closed', closedAt: '2026-11-23T06:30:00.000Z' }).run();
    expect(factsOf(aija)?.isAskedToHelp).toBe(true);
  });

  test('of the participant themself nothing is read but who they are, even if the tables held it', () => {
    db.$client.pragma('ignore_check_constraints = ON');
    link(db, maris, maris, 'family');
    allow(db, maris, maris, 'plan');
    askToCall(db, maris, maris);
    expect(readable(factsOf(maris))).toEqual({ links: [], consents: [], isAskedToHelp: false });
  });

  test('nobody who is no participant has facts, nor one without a birthday', () => {
    expect(factsOf(maris, aija.personId)).toBeNull();
    expect(factsOf(maris, 999_999)).toBeNull();
    expect(factsOf(maris, 0)).toBeNull();
    db.$client.pragma('ignore_check_constraints = ON');
    db.update(person).set({ bornOn: null }).where(eq(person.id, maris.personId)).run();
    expect(factsOf(maris)).toBeNull();
  });
});
