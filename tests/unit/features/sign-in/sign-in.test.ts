import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { credential, loginSession, person, signInLimit } from '../../../../db/schema.ts';
import { acceptInvitation } from '../../../../src/features/sign-in/accept-invitation.ts';
import { issueCard, issueCode, issueInvitation } from '../../../../src/features/sign-in/issue.ts';
import { findActor, signOut } from '../../../../src/features/sign-in/lucia.ts';
import { hashPassword } from '../../../../src/features/sign-in/passwords.ts';
import { keyedHash, makeCardSecret } from '../../../../src/features/sign-in/secrets.ts';
import {
  type SignedIn,
  signInWithCard,
  signInWithCode,
  signInWithPassword,
} from '../../../../src/features/sign-in/sign-in.ts';
import { addFirstPassword, replaceCard, replaceOnceSecret } from '../../../../src/features/sign-in/store.ts';
import { aPortal, callFrom, cookieOf, holderOf, secretOf } from './a-portal.ts';

const PASSWORD = 'zili kaķi uz jumta';
const JANIS = { number: 'D01' };
const MARIS = { number: 'D05' };

afterEach(() => {
  vi.useRealTimers();
});

function signedIn(result: { status: string } | SignedIn): SignedIn {
  expect(result.status).toBe('signed_in');
  return result as SignedIn;
}

describe('a card', () => {
  it('signs its participant in', async () => {
    const { app } = aPortal();
    const { link } = issueCard(app, MARIS);
    expect(link).toMatch(/^http:\/\/localhost:4321\/k#A/);
    const result = signedIn(await signInWithCard(app, secretOf(link), callFrom()));
    expect(result.home).toBe('/');
    const { actor } = await findActor(app, cookieOf(result.setCookie));
    expect(actor).toEqual({
      personId: holderOf(app.db, 'D05').id,
      municipalityId: expect.any(Number),
      role: 'participant',
      isHead: false,
      firstName: 'Māris',
      lastName: 'Krūmiņš',
      vocative: 'Māri',
      gender: 'male',
      signedInAt: '2026-11-23T06:30:00.000Z',
      together: null,
      signedInBy: 'card',
    });
  });

  it('that is made anew ends the old card and all sessions at once', async () => {
    const { app, clock } = aPortal();
    const old = issueCard(app, MARIS);
    const mine = signedIn(await signInWithCard(app, secretOf(old.link), callFrom()));
    const found = signedIn(await signInWithCard(app, secretOf(old.link), callFrom('198.51.100.7')));
    const other = signedIn(await signInWithCard(app, secretOf(issueCard(app, JANIS).link), callFrom()));
    clock.move({ minutes: 1 });
    const fresh = issueCard(app, MARIS);
    for (const { setCookie } of [mine, found]) {
      expect(await findActor(app, cookieOf(setCookie))).toEqual({ actor: null, setCookie: null });
    }
    expect(await signInWithCard(app, secretOf(old.link), callFrom())).toEqual({ status: 'refused' });
    expect((await signInWithCard(app, secretOf(fresh.link), callFrom())).status).toBe('signed_in');
    expect((await findActor(app, cookieOf(other.setCookie))).actor?.firstName).toBe('Jānis');
  });

  it('that was taken back opens nothing on the very next request', async () => {
    const { app, db } = aPortal();
    const card = issueCard(app, MARIS);
    const { setCookie } = signedIn(await signInWithCard(app, secretOf(card.link), callFrom()));
    expect((await findActor(app, cookieOf(setCookie))).actor).not.toBeNull();
    db.update(credential).set({ revokedAt: '2026-11-23T06:30:00.000Z' }).where(eq(credential.id, card.cardId)).run();
    expect((await findActor(app, cookieOf(setCookie))).actor).toBeNull();
  });

  it('works for 12 months, and its sessions end with it', async () => {
    const { app, clock } = aPortal();
    const { link, lastDay } = issueCard(app, MARIS);
    expect(lastDay.toString()).toBe('2027-11-22');
    clock.move({ hours: 24 * 364 });
    const { setCookie } = signedIn(await signInWithCard(app, secretOf(link), callFrom()));
    clock.move({ hours: 24 });
    expect((await findActor(app, cookieOf(setCookie))).actor).toBeNull();
    expect(await signInWithCard(app, secretOf(link), callFrom())).toEqual({ status: 'refused' });
  });

  it('misread is told so without a question to the database', async () => {
    const { app, db } = aPortal();
    const secret = makeCardSecret();
    db.$client.close();
    const misread = `${secret.slice(0, 20)}${secret[20] === 'x' ? 'y' : 'x'}${secret.slice(21)}`;
    expect(await signInWithCard(app, misread, callFrom())).toEqual({ status: 'unreadable' });
  });

  it('unknown, taken back or expired is answered alike; only the log says why', async () => {
    const { app, lines, clock } = aPortal();
    const revoked = issueCard(app, MARIS);
    issueCard(app, MARIS);
    const expired = issueCard(app, JANIS);
    clock.move({ hours: 24 * 366 });
    const answers: unknown[] = [];
    for (const secret of [makeCardSecret(), secretOf(revoked.link), secretOf(expired.link)]) {
      answers.push(await signInWithCard(app, secret, callFrom()));
    }
    expect(answers).toEqual(Array(3).fill({ status: 'refused' }));
    expect(lines.map((line) => JSON.parse(line).reason)).toEqual(['unknown', 'revoked', 'expired']);
  });

  it('of somebody who is not a participant works in the demo only', async () => {
    for (const [DEMO, status] of [
      ['1', 'signed_in'],
      ['0', 'refused'],
    ] as const) {
      const { app } = aPortal({ DEMO });
      const secret = makeCardSecret();
      replaceCard(app.db, {
        personId: holderOf(app.db, 'P02').id,
        secretHash: keyedHash(app.env.pepper, 'card', secret),
        createdAt: '2026-11-23T06:30:00.000Z',
        expiresAt: '2027-11-23T06:30:00.000Z',
      });
      expect((await signInWithCard(app, secret, callFrom())).status).toBe(status);
    }
  });

  it('is not made for helpers, nor for a number that is not there', () => {
    const { app, db } = aPortal({ DEMO: '1' });
    expect(() => issueCard(app, { number: 'P02' })).toThrow('participants_only');
    expect(() => issueCard(app, { number: 'D99' })).toThrow('unknown_number');
    expect(() => issueCard(app, { number: 'D05', municipality: 'OTHER' })).toThrow('unknown_number');
    expect(db.select().from(credential).all()).toEqual([]);
  });

  it('ends the session of whoever used the tablet before', async () => {
    const { app, db } = aPortal();
    const before = signedIn(await signInWithCard(app, secretOf(issueCard(app, JANIS).link), callFrom()));
    const cookie = cookieOf(before.setCookie);
    const after = signedIn(
      await signInWithCard(app, secretOf(issueCard(app, MARIS).link), callFrom('192.0.2.1', cookie)),
    );
    expect(cookieOf(after.setCookie)).not.toBe(cookie);
    expect((await findActor(app, cookie)).actor).toBeNull();
    expect((await findActor(app, cookieOf(after.setCookie))).actor?.firstName).toBe('Māris');
    expect(db.select().from(loginSession).all()).toHaveLength(1);
  });
});

describe('a one-time code', () => {
  it('works once, within 10 minutes, as it is read out', async () => {
    const { app, clock } = aPortal();
    const { code } = issueCode(app, MARIS);
    clock.move({ minutes: 9, seconds: 59 });
    const { setCookie } = signedIn(await signInWithCode(app, `${code.slice(0, 4)} ${code.slice(4)}`, callFrom()));
    expect((await findActor(app, cookieOf(setCookie))).actor?.signedInBy).toBe('code');
    expect(await signInWithCode(app, code, callFrom())).toEqual({ status: 'refused' });
    clock.move({ hours: 1 });
    expect((await findActor(app, cookieOf(setCookie))).actor?.firstName).toBe('Māris');
  });

  it('expires', async () => {
    const { app, clock } = aPortal();
    const { code } = issueCode(app, MARIS);
    clock.move({ minutes: 10 });
    expect(await signInWithCode(app, code, callFrom())).toEqual({ status: 'refused' });
  });

  it('used many times at once makes one session', async () => {
    const { app, db } = aPortal();
    const { code } = issueCode(app, MARIS);
    const results = await Promise.all(Array.from({ length: 10 }, () => signInWithCode(app, code, callFrom())));
    expect(results.filter(({ status }) => status === 'signed_in')).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'refused')).toHaveLength(9);
    expect(db.select().from(loginSession).all()).toHaveLength(1);
  });

  it('is void once there is a newer one', async () => {
    const { app } = aPortal();
    const old = issueCode(app, MARIS);
    const fresh = issueCode(app, MARIS);
    expect((await signInWithCode(app, old.code, callFrom())).status).toBe('refused');
    expect((await signInWithCode(app, fresh.code, callFrom())).status).toBe('signed_in');
  });

  it('is never given out twice', () => {
    const { app, db } = aPortal();
    const secret = {
      secretHash: keyedHash(app.env.pepper, 'code', '12345678'),
      createdAt: '2026-11-23T06:30:00.000Z',
      expiresAt: '2026-11-23T06:40:00.000Z',
    };
    expect(replaceOnceSecret(db, 'code', { ...secret, personId: holderOf(db, 'D05').id })).toBe(true);
    expect(replaceOnceSecret(db, 'code', { ...secret, personId: holderOf(db, 'D01').id })).toBe(false);
  });

  it('is only for participants, and mistyped is told so', async () => {
    const { app } = aPortal({ DEMO: '1' });
    expect(() => issueCode(app, { number: 'P02' })).toThrow('participants_only');
    expect(await signInWithCode(app, '1234', callFrom())).toEqual({ status: 'unreadable' });
  });
});

describe('an invitation', () => {
  it('sets the password and signs in, once', async () => {
    const { app } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    const result = signedIn(await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom()));
    expect(result.home).toBe('/palidzu');
    expect((await findActor(app, cookieOf(result.setCookie))).actor?.signedInBy).toBe('password');
    expect(await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom())).toEqual({ status: 'refused' });
    const later = await signInWithPassword(app, { email: ' Anna.P02@example.org ', password: PASSWORD }, callFrom());
    expect(later.status).toBe('signed_in');
  });

  it('used many times at once sets one password', async () => {
    const { app, db } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    const results = await Promise.all(
      Array.from({ length: 4 }, () => acceptInvitation(app, { invitation, password: PASSWORD }, callFrom())),
    );
    expect(results.filter(({ status }) => status === 'signed_in')).toHaveLength(1);
    expect(db.select().from(credential).where(eq(credential.kind, 'password')).all()).toHaveLength(1);
    expect(db.select().from(loginSession).all()).toHaveLength(1);
  });

  it('ends the older password and all sessions', async () => {
    const { app } = aPortal();
    const first = issueInvitation(app, { number: 'P02' }).invitation;
    const before = signedIn(await acceptInvitation(app, { invitation: first, password: PASSWORD }, callFrom()));
    const second = issueInvitation(app, { number: 'P02' }).invitation;
    await acceptInvitation(app, { invitation: second, password: 'trīs zaļi gurķi traukā' }, callFrom());
    expect((await findActor(app, cookieOf(before.setCookie))).actor).toBeNull();
    const old = await signInWithPassword(app, { email: 'anna.p02@example.org', password: PASSWORD }, callFrom());
    expect(old).toEqual({ status: 'refused' });
  });

  it('works for 14 days', async () => {
    const { app, clock } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    clock.move({ hours: 14 * 24 });
    expect(await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom())).toEqual({ status: 'refused' });
  });

  it('is still good after a weak password', async () => {
    const { app, db } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    for (let time = 0; time < 30; time++) {
      const weak = await acceptInvitation(app, { invitation, password: 'parole123456' }, callFrom());
      expect(weak).toEqual({ status: 'weak', problem: 'too_common' });
    }
    expect(db.select().from(loginSession).all()).toEqual([]);
    expect((await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom())).status).toBe('signed_in');
  });

  it('is not for participants or providers', () => {
    const { app } = aPortal({ DEMO: '1' });
    expect(() => issueInvitation(app, MARIS)).toThrow('not_for_participants');
    expect(() => issueInvitation(app, { number: 'P20' })).toThrow('not_for_participants');
  });
});

describe('a password', () => {
  it('is answered alike for a wrong one and an unknown address', async () => {
    const { app } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom());
    for (const email of ['anna.p02@example.org', 'nobody@example.org', 'x'.repeat(300_000)]) {
      const result = await signInWithPassword(app, { email, password: 'not the password' }, callFrom());
      expect(result).toEqual({ status: 'refused' });
    }
  });

  it('left empty is told so, and not counted', async () => {
    const { app, db } = aPortal();
    expect(await signInWithPassword(app, { email: ' ', password: PASSWORD }, callFrom())).toEqual({
      status: 'unreadable',
    });
    expect(await signInWithPassword(app, { email: 'a@example.org', password: '' }, callFrom())).toEqual({
      status: 'unreadable',
    });
    expect(db.select().from(signInLimit).all()).toEqual([]);
  });

  it('of a participant or a provider opens nothing', async () => {
    const { app, db } = aPortal();
    for (const [number, email] of [
      ['D05', 'maris@example.org'],
      ['P20', 'kristine.p20@example.org'],
    ] as const) {
      const { id } = holderOf(db, number);
      db.update(person).set({ email }).where(eq(person.id, id)).run();
      const secretHash = await hashPassword(PASSWORD);
      addFirstPassword(db, { personId: id, secretHash, createdAt: '2026-11-23T06:30:00.000Z' });
      expect(await signInWithPassword(app, { email, password: PASSWORD }, callFrom())).toEqual({ status: 'refused' });
    }
  });
});

describe('a session', () => {
  it('of a card lasts 30 days from the last visits, and sends its cookie anew', async () => {
    const { app, clock } = aPortal();
    const { setCookie } = signedIn(await signInWithCard(app, secretOf(issueCard(app, MARIS).link), callFrom()));
    const cookie = cookieOf(setCookie);
    expect(setCookie).toContain('Max-Age=2592000');
    clock.move({ hours: 14 * 24 });
    expect((await findActor(app, cookie)).setCookie).toBeNull();
    clock.move({ hours: 2 * 24 });
    const prolonged = await findActor(app, cookie);
    expect(prolonged.actor?.firstName).toBe('Māris');
    expect(cookieOf(prolonged.setCookie ?? '')).toBe(cookie);
    clock.move({ hours: 29 * 24 });
    expect((await findActor(app, cookie)).actor).not.toBeNull();
    clock.move({ hours: 31 * 24 });
    expect(await findActor(app, cookie)).toEqual({ actor: null, setCookie: null });
  });

  it('of a password ends after 12 hours, however busy', async () => {
    const { app, clock } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P01' });
    const { setCookie, home } = signedIn(await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom()));
    expect(home).toBe('/galds');
    for (let hour = 0; hour < 11; hour++) {
      clock.move({ hours: 1 });
      expect(await findActor(app, cookieOf(setCookie))).toMatchObject({
        actor: { role: 'social_worker' },
        setCookie: null,
      });
    }
    clock.move({ hours: 1 });
    expect((await findActor(app, cookieOf(setCookie))).actor).toBeNull();
  });

  it('ends on signing out', async () => {
    const { app, db } = aPortal();
    const { setCookie } = signedIn(await signInWithCard(app, secretOf(issueCard(app, MARIS).link), callFrom()));
    const blank = await signOut(app, cookieOf(setCookie));
    expect(blank).toBe('session=; HttpOnly; Max-Age=0; Path=/; SameSite=Lax');
    expect((await findActor(app, cookieOf(setCookie))).actor).toBeNull();
    expect(db.select().from(loginSession).all()).toEqual([]);
    expect(await signOut(app, null)).toBe(blank);
  });
});

describe('what is kept and what is logged', () => {
  it('holds no secret, and no person', async () => {
    const { app, db, file, lines } = aPortal();
    const card = secretOf(issueCard(app, MARIS).link);
    const { code } = issueCode(app, JANIS);
    const { invitation } = issueInvitation(app, { number: 'P02' });
    const caller = callFrom('203.0.113.77');
    const sessions = [
      signedIn(await signInWithCard(app, card, caller)),
      signedIn(await signInWithCode(app, code, caller)),
      signedIn(await acceptInvitation(app, { invitation, password: PASSWORD }, caller)),
    ].map(({ setCookie }) => cookieOf(setCookie).replace('session=', ''));
    await signInWithPassword(app, { email: 'anna.p02@example.org', password: 'nope nope nope' }, caller);
    db.$client.pragma('wal_checkpoint(TRUNCATE)');
    const kept = readFileSync(file, 'latin1');
    expect(kept).toContain(keyedHash(app.env.pepper, 'card', card));
    const logged = lines.join('');
    for (const secret of [card, code, invitation, ...sessions, 'nope nope nope', '203.0.113.77']) {
      expect(secret.length).toBeGreaterThanOrEqual(8);
      expect(kept).not.toContain(secret);
      expect(logged).not.toContain(secret);
    }
    expect(Buffer.from(kept, 'latin1').includes(PASSWORD)).toBe(false);
    expect(logged).not.toMatch(/Māris|Krūmiņš|example\.org|D05|P02/);
    expect(lines.map((line) => JSON.parse(line).msg)).toEqual([
      'signed in',
      'signed in',
      'signed in',
      'sign-in refused',
    ]);
  });
});

describe('the limits', () => {
  it('stop wrong passwords for one person from one place, and let the person in from elsewhere', async () => {
    const { app } = aPortal();
    const { invitation } = issueInvitation(app, { number: 'P02' });
    await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom());
    const email = 'anna.p02@example.org';
    const statuses: string[] = [];
    for (let time = 0; time < 10; time++) {
      statuses.push((await signInWithPassword(app, { email, password: 'wrong wrong wrong' }, callFrom())).status);
    }
    expect(statuses).toEqual([...Array(8).fill('refused'), 'limited', 'limited']);
    expect(await signInWithPassword(app, { email, password: PASSWORD }, callFrom())).toMatchObject({
      status: 'limited',
    });
    expect((await signInWithPassword(app, { email, password: PASSWORD }, callFrom('198.51.100.7'))).status).toBe(
      'signed_in',
    );
    const other = { email: 'juris.p03@example.org', password: 'wrong wrong wrong' };
    expect((await signInWithPassword(app, other, callFrom())).status).toBe('refused');
  });

  it('count wrong codes by address, survive a restart, and end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const portal = aPortal();
    for (let time = 0; time < 20; time++) {
      expect((await signInWithCode(portal.app, '00000000', callFrom('192.0.2.1'))).status).toBe('refused');
    }
    const app = portal.reopen();
    const limited = await signInWithCode(app, '00000000', callFrom('192.0.2.1'));
    expect(limited).toMatchObject({ status: 'limited' });
    expect(limited.status === 'limited' && limited.retryAfterSeconds).toBeGreaterThan(590);
    expect((await signInWithCode(app, '00000000', callFrom('192.0.2.2'))).status).toBe('refused');
    vi.advanceTimersByTime(10 * 60_000);
    expect((await signInWithCode(app, issueCode(app, MARIS).code, callFrom('192.0.2.1'))).status).toBe('signed_in');
  });

  it('count many tries that come at once', async () => {
    const { app } = aPortal();
    const results = await Promise.all(Array.from({ length: 30 }, () => signInWithCode(app, '00000000', callFrom())));
    expect(results.filter(({ status }) => status === 'limited')).toHaveLength(10);
  });

  it('do not count people who come in', async () => {
    const { app } = aPortal();
    const secret = secretOf(issueCard(app, MARIS).link);
    for (let time = 0; time < 70; time++) {
      expect((await signInWithCard(app, secret, callFrom())).status).toBe('signed_in');
    }
  });

  it('never lock a card: from another address it still opens', async () => {
    const { app } = aPortal();
    const secret = secretOf(issueCard(app, MARIS).link);
    for (let time = 0; time < 61; time++) await signInWithCard(app, makeCardSecret(), callFrom());
    expect((await signInWithCard(app, secret, callFrom())).status).toBe('limited');
    expect((await signInWithCard(app, secret, callFrom('198.51.100.7'))).status).toBe('signed_in');
  });

  it('raise one alarm when wrong tries come from everywhere', async () => {
    const { app, lines } = aPortal();
    for (let time = 0; time < 210; time++) await signInWithCode(app, '00000000', callFrom(`198.51.100.${time}`));
    const alarms = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'many wrong sign-ins everywhere');
    expect(alarms).toHaveLength(1);
    expect(alarms[0].level).toBe(40);
  });
});
