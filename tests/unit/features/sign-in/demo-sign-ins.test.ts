import { describe, expect, it } from 'vitest';
import { acceptInvitation } from '../../../../src/features/sign-in/accept-invitation.ts';
import { demoSignIns } from '../../../../src/features/sign-in/demo-sign-ins.ts';
import { issueCard, issueInvitation } from '../../../../src/features/sign-in/issue.ts';
import { signInWithCard, signInWithCode, signInWithPassword } from '../../../../src/features/sign-in/sign-in.ts';
import { aPortal, callFrom, secretOf } from './a-portal.ts';

const demo = () => aPortal({ DEMO: '1' });

describe('the ways in of the demo', () => {
  it('are there for everybody but providers, and work', async () => {
    const { app } = demo();
    const all = await demoSignIns(app);
    expect(all.map(({ number }) => number)).toEqual([
      ...Array.from({ length: 11 }, (_, index) => `D${String(index + 1).padStart(2, '0')}`),
      ...Array.from({ length: 12 }, (_, index) => `P${String(index + 1).padStart(2, '0')}`),
      'P30',
      'P31',
    ]);
    for (const { role, link, code, password } of all) {
      expect((await signInWithCard(app, secretOf(link ?? ''), callFrom())).status).toBe('signed_in');
      expect([code === null, password === null]).toEqual(role === 'participant' ? [false, true] : [true, false]);
      if (code !== null) expect((await signInWithCode(app, code, callFrom())).status).toBe('signed_in');
    }
    const { password } = all.find(({ number }) => number === 'P01') ?? {};
    expect(password).not.toBeNull();
    if (password) expect((await signInWithPassword(app, password, callFrom())).status).toBe('signed_in');
  });

  it('are the same at a second start, but for the codes, and end no session', async () => {
    const { app } = demo();
    const first = await demoSignIns(app);
    const started = performance.now();
    const second = await demoSignIns(app);
    expect(performance.now() - started).toBeLessThan(1000);
    const lasting = (all: typeof first) => all.map(({ code: _code, ...rest }) => rest);
    expect(lasting(second)).toEqual(lasting(first));
    expect(second[0]?.code).not.toBe(first[0]?.code);
  });

  it('say so where a card or a password is another one by now', async () => {
    const { app } = demo();
    await demoSignIns(app);
    issueCard(app, { number: 'D05' });
    const { invitation } = issueInvitation(app, { number: 'P02' });
    await acceptInvitation(app, { invitation, password: 'zili kaķi uz jumta' }, callFrom());
    const again = new Map((await demoSignIns(app)).map((signIn) => [signIn.number, signIn]));
    expect(again.get('D05')).toMatchObject({ link: null, code: expect.stringMatching(/^\d{8}$/) });
    expect(again.get('D01')?.link).not.toBeNull();
    expect(again.get('P02')).toMatchObject({ link: expect.stringContaining('/k#A'), password: null });
    expect(again.get('P03')?.password).not.toBeNull();
  });

  it('do not exist outside the demo', async () => {
    const { app } = aPortal({ DEMO: '0' });
    expect(await demoSignIns(app)).toEqual([]);
  });
});
