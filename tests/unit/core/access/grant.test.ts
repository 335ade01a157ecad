import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { accessLog, person } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, allowedAmong, authorize, authorizeOwn, signedIn } from '../../../../src/core/access/grant.ts';
import type { Ability } from '../../../../src/core/access/policy.ts';
import { problemOf } from '../../../../src/core/problem.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, allow, askToCall, endLinks, link, takeBack } from '../../../support/people.ts';

let db: Database;
let clock: ReturnType<typeof movableClock>;
let maris: Actor;
let ilze: Actor;
/** Ilze's mother: allowed the plan, the money and the visits. */
let vija: Actor;
/** Māris' mother: allowed the visits. */
let aija: Actor;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  clock = movableClock();
  maris = actorOf(db, 'D05');
  ilze = actorOf(db, 'D02');
  vija = actorOf(db, 'P07');
  aija = actorOf(db, 'P09');
  dina = actorOf(db, 'P01');
});

const app = () => ({ db, clock });
const views = () => db.select().from(accessLog).all();

function denialOf(actor: Actor, ability: Ability, participantId: number): string {
  try {
    authorize(app(), actor, ability, participantId);
  } catch (error) {
    if (error instanceof AccessDenied) return error.reason;
    throw error;
  }
  return 'allowed';
}

describe('rule 9: the person sees who looked', () => {
  test('each view by somebody else is kept: whose data, who, what and when', () => {
    authorize(app(), vija, 'money.read', ilze.personId);
    clock.move({ minutes: 5 });
    authorize(app(), dina, 'requests.read', ilze.personId);
    expect(views()).toEqual([
      {
        id: 1,
        participantId: ilze.personId,
        viewerId: vija.personId,
        topic: 'money',
        viewedAt: '2026-11-23T06:30:00.000Z',
      },
      {
        id: 2,
        participantId: ilze.personId,
        viewerId: dina.personId,
        topic: 'requests',
        viewedAt: '2026-11-23T06:35:00.000Z',
      },
    ]);
  });

  test('a helper who was asked to look first has looked', () => {
    const juris = actorOf(db, 'P03');
    askToCall(db, maris, juris);
    authorize(app(), juris, 'help.answer', maris.personId);
    expect(views()).toMatchObject([{ participantId: maris.personId, viewerId: juris.personId, topic: 'requests' }]);
  });

  test('a guardian who reads a request to say a word on it has looked', () => {
    const gunars = actorOf(db, 'P08');
    const andris = actorOf(db, 'D03');
    authorize(app(), gunars, 'confirm.finances', andris.personId);
    expect(views()).toMatchObject([{ participantId: andris.personId, viewerId: gunars.personId, topic: 'requests' }]);
    expect(denialOf(gunars, 'confirm.health', andris.personId)).toBe('not_allowed');
    expect(views()).toHaveLength(1);
  });

  test('what reads nothing of the person is no look', () => {
    for (const ability of ['circle.read', 'sight.ask', 'suggest', 'own.request'] as const) {
      authorize(app(), vija, ability, ilze.personId);
    }
    for (const ability of ['circle.read', 'circle.manage', 'request.answer', 'plan.write'] as const) {
      authorize(app(), dina, ability, ilze.personId);
    }
    expect(views()).toEqual([]);
  });

  test('looking twice is kept twice', () => {
    authorize(app(), vija, 'plan.read', ilze.personId);
    authorize(app(), vija, 'plan.read', ilze.personId);
    expect(views()).toHaveLength(2);
  });

  test('looking at one’s own is not kept', () => {
    for (const ability of ['plan.read', 'money.read', 'visits.read', 'requests.read'] as const) {
      expect(authorize(app(), ilze, ability, ilze.personId).isOwn).toBe(true);
    }
    expect(views()).toEqual([]);
  });

  test('asking whether a door may be shown is not looking', () => {
    expect(allowedAmong(app(), vija, ['money.read'], ilze.personId)).toEqual(['money.read']);
    expect(allowedAmong(app(), vija, ['requests.read'], ilze.personId)).toEqual([]);
    expect(views()).toEqual([]);
  });

  test('a refused look is no look', () => {
    expect(denialOf(vija, 'requests.read', ilze.personId)).toBe('not_allowed');
    expect(views()).toEqual([]);
  });
});

describe('what opens a life to others asks for the card', () => {
  test.each(['sight.give', 'data.export'] as const)(
    '%s is given for a quarter of an hour after it was shown',
    (ability) => {
      expect(denialOf(maris, ability, maris.personId)).toBe('allowed');
      expect(allowedAmong(app(), maris, [ability], maris.personId)).toEqual([ability]);
      clock.move({ minutes: 15 });
      expect(denialOf(maris, ability, maris.personId)).toBe('card_needed');
      expect(allowedAmong(app(), maris, [ability], maris.personId)).toEqual([]);
    },
  );

  test('and what closes it again asks for nothing', () => {
    clock.move({ hours: 24 * 29 });
    expect(denialOf(maris, 'circle.write', maris.personId)).toBe('allowed');
    expect(denialOf(maris, 'data.read', maris.personId)).toBe('allowed');
  });

  test('nobody else is asked for a card, since none of theirs would help', () => {
    const signedInBefore = { ...vija, signedInAt: '' };
    for (const ability of ['sight.give', 'data.export', 'circle.write', 'data.read'] as const) {
      expect(denialOf(vija, ability, ilze.personId)).toBe('not_allowed');
      expect(denialOf(signedInBefore, ability, ilze.personId)).toBe('not_allowed');
      expect(denialOf(maris, ability, ilze.personId)).toBe('not_linked');
      expect(denialOf(dina, ability, ilze.personId)).toBe('not_allowed');
    }
  });
});

describe('rule 3: nothing is visible without a reason', () => {
  test('consent that is taken back ends the very next look', () => {
    expect(denialOf(vija, 'money.read', ilze.personId)).toBe('allowed');
    takeBack(db, ilze, vija, 'money');
    expect(denialOf(vija, 'money.read', ilze.personId)).toBe('not_allowed');
    expect(allowedAmong(app(), vija, ['money.read'], ilze.personId)).toEqual([]);
    expect(denialOf(vija, 'plan.read', ilze.personId)).toBe('allowed');
  });

  test('consent that is given again holds again', () => {
    takeBack(db, ilze, vija, 'money');
    allow(db, ilze, vija, 'money');
    expect(denialOf(vija, 'money.read', ilze.personId)).toBe('allowed');
  });

  test('consent with an end holds through its last day in Latvia and not a minute longer', () => {
    allow(db, maris, aija, 'plan', '2026-11-23');
    clock.move({ hours: 15, minutes: 29 });
    expect(denialOf(aija, 'plan.read', maris.personId)).toBe('allowed');
    clock.move({ minutes: 1 });
    expect(denialOf(aija, 'plan.read', maris.personId)).toBe('not_allowed');
  });

  test('being taken off the circle ends everything, consent or not', () => {
    endLinks(db, ilze, vija, '2026-11-22');
    for (const ability of ['circle.read', 'plan.read', 'money.read', 'visits.read'] as const) {
      expect(denialOf(vija, ability, ilze.personId)).toBe('not_linked');
    }
  });

  test('consent of one participant says nothing about another', () => {
    expect(denialOf(vija, 'plan.read', maris.personId)).toBe('not_linked');
    expect(denialOf(aija, 'visits.read', ilze.personId)).toBe('not_linked');
  });

  test('consent to one person says nothing about another', () => {
    const rita = actorOf(db, 'P05');
    const peteris = actorOf(db, 'P06');
    const janis = actorOf(db, 'D01');
    expect(denialOf(rita, 'plan.read', janis.personId)).toBe('allowed');
    expect(denialOf(peteris, 'plan.read', janis.personId)).toBe('not_allowed');
  });

  test('somebody who is no participant has nothing to look at', () => {
    expect(denialOf(dina, 'plan.read', vija.personId)).toBe('not_linked');
    expect(denialOf(dina, 'plan.read', 999_999)).toBe('not_linked');
    expect(allowedAmong(app(), dina, ['plan.read'], 999_999)).toEqual([]);
  });

  test('one participant does not reach another', () => {
    expect(denialOf(maris, 'plan.read', ilze.personId)).toBe('not_linked');
    expect(denialOf(maris, 'request.write', ilze.personId)).toBe('not_linked');
  });
});

describe('what the database says of a pair', () => {
  test('a guardian sees what the court-given area needs', () => {
    const gunars = actorOf(db, 'P08');
    const andris = actorOf(db, 'D03');
    expect(denialOf(gunars, 'money.read', andris.personId)).toBe('allowed');
    expect(denialOf(gunars, 'plan.read', andris.personId)).toBe('not_allowed');
  });

  test('all areas of one guardian count', () => {
    link(db, maris, vija, 'guardian', { areas: ['care', 'daily_life'] });
    expect(denialOf(vija, 'plan.read', maris.personId)).toBe('allowed');
    expect(denialOf(vija, 'visits.read', maris.personId)).toBe('allowed');
    expect(denialOf(vija, 'money.read', maris.personId)).toBe('not_allowed');
  });

  test('the parent of a child sees everything, until the 18th birthday', () => {
    const sandra = actorOf(db, 'P11');
    const child = actorOf(db, 'D11');
    expect(denialOf(sandra, 'money.read', child.personId)).toBe('allowed');
    db.update(person).set({ bornOn: '2008-11-23' }).run();
    expect(denialOf(sandra, 'money.read', child.personId)).toBe('not_allowed');
  });

  test('a helper can help once asked, by this very person', () => {
    const juris = actorOf(db, 'P03');
    expect(denialOf(juris, 'help.answer', maris.personId)).toBe('not_allowed');
    askToCall(db, maris, juris);
    expect(denialOf(juris, 'help.answer', maris.personId)).toBe('allowed');
    expect(denialOf(juris, 'help.answer', actorOf(db, 'D03').personId)).toBe('not_allowed');
  });
});

test('rule 10: a link does not let a worker of another municipality in', () => {
  const vita = addForeignWorker(db);
  link(db, maris, vita, 'social_worker');
  for (const ability of [
    'circle.read',
    'plan.read',
    'money.read',
    'visits.read',
    'requests.read',
    'request.answer',
    'plan.write',
    'complaint.answer',
    'own.request',
  ] as const) {
    expect(allowedAmong(app(), vita, [ability], maris.personId)).toEqual([]);
    expect(allowedAmong(app(), { ...vita, isHead: true }, [ability], maris.personId)).toEqual([]);
  }
});

test('rule 10: a worker reaches only the linked people of the own municipality', () => {
  const inga = actorOf(db, 'P30');
  expect(denialOf(inga, 'request.answer', maris.personId)).toBe('not_linked');
  expect(denialOf(inga, 'request.answer', actorOf(db, 'D10').personId)).toBe('allowed');
});

describe('what goes past the named worker', () => {
  test('the head of the service answers complaints of people they are not linked to, and all they look at is kept', () => {
    const head = { ...actorOf(db, 'P30'), isHead: true };
    expect(denialOf(head, 'complaint.answer', maris.personId)).toBe('allowed');
    const look = { participantId: maris.personId, viewerId: head.personId };
    expect(views()).toMatchObject(['requests', 'visits', 'money'].map((topic) => ({ ...look, topic })));
  });

  test('and nothing else of them', () => {
    const head = { ...actorOf(db, 'P30'), isHead: true };
    for (const ability of ['plan.read', 'requests.read', 'request.answer', 'plan.write'] as const) {
      expect(denialOf(head, ability, maris.personId)).toBe('not_allowed');
    }
    expect(views()).toEqual([]);
  });

  test('the named worker does not', () => {
    expect(denialOf({ ...dina, isHead: false }, 'complaint.answer', maris.personId)).toBe('not_allowed');
    expect(denialOf(dina, 'plan.write', maris.personId)).toBe('allowed');
  });
});

test('the family asks for its own services, with no consent needed and nothing of the person read', () => {
  expect(denialOf(actorOf(db, 'P06'), 'own.request', actorOf(db, 'D01').personId)).toBe('allowed');
  expect(denialOf(actorOf(db, 'P02'), 'own.request', actorOf(db, 'D01').personId)).toBe('not_allowed');
  expect(denialOf(aija, 'own.request', ilze.personId)).toBe('not_linked');
  expect(views()).toEqual([]);
});

test('a grant says what for and for whom it is, and who holds it', () => {
  expect(authorize(app(), dina, 'visits.read', maris.personId)).toEqual({
    ability: 'visits.read',
    participantId: maris.personId,
    actor: dina,
    isOwn: false,
    isOfChild: false,
  });
});

test('a grant says whether it is over a child, to the child as to others', () => {
  const emils = actorOf(db, 'D11');
  const isOfChild = (who: Actor, ability: Ability, whose = emils) =>
    authorize(app(), who, ability, whose.personId).isOfChild;
  expect(isOfChild(emils, 'request.write')).toBe(true);
  expect(isOfChild(actorOf(db, 'P11'), 'child.request')).toBe(true);
  expect(isOfChild(actorOf(db, 'P30'), 'request.answer')).toBe(true);
  expect(isOfChild(maris, 'request.write', maris)).toBe(false);
});

test('a work list is given by role', () => {
  expect(authorizeOwn(dina, 'desk.read')).toEqual({ actor: dina });
  expect(() => authorizeOwn(vija, 'desk.read')).toThrow(new AccessDenied('not_allowed'));
});

test('the head’s list is given to who leads the service', () => {
  const head = { ...dina, isHead: true };
  expect(authorizeOwn(head, 'head.read')).toEqual({ actor: head });
  expect(() => authorizeOwn({ ...dina, isHead: false }, 'head.read')).toThrow(AccessDenied);
  expect(() => authorizeOwn({ ...vija, isHead: true }, 'head.read')).toThrow(AccessDenied);
});

test('a page behind the route table has somebody signed in', () => {
  expect(signedIn(dina)).toBe(dina);
  expect(() => signedIn(null)).toThrow(new AccessDenied('not_linked'));
});

test('a denial is told from what broke, and the log reads why', () => {
  expect(String(new AccessDenied('card_needed'))).toBe('AccessDenied: Access denied: card_needed');
  expect(problemOf(new AccessDenied('not_allowed'))).toBe('denied');
  expect(problemOf(new Error('x'))).toBe('broken');
});
