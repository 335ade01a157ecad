import { createHash } from 'node:crypto';
import { Lucia, TimeSpan } from 'lucia';
import { describe, expect, it } from 'vitest';
import { loginSession, signInLimit } from '../../../../db/schema.ts';
import { issueCard, issueCode } from '../../../../src/features/sign-in/issue.ts';
import { findActor, forgetExpired, HashingAdapter, prepareSession } from '../../../../src/features/sign-in/lucia.ts';
import { signInWithCard, signInWithCode } from '../../../../src/features/sign-in/sign-in.ts';
import { aPortal, callFrom, cookieOf, holderOf, secretOf } from './a-portal.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function aLucia(stay: 'long' | 'short' = 'long') {
  const portal = aPortal();
  const { cardId, holder } = issueCard(portal.app, { number: 'D05' });
  const lucia = new Lucia(new HashingAdapter(portal.app, stay), { sessionExpiresIn: new TimeSpan(30, 'd') });
  return { ...portal, lucia, cardId, personId: holder.id };
}

describe('Lucia on hashed ids', () => {
  it('makes, finds, prolongs and ends a session; the database never sees its id', async () => {
    const { db, clock, lucia, cardId, personId } = aLucia();
    const { id } = await lucia.createSession(personId, { credentialId: cardId });
    const kept = db.select().from(loginSession).all();
    expect(kept).toEqual([
      {
        id: sha256(id),
        userId: personId,
        openedAt: '',
        handoverId: null,
        credentialId: cardId,
        expiresAt: expect.any(Number),
      },
    ]);
    const days = ((kept[0]?.expiresAt ?? 0) - clock.now().epochMilliseconds / 1000) / 86_400;
    expect(days).toBeCloseTo(30, 3);

    const { session, user } = await lucia.validateSession(id);
    expect(session).toMatchObject({ id, userId: personId, fresh: false });
    expect(user?.id).toBe(personId);

    clock.move({ hours: 20 * 24 });
    expect((await lucia.validateSession(id)).session).toMatchObject({ id, fresh: true });
    clock.move({ hours: 20 * 24 });
    expect((await lucia.validateSession(id)).session).toMatchObject({ id });

    await lucia.invalidateSession(id);
    expect((await lucia.validateSession(id)).session).toBeNull();
    expect(db.select().from(loginSession).all()).toEqual([]);
  });

  it('does not take the hash for the id', async () => {
    const { lucia, cardId, personId } = aLucia();
    const { id } = await lucia.createSession(personId, { credentialId: cardId });
    expect((await lucia.validateSession(sha256(id))).session).toBeNull();
    const [listed] = await lucia.getUserSessions(personId);
    expect(listed?.id).toBe(sha256(id));
  });

  it('ends all sessions of a person, and those that are over', async () => {
    const { db, clock, lucia, cardId, personId } = aLucia();
    await lucia.createSession(personId, { credentialId: cardId });
    await lucia.createSession(personId, { credentialId: cardId });
    await lucia.invalidateUserSessions(personId);
    expect(db.select().from(loginSession).all()).toEqual([]);
    const { id } = await lucia.createSession(personId, { credentialId: cardId });
    await lucia.deleteExpiredSessions();
    expect(db.select().from(loginSession).all()).toHaveLength(1);
    clock.move({ hours: 31 * 24 });
    await lucia.deleteExpiredSessions();
    expect(db.select().from(loginSession).all()).toEqual([]);
    expect((await lucia.validateSession(id)).session).toBeNull();
  });

  it('of one length does not see the sessions of the other', async () => {
    const { lucia, cardId, personId } = aLucia('short');
    const { id } = await lucia.createSession(personId, { credentialId: cardId });
    expect((await lucia.validateSession(id)).session).toBeNull();
  });
});

describe('the cookie', () => {
  it('is bound to the host over https', () => {
    const { app } = aPortal({ DEMO: '0', ORIGIN: 'https://plans.example.lv' });
    expect(prepareSession(app, 'card').setCookie).toMatch(
      /^__Host-session=[a-z2-7]{40}; HttpOnly; Max-Age=2592000; Path=\/; SameSite=Lax; Secure$/,
    );
    expect(prepareSession(app, 'password').setCookie).toContain('Max-Age=43200;');
  });

  it('is never the same', () => {
    const { app } = aPortal();
    const cookies = Array.from({ length: 200 }, () => prepareSession(app, 'card').setCookie);
    expect(new Set(cookies).size).toBe(200);
  });

  it('is found among others, malformed ones too', async () => {
    const { app } = aPortal();
    const result = await signInWithCard(app, secretOf(issueCard(app, { number: 'D05' }).link), callFrom());
    const cookie = result.status === 'signed_in' ? cookieOf(result.setCookie) : '';
    for (const header of [cookie, `a=%; ${cookie}; b=1`, `xsession=1;${cookie}`]) {
      expect((await findActor(app, header)).actor?.firstName).toBe('Māris');
    }
    const wrong = [
      '',
      'a=%',
      'session=',
      'session=%',
      `x${cookie}`,
      `${cookie}a`,
      cookie.slice(0, -1),
      "session=' or 1=1",
    ];
    for (const header of [null, ...wrong])
      expect(await findActor(app, header)).toEqual({ actor: null, setCookie: null });
  });
});

describe('what is over', () => {
  it('is forgotten', async () => {
    const { app, db, clock } = aPortal();
    await signInWithCode(app, issueCode(app, { number: 'D05' }).code, callFrom());
    db.insert(signInLimit).values({ key: 'card:old', points: 3, expire: 1000 }).run();
    clock.move({ hours: 11 });
    forgetExpired(app);
    expect(db.select().from(loginSession).all()).toHaveLength(1);
    expect(
      db
        .select()
        .from(signInLimit)
        .all()
        .map(({ key }) => key),
    ).not.toContain('card:old');
    clock.move({ hours: 1 });
    forgetExpired(app);
    expect(db.select().from(loginSession).all()).toEqual([]);
    expect(holderOf(db, 'D05').firstName).toBe('Māris');
  });
});
