import { defineMiddleware } from 'astro:middleware';
import type { APIContext } from 'astro';
import type { Actor } from './core/access/actor.ts';
import { AccessDenied, authorize, type Grant } from './core/access/grant.ts';
import type { Ability } from './core/access/policy.ts';
import { routes, togetherRoutes } from './core/access/routes.ts';
import { type App, openApp } from './core/app.ts';
import { cookieName, type PortalCookie } from './core/cookie-name.ts';
import { type Problem, problemOf } from './core/problem.ts';
import { textIn } from './core/text/text.ts';
import { findFirstHelper } from './features/circle/index.ts';
import { askedLanguageCookie, findPageLook, noAskedLanguageCookie } from './features/settings/index.ts';
import { findActor, noReturnCookie, returnCookie } from './features/sign-in/index.ts';

/** Only `astro dev` runs without the server that opens it. */
let ownApp: App | undefined;

/** The page that says calmly what went wrong; also reached by rewriting to it. */
const PROBLEM_PAGE = '/problema';

/** Whoever decides on a helper's device has one request there, and nothing else of their life. */
function isElsewhere(
  actor: Actor | null,
  { routePattern, params }: Pick<APIContext, 'routePattern' | 'params'>,
): boolean {
  if (actor === null || actor.together === null) return false;
  const { request } = params;
  return (
    !togetherRoutes.includes(routePattern) ||
    (request ?? String(actor.together.requestId)) !== String(actor.together.requestId)
  );
}

const isCardNeeded = (error: unknown): boolean => error instanceof AccessDenied && error.reason === 'card_needed';

export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, request, routePattern } = context;
  if (locals.problem !== undefined) return next();
  locals.app ??= ownApp ??= openApp();
  locals.requestId ??= crypto.randomUUID();
  locals.clientAddress ??= context.clientAddress;
  locals.route = routePattern;
  locals.actor = null;
  locals.helper = null;
  const { app, requestId } = locals;

  const dressFor = (actor: Actor | null): void => {
    locals.look = findPageLook(app, actor, request);
    locals.t = textIn(locals.look.language);
    locals.dataLang = locals.look.language === 'lv' ? undefined : 'lv';
  };
  // Also the page for a broken portal has a look.
  dressFor(null);

  const withLanguage = (response: Response): Response => {
    const cookie = askedLanguageCookie(app, request);
    if (cookie !== null) response.headers.append('set-cookie', cookie);
    return response;
  };
  const show = async (problem: Problem): Promise<Response> => {
    locals.problem = problem;
    // A new request: the old one's body may have been read already.
    return withLanguage(await next(new Request(new URL(PROBLEM_PAGE, context.url), { headers: request.headers })));
  };
  /** After it the person goes on with the very page that asked. */
  const askForCard = (): Response => {
    const { pathname, search } = context.url;
    const response = withLanguage(context.redirect('/paradi-karti', 303));
    response.headers.append('set-cookie', returnCookie(app, locals.actor?.personId ?? 0, pathname + search));
    return response;
  };
  /** Signing in and out are the only acts that set the session's cookie themselves. */
  const withSession = (response: Response, prolonged: string | null): Response => {
    const sets = (name: PortalCookie) =>
      response.headers.getSetCookie().some((cookie) => cookie.startsWith(`${cookieName(app.env, name)}=`));
    // The next person on this device does not read in the language of the one before, nor go where they were going.
    const cookies = sets('session')
      ? [noAskedLanguageCookie(app), sets('return') ? null : noReturnCookie(app)]
      : [prolonged];
    for (const cookie of cookies) if (cookie !== null) response.headers.append('set-cookie', cookie);
    return response;
  };

  try {
    const { actor, setCookie } = await findActor(app, request.headers.get('cookie'));
    locals.actor = actor;
    if (actor !== null) dressFor(actor);

    const grants = new Map<string, Grant<Ability>>();
    locals.authorize = <A extends Ability>(ability: A, participantId: number): Grant<A> => {
      if (actor === null) throw new AccessDenied('not_linked');
      const key = `${ability} ${participantId}`;
      const grant = grants.get(key) ?? authorize(app, actor, ability, participantId);
      grants.set(key, grant);
      return grant as Grant<A>;
    };
    if (actor?.role === 'participant') {
      locals.helper = findFirstHelper(app, locals.authorize('circle.read', actor.personId));
    }

    // By pattern, since one page can be reached by paths spelled in many ways.
    const audience = Object.hasOwn(routes, routePattern) ? routes[routePattern] : undefined;
    if (audience === undefined) return await show('gone');
    if (isElsewhere(actor, context)) return withLanguage(context.redirect('/tagad-es', 303));
    if (audience !== 'everyone') {
      if (actor === null) return withLanguage(context.redirect('/ienakt', 303));
      if (!audience.includes(actor.role)) return await show('denied');
    }
    if (request.method === 'POST' && request.headers.get('origin') !== app.env.origin) {
      app.log.warn({ requestId, route: routePattern }, 'a form from elsewhere was refused');
      return await show('forged');
    }

    return withSession(withLanguage(await next()), setCookie);
  } catch (error) {
    if (isCardNeeded(error)) return askForCard();
    const problem = problemOf(error);
    if (problem === 'broken') {
      app.log.error({ requestId, route: routePattern, err: error }, 'a page could not be made');
    } else if (problem === 'denied') {
      app.log.warn({ requestId, route: routePattern, role: locals.actor?.role }, 'access denied');
    }
    return show(problem);
  }
});
