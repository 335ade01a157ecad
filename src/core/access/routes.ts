import type { Role } from './actor.ts';

/** Who may open a route at all; what they see there is decided by `authorize`. */
export type Audience = 'everyone' | readonly Role[];

const participant = ['participant'] as const;
const circle = ['family', 'parent', 'guardian'] as const;
const helpers = ['support_person'] as const;
const desk = ['social_worker'] as const;

/**
 * Every route, by Astro's route pattern (a path can be spelled in many ways, the pattern in one). A route that is not
 * here is denied to everyone, and a test compares this table with `src/pages`.
 */
export const routes: Readonly<Record<string, Audience>> = {
  '/problema': 'everyone',
  '/[...path]': 'everyone',

  '/ienakt': 'everyone',
  '/ienakt/kods': 'everyone',
  '/ienakt/parole': 'everyone',
  '/k': 'everyone',
  '/uzaicinajums': 'everyone',
  '/iziet': 'everyone',

  '/vardnica': 'everyone',
  '/par-portalu': 'everyone',
  '/pieklustamiba': 'everyone',
  '/privatums': 'everyone',

  '/ka-man-erti': 'everyone',
  '/ka-man-erti/[setting]': 'everyone',

  // There in development and tests only.
  '/paraugi': 'everyone',
  '/paraugi/[block]': 'everyone',

  '/': 'everyone',
  '/mans-plans': participant,
  '/kas-ir-mainijies': participant,
  '/kas-ir-mainijies/[change]': participant,
  '/kas-ir-mainijies/[change]/agrak': participant,
  '/mana-nauda': participant,
  '/mana-nauda/precizi': participant,
  '/mana-nedela': participant,
  '/mana-nedela/[week]': participant,
  '/mana-diena/[day]': participant,
  '/tiksanas/[visit]': participant,
  '/es-gribu-mainit': participant,
  '/es-gribu-mainit/[group]': participant,
  // The family asks for services of its own by the same steps.
  '/lugums/[request]': [...participant, ...circle],
  '/lugums/[request]/nepiekritu': [...participant, ...circle],
  '/lugums/[request]/[step]': [...participant, ...circle],
  '/man-vajag-palidzibu': participant,
  '/paradi-karti': participant,

  '/palidzu': helpers,
  '/palidzu/lugums/[help]': helpers,

  '/gimene': circle,

  '/cilveki/[person]/[topic]': [...helpers, ...circle, ...desk],

  '/galds': desk,
  '/galds/lugums/[request]': desk,
  '/galds/cilveks/[person]': desk,
  '/galds/cilveks/[person]/[act]': desk,
  '/galds/diena/[day]': desk,
  '/galds/visiem': desk,
};
