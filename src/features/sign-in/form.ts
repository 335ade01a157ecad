import { readForm, textField } from '../../core/form.ts';
import type { InvitationResult } from './accept-invitation.ts';
import type { Caller, SignedIn, SignInResult, Unreadable } from './sign-in.ts';

/** The named fields of a posted form as texts. What is missing is empty, and so is all of a body that is no form. */
export async function readFields<Name extends string>(
  request: Request,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const form = await readForm(request);
  return Object.fromEntries(names.map((name) => [name, textField(form, name)])) as Record<Name, string>;
}

/** Where a page's request comes from. */
export function callerOf(request: Request, locals: { clientAddress: string; requestId: string }): Caller {
  return { address: locals.clientAddress, requestId: locals.requestId, cookieHeader: request.headers.get('cookie') };
}

/** The way in: POST → redirect → GET, with the session's cookie. */
export function enterPortal({ home, setCookie }: SignedIn): Response {
  return new Response(null, { status: 303, headers: { Location: home, 'Set-Cookie': setCookie } });
}

export type NotIn = Exclude<SignInResult | Unreadable | InvitationResult, SignedIn>;

const statuses = { refused: 401, limited: 429, unreadable: 422, weak: 422 } as const satisfies Record<
  NotIn['status'],
  number
>;

/** Gives the page that says what went wrong its status. */
export function answerWith(response: { status?: number; headers: Headers }, result: NotIn): void {
  response.status = statuses[result.status];
  if (result.status === 'limited') response.headers.set('Retry-After', String(result.retryAfterSeconds));
}
