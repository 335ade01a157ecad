import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { ledgerEntry, planChange, service, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { findCurrentState } from '../../../../src/features/changes/index.ts';
import { type Bulk, changeForAll, lookAtBulk, readBulk, seenOf } from '../../../../src/features/desk/bulk.ts';
import { findDeskServices } from '../../../../src/features/desk/store.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, link } from '../../../support/people.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  dina = actorOf(db, 'P01');
});

const grant = (worker = dina) => authorizeOwn(worker, 'desk.read');
const WHY = 'Ir karantīna.';
const LINK = 'https://video.example.lv/visi';
const serviceId = (code: string) => db.select().from(service).where(eq(service.code, code)).get()?.id ?? 0;
const pause = (until = '2026-12-06'): Bulk => ({
  what: 'pause',
  serviceId: serviceId('DAC'),
  from: '2026-11-24',
  until,
});
const remote = (): Bulk => ({
  what: 'remote',
  link: LINK,
  serviceId: serviceId('DAC'),
  from: '2026-11-24',
  until: '2026-12-06',
});
const doIt = (bulk: Bulk, seen: string | null = null, worker = dina) =>
  changeForAll(app, grant(worker), bulk, { why: WHY, seen });
const look = (bulk: Bulk, worker = dina) => lookAtBulk(app, grant(worker), bulk);
const changes = () => db.select().from(planChange).all();
const everything = () => [db.select().from(visit).all(), changes(), db.select().from(ledgerEntry).all()];

describe('reading the form', () => {
  const values = { service: '4', from: '2026-11-24', until: '2026-12-06', what: 'pause', link: '' };
  const read = (more: Readonly<Record<string, string>>) => readBulk({ values: { ...values, ...more } }, referenceDay);

  test('a pause and a change to video', () => {
    expect(read({})).toEqual({ bulk: { serviceId: 4, from: '2026-11-24', until: '2026-12-06', what: 'pause' } });
    expect(read({ what: 'remote', link: LINK })).toMatchObject({ bulk: { what: 'remote', link: LINK } });
  });

  test.each([
    [{ service: '' }, ['service no_choice']],
    [{ service: '0x1' }, ['service no_choice']],
    [{ from: '', until: '24.11.2026' }, ['from no_day', 'until no_day']],
    [{ from: '2026-11-22' }, ['from past']],
    [{ until: '2026-11-23' }, ['until order']],
    [{ what: 'stop' }, ['what no_choice']],
    [{ what: 'remote' }, ['link no_link']],
    [{ what: 'remote', link: 'http://x.lv' }, ['link no_link']],
    [{ link: 'x'.repeat(501) }, ['link too_long']],
  ])('%j', (more, expected) => {
    const done = read(more);

    expect('errors' in done && done.errors.map(({ field, reason }) => `${field} ${reason}`)).toEqual(expected);
  });
});

describe('looking at it', () => {
  test("names the worker's people with their visits, and changes nothing", () => {
    const before = everything();
    const concerned = look(pause());

    expect(concerned.length).toBeGreaterThan(1);
    expect(concerned.every(({ count, problems }) => count > 0 && problems.length === 0)).toBe(true);
    const own = db.select().from(visit).where(eq(visit.status, 'planned')).all();
    expect(concerned.reduce((sum, { count }) => sum + count, 0)).toBeLessThan(own.length);
    expect(everything()).toEqual(before);
  });

  test('nobody of another worker, nobody of another municipality', () => {
    const foreign = addForeignWorker(db);
    link(db, actorOf(db, 'D02'), foreign, 'social_worker');

    expect(look(pause(), foreign)).toEqual([]);
    expect(findDeskServices(db, grant(foreign), referenceDay)).toEqual([]);
    expect(findDeskServices(db, grant(), referenceDay).map(({ id }) => id)).toContain(serviceId('DAC'));
    const ids = look(pause()).map(({ participantId }) => participantId);
    expect(ids).not.toContain(actorOf(db, 'D10').personId);
  });
});

describe('doing it for all', () => {
  test('a pause: the visits are off, the money is back, each is told', () => {
    const concerned = look(pause());
    const [first] = concerned;
    const bookedOf = (participantId: number) =>
      findCurrentState(app, authorize(app, dina, 'plan.write', participantId))?.balance.bookedCents ?? 0;
    const booked = bookedOf(first?.participantId ?? 0);
    const visits = concerned.reduce((sum, { count }) => sum + count, 0);

    expect(doIt(pause(), seenOf(pause(), concerned))).toEqual({ outcome: 'done', people: concerned.length, visits });
    expect(changes()).toHaveLength(concerned.length);
    expect(changes().every(({ why }) => why === WHY)).toBe(true);
    expect(first?.backCents).toBeGreaterThan(0);
    expect(bookedOf(first?.participantId ?? 0)).toBe(booked - (first?.backCents ?? 0));
    const off = db.select().from(visit).where(eq(visit.reason, WHY)).all();
    expect(off.map(({ status }) => status)).toEqual(Array.from({ length: visits }, () => 'cancelled'));
    expect(off.every(({ heldOn }) => heldOn >= '2026-11-24' && heldOn <= '2026-12-06')).toBe(true);
  });

  test('by video: time and money stay', () => {
    const ledger = db.select().from(ledgerEntry).all();
    const concerned = look(remote());
    expect(concerned.every(({ backCents }) => backCents === 0)).toBe(true);
    const visits = concerned.reduce((sum, { count }) => sum + count, 0);

    expect(doIt(remote())).toEqual({ outcome: 'done', people: concerned.length, visits });
    const moved = db.select().from(visit).where(eq(visit.videoUrl, LINK)).all();
    expect(moved).toHaveLength(visits);
    expect(
      moved.every(({ place, address, status }) => place === 'Pa video' && address === null && status === 'planned'),
    ).toBe(true);
    expect(db.select().from(ledgerEntry).all()).toEqual(ledger);
  });

  test.each(['remote', 'pause'] as const)('%s: the same form once more finds nothing left', (what) => {
    const bulk = what === 'remote' ? remote() : pause();
    const seen = seenOf(bulk, look(bulk));
    doIt(bulk, seen);
    const before = everything();

    expect(doIt(bulk, seen)).toEqual({ outcome: 'nothing_left' });
    expect(everything()).toEqual(before);
  });

  test('what was looked at is what is done: with other visits meanwhile it is looked at again', () => {
    const concerned = look(pause());
    const [first] = concerned;
    doIt(pause('2026-11-25'));
    const before = everything();

    expect(doIt(pause(), seenOf(pause(), concerned))).toMatchObject({ outcome: 'meanwhile' });
    expect(first?.count).toBeGreaterThan(0);
    expect(everything()).toEqual(before);
  });

  test.each<[string, () => Bulk, () => Bulk]>([
    ['by video, then a pause', remote, pause],
    ['one link, then another', remote, () => ({ ...remote(), what: 'remote', link: `${LINK}/2` })],
    // No visits are on the days between.
    ['until one day, then until another', pause, () => pause('2026-12-05')],
    ['from one day, then from another', () => ({ ...pause(), from: '2026-11-23' }), pause],
  ])('looked at %s: it is looked at again before it is done', (_name, lookedAt, bulk) => {
    const before = everything();

    expect(doIt(bulk(), seenOf(lookedAt(), look(lookedAt())))).toMatchObject({ outcome: 'meanwhile' });
    expect(everything()).toEqual(before);
    expect(doIt(bulk(), seenOf(bulk(), look(bulk())))).toMatchObject({ outcome: 'done' });
  });

  test('for nobody when it cannot be done for one: it says whose and why', () => {
    const concerned = look(pause());
    const last = concerned.at(-1);
    const state = findCurrentState(app, authorize(app, dina, 'plan.write', last?.participantId ?? 0));
    const dayCentre = state?.services.find(({ code }) => code === 'DAC');
    const booked = dayCentre && state?.balance.services.get(dayCentre.id);
    // Somebody took back by hand what the service had booked: there is nothing left that a cancelled visit could give back.
    db.insert(ledgerEntry)
      .values({
        planId: state?.planId ?? 0,
        planServiceId: dayCentre?.id ?? 0,
        kind: 'correct',
        bookedCents: -(booked?.bookedCents ?? 0),
        bookedUnits: -(booked?.bookedUnits ?? 0),
        reason: 'Kļūda.',
        enteredAt: '2026-11-23T06:00:00.000Z',
      })
      .run();
    const before = everything();
    const done = doIt(pause());

    expect(done).toMatchObject({ outcome: 'not_possible' });
    const hindered = 'concerned' in done ? done.concerned.filter(({ problems }) => problems.length > 0) : [];
    expect(hindered.map(({ participantId }) => participantId)).toEqual([last?.participantId]);
    expect(hindered[0]?.problems[0]).toMatchObject({ reason: 'no_units', name: 'Dienas centrs' });
    expect(look(pause()).filter(({ problems }) => problems.length > 0)).toHaveLength(1);
    expect(everything()).toEqual(before);
  });

  test('and for nobody when the database refuses one', () => {
    const last = look(pause()).at(-1);
    db.$client.exec(`create trigger not_this_one before insert on plan_change
      when new.plan_id = (select id from plan where participant_id = ${last?.participantId} limit 1)
      begin select raise(abort, 'not this one'); end`);
    const before = everything();

    expect(() => doIt(pause())).toThrow('not this one');
    expect(everything()).toEqual(before);
  });
});
