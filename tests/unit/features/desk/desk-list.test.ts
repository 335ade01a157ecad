import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { dayOf } from '../../../../src/core/time/clock.ts';
import {
  answerRequest,
  findNextWaiting,
  inboxSlugs,
  markRead,
  readInbox,
} from '../../../../src/features/desk/index.ts';
import type { InboxView } from '../../../../src/features/desk/rules.ts';
import { findDeskRequests, isOverdue } from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { testEnv } from '../../../support/env.ts';
import { actorOf, addForeignWorker, endLinks, link } from '../../../support/people.ts';
import { anotherTime, cannotCome, tabletOf } from '../requests/a-request.ts';
import { askAsFamily, deskOf } from './a-desk.ts';

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
  deskOf(app, dina, actorOf(db, number)).answer(requestId, { answer: 'no', text: 'Nevar.' });
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

describe('the inbox', () => {
  const inbox = (view: InboxView = 'mine', worker = dina, page = 1) =>
    readInbox(app, worker, { slug: inboxSlugs[view], page });
  const waiting = (view: InboxView, worker = dina) => inbox(view, worker).waiting.map(({ id }) => id);
  const counts = (worker = dina) =>
    Object.fromEntries(inbox('mine', worker).views.map(({ view, count }) => [view, count]));
  const desk = () => deskOf(app, dina, actorOf(db, 'D05'));
  const yesLater = { answer: 'yes', text: '', deed: { when: 'later', by: '2026-12-10' } } as const;

  test('each request stands in the lists that say what is to be done with it', () => {
    const maris = tablet('D05');
    const ask = () => maris.ask('talk', { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
    const late = ask();
    app.clock.move({ hours: 7 * 24 });
    const fresh = ask();
    const talking = ask();
    const agreed = ask();
    const reopened = ask();
    const closed = ask();
    desk().answer(talking, { answer: 'talk', text: 'Es piezvanīšu rīt.' });
    desk().answer(agreed, yesLater);
    desk().answer(reopened, { answer: 'no', text: 'Nevar.' });
    maris.disagree(reopened);
    refuse(closed, 'D05');
    app.clock.move({ hours: 24 });

    expect(waiting('mine')).toEqual([late, reopened, fresh, talking, agreed]);
    expect(waiting('overdue')).toEqual([late]);
    expect(waiting('talk')).toEqual([reopened, talking]);
    expect(waiting('todo')).toEqual([agreed]);
    expect(counts()).toEqual({ mine: 5, overdue: 1, talk: 2, todo: 1 });
    expect(inbox().answered).toMatchObject([{ id: closed, answer: 'no' }]);
    expect(inbox('talk').answered).toEqual([]);
    expect(inbox().waiting[0]).toMatchObject({ daysLate: 1, promisedOn: '2026-11-30', status: 'sent' });
    expect(inbox().waiting[1]).toMatchObject({ daysLate: 0, status: 'reopened' });
  });

  test('after an answer the next is the first that waits, but for the answered one', () => {
    const next = (answered: number, worker = dina) => findNextWaiting(app, worker, answered);
    const [first, second] = [tablet('D01').send('V0099', cannotCome), tablet('D05').send('V0503', cannotCome)];
    expect([next(first), next(second)]).toEqual([second, first]);
    refuse(first, 'D01');
    expect(next(first)).toBe(second);
    expect(next(second)).toBeNull();
    const head = actorOf(db, 'P31');
    expect(next(first, head)).toBeNull();
    const complaint = tablet('D05').ask('wrong', { wrong_what: 'afraid', reader: 'head' });
    expect(next(first, head)).toBe(complaint);
    expect(next(second)).toBeNull();
  });

  test('what was promised and is not done by then is late as well', () => {
    const id = tablet('D05').send('V0503', cannotCome);
    desk().answer(id, { ...yesLater, deed: { when: 'later', by: '2026-11-25' } });
    app.clock.move({ hours: 4 * 24 });
    expect(inbox('overdue').waiting).toMatchObject([{ id, daysLate: 2, status: 'agreed' }]);
  });

  test('an unknown view is the whole list, and a page that is not there the last one', () => {
    expect(readInbox(app, dina, { slug: 'kaut-kas', page: 99 })).toMatchObject({ view: 'mine', page: 1, pages: 1 });
    expect(readInbox(app, dina, { slug: null, page: 1 }).view).toBe('mine');
  });

  test('says which member of the family asks for themself', () => {
    const maris = actorOf(db, 'D05');
    const facts = tablet('D05').surroundings().facts;
    const id = askAsFamily(app, actorOf(db, 'P09'), maris, {
      family_service: String(facts.familyServiceIds[0]),
      new_rhythm: 'monthly',
      part: 'evening',
    });
    const own = tablet('D05').send('V0503', cannotCome);
    expect(inbox().waiting).toMatchObject([
      { id, kind: 'for_family', name: 'Māris Krūmiņš', askedBy: 'Aija Krūmiņa' },
      { id: own, askedBy: null },
    ]);
    endLinks(db, maris, actorOf(db, 'P09'), '2026-11-22');
    expect(inbox().waiting[0]?.askedBy).toBe('');
  });

  test('more than twenty answered ones come in pages, the last answered first', () => {
    const maris = tablet('D05');
    const ids = Array.from({ length: 23 }, () => {
      const id = maris.ask('talk', { talk_about: 'plan', talk_day: 'unknown', part: 'day' });
      refuse(id, 'D05');
      app.clock.move({ minutes: 1 });
      return id;
    }).toReversed();
    const [first, second] = [inbox('mine', dina, 1), inbox('mine', dina, 2)];
    expect([first.pages, second.page]).toEqual([2, 2]);
    expect([...first.answered, ...second.answered].map(({ id }) => id)).toEqual(ids);
    expect(first.answered).toHaveLength(20);
  });

  describe('of the head of the service', () => {
    const complain = () => tablet('D05').ask('wrong', { wrong_what: 'afraid', reader: 'head' });

    test('private complaints are there, and nobody else has them', () => {
      const id = complain();
      const head = actorOf(db, 'P31');
      expect(inbox('private', head)).toMatchObject({ view: 'private', waiting: [{ id, kind: 'something_wrong' }] });
      expect(counts(head)).toMatchObject({ mine: 0, private: 1, service: 0 });
      expect(inbox('private').view).toBe('mine');
      expect(waiting('private')).toEqual([]);
      expect(counts()).not.toHaveProperty('private');
      expect(list().map((request) => request.id)).toEqual([]);
    });

    test('a private one that is late marks its way from the day after the promise until it is answered', () => {
      const head = actorOf(db, 'P31');
      const marked = () => inbox('mine', head).views.flatMap(({ view, isLate }) => (isLate ? [view] : []));
      const id = complain();
      tablet('D05').send('V0503', cannotCome);
      app.clock.move({ hours: 7 * 24 });
      expect(marked()).toEqual([]);
      app.clock.move({ hours: 24 });
      expect(marked()).toEqual(['private']);
      const grant = authorize(app, head, 'complaint.answer', actorOf(db, 'D05').personId);
      answerRequest({ env: testEnv, ...app }, grant, null, id, { answer: 'no', text: 'Nevar.' });
      expect(marked()).toEqual([]);
    });

    test('with nothing of one’s own the list begins with what waits: what is private, then what is late with others', () => {
      const head = actorOf(db, 'P31');
      const first = () => readInbox(app, head, { slug: null, page: 1 }).view;
      expect(first()).toBe('mine');
      tablet('D05').send('V0503', cannotCome);
      app.clock.move({ hours: 8 * 24 });
      expect(first()).toBe('service');
      complain();
      expect(first()).toBe('private');
      expect(inbox('mine', head).view).toBe('mine');
      link(db, actorOf(db, 'D05'), head, 'social_worker');
      expect(first()).toBe('mine');
    });

    test('what is late with others: whose, what and with whom, and not before it is late', () => {
      const head = actorOf(db, 'P31');
      const id = tablet('D05').send('V0503', cannotCome);
      complain();
      app.clock.move({ hours: 7 * 24 });
      expect(waiting('service', head)).toEqual([]);
      app.clock.move({ hours: 24 });
      expect(inbox('service', head).waiting).toMatchObject([
        { id, name: 'Māris Krūmiņš', kind: 'cannot_come', daysLate: 1, workerName: 'Dina Sila' },
      ]);
      expect(() => authorize(app, head, 'request.answer', actorOf(db, 'D05').personId)).toThrow(AccessDenied);
      expect(inbox('service').view).toBe('mine');
    });

    test('one’s own late ones stand with the own, once', () => {
      const head = actorOf(db, 'P31');
      link(db, actorOf(db, 'D05'), head, 'social_worker');
      const id = tablet('D05').send('V0503', cannotCome);
      app.clock.move({ hours: 8 * 24 });
      expect(waiting('overdue', head)).toEqual([id]);
      expect(waiting('service', head)).toEqual([]);
    });

    test('rule 10: nothing of another municipality', () => {
      complain();
      tablet('D05').send('V0503', cannotCome);
      app.clock.move({ hours: 8 * 24 });
      const vita = { ...addForeignWorker(db), isHead: true };
      expect(waiting('private', vita)).toEqual([]);
      expect(waiting('service', vita)).toEqual([]);
    });
  });

  test.each(['D05', 'P03', 'P09'])('%s has none', (number) => {
    expect(() => inbox('mine', actorOf(db, number))).toThrow(AccessDenied);
  });
});
