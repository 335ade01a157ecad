import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { look as lookTable } from '../../../../db/schema.ts';
import { AccessDenied, authorizeOwn } from '../../../../src/core/access/grant.ts';
import { type Look, lookChoices, plainLook } from '../../../../src/core/look.ts';
import { chooseLook } from '../../../../src/features/settings/choose-look.ts';
import { askedLanguageCookie, noAskedLanguageCookie } from '../../../../src/features/settings/cookies.ts';
import { findLook, findPageLook } from '../../../../src/features/settings/find-look.ts';
import { lookText } from '../../../../src/features/settings/rules.ts';
import { findStoredLook, storeLook } from '../../../../src/features/settings/store.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';

const at = '2026-11-23T06:30:00.000Z';
let db: Database;
let clock: ReturnType<typeof movableClock>;

beforeEach(() => {
  db = pilotDatabase();
  clock = movableClock();
});

const app = (origin = 'http://localhost:4321') => ({ db, clock, env: { origin } });
const maris = () => actorOf(db, 'D05');
const ilze = () => actorOf(db, 'D02');
const dark: Look = { ...plainLook, textSize: 4, colours: 'dark', language: 'ru' };
const own = () => authorizeOwn(maris(), 'look.write');
const rows = () => db.select().from(lookTable).all();

describe('the look of a person', () => {
  test('is nothing until they choose, then the last one they chose', () => {
    expect(findStoredLook(db, own())).toBeUndefined();
    storeLook(db, own(), dark, at);
    expect(findStoredLook(db, own())).toEqual(dark);
    storeLook(db, own(), { ...dark, isCalm: true }, '2026-11-24T06:30:00.000Z');
    expect(findStoredLook(db, own())).toEqual({ ...dark, isCalm: true });
    expect(rows()).toHaveLength(1);
    expect(rows()).toMatchObject([{ personId: maris().personId, changedAt: '2026-11-24T06:30:00.000Z' }]);
  });

  test('takes every value of every choice', () => {
    for (const [field, values] of Object.entries(lookChoices)) {
      for (const value of values) {
        storeLook(db, own(), { ...plainLook, [field]: value }, at);
        expect(findStoredLook(db, own())).toEqual({ ...plainLook, [field]: value });
      }
    }
  });

  test('is theirs alone', () => {
    storeLook(db, own(), dark, at);
    expect(findStoredLook(db, authorizeOwn(ilze(), 'look.write'))).toBeUndefined();
  });

  test('is for everybody who signs in', () => {
    for (const number of ['D05', 'P01', 'P02', 'P05', 'P08', 'P11']) {
      const actor = actorOf(db, number);
      storeLook(db, authorizeOwn(actor, 'look.write'), dark, at);
      expect(findLook(app(), actor, null), number).toEqual(dark);
    }
    expect(() => authorizeOwn({ ...maris(), role: 'provider' }, 'look.write')).toThrow(AccessDenied);
  });

  test.each([
    ['text_size', 5],
    ['text_size', 0],
    ['spacing', 4],
    ['colours', 'red'],
    ['is_simple', 2],
    ['has_big_pictures', -1],
    ['is_calm', 7],
    ['language', 'de'],
  ])('%s is never %s, whoever writes it', (column, value) => {
    storeLook(db, own(), dark, at);
    expect(() => db.$client.prepare(`update look set ${column} = ?`).run(value)).toThrow(/CHECK constraint failed/);
  });
});

describe('which look a page has', () => {
  const cookie = `a=b; look=${lookText(dark)}; language=`;

  test('the person’s own, before the device’s, before the plain one', () => {
    expect(findLook(app(), null, null)).toEqual(plainLook);
    expect(findLook(app(), maris(), null)).toEqual(plainLook);
    expect(findLook(app(), null, cookie)).toEqual(dark);
    expect(findLook(app(), maris(), cookie)).toEqual(dark);
    storeLook(db, own(), { ...plainLook, isSimple: true }, at);
    expect(findLook(app(), maris(), cookie)).toEqual({ ...plainLook, isSimple: true });
    expect(findLook(app(), ilze(), cookie)).toEqual(dark);
  });

  test('the plain one when the cookie is not ours', () => {
    for (const odd of ['look=', 'look=4', 'look=4-4-dark-0-0-0-ru', 'xlook=1-1-dark-0-0-0-lv', 'look', '%', ';;;']) {
      expect(findLook(app(), null, odd), odd).toEqual(plainLook);
    }
  });

  const ask = (address: string, header: string | null = null, method = 'GET') =>
    new Request(`http://localhost${address}`, { method, headers: header === null ? {} : { cookie: header } });

  test('in the language that is asked for in passing', () => {
    expect(findPageLook(app(), null, ask('/?valoda=en', cookie))).toEqual({ ...dark, language: 'en' });
    expect(findPageLook(app(), null, ask('/', 'language=en'))).toEqual({ ...plainLook, language: 'en' });
    expect(findPageLook(app(), null, ask('/?valoda=lv', 'language=en')).language).toBe('lv');
    storeLook(db, own(), dark, at);
    expect(findPageLook(app(), maris(), ask('/', 'language=en')).language).toBe('en');
    expect(findPageLook(app(), maris(), ask('/')).language).toBe('ru');
  });

  test('and in no other', () => {
    for (const odd of ['/?valoda=', '/?valoda=de', '/?valoda=EN', '/?valoda=toString', '/?valoda=en%00']) {
      expect(findPageLook(app(), null, ask(odd)).language, odd).toBe('lv');
      expect(askedLanguageCookie(app(), ask(odd)), odd).toBeNull();
    }
    expect(findPageLook(app(), null, ask('/', 'language=de')).language).toBe('lv');
    expect(findPageLook(app(), null, ask('/?valoda=en', null, 'POST')).language).toBe('lv');
  });
});

describe('choosing', () => {
  test('is kept with the person and on the device', () => {
    expect(chooseLook(app(), maris(), null, 'krasas', 'yellow')).toEqual([
      'look=1-1-yellow-0-0-0-lv; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000',
    ]);
    clock.move({ hours: 1 });
    chooseLook(app(), maris(), 'look=4-3-dark-1-1-1-ru', 'burti', '3');
    expect(rows()).toEqual([
      {
        ...plainLook,
        personId: maris().personId,
        colours: 'yellow',
        textSize: 3,
        changedAt: '2026-11-23T07:30:00.000Z',
      },
    ]);
  });

  test('begins from what the device shows, and keeps it only then', () => {
    const cookie = `look=${lookText(dark)}`;
    findPageLook(app(), maris(), new Request('http://localhost/', { headers: { cookie } }));
    expect(rows()).toEqual([]);
    chooseLook(app(), maris(), cookie, 'atteli', '1');
    expect(findStoredLook(db, own())).toEqual({ ...dark, hasBigPictures: true });
  });

  test('by nobody is kept on the device alone', () => {
    expect(chooseLook(app(), null, 'look=1-1-dark-0-0-0-lv', 'burti', '2')).toEqual([
      'look=2-1-dark-0-0-0-lv; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000',
    ]);
    expect(rows()).toEqual([]);
  });

  test('what is not offered keeps nothing', () => {
    for (const code of ['', '5', 'dark', '__proto__'])
      expect(chooseLook(app(), maris(), null, 'burti', code)).toBeNull();
    expect(rows()).toEqual([]);
  });

  test('a language ends one that was asked for in passing; another answer does not keep that one', () => {
    expect(chooseLook(app(), maris(), 'language=en', 'valoda', 'ru')).toEqual([
      'look=1-1-device-0-0-0-ru; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000',
      'language=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0',
    ]);
    expect(chooseLook(app(), ilze(), 'language=en', 'miers', '1')).toEqual([
      'look=1-1-device-0-0-1-lv; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000',
    ]);
  });
});

test('over https a cookie belongs to this address alone', () => {
  const secure = app('https://plans.example.lv');
  const [cookie = ''] = chooseLook(secure, null, null, 'burti', '2') ?? [];
  expect(cookie).toBe('__Host-look=2-1-device-0-0-0-lv; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000; Secure');
  expect(noAskedLanguageCookie(secure)).toBe('__Host-language=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure');
  expect(findLook(secure, null, cookie).textSize).toBe(2);
  expect(findLook(secure, null, cookie.replace('__Host-', '')).textSize).toBe(1);
});
