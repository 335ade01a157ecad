import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { helperTie } from '../../../../db/schema.ts';
import type { Actor } from '../../../../src/core/access/actor.ts';
import { AccessDenied, authorize } from '../../../../src/core/access/grant.ts';
import { NotFound } from '../../../../src/core/problem.ts';
import { findHelperBonds, noteTie, tieName, unnoteTie } from '../../../../src/features/desk/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker } from '../../../support/people.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let dina: Actor;
let maris: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  dina = actorOf(db, 'P01');
  maris = actorOf(db, 'D05');
});

const careOf = (actor = dina, participant = maris) => ({
  manage: authorize(app, actor, 'circle.manage', participant.personId),
  circle: authorize(app, actor, 'circle.read', participant.personId),
  plan: authorize(app, actor, 'plan.write', participant.personId),
});
const idOf = (number: string) => String(actorOf(db, number).personId);
const bonds = (care = careOf()) =>
  findHelperBonds(app, care).bonds.map(({ helper, provider, bond, isNoted }) => [
    helper.firstName,
    provider.firstName,
    bond,
    isNoted,
  ]);

test('the register says by itself who is paid for a service of the plan', () => {
  expect(bonds()).toEqual([['Juris', 'Juris', 'is_provider', false]]);
});

test('what else is known is noted once, seen at every circle of the helper, and ends', () => {
  const given = { helper: idOf('P03'), provider: idOf('P20'), kind: 'related' };
  expect(noteTie(app, careOf(), given)).toEqual([]);
  expect(noteTie(app, careOf(), { ...given, kind: 'paid_by' })).toEqual([]);
  const noted = ['Juris', 'Kristīne', 'related', true];
  expect(bonds()).toContainEqual(noted);
  expect(bonds(careOf(dina, actorOf(db, 'D03')))).toContainEqual(noted);
  expect(bonds(careOf(dina, actorOf(db, 'D01')))).not.toContainEqual(noted);

  unnoteTie(app, careOf(), `${idOf('P03')}:${idOf('P20')}`);
  expect(bonds()).not.toContainEqual(noted);
  expect(db.select().from(helperTie).all()).toMatchObject([
    { kind: 'related', notedBy: dina.personId, endedBy: dina.personId, endedAt: '2026-11-23T06:30:00.000Z' },
  ]);
  expect(noteTie(app, careOf(), given)).toEqual([]);
  expect(bonds()).toContainEqual(noted);
});

test.each([
  ['nothing', {}, ['helper', 'provider', 'kind']],
  ['no kind', { helper: 'P03', provider: 'P20' }, ['kind']],
  ['a kind that there is not', { helper: 'P03', provider: 'P20', kind: 'friend' }, ['kind']],
  ['somebody of another circle', { helper: 'P02', provider: 'P20', kind: 'related' }, ['helper']],
  ['a relative', { helper: 'P09', provider: 'P20', kind: 'related' }, ['helper']],
  ['somebody who is paid for nothing', { helper: 'P03', provider: 'P09', kind: 'related' }, ['provider']],
  ['the helper themself', { helper: 'P03', provider: 'P03', kind: 'related' }, ['provider']],
] as const)(
  '%s is told, and nothing is noted',
  (_name, {
    helper = '',
    provider = '',
    kind = '',
  }: Readonly<Partial<Record<'helper' | 'provider' | 'kind', string>>>, missing) => {
    const given = { helper: helper && idOf(helper), provider: provider && idOf(provider), kind };
    expect(noteTie(app, careOf(), given)).toEqual(missing);
    expect(db.select().from(helperTie).all()).toEqual([]);
  },
);

test('what the register says cannot be ended here, nor what nobody noted', () => {
  const [own] = findHelperBonds(app, careOf()).bonds;
  if (own === undefined) throw new Error('Juris is paid for his help.');
  expect(() => unnoteTie(app, careOf(), tieName(own))).toThrow(NotFound);
  expect(() => unnoteTie(app, careOf(), `${idOf('P03')}:${idOf('P20')}`)).toThrow(NotFound);
});

test.each(['P30', 'P31', 'P03', 'P09', 'D05'])('%s does not get here', (number) => {
  expect(() => careOf(actorOf(db, number))).toThrow(AccessDenied);
});

test('nor does anybody of another municipality', () => {
  expect(() => careOf(addForeignWorker(db))).toThrow(AccessDenied);
});
