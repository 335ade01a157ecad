import { eq, getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import * as schema from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import { standingClock } from '../../../../src/core/time/clock.ts';
import { peopleColumns } from '../../../../src/features/own-data/everything.ts';
import { gatherEverything } from '../../../../src/features/own-data/index.ts';
import { leftOut } from '../../../../src/features/own-data/store.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';
import { cannotCome, tabletOf } from '../requests/a-request.ts';

const at = '2026-11-23T06:35:00.000Z';
let db: Database;
let app: { db: Database; clock: ReturnType<typeof standingClock> };
let maris: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: standingClock(at) };
  maris = actorOf(db, 'D05');
});

const everything = (who = maris) => gatherEverything(db, authorize(app, who, 'data.export', who.personId), at);

test('every table of the portal is in the file, or says why not', () => {
  const tables = Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .map((table) => getTableName(table));
  const { format, version, madeAt, ...exported } = everything();
  expect([format, version, madeAt]).toEqual(['mans-plans/own-data', 1, at]);
  expect([...Object.keys(exported), ...Object.keys(leftOut)].sort()).toEqual(tables.sort());
});

test('it holds what the person has and asked, with the names of others', () => {
  tabletOf(app, maris).send('V0503', cannotCome);
  const found = JSON.parse(JSON.stringify(everything()));
  expect(found.person).toHaveLength(1);
  expect(found.person[0]).toMatchObject({ firstName: 'Māris', number: 'D05' });
  expect(found.plan).toHaveLength(1);
  expect(found.visit.length).toBeGreaterThan(50);
  expect(found.request).toMatchObject([
    { kind: 'cannot_come', answers: { what: 'cannot_come' }, asAsked: [{}, {}, {}] },
  ]);
  expect(found.circle_link).toMatchObject([
    { personId: { firstName: 'Dina', lastName: 'Sila', role: 'social_worker' } },
    { personId: { firstName: 'Juris', lastName: 'Lācis', role: 'support_person' } },
    { personId: { firstName: 'Aija', lastName: 'Krūmiņa', role: 'family' } },
  ]);
});

test('nothing of another participant, no contact of anybody else, no secret', () => {
  tabletOf(app, actorOf(db, 'D02')).send('V0265', cannotCome);
  const text = JSON.stringify(everything());
  for (const foreign of ['Ilze', 'Kalniņa', 'Jānis', 'Ozols']) expect(text).not.toContain(foreign);
  const others = db
    .select()
    .from(schema.person)
    .all()
    .filter(({ id }) => id !== maris.personId);
  for (const { phone, email } of others) {
    if (phone !== null) expect(text).not.toContain(phone);
    if (email !== null) expect(text).not.toContain(email);
  }
  expect(text).not.toMatch(/hash/i);
});

test('only with the card just shown, and only for oneself', () => {
  const later = { db, clock: standingClock('2026-11-23T06:45:00.000Z') };
  expect(() => authorize(later, maris, 'data.export', maris.personId)).toThrow(new AccessDenied('card_needed'));
  for (const number of ['D02', 'P01', 'P03', 'P09', 'P31']) {
    expect(() => authorize(app, actorOf(db, number), 'data.export', maris.personId), number).toThrow(AccessDenied);
  }
});

test('whoever stands in a row stands there by name', () => {
  // A number of another person would say nothing to a reader, and a new column of the kind is easily forgotten.
  const columnsOfPeople = Object.values(schema)
    .filter((value) => is(value, SQLiteTable))
    .filter((table) => !(getTableName(table) in leftOut))
    .flatMap((table) => {
      const named = new Map(Object.entries(getTableColumns(table)).map(([name, column]) => [column.name, name]));
      return getTableConfig(table)
        .foreignKeys.map((key) => key.reference())
        .filter(({ foreignTable }) => foreignTable === schema.person)
        .flatMap(({ columns }) => columns.map((column) => named.get(column.name) ?? ''));
    });
  const inTheirOwnFile = ['participantId', 'userId'];
  expect(new Set(peopleColumns)).toEqual(new Set(columnsOfPeople.filter((column) => !inTheirOwnFile.includes(column))));
});

test('what the family asks for itself is in the file once it is sent, and not before', () => {
  const janis = actorOf(db, 'D01');
  const { id: serviceId } = db.select().from(schema.service).where(eq(schema.service.code, 'PSF')).get() ?? { id: 0 };
  const rita = actorOf(db, 'P05');
  const own = db
    .insert(schema.request)
    .values({
      participantId: janis.personId,
      formKey: 'of Rita',
      flow: 'relative',
      status: 'draft',
      answers: JSON.stringify({ family_service: String(serviceId) }),
      ownWords: 'Es vairs nevaru.',
      startedAt: at,
      startedBy: rita.personId,
    })
    .returning()
    .get();
  db.insert(schema.requestEvent).values({ requestId: own.id, kind: 'started', at, byPersonId: rita.personId }).run();
  const before = everything(janis);
  expect([before.request, before.request_event]).toEqual([[], []]);
  const sent = { status: 'sent', kind: 'for_family', asAsked: '[]', sentAt: at, promisedOn: '2026-11-30' } as const;
  db.update(schema.request)
    .set({ ...sent, askedLanguage: 'lv', askedLook: '{}' })
    .where(eq(schema.request.id, own.id))
    .run();
  expect(JSON.stringify(everything(janis).request)).toContain('Es vairs nevaru.');
});
