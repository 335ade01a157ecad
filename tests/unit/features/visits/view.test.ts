import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import {
  findUpcomingVisits,
  findVisit,
  findVisits,
  type Visit,
  viewDay,
  viewVisit,
  viewWeek,
} from '../../../../src/features/visits/index.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, visitOf } from '../../../support/people.ts';

let db: Database;
beforeEach(() => {
  db = pilotDatabase();
});

const date = (text: string) => Temporal.PlainDate.from(text);
const wall = (text: string) => Temporal.PlainDateTime.from(text);
const reading = (actor: Actor) => authorize({ db, clock: referenceClock }, actor, 'visits.read', actor.personId);
const weekOf = (number: string, day: string, now: string) => {
  const grant = reading(actorOf(db, number));
  const monday = date(day).subtract({ days: date(day).dayOfWeek - 1 });
  return viewWeek(date(day), findVisits(db, grant, monday, monday.add({ days: 6 })), wall(now));
};

function oneOf(number: string, visitNumber: string): Visit {
  const found = findVisit(db, reading(actorOf(db, number)), visitOf(db, visitNumber).id);
  if (found === null) throw new Error(`${visitNumber} is not a visit of ${number}.`);
  return found;
}

describe('the week', () => {
  test('on Monday: from today to Sunday, each visit on its day', () => {
    const week = weekOf('D05', '2026-11-23', '2026-11-23T08:30');
    expect(week).toMatchObject({ from: '2026-11-23', to: '2026-11-29', isThisWeek: true, isEmpty: false });
    expect(week.days.map(({ on, isToday, upcoming, past }) => [on, isToday, upcoming.length, past.length])).toEqual([
      ['2026-11-23', true, 0, 0],
      ['2026-11-24', false, 2, 0],
      ['2026-11-25', false, 1, 0],
      ['2026-11-26', false, 0, 0],
      ['2026-11-27', false, 1, 0],
      ['2026-11-28', false, 0, 0],
      ['2026-11-29', false, 0, 0],
    ]);
    expect(week.days[1]?.upcoming.map(({ name, startTime }) => [name, startTime])).toEqual([
      ['Atbalsta persona', '09:30'],
      ['Asistents', '13:30'],
    ]);
  });

  test('on Thursday: today comes first, the days that are over come last', () => {
    const week = weekOf('D05', '2026-11-26', '2026-11-26T12:00');
    expect(week.days.map(({ on }) => on)).toEqual([
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
    ]);
    expect(week.days[0]?.isToday).toBe(true);
    expect(week.days.at(-2)?.past).toHaveLength(2);
  });

  test('another week keeps the order of the calendar', () => {
    const next = weekOf('D05', '2026-12-01', '2026-11-26T12:00');
    expect(next.isThisWeek).toBe(false);
    expect(next.days.map(({ on }) => on.slice(-2))).toEqual(['30', '01', '02', '03', '04', '05', '06']);
    const before = weekOf('D05', '2026-11-16', '2026-11-26T12:00');
    expect(before.days.map(({ on }) => on.slice(-2))).toEqual(['16', '17', '18', '19', '20', '21', '22']);
    expect(before.days.flatMap(({ upcoming }) => upcoming)).toEqual([]);
  });

  test('the weeks in which the clocks change have seven days', () => {
    const spring = weekOf('D05', '2027-03-28', '2027-03-28T12:00');
    expect(spring.days.map(({ on }) => on)).toEqual([
      '2027-03-28',
      '2027-03-22',
      '2027-03-23',
      '2027-03-24',
      '2027-03-25',
      '2027-03-26',
      '2027-03-27',
    ]);
    expect(weekOf('D05', '2026-10-25', '2026-10-19T12:00').days.at(-1)?.on).toBe('2026-10-25');
  });

  test('a week without visits says so', () => {
    expect(weekOf('D05', '2030-01-01', '2026-11-23T08:30').isEmpty).toBe(true);
  });
});

describe('a day', () => {
  test('what is over is lower, what goes on now is not', () => {
    const visits = [oneOf('D05', 'V0503'), oneOf('D05', 'V0593')];
    const at = (now: string) => {
      const { upcoming, past } = viewDay(date('2026-11-24'), visits, wall(now));
      return [upcoming.map(({ startTime }) => startTime), past.map(({ startTime }) => startTime)];
    };
    expect(at('2026-11-24T09:00')).toEqual([['09:30', '13:30'], []]);
    expect(at('2026-11-24T10:00')).toEqual([['09:30', '13:30'], []]);
    expect(at('2026-11-24T11:30')).toEqual([['13:30'], ['09:30']]);
    expect(at('2026-11-24T15:30')).toEqual([[], ['09:30', '13:30']]);
  });

  test('visits of other days are not on it', () => {
    expect(viewDay(date('2026-11-25'), [oneOf('D05', 'V0503')], wall('2026-11-23T08:30')).upcoming).toEqual([]);
  });
});

describe('one visit', () => {
  test('who, what, when and where', () => {
    expect(viewVisit(oneOf('D05', 'V0503'), wall('2026-11-23T08:30'))).toMatchObject({
      name: 'Atbalsta persona',
      heldOn: '2026-11-24',
      startTime: '09:30',
      endTime: '11:30',
      part: 'morning',
      state: 'upcoming',
      canBeChanged: true,
      isForFamily: false,
      provider: { name: 'Juris Lācis', phone: '+371 2000 1002', organisation: 'Biedrība “Blakus”' },
      place: 'Bibliotēka',
      address: 'Rīgas iela 1',
      video: null,
      reason: null,
      movedFrom: null,
    });
  });

  test('a video visit: its link opens a quarter of an hour before', () => {
    const visit = oneOf('D02', 'V0182');
    const at = (now: string) => viewVisit(visit, wall(now)).video;
    expect(at('2026-11-23T08:30')).toEqual({
      isOpen: false,
      url: 'https://video.example.org/d02',
      opensAt: '10:45',
    });
    expect(at('2026-11-23T10:45')?.isOpen).toBe(true);
    expect(at('2026-11-23T11:45')?.isOpen).toBe(false);
  });

  test('a cancelled one says why', () => {
    expect(viewVisit(oneOf('D01', 'V0140'), wall('2026-11-23T08:30'))).toMatchObject({
      state: 'cancelled',
      canBeChanged: false,
      reason: 'Dalībnieks ir slims.',
      isForFamily: true,
    });
  });

  test('a moved one shows where it stood', () => {
    const moved = {
      ...oneOf('D05', 'V0503'),
      movedFromOn: '2026-11-20',
      movedFromStart: '10:00',
      movedFromEnd: '12:00',
    };
    expect(viewVisit(moved, wall('2026-11-23T08:30')).movedFrom).toEqual({
      on: '2026-11-20',
      start: '10:00',
      end: '12:00',
    });
  });
});

describe('the coming visits', () => {
  const upcoming = (number: string, now: string, limit = 3) =>
    findUpcomingVisits(db, reading(actorOf(db, number)), wall(now), limit).map(({ heldOn, startTime }) => [
      heldOn,
      startTime,
    ]);

  test('the next ones first, no more than asked for', () => {
    expect(upcoming('D05', '2026-11-23T08:30')).toEqual([
      ['2026-11-24', '09:30'],
      ['2026-11-24', '13:30'],
      ['2026-11-25', '09:30'],
    ]);
  });

  test('one that goes on now still counts, one that has just ended does not', () => {
    expect(upcoming('D05', '2026-11-24T11:29:59', 1)).toEqual([['2026-11-24', '09:30']]);
    expect(upcoming('D05', '2026-11-24T11:30:00', 1)).toEqual([['2026-11-24', '13:30']]);
  });

  test('cancelled ones are left out', () => {
    expect(upcoming('D02', '2026-11-25T08:00', 1)).toEqual([['2026-11-27', '09:00']]);
  });
});

test('rule 3: a grant reads only its own person’s visits', () => {
  const ilze = reading(actorOf(db, 'D02'));
  expect(findVisit(db, ilze, visitOf(db, 'V0503').id)).toBeNull();
  const numbers = findVisits(db, ilze, date('2026-11-24'), date('2026-11-24')).map(({ serviceName }) => serviceName);
  expect(numbers).not.toContain('Asistents');
});
