import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { request } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import {
  explainRequest,
  findDeskRequests,
  findHelpForHelper,
  findOverdueRequests,
  findPrivateRequests,
  findRequest,
  findRequests,
} from '../../../../src/features/requests/index.ts';
import { movableClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, allow } from '../../../support/people.ts';
import { tabletOf } from './a-request.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let maris: Actor;
let tablet: ReturnType<typeof tabletOf>;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  maris = actorOf(db, 'D05');
  tablet = tabletOf(app, maris);
  allow(db, maris, actorOf(db, 'P09'), 'requests');
  allow(db, maris, actorOf(db, 'P03'), 'requests');
});

/** Who finds the request with the best grant they can have: the linked worker, the sister and the support person who may read requests, the head. */
function whoSees(requestId: number): readonly string[] {
  const whose = maris.personId;
  const grants = {
    worker: authorize(app, actorOf(db, 'P01'), 'request.answer', whose),
    workerReading: authorize(app, actorOf(db, 'P01'), 'requests.read', whose),
    family: authorize(app, actorOf(db, 'P09'), 'requests.read', whose),
    support: authorize(app, actorOf(db, 'P03'), 'requests.read', whose),
    relative: authorize(app, actorOf(db, 'P09'), 'own.request', whose),
    head: authorize(app, actorOf(db, 'P31'), 'complaint.answer', whose),
  };
  return Object.entries(grants).flatMap(([name, grant]) => {
    const isFound = findRequest(db, grant, requestId) !== null;
    expect(findRequests(db, grant, 50).some(({ id }) => id === requestId)).toBe(isFound);
    return isFound ? [name] : [];
  });
}

const lists = () => ({
  desk: findDeskRequests(db, authorizeOwn(actorOf(db, 'P01'), 'desk.read'), referenceDay).map(({ id }) => id),
  head: findPrivateRequests(db, authorizeOwn(actorOf(db, 'P31'), 'head.read')).map(({ id }) => id),
});

const toHead = { wrong_what: 'afraid', reader: 'head' };
const toWorker = { wrong_what: 'did_not_like', about: 'other', reader: 'worker', help: 'alone' };

describe('what is not sent is nobody’s but its maker’s', () => {
  test.each([
    ['a complaint to the head', toHead],
    ['a complaint to the worker', toWorker],
  ])('%s, as a draft and when it is taken back', (_name, answers) => {
    const id = tablet.begin('wrong');
    tablet.fill(id, answers);
    expect(whoSees(id)).toEqual([]);
    tablet.withdraw(id);
    expect(whoSees(id)).toEqual([]);
    expect(lists()).toEqual({ desk: [], head: [] });
    expect(tablet.request(id).status).toBe('withdrawn');
  });
});

describe('what was sent', () => {
  test('to the head is read by the head alone', () => {
    const id = tablet.ask('wrong', toHead);
    expect(tablet.request(id)).toMatchObject({ isPrivate: true, kind: 'something_wrong' });
    expect(whoSees(id)).toEqual(['head']);
    expect(lists()).toEqual({ desk: [], head: [id] });
    tablet.withdraw(id);
    expect(whoSees(id)).toEqual(['head']);
    expect(lists()).toEqual({ desk: [], head: [] });
  });

  test('to the worker is read by the worker, and by those who may read requests', () => {
    const id = tablet.ask('wrong', toWorker);
    expect(tablet.request(id).isPrivate).toBe(false);
    expect(whoSees(id)).toEqual(['worker', 'workerReading', 'family', 'support']);
    expect(lists()).toEqual({ desk: [id], head: [] });
  });

  test('with a reason for the worker alone is read by the worker, and by nobody else who may read requests', () => {
    const service = String(tablet.surroundings().facts.services[0]?.id);
    const unkind = { service, person_why: 'unkind', help: 'alone' };
    const forWorker = tablet.ask('person', { ...unkind, person_reader: 'worker' });
    expect(whoSees(forWorker)).toEqual(['worker', 'workerReading']);
    expect(lists()).toEqual({ desk: [forWorker], head: [] });
    tablet.withdraw(forWorker);
    expect(whoSees(forWorker)).toEqual(['worker', 'workerReading']);
    const forBoth = tablet.ask('person', { ...unkind, person_reader: 'both' });
    expect(whoSees(forBoth)).toEqual(['worker', 'workerReading', 'family', 'support']);
  });

  test('to the head never comes to the head of another municipality, nor late to the list of what is overdue', () => {
    tablet.ask('wrong', toHead);
    const vita = { ...addForeignWorker(db), isHead: true };
    expect(findPrivateRequests(db, authorizeOwn(vita, 'head.read'))).toEqual([]);
    const later = referenceDay.add({ days: 60 });
    expect(findOverdueRequests(db, authorizeOwn(actorOf(db, 'P31'), 'head.read'), later)).toEqual([]);
    expect(findOverdueRequests(db, authorizeOwn(vita, 'head.read'), later)).toEqual([]);
  });
});

describe('a support person', () => {
  const juris = () => actorOf(db, 'P03');
  const helping = () => authorize(app, juris(), 'help.answer', maris.personId);
  const lookFirst = () => ({ ...toWorker, help: `look_first:${juris().personId}` });

  test('who was asked reads the draft', () => {
    const id = tablet.begin('wrong');
    tablet.fill(id, lookFirst());
    expect(findRequest(db, helping(), id)?.id).toBe(id);
  });

  test('who had explained it reads it no more once it goes to the head', () => {
    const id = tablet.begin('wrong');
    tablet.fill(id, lookFirst());
    // Another draft keeps the support person among those who were asked.
    const other = tablet.begin('talk');
    explainRequest(app, helping(), tablet.help(id)[0]?.id ?? 0, 'Es paskaidroju.');
    tablet.answer(id, 'kas-lasa', 'head');
    expect(tablet.request(id).answers).toEqual({ wrong_what: 'did_not_like', about: 'other', reader: 'head' });
    expect(findRequest(db, helping(), id)).toBeNull();
    expect(() => explainRequest(app, helping(), tablet.help(id)[0]?.id ?? 0, 'Vēl.')).toThrow();
    tablet.confirm(id);
    expect(findRequest(db, helping(), id)).toBeNull();
    expect(tablet.decision(id)).toMatchObject({ helpMode: 'alone', helperName: null, explanation: null });
    expect(tablet.request(other).status).toBe('draft');
  });

  describe('who was asked why somebody wants another person', () => {
    const lists = () => {
      const { waiting, explained } = findHelpForHelper(db, authorizeOwn(juris(), 'helping.read'), referenceDay);
      return [...waiting, ...explained].map(({ requestId }) => requestId);
    };
    let id: number;
    let other: number;
    beforeEach(() => {
      id = tablet.begin('person');
      tablet.fill(id, {
        // Not the one for which the support person is paid.
        service: String(tablet.surroundings().facts.services[1]?.id),
        person_why: 'unkind',
        person_reader: 'both',
        help: `look_first:${juris().personId}`,
      });
      tablet.say(id, 'Viņš kliedz.');
      // Another draft keeps the support person among those who were asked.
      other = tablet.begin('wrong');
      tablet.fill(other, lookFirst());
    });

    test.each([
      ['has not looked yet', false],
      ['has explained it', true],
    ])('and %s, finds nothing of it once it is for the worker alone, not even after it is sent', (_name, explains) => {
      expect(findRequest(db, helping(), id)?.answers.person_why).toBe('unkind');
      const helpId = tablet.help(id)[0]?.id ?? 0;
      if (explains) explainRequest(app, helping(), helpId, 'Es paskaidroju.');
      expect(lists().toSorted()).toEqual([id, other].toSorted());

      expect(tablet.answer(id, 'kas-lasa', 'worker')).toEqual({ nextSlug: 'palidziba' });
      expect(tablet.answer(id, 'palidziba', `look_first:${juris().personId}`)).toEqual({ refusal: 'not_offered' });
      expect(findRequest(db, helping(), id)).toBeNull();
      expect(lists()).toEqual([other]);
      expect(() => explainRequest(app, helping(), helpId, 'Vēl.')).toThrow();

      tablet.answer(id, 'palidziba', `beside:${juris().personId}`);
      expect(tablet.confirm(id)).toEqual({ outcome: 'sent' });
      expect(findRequest(db, helping(), id)).toBeNull();
      expect(lists()).toEqual([other]);
      expect(whoSees(id)).toEqual(['worker', 'workerReading']);
    });

    test('a draft from before that rule is closed too', () => {
      const { answers } = tablet.request(id);
      const kept = { ...answers, person_reader: 'worker' };
      db.update(request)
        .set({ answers: JSON.stringify(kept) })
        .where(eq(request.id, id))
        .run();
      expect(tablet.help(id)).toMatchObject([{ status: 'waiting' }]);
      expect(findRequest(db, helping(), id)).toBeNull();
      expect(lists()).toEqual([other]);
    });
  });
});
