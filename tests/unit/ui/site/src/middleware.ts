import { defineMiddleware } from 'astro:middleware';
import type { Actor } from '../../../../../src/core/access/actor.ts';

const someone = { personId: 1, municipalityId: 1, gender: 'female', vocative: null } as const;
const people: Readonly<Record<string, Actor>> = {
  participant: {
    ...someone,
    role: 'participant',
    firstName: 'Ilze',
    lastName: 'Kalniņa',
    vocative: 'Ilze',
    signedInBy: 'card',
  },
  staff: { ...someone, role: 'social_worker', firstName: 'Dina', lastName: 'Sila', signedInBy: 'password' },
};

/** Who looks at a page is told by its name: `participant.html`, `staff.html`; nobody at any other. */
export const onRequest = defineMiddleware(({ locals, url }, next) => {
  const page = url.pathname.replace(/^\/|(-.*)?(\.html)?$/g, '');
  locals.actor = people[page] ?? null;
  locals.helper = url.pathname.includes('helped') ? { firstName: 'Anna', phone: '+371 2000 1001' } : null;
  return next();
});
