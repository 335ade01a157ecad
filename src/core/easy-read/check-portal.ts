import { audienceOf } from '../../../locales/audience.ts';
import { lv } from '../../../locales/lv/index.ts';
import { checkText, type Finding } from './check.ts';
import type { Lexicon } from './lexicon.ts';
import { samplesFor } from './samples.ts';

export type PortalText = Readonly<{ key: string; text: string }>;

/** Every Latvian text of the portal; each plural form is a text of its own. */
export const portalTexts: readonly PortalText[] = Object.entries(lv).flatMap(([namespace, texts]) => [
  ...textsIn(`${namespace}:`, texts),
]);

type Texts = Readonly<{ [key: string]: string | Texts }>;

function* textsIn(path: string, texts: Texts): Generator<PortalText> {
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') yield { key: path + key, text: value };
    else yield* textsIn(`${path}${key}.`, value);
  }
}

/** Holds every text that somebody reads on a screen against the rules for those who read it. */
export function checkPortal(lexicon: Lexicon): readonly Readonly<{ key: string; finding: Finding }>[] {
  return portalTexts.flatMap(({ key, text }) => {
    const profile = audienceOf(key);
    if (profile === 'nobody') return [];
    return checkText(text, { profile, lexicon, samples: samplesFor(key) }).map((finding) => ({ key, finding }));
  });
}
