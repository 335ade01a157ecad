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
  // The family asks for services of its own by the same steps, and a parent for their child.
  '/lugums/[request]': [...participant, ...circle],
  '/lugums/[request]/nepiekritu': [...participant, ...circle],
  '/lugums/[request]/berna-domas': circle,
  '/lugums/[request]/[step]': [...participant, ...circle],
  '/lugums/[request]/otrs-paligs': participant,
  '/lugums/[request]/sapratu': participant,
  '/lugums/[request]/otradi': participant,
  '/lugums/[request]/ka-palidzeja': participant,
  '/lugums/[request]/parunasim': participant,
  '/lugums/[request]/lemums': participant,
  '/man-vajag-palidzibu': participant,
  '/ieteikums/[suggestion]': participant,
  '/paradi-karti': participant,
  '/mani-cilveki': participant,
  '/mani-cilveki/[person]': participant,
  '/mani-cilveki/[person]/[topic]': participant,
  '/mani-cilveki/[person]/[topic]/ko-redz': participant,
  '/kas-skatijas': participant,
  '/mani-dati': participant,
  '/mani-dati/dzest': participant,
  '/mani-dati/fails': participant,
  '/mani-dati/lapa': participant,
  // A helper's device changes hands: nobody is signed in then.
  '/tagad-es': 'everyone',

  '/palidzu': helpers,
  '/palidzu/lugums/[help]': helpers,
  '/palidzu/lugums/[help]/dot': helpers,

  '/gimene': circle,
  '/gimene/berns/[person]': circle,
  // A relative can be the guardian too.
  '/gimene/lugums/[request]': circle,

  '/cilveki/[person]/[topic]': [...helpers, ...circle, ...desk],
  '/cilveki/[person]/[topic]/atlauja': [...helpers, ...circle],
  '/cilveki/[person]/ieteikt': [...helpers, ...circle],

  '/galds': desk,
  '/galds/lugums/[request]': desk,
  '/galds/cilveks/[person]': desk,
  '/galds/cilveks/[person]/neatkariba': desk,
  '/galds/cilveks/[person]/[act]': desk,
  '/galds/cilveks/[person]/cilveki': desk,
  '/galds/cilveks/[person]/cilveki/jauns': desk,
  '/galds/cilveks/[person]/cilveki/[link]': desk,
  '/galds/diena/[day]': desk,
  '/galds/visiem': desk,
};

/**
 * What is open to a person who decides on a helper's device: the one request, help, how they like to read, and the ways in and
 * out. Nothing else of their life is opened there.
 */
export const togetherRoutes: readonly string[] = [
  '/tagad-es',
  '/lugums/[request]',
  '/lugums/[request]/[step]',
  '/lugums/[request]/otrs-paligs',
  '/lugums/[request]/sapratu',
  '/lugums/[request]/otradi',
  '/lugums/[request]/ka-palidzeja',
  '/lugums/[request]/parunasim',
  '/lugums/[request]/lemums',
  '/man-vajag-palidzibu',
  '/iziet',
  '/k',
  '/ienakt/kods',
  '/vardnica',
  '/ka-man-erti',
  '/ka-man-erti/[setting]',
];
