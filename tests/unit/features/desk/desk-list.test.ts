import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { dayOf } from '../../../../src/core/time/clock.ts';
import { answerRequest, markRead } from '../../../../src/features/desk/index.ts';
import { findDeskRequests, isOverdue } from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker, endLinks, link } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from '../requests/a-request.ts';

let app: { db: Database; clock: ReturnType<typeof movableClock> };
let db: Database;
let dina: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  dina = actorOf(db, 'P01');
});

const today = () => dayOf(app.clock.now());
const list = (worker = dina) => findDeskRequests(db, authorizeOwn(worker, 'desk.read'), today());
const tablet = (number: string) => tabletOf(app, actorOf(db, number));
const ids = (worker = dina) => list(worker).map(({ id }) => id);

function refuse(requestId: number, number: string): void {
  const grant = authorize(app, dina, 'request.answer', actorOf(db, number).personId);
  answerRequest(app, grant, requestId, { intent: 'no', text: 'Nevar.' });
}

describe('rule 6: the worker’s list', () => {
  test('the oldest promise is on top, whoever has sent last; the answered are below, the last first', () => {
    // Begun first and sent last: the number of a request says nothing of its promise.
    const wednesday = tablet('D05').start('V0563');
    const answeredFirst = tablet('D01').send('V0099', cannotCome);
    const answeredLast = tablet('D02').send('V0160', cannotCome);
    const oldest = tablet('D05').send('V0503', cannotCome);
    app.clock.move({ hours: 24 });
    const tuesday = tablet('D03').send('V0343', cannotCome);
    const tuesdayToo = tablet('D04').send('V0413', cannotCome);
    refuse(answeredFirst, 'D01');
    app.clock.move({ hours: 24 });
    refuse(answeredLast, 'D02');
    tablet('D05').fill(wednesday, cannotCome);
    tablet('D05').confirm(wednesday);
    markRead(app, authorize(app, dina, 'request.answer', actorOf(db, 'D05').personId), oldest);
    expect(ids()).toEqual([oldest, tuesday, tuesdayToo, wednesday, answeredLast, answeredFirst]);
    expect(list().map(({ promisedOn }) => promisedOn)).toEqual([
      '2026-11-30',
      '2026-12-01',
      '2026-12-01',
      '2026-12-02',
      '2026-11-30',
      '2026-11-30',
    ]);
  });

  test('what is overdue stands on top and says so from the day after the promise', () => {
    const late = tablet('D05').send('V0503', cannotCome);
    app.clock.move({ hours: 7 * 24 });
    const fresh = tablet('D01').send('V0123', cannotCome);
    expect(list().map((request) => [request.id, isOverdue(request, today())])).toEqual([
      [late, false],
      [fresh, false],
    ]);
    app.clock.move({ hours: 24 });
    expect(list().map((request) => [request.id, isOverdue(request, today())])).toEqual([
      [late, true],
      [fresh, false],
    ]);
  });

  test('says whose it is and what was asked', () => {
    tablet('D05').send('V0503', anotherTime);
    expect(list()).toMatchObject([{ firstName: 'Māris', lastName: 'Krūmiņš', kind: 'another_time', status: 'sent' }]);
  });

  test('holds no drafts and nothing that was taken back', () => {
    const maris = tablet('D05');
    maris.start('V0533');
    maris.withdraw(maris.send('V0503', cannotCome));
    expect(ids()).toEqual([]);
  });
});

describe('rule 10: whose requests a worker sees', () => {
  let id: number;
  beforeEach(() => {
    id = tablet('D05').send('V0503', cannotCome);
  });

  test('only those of linked people', () => {
    expect(ids()).toEqual([id]);
    expect(ids(actorOf(db, 'P30'))).toEqual([]);
  });

  test('through the last day of the link and not longer', () => {
    endLinks(db, actorOf(db, 'D05'), dina, '2026-11-23');
    expect(ids()).toEqual([id]);
    app.clock.move({ hours: 24 });
    expect(ids()).toEqual([]);
  });

  test('not before the link begins', () => {
    const inga = actorOf(db, 'P30');
    link(db, actorOf(db, 'D05'), inga, 'social_worker', { from: '2026-11-24' });
    expect(ids(inga)).toEqual([]);
    app.clock.move({ hours: 24 });
    expect(ids(inga)).toEqual([id]);
  });

  test('nothing of another municipality, even with a link', () => {
    const vita = addForeignWorker(db);
    link(db, actorOf(db, 'D05'), vita, 'social_worker');
    expect(ids(vita)).toEqual([]);
  });

  test('being family of somebody opens no desk', () => {
    const inga = actorOf(db, 'P30');
    link(db, actorOf(db, 'D05'), inga, 'family');
    expect(ids(inga)).toEqual([]);
  });
});
