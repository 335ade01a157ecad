import type { BrowserContext } from '@playwright/test';
import { type Look, plainLook } from '../../src/core/look.ts';
import { lookText } from '../../src/features/settings/index.ts';

/** How the screens are looked at, each once: every ground, and everything that takes room at its largest. */
export const looks: Readonly<Record<string, Look>> = {
  light: { ...plainLook, colours: 'light' },
  dark: { ...plainLook, colours: 'dark' },
  yellow: { ...plainLook, colours: 'yellow' },
  cream: { ...plainLook, colours: 'cream' },
  largest: { ...plainLook, colours: 'light', textSize: 4, spacing: 3, hasBigPictures: true },
  simple: { ...plainLook, colours: 'light', isSimple: true, isCalm: true },
};

/** What the next page of this browser looks like to somebody who has no look of their own. */
export async function wear(context: BrowserContext, origin: string, look: Look): Promise<void> {
  await context.addCookies([{ name: 'look', value: lookText(look), url: origin, httpOnly: true, sameSite: 'Lax' }]);
}

/** Whether a look differs from the light one by its colours alone: then all else was seen there. */
export function isRecoloured({ colours: _, ...look }: Look): boolean {
  const { colours: _light, ...plain } = plainLook;
  return JSON.stringify(look) === JSON.stringify(plain);
}
