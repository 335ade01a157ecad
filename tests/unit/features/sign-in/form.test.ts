import { describe, expect, it } from 'vitest';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { answerWith, enterPortal, type NotIn, readFields } from '../../../../src/features/sign-in/form.ts';
import { invitationErrors, passwordErrors } from '../../../../src/features/sign-in/view.ts';

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://localhost/k', { method: 'POST', body, headers });

describe('a posted form', () => {
  it('gives the named fields as texts', async () => {
    const body = new URLSearchParams({ email: 'ā@b', other: 'x' });
    expect(await readFields(post(body), ['email', 'password'])).toEqual({ email: 'ā@b', password: '' });
  });

  it('that sends a file instead of a text has an empty field', async () => {
    const body = new FormData();
    body.set('secret', new File(['x'], 'x.txt'));
    expect(await readFields(post(body), ['secret'])).toEqual({ secret: '' });
  });

  it('that is no form has no fields', async () => {
    expect(await readFields(post('secret=x', { 'Content-Type': 'text/plain' }), ['secret'])).toEqual({ secret: '' });
    expect(await readFields(post('{', { 'Content-Type': 'multipart/form-data' }), ['secret'])).toEqual({ secret: '' });
  });
});

describe('the answer', () => {
  it.each<[NotIn, number, string | null]>([
    [{ status: 'unreadable' }, 422, null],
    [{ status: 'weak', problem: 'too_short' }, 422, null],
    [{ status: 'refused' }, 401, null],
    [{ status: 'limited', retryAfterSeconds: 61 }, 429, '61'],
  ])('to %j is %i', (result, status, retryAfter) => {
    const response = { status: 200, headers: new Headers() };
    answerWith(response, result);
    expect(response.status).toBe(status);
    expect(response.headers.get('Retry-After')).toBe(retryAfter);
  });

  it('to somebody who came in leads home, with the cookie', () => {
    const response = enterPortal({ status: 'signed_in', home: '/galds', setCookie: 'session=x' });
    expect(response.status).toBe(303);
    expect(Object.fromEntries(response.headers)).toEqual({ location: '/galds', 'set-cookie': 'session=x' });
  });
});

describe('what a page says is wrong', () => {
  it('is what is missing, or else only that it does not fit', () => {
    const refused = { status: 'refused' } as const;
    expect(passwordErrors(t, { email: '', password: '' }, { status: 'unreadable' })).toEqual([
      { fieldId: 'email', text: 'Ierakstiet e-pastu.' },
      { fieldId: 'password', text: 'Ierakstiet paroli.' },
    ]);
    expect(passwordErrors(t, { email: 'a@b', password: 'c' }, refused)).toEqual([
      { fieldId: 'email', text: 'E-pasts vai parole neder. Pārbaudiet abus.' },
    ]);
    expect(passwordErrors(t, { email: 'a@b', password: 'c' }, { status: 'limited', retryAfterSeconds: 1 })).toEqual([]);
    expect(passwordErrors(t, { email: '', password: '' }, null)).toEqual([]);
  });

  it('stands at the invitation or at the password', () => {
    expect(invitationErrors(t, { status: 'refused' })[0]?.fieldId).toBe('invitation');
    expect(invitationErrors(t, { status: 'unreadable' })[0]?.fieldId).toBe('invitation');
    for (const problem of ['too_short', 'too_long', 'has_name', 'too_common'] as const) {
      expect(invitationErrors(t, { status: 'weak', problem })).toEqual([
        { fieldId: 'password', text: t(`signIn:invitation.problem.${problem}`) },
      ]);
    }
    expect(invitationErrors(t, null)).toEqual([]);
  });
});
