import { describe, expect, it } from 'vitest';
import { credentialKinds, roles } from '../../../../db/schema.ts';
import {
  cardNumberText,
  codeText,
  invitationText,
  limitedAddress,
  mayHold,
  parseCode,
  parseInvitation,
  refusalOf,
} from '../../../../src/features/sign-in/rules.ts';

describe('who may hold what', () => {
  const holders = (isDemo: boolean) =>
    Object.fromEntries(credentialKinds.map((kind) => [kind, roles.filter((role) => mayHold(kind, role, { isDemo }))]));
  const helpers = ['family', 'parent', 'guardian', 'support_person', 'social_worker'];

  it('outside the demo', () => {
    expect(holders(false)).toEqual({
      card: ['participant'],
      code: ['participant'],
      password: helpers,
      invite: helpers,
    });
  });

  it('in the demo: cards for all who have a login', () => {
    expect(holders(true)).toEqual({
      card: ['participant', ...helpers],
      code: ['participant'],
      password: helpers,
      invite: helpers,
    });
  });
});

describe('a credential', () => {
  const now = '2026-11-23T06:30:00.000Z';
  const card = { kind: 'card', role: 'participant', expiresAt: '2026-11-23T06:30:00.001Z', revokedAt: null } as const;
  const judge = (found: Parameters<typeof refusalOf>[0]) => refusalOf(found, now, { isDemo: false });

  it('opens until the moment it expires', () => {
    expect(judge(card)).toBeNull();
    expect(judge({ ...card, expiresAt: now })).toBe('expired');
  });

  it('is refused for a reason', () => {
    expect(judge(undefined)).toBe('unknown');
    expect(judge({ ...card, revokedAt: now })).toBe('revoked');
    expect(judge({ ...card, role: 'family' })).toBe('not_for_role');
  });
});

describe('what is typed', () => {
  it('is a code with or without spaces', () => {
    expect(parseCode(' 1234 5678 ')).toBe('12345678');
    expect(parseCode('1234\u00a05678')).toBe('12345678');
    expect(parseCode('0000-0001')).toBe('00000001');
    for (const wrong of ['', '1234567', '123456789', '1234567a', '١٢٣٤٥٦٧٨']) expect(parseCode(wrong)).toBeNull();
  });

  it('is an invitation, with letters that are mistaken for digits put right', () => {
    const invitation = '0123456789ABCDEFGHJKMNPQ';
    expect(parseInvitation(invitationText(invitation))).toBe(invitation);
    expect(parseInvitation('o1234 56789 abcdefghjkmnpq')).toBe(invitation);
    expect(parseInvitation('0i23456789abcdefghjkmnpq')).toBe(invitation);
    for (const wrong of ['', invitation.slice(1), `${invitation}0`, `U${invitation.slice(1)}`]) {
      expect(parseInvitation(wrong)).toBeNull();
    }
  });

  it('is shown in groups', () => {
    expect(codeText('12345678')).toBe('1234 5678');
    expect(invitationText('0123456789ABCDEFGHJKMNPQ')).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ');
    expect(cardNumberText(123)).toBe('K-000 123');
  });
});

describe('whose tries are counted together', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:1:2::9', '2001:db8:1:2'],
    ['2001:0db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s as %s', (address, counted) => {
    expect(limitedAddress(address)).toBe(counted);
  });
});
