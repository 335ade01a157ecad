import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { service, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { canBegin } from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, endLinks, link, visitOf } from '../../../support/people.ts';
import { cannotCome, tabletOf } from './a-request.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let maris: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  tablet = tabletOf(app, maris);
});

const facts = () => tablet.surroundings().facts;
const idOf = (number: string) => visitOf(db, number).id;

test('what the questions offer to D05 on Monday, read from the pilot’s files by hand', () => {
  const { visits, recentVisitIds, services, catalogue, ...rest } = facts();
  expect(rest).toMatchObject({
    today: '2026-11-23',
    planToOn: '2027-07-31',
    goalCount: 2,
    openSteps: ['0.1', '0.2', '1.1'],
    supportPersonIds: [actorOf(db, 'P03').personId],
    workingDays: [
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
    ],
  });
  expect(visits.slice(0, 5).map(({ id }) => id)).toEqual(['V0503', 'V0593', 'V0533', 'V0563', 'V0504'].map(idOf));
  // Since 2 November, the newest first and eight at most; V0560 was called off.
  expect(recentVisitIds).toEqual(['V0562', 'V0532', 'V0592', 'V0502', 'V0561', 'V0531', 'V0591', 'V0501'].map(idOf));
  // From 30 November to 27 December ATB is on four Tuesdays, MUZ on three Wednesdays (9 December is called off), DAR on four
  // Fridays, ASI on three Tuesdays (22 December is called off).
  expect(
    services.map(({ priceCents, leftUnits, visitsInFourWeeks }) => [priceCents, leftUnits, visitsInFourWeeks]),
  ).toEqual([
    [1250, 48, 4],
    [3000, 27, 3],
    [1300, 72, 4],
    [860, 52, 3],
  ]);
  // 25 services, of which four are in the plan.
  expect(catalogue).toHaveLength(21);
});

describe('what is offered no more', () => {
  test('a visit that is asked about already, until that is taken back', () => {
    const id = tablet.send('V0503', cannotCome);
    expect(facts().visits.map((row) => row.id)).not.toContain(idOf('V0503'));
    tablet.withdraw(id);
    expect(facts().visits[0]?.id).toBe(idOf('V0503'));
  });

  test('a visit that has begun; it is one of the last weeks then', () => {
    app.clock.move({ hours: 25 });
    expect(facts().visits.map((row) => row.id)).not.toContain(idOf('V0503'));
    expect(facts().recentVisitIds[0]).toBe(idOf('V0503'));
  });

  test('a visit that is called off, neither ahead nor behind', () => {
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0503')).run();
    app.clock.move({ hours: 25 });
    expect([...facts().visits.map((row) => row.id), ...facts().recentVisitIds]).not.toContain(idOf('V0503'));
  });

  test('a helper who left the circle', () => {
    link(db, maris, actorOf(db, 'P02'), 'support_person');
    expect(facts().supportPersonIds).toHaveLength(2);
    endLinks(db, maris, actorOf(db, 'P03'), '2026-11-22');
    expect(facts().supportPersonIds).toEqual([actorOf(db, 'P02').personId]);
  });

  test('everything of a plan that has ended', () => {
    app.clock.move({ hours: 24 * 300 });
    expect(facts()).toMatchObject({ planToOn: null, visits: [] });
    expect(canBegin('visit', facts())).toBe(false);
    expect(canBegin('talk', facts())).toBe(true);
  });
});

test('the visits and services of the family are not the person’s to change', () => {
  const janis = tabletOf(app, actorOf(db, 'D01'));
  const { facts: ofJanis, state, visits } = janis.surroundings();
  const forFamily = state?.services.filter(({ audience }) => audience === 'family') ?? [];
  expect(forFamily.map(({ code }) => code)).toEqual(['PSF']);
  expect(ofJanis.services).toHaveLength(4);
  expect(visits.every(({ serviceCode }) => serviceCode !== 'PSF')).toBe(true);
  const psf = db.select().from(service).where(eq(service.code, 'PSF')).get();
  expect(ofJanis.familyServiceIds).toContain(psf?.id);
  expect(ofJanis.catalogue.map(({ id }) => id)).not.toContain(psf?.id);
});

test('holidays are no days to be called', () => {
  app.clock.move({ hours: 24 * 30 });
  expect(facts().workingDays.slice(0, 3)).toEqual(['2026-12-23', '2026-12-28', '2026-12-29']);
});

test('a call can be asked for today only until the morning is over', () => {
  // From 8:30 to 11:59 and to 12:00.
  app.clock.move({ hours: 3, minutes: 29 });
  expect(facts().workingDays[0]).toBe('2026-11-23');
  app.clock.move({ minutes: 1 });
  expect(facts().workingDays.slice(0, 2)).toEqual(['2026-11-24', '2026-11-25']);
  expect(facts().workingDays).toHaveLength(8);
  // Friday evening.
  app.clock.move({ hours: 4 * 24 + 10 });
  expect(facts().workingDays[0]).toBe('2026-11-30');
});
