import { describe, expect, it } from 'vitest';
import { loadDemo, weeksFromReference } from '../../../db/demo/load.ts';
import { municipality } from '../../../db/schema.ts';
import { emptyDatabase } from '../../support/database.ts';

const days = (db: ReturnType<typeof emptyDatabase>) =>
  db.$client
    .prepare(
      `select (select held_on || ' ' || start_time from visit where number = 'V0503') visit,
        (select from_on || ' ' || to_on from plan where number = 'PL-D05') plan,
        (select min(from_on) || ' ' || max(to_on) from circle_link) links,
        (select distinct done_on from step where done_on is not null) done,
        (select born_on from person where number = 'D05') born`,
    )
    .get();

describe('the demo', () => {
  it.each([
    [
      'in the week it was made for',
      '2026-11-23T06:30:00Z',
      {
        visit: '2026-11-24 09:30',
        plan: '2026-08-03 2027-07-31',
        links: '2026-08-01 2029-07-31',
        done: '2026-10-02',
        born: '1997-09-08',
      },
    ],
    [
      'on that week’s last evening',
      '2026-11-29T21:59:00Z',
      {
        visit: '2026-11-24 09:30',
        plan: '2026-08-03 2027-07-31',
        links: '2026-08-01 2029-07-31',
        done: '2026-10-02',
        born: '1997-09-08',
      },
    ],
    [
      'a minute later, when it is Monday in Riga',
      '2026-11-29T22:01:00Z',
      {
        visit: '2026-12-01 09:30',
        plan: '2026-08-10 2027-08-07',
        links: '2026-08-08 2029-08-07',
        done: '2026-10-09',
        born: '1997-09-08',
      },
    ],
    [
      'before that week',
      '2026-11-20T10:00:00Z',
      {
        visit: '2026-11-17 09:30',
        plan: '2026-07-27 2027-07-24',
        links: '2026-07-25 2029-07-24',
        done: '2026-09-25',
        born: '1997-09-08',
      },
    ],
    [
      'in summer time',
      '2027-06-16T10:00:00Z',
      {
        visit: '2027-06-15 09:30',
        plan: '2027-02-22 2028-02-19',
        links: '2027-02-20 2030-02-19',
        done: '2027-04-23',
        born: '1997-09-08',
      },
    ],
  ])('stands %s', (_name, now, expected) => {
    const db = emptyDatabase();
    expect(loadDemo(db, Temporal.Instant.from(now))).toBe(true);
    expect(days(db)).toEqual(expected);
  });

  it('is loaded once', () => {
    const db = emptyDatabase();
    expect(loadDemo(db, Temporal.Instant.from('2026-11-23T06:30:00Z'))).toBe(true);
    expect(loadDemo(db, Temporal.Instant.from('2026-12-23T06:30:00Z'))).toBe(false);
    expect(db.select().from(municipality).all()).toEqual([
      { id: 1, code: 'DEMO', name: 'Parauga novads', isDemo: true },
    ]);
    expect(days(db)).toMatchObject({ visit: '2026-11-24 09:30' });
  });

  it('stays away from a database that holds a municipality', () => {
    const db = emptyDatabase();
    db.insert(municipality).values({ code: 'M', name: 'Novads' }).run();
    expect(loadDemo(db, Temporal.Instant.from('2026-11-23T06:30:00Z'))).toBe(false);
    expect(db.$client.prepare('select count(*) from person').pluck().get()).toBe(0);
  });

  it('moves by whole weeks, Monday to Sunday', () => {
    const weeks = (day: string) => weeksFromReference(Temporal.PlainDate.from(day));
    expect([weeks('2026-11-22'), weeks('2026-11-23'), weeks('2026-11-29'), weeks('2026-11-30')]).toEqual([-1, 0, 0, 1]);
  });

  it('loads on any week of the next years: no clock time falls into a skipped hour', () => {
    for (let week = 0; week < 60; week += 4) {
      const now = Temporal.Instant.from('2026-11-23T06:30:00Z').add({ hours: week * 168 });
      expect(loadDemo(emptyDatabase(), now)).toBe(true);
    }
  });
});
