import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, transact } from '../../../db/client.ts';
import { accessLog, municipality, person } from '../../../db/schema.ts';
import { openApp } from '../../../src/core/app.ts';
import { refusalsOf, tablesWithGaps } from '../../../src/server/start-rules.ts';
import { closeDatabase, readDatabaseFacts, readSomething } from '../../../src/server/store.ts';
import { temporaryFolder } from './stand-in.ts';

let folder: string;
let db: Database;

beforeEach(() => {
  folder = temporaryFolder();
  db = openApp({ DEMO: '1', DATABASE_FILE: join(folder, 'portal.sqlite') }).db;
});
afterEach(() => {
  if (db.$client.open) db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

function addTwoPeople(): void {
  db.insert(municipality).values({ code: 'A', name: 'A novads', isDemo: true }).run();
  for (const number of ['D01', 'P01']) {
    const isParticipant = number === 'D01';
    db.insert(person)
      .values({
        municipalityId: 1,
        number,
        role: isParticipant ? 'participant' : 'family',
        firstName: 'Anna',
        lastName: 'Kalna',
        vocative: isParticipant ? 'Anna' : null,
        bornOn: isParticipant ? '1990-01-01' : null,
        gender: 'female',
      })
      .run();
  }
}

const view = { participantId: 1, viewerId: 2, topic: 'plan', viewedAt: '2026-11-23T06:30:00.000Z' } as const;

function addViews(times: number): void {
  for (let time = 0; time < times; time += 1) db.insert(accessLog).values(view).run();
}

/** As somebody would who edits the file with another program. */
function deleteViews(where: string): void {
  db.$client.exec(`drop trigger access_log_no_delete; delete from access_log where ${where}`);
}

describe('append-only tables', () => {
  test('have no gaps when they are empty or only ever added to', () => {
    expect(tablesWithGaps(readDatabaseFacts(db))).toEqual([]);
    addTwoPeople();
    addViews(3);
    const facts = readDatabaseFacts(db);
    expect(facts.appendOnly).toContainEqual({ name: 'access_log', rows: 3, lastNumber: 3, lastGivenNumber: 3 });
    expect(tablesWithGaps(facts)).toEqual([]);
  });

  test('have none either after what was refused or rolled back', () => {
    addTwoPeople();
    addViews(1);
    expect(() =>
      db
        .insert(accessLog)
        .values({ ...view, viewerId: 99 })
        .run(),
    ).toThrow();
    expect(() =>
      transact(db, (tx) => {
        tx.insert(accessLog).values(view).run();
        throw new Error('changed their mind');
      }),
    ).toThrow('changed their mind');
    transact(db, (tx) => {
      expect(() =>
        tx
          .insert(accessLog)
          .values({ ...view, viewerId: 99 })
          .run(),
      ).toThrow();
      tx.insert(accessLog).values(view).run();
    });
    expect(tablesWithGaps(readDatabaseFacts(db))).toEqual([]);
  });

  test.each([
    ['the first', 'id = 1'],
    ['one in the middle', 'id = 2'],
    ['the last', 'id = 3'],
    ['all', 'true'],
  ])('have a gap when %s was taken out', (_name, where) => {
    addTwoPeople();
    addViews(3);
    deleteViews(where);
    expect(tablesWithGaps(readDatabaseFacts(db))).toEqual(['access_log']);
  });
});

describe('the start', () => {
  const whole = { hasDemoPeople: false, hasRealPeople: false, appendOnly: [] };
  const gappy = [{ name: 'ledger_entry', rows: 2, lastNumber: 3, lastGivenNumber: 3 }];
  const demo = { isDemo: true, databaseFile: 'x.sqlite' };
  const real = { isDemo: false, databaseFile: 'x.sqlite' };

  test.each([
    ['an empty database', real, whole, 0],
    ['an empty database in the demo', demo, whole, 0],
    ['real people', real, { ...whole, hasRealPeople: true }, 0],
    ['demo people in the demo', demo, { ...whole, hasDemoPeople: true }, 0],
    ['demo people', real, { ...whole, hasDemoPeople: true }, 1],
    ['real people in the demo', demo, { ...whole, hasRealPeople: true }, 1],
    ['lost entries', real, { ...whole, appendOnly: gappy }, 1],
    ['lost entries in the demo', demo, { ...whole, appendOnly: gappy }, 0],
  ])('with %s', (_name, env, facts, refusals) => {
    expect(refusalsOf(env, facts)).toHaveLength(refusals);
  });

  test('knows demo people from real ones', () => {
    expect(readDatabaseFacts(db)).toMatchObject({ hasDemoPeople: false, hasRealPeople: false });
    db.insert(municipality).values({ code: 'A', name: 'A novads', isDemo: true }).run();
    expect(readDatabaseFacts(db)).toMatchObject({ hasDemoPeople: true, hasRealPeople: false });
    db.insert(municipality).values({ code: 'B', name: 'B novads', isDemo: false }).run();
    expect(readDatabaseFacts(db)).toMatchObject({ hasDemoPeople: true, hasRealPeople: true });
  });
});

describe('health', () => {
  test('reads from the file: without the table it fails', () => {
    expect(() => readSomething(db)).not.toThrow();
    db.run(sql`pragma foreign_keys = off`);
    db.run(sql`drop table municipality`);
    expect(() => readSomething(db)).toThrow();
  });

  test('a closed database is not healthy', () => {
    closeDatabase(db);
    expect(() => readSomething(db)).toThrow();
  });
});
