import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../../db/client.ts';
import { circleEvent, circleLink, consent, helpRequest } from '../../../../../db/schema.ts';
import type { Actor } from '../../../../../src/core/access/actor.ts';
import { AccessDenied, allowedAmong, authorize } from '../../../../../src/core/access/grant.ts';
import type { LinkKind } from '../../../../../src/core/access/policy.ts';
import { NotFound } from '../../../../../src/core/problem.ts';
import { dayOf } from '../../../../../src/core/time/clock.ts';
import {
  changeGuardianship,
  endLink,
  findCandidates,
  findJoinKinds,
  findLinksToCare,
  findWhatStops,
  type Guardianship,
  linkRegistered,
  readGuardianship,
} from '../../../../../src/features/circle/care/index.ts';
import { findLeft } from '../../../../../src/features/circle/index.ts';
import { movableClock, referenceDay } from '../../../../support/clock.ts';
import { pilotDatabase } from '../../../../support/database.ts';
import { actorOf, addForeignWorker, allow, askToCall, endLinks, link } from '../../../../support/people.ts';

const TODAY = '2026-11-23';
let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let janis: Actor;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  janis = actorOf(db, 'D01');
  dina = actorOf(db, 'P01');
});

const manage = (participant = janis) => authorize(app, dina, 'circle.manage', participant.personId);
const linkTo = (number: string, participant = janis, kind?: LinkKind) => {
  const { personId } = actorOf(db, number);
  const found = findLinksToCare(app, manage(participant)).find(
    (one) => one.personId === personId && (kind === undefined || one.kind === kind),
  );
  if (found === undefined) throw new Error(`${number} has no link.`);
  return found;
};
const events = () =>
  db
    .select()
    .from(circleEvent)
    .all()
    .map(({ kind, linkKind, untilOn, byPersonId }) => [kind, linkKind, untilOn, byPersonId]);
const court: Guardianship = {
  areas: ['finances', 'care'],
  courtPaper: 'C-12/2026',
  courtPaperOn: '2026-10-01',
  toOn: '2028-10-01',
};

describe('who may', () => {
  test.each(['P30', 'P31', 'P02', 'P05', 'D01'])('%s may not change this circle', (number) => {
    expect(() => authorize(app, actorOf(db, number), 'circle.manage', janis.personId)).toThrow(AccessDenied);
  });

  test('nor may a worker of another municipality, whatever link there is', () => {
    const foreign = addForeignWorker(db);
    link(db, janis, foreign, 'social_worker');
    expect(() => authorize(app, foreign, 'circle.manage', janis.personId)).toThrow(AccessDenied);
  });
});

describe('ending a link', () => {
  test('holds through its last day, and is kept with who ended it', () => {
    const rita = actorOf(db, 'P05');
    expect(endLink(app, manage(), linkTo('P05').id, TODAY)).toBeNull();
    expect(events()).toEqual([['ended', 'family', TODAY, dina.personId]]);
    expect(allowedAmong(app, rita, ['plan.read'], janis.personId)).toEqual(['plan.read']);
    app.clock.move({ hours: 24 });
    expect(allowedAmong(app, rita, ['plan.read', 'circle.read'], janis.personId)).toEqual([]);
  });

  test('twice makes one', () => {
    const { id } = linkTo('P05');
    endLink(app, manage(), id, TODAY);
    endLink(app, manage(), id, TODAY);
    expect(events()).toHaveLength(1);
  });

  test('may come sooner than was said, and never later', () => {
    const { id } = linkTo('P05');
    endLink(app, manage(), id, '2026-12-31');
    expect(endLink(app, manage(), id, '2027-01-31')).toEqual({ field: 'lastDay', reason: 'last_day' });
    expect(endLink(app, manage(), id, '2026-12-01')).toBeNull();
    expect(linkTo('P05').toOn).toBe('2026-12-01');
  });

  test.each([['2026-11-21'], [null]])('%s is no last day', (lastDay) => {
    expect(endLink(app, manage(), linkTo('P05').id, lastDay)?.reason).toBe('last_day');
    expect(events()).toEqual([]);
  });

  test('with yesterday it ends at once, also what began today, and so does all access', () => {
    const rita = actorOf(db, 'P05');
    askToCall(db, janis, rita);
    const seesPlan = () => allowedAmong(app, rita, ['plan.read', 'circle.read'], janis.personId);
    expect(seesPlan()).toHaveLength(2);
    expect(endLink(app, manage(), linkTo('P05').id, '2026-11-22')).toBeNull();
    expect(seesPlan()).toEqual([]);
    expect(db.select().from(helpRequest).all()).toMatchObject([{ status: 'closed' }]);
    expect(events()).toEqual([['ended', 'family', '2026-11-22', dina.personId]]);

    const peteris = actorOf(db, 'P06');
    linkRegistered(app, manage(), { personId: peteris.personId, kind: 'guardian', guardianship: court });
    expect(endLink(app, manage(), linkTo('P06', janis, 'guardian').id, '2026-11-22')).toBeNull();
    expect(findLinksToCare(app, manage()).map(({ kind }) => kind)).not.toContain('guardian');
    expect(endLink(app, manage(), linkTo('P01').id, '2026-11-22')?.reason).toBe('last_worker');
  });

  test('the person reads for 30 days who left, and nobody who is still near or only leaves today', () => {
    const left = () =>
      findLeft(db, authorize(app, janis, 'circle.read', janis.personId), dayOf(app.clock.now())).map(
        ({ firstName }) => firstName,
      );
    endLink(app, manage(), linkTo('P06').id, TODAY);
    expect(left()).toEqual([]);
    linkRegistered(app, manage(), { personId: actorOf(db, 'P05').personId, kind: 'guardian', guardianship: court });
    endLink(app, manage(), linkTo('P05', janis, 'family').id, '2026-11-22');
    endLink(app, manage(), linkTo('P02').id, '2026-11-22');
    expect(left()).toEqual(['Anna']);
    app.clock.move({ hours: 24 });
    expect(left()).toEqual(['Anna', 'Pēteris']);
    app.clock.move({ hours: 24 * 28 });
    expect(left()).toEqual(['Anna', 'Pēteris']);
    app.clock.move({ hours: 24 });
    expect(left()).toEqual(['Pēteris']);
  });

  test('closes the help that waits, when today is the last day of all they are', () => {
    const anna = actorOf(db, 'P02');
    askToCall(db, janis, anna);
    const waiting = () =>
      db
        .select()
        .from(helpRequest)
        .all()
        .filter(({ status }) => status === 'waiting').length;
    endLink(app, manage(), linkTo('P02').id, '2026-12-31');
    expect(waiting()).toBe(1);
    endLink(app, manage(), linkTo('P02').id, TODAY);
    expect(waiting()).toBe(0);
  });

  test('nobody is left without a worker', () => {
    const { id } = linkTo('P01');
    expect(endLink(app, manage(), id, TODAY)).toEqual({ field: 'lastDay', reason: 'last_worker' });
    // One who goes on the same day is none to follow.
    link(db, janis, actorOf(db, 'P31'), 'social_worker', { to: TODAY });
    expect(endLink(app, manage(), id, TODAY)?.reason).toBe('last_worker');
    linkRegistered(app, manage(), { personId: actorOf(db, 'P30').personId, kind: 'social_worker', guardianship: null });
    expect(endLink(app, manage(), id, TODAY)).toBeNull();
    app.clock.move({ hours: 24 });
    expect(() => manage()).toThrow(AccessDenied);
  });

  test('of another circle, or one that is over, is not there', () => {
    const { id } = linkTo('P08', actorOf(db, 'D03'));
    expect(() => endLink(app, manage(), id, TODAY)).toThrow(NotFound);
    const own = linkTo('P05').id;
    endLinks(db, janis, actorOf(db, 'P05'), '2026-11-22');
    expect(() => endLink(app, manage(), own, TODAY)).toThrow(NotFound);
  });

  test('says before what will stop', () => {
    const circle = () => authorize(app, dina, 'circle.read', janis.personId);
    const stopsFor = (number: string, kind?: LinkKind) =>
      findWhatStops(app, manage(), circle(), linkTo(number, janis, kind));
    expect(stopsFor('P05')).toEqual({
      otherKinds: [],
      topics: ['plan', 'visits'],
      helps: 0,
      isFamily: true,
      isAnything: true,
    });
    askToCall(db, janis, actorOf(db, 'P02'));
    expect(stopsFor('P02')).toMatchObject({ topics: [], helps: 1, isFamily: false });
    link(db, janis, actorOf(db, 'P05'), 'guardian', { areas: ['finances'] });
    expect(stopsFor('P05', 'family')).toMatchObject({ otherKinds: ['guardian'], topics: [], isFamily: false });
  });
});

describe('what a court decided', () => {
  test('is written in place of what stood there, and the same once more changes nothing', () => {
    const andris = actorOf(db, 'D03');
    const { id } = linkTo('P08', andris);
    changeGuardianship(app, manage(andris), id, court);
    changeGuardianship(app, manage(andris), id, court);
    expect(linkTo('P08', andris)).toMatchObject({ ...court, areas: ['care', 'finances'] });
    expect(events()).toEqual([['guardianship', 'guardian', '2028-10-01', dina.personId]]);
    const gunars = actorOf(db, 'P08');
    expect(allowedAmong(app, gunars, ['confirm.care', 'confirm.health'], andris.personId)).toEqual(['confirm.care']);
  });

  test('is of guardians alone', () => {
    expect(() => changeGuardianship(app, manage(), linkTo('P05').id, court)).toThrow(NotFound);
  });

  test('is read whole or not at all', () => {
    const typed = {
      areas: ['care', 'finances', 'other'],
      paper: ' C-12/2026 ',
      paperOn: '2026-10-01',
      toOn: '2028-10-01',
    };
    expect(readGuardianship(typed, referenceDay)).toEqual({ guardianship: court });
    expect(readGuardianship({ ...typed, toOn: '' }, referenceDay)).toEqual({ guardianship: { ...court, toOn: null } });
    const wrong = { areas: [], paper: ' ', paperOn: '2026-11-24', toOn: '2026-11-22' };
    expect(readGuardianship(wrong, referenceDay)).toEqual({
      problems: [
        { field: 'areas', reason: 'no_areas' },
        { field: 'paper', reason: 'no_paper' },
        { field: 'paperOn', reason: 'paper_day' },
        { field: 'toOn', reason: 'end_day' },
      ],
    });
  });
});

describe('linking from the register', () => {
  const numbers = (kind: LinkKind, participant = janis) =>
    findCandidates(app, manage(participant), kind)
      .map(({ number }) => number)
      .toSorted();

  test('offers fitting people of the own municipality who are not there yet', () => {
    const foreign = addForeignWorker(db);
    expect(numbers('social_worker')).toEqual(['P30', 'P31']);
    expect(numbers('social_worker')).not.toContain('X01');
    expect(foreign.municipalityId).not.toBe(dina.municipalityId);
    expect(numbers('support_person')).toEqual(['P03', 'P04']);
    expect(numbers('family')).toEqual(['P07', 'P08', 'P09', 'P10', 'P11', 'P12']);
  });

  test('makes a guardian with the court’s paper, once', () => {
    const gunars = actorOf(db, 'P08');
    const given = { personId: gunars.personId, kind: 'guardian', guardianship: court } as const;
    linkRegistered(app, manage(), given);
    linkRegistered(app, manage(), given);
    expect(linkTo('P08')).toMatchObject({ kind: 'guardian', fromOn: TODAY, courtPaper: 'C-12/2026' });
    expect(events().map(([kind]) => kind)).toEqual(['linked', 'guardianship']);
    expect(allowedAmong(app, gunars, ['money.read', 'visits.read'], janis.personId)).toEqual(['money.read']);
  });

  test.each([
    ['family', 'P07', null],
    ['support_person', 'P03', null],
    ['guardian', 'P08', null],
    ['guardian', 'P03', court],
    ['social_worker', 'P08', null],
    ['social_worker', 'X01', null],
    // The participant is of age.
    ['parent', 'P11', null],
  ] as const)('links nobody as %s who is not to be linked so: %s', (kind, number, guardianship) => {
    addForeignWorker(db);
    const { personId } = actorOf(db, number);
    expect(() => linkRegistered(app, manage(), { personId, kind, guardianship })).toThrow(NotFound);
    expect(events()).toEqual([]);
  });

  test('a child can have parents, an adult none', () => {
    expect(findJoinKinds(app, manage())).not.toContain('parent');
    const child = actorOf(db, 'D11');
    link(db, child, dina, 'social_worker');
    expect(findJoinKinds(app, manage(child))).toContain('parent');
  });

  test('who comes again finds a link from today on, and nothing of what was allowed before', () => {
    const inga = actorOf(db, 'P30');
    link(db, janis, inga, 'social_worker', { to: '2026-10-01' });
    const gunars = actorOf(db, 'P08');
    link(db, janis, gunars, 'guardian', { to: '2026-10-01' });
    allow(db, janis, gunars, 'plan');
    linkRegistered(app, manage(), {
      personId: gunars.personId,
      kind: 'guardian',
      guardianship: { ...court, areas: ['health'] },
    });
    expect(linkTo('P08').fromOn).toBe(TODAY);
    expect(allowedAmong(app, gunars, ['plan.read'], janis.personId)).toEqual([]);
    const rows = db
      .select()
      .from(circleLink)
      .all()
      .filter(({ personId }) => personId === gunars.personId);
    expect(rows.filter(({ participantId }) => participantId === janis.personId)).toHaveLength(1);
    const kept = db
      .select()
      .from(consent)
      .all()
      .find(({ personId }) => personId === gunars.personId);
    expect(kept?.revokedAt).not.toBeNull();
  });
});
