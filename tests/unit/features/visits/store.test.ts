import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { plan, planService, visit } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, type Grant } from '../../../../src/core/access/grant.ts';
import { findPlanVisits, findTaken, insertVisit, updateVisit } from '../../../../src/features/visits/index.ts';
import type { VisitRow } from '../../../../src/features/visits/store.ts';
import { referenceClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, visitOf } from '../../../support/people.ts';

let db: Database;
let janis: Actor;
let grant: Grant<'plan.write'>;
beforeEach(() => {
  db = pilotDatabase();
  janis = actorOf(db, 'D01');
  grant = authorize({ db, clock: referenceClock }, actorOf(db, 'P01'), 'plan.write', janis.personId);
});

const planIdOf = (number: string) => db.select().from(plan).where(eq(plan.number, number)).get()?.id ?? 0;

/** The visit as it is, as a change would write it back. */
function rowOf(number: string): VisitRow {
  const { heldOn, startTime, endTime, place, address, videoUrl, status, reason, providerId } = visitOf(db, number);
  return { heldOn, startTime, endTime, place, address, videoUrl, status, reason, providerId };
}

describe('changing a visit', () => {
  const { id, was } = { id: () => visitOf(db, 'V0017').id, was: () => rowOf('V0017') };
  const movedFrom = () => {
    const { movedFromOn, movedFromStart, movedFromEnd } = visitOf(db, 'V0017');
    return [movedFromOn, movedFromStart, movedFromEnd];
  };
  const moveTo = (heldOn: string, startTime: string, endTime: string) =>
    updateVisit(db, grant, id(), { ...was(), heldOn, startTime, endTime });

  test('writes everything that it says, and nothing else', () => {
    const before = visitOf(db, 'V0017');
    const row: VisitRow = {
      heldOn: '2026-11-25',
      startTime: '09:00',
      endTime: '11:00',
      place: 'Video',
      address: 'Rīgas iela 1',
      videoUrl: 'https://video.example.org/d01',
      status: 'cancelled',
      reason: 'Es esmu slims.',
      providerId: actorOf(db, 'P03').personId,
    };
    updateVisit(db, grant, id(), row);
    expect(visitOf(db, 'V0017')).toEqual({ ...before, ...row });
  });

  test('leaves every other visit as it is', () => {
    const others = () =>
      db
        .select()
        .from(visit)
        .all()
        .filter(({ number }) => number !== 'V0017');
    const before = others();
    moveTo('2026-11-26', '10:00', '12:00');
    expect(others()).toEqual(before);
  });

  test('a time that it leaves stays visible, of several the very first', () => {
    moveTo('2026-11-26', '10:00', '12:00');
    expect(movedFrom()).toEqual(['2026-11-25', '09:00', '11:00']);
    moveTo('2026-11-27', '10:00', '12:00');
    expect(movedFrom()).toEqual(['2026-11-25', '09:00', '11:00']);
  });

  test('on the same day too', () => {
    moveTo('2026-11-25', '10:00', '12:00');
    expect(movedFrom()).toEqual(['2026-11-25', '09:00', '11:00']);
  });

  test('back where it stood at first it has left no time, and can leave it again', () => {
    moveTo('2026-11-26', '10:00', '12:00');
    moveTo('2026-11-25', '09:00', '11:00');
    expect(movedFrom()).toEqual([null, null, null]);
    moveTo('2026-12-01', '10:00', '12:00');
    expect(movedFrom()).toEqual(['2026-11-25', '09:00', '11:00']);
  });

  test('what stays where it is does not count as moved, and what has moved stays so', () => {
    updateVisit(db, grant, id(), { ...was(), place: 'Mājās' });
    expect(movedFrom()).toEqual([null, null, null]);
    moveTo('2026-11-26', '10:00', '12:00');
    updateVisit(db, grant, id(), { ...was(), status: 'cancelled', reason: 'Es esmu slims.' });
    expect(movedFrom()).toEqual(['2026-11-25', '09:00', '11:00']);
  });
});

describe('a new visit', () => {
  const row = () => ({
    ...rowOf('V0017'),
    planServiceId: visitOf(db, 'V0017').planServiceId,
    number: 'P1.1',
    units: 3,
  });

  test('is written and says its number', () => {
    const id = insertVisit(db, grant, row());
    expect(visitOf(db, 'P1.1')).toMatchObject({ id, units: 3, heldOn: '2026-11-25', movedFromOn: null });
  });

  test('is written once', () => {
    insertVisit(db, grant, row());
    expect(() => insertVisit(db, grant, row())).toThrow(/UNIQUE/);
  });
});

describe('every visit of a plan', () => {
  test('in order of its time, whatever became of it', () => {
    const visits = findPlanVisits(db, grant, planIdOf('PL-D01'));
    // 30 + 60 + 15 + 30 + 8 in the demo's file.
    expect(visits).toHaveLength(143);
    const times = visits.map(({ heldOn, startTime }) => `${heldOn}${startTime}`);
    expect(times).toEqual(times.toSorted());
    expect(new Set(visits.map(({ status }) => status)).size).toBe(4);
    expect(visits[0]).toMatchObject({ heldOn: '2026-08-03', startTime: '09:00', serviceCode: 'FIZ' });
  });

  test('rule 3: of another person’s plan none', () => {
    expect(findPlanVisits(db, grant, planIdOf('PL-D05'))).toEqual([]);
  });
});

describe('when providers are with other people', () => {
  const taken = () => findTaken(db, grant, referenceDay);

  test('is what other people’s planned visits from that day on say, and nothing of whose they are', () => {
    const expected = db
      .select({ of: plan.participantId, serviceId: planService.serviceId, row: visit })
      .from(visit)
      .innerJoin(planService, eq(planService.id, visit.planServiceId))
      .innerJoin(plan, eq(plan.id, planService.planId))
      .all()
      .filter(({ of, row }) => of !== janis.personId && row.status === 'planned' && row.heldOn >= '2026-11-23')
      .map(({ serviceId, row: { providerId, heldOn, startTime, endTime } }) => ({
        providerId,
        serviceId,
        heldOn,
        startTime,
        endTime,
      }));
    const text = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).toSorted();
    expect(text(taken())).toEqual(text(expected));
    expect(expected.length).toBeGreaterThan(100);
  });

  test('the visit of Māris with Kristīne is there, and gone once it is called off', () => {
    const ofKristine = {
      providerId: actorOf(db, 'P20').personId,
      heldOn: '2026-11-25',
      startTime: '09:30',
      endTime: '10:15',
    };
    expect(taken()).toContainEqual(expect.objectContaining(ofKristine));
    db.update(visit).set({ status: 'cancelled' }).where(eq(visit.number, 'V0533')).run();
    expect(taken()).not.toContainEqual(expect.objectContaining(ofKristine));
  });

  test('the head who answers a complaint is told the same', () => {
    const head = authorize({ db, clock: referenceClock }, actorOf(db, 'P31'), 'complaint.answer', janis.personId);
    expect(findTaken(db, head, referenceDay)).toEqual(taken());
  });

  test('the person’s own visits are not', () => {
    const own = { providerId: actorOf(db, 'P02').personId, heldOn: '2026-11-25', startTime: '09:00', endTime: '11:00' };
    expect(taken()).not.toContainEqual(expect.objectContaining(own));
  });
});
