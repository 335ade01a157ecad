import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** Basic Latin, the signs of Latvian and English texts, money, degrees, the sign minus. */
const LATIN = `${characters(0x20, 0x7e)}\u00a0«»§°±·×÷–—‘’‚“”„•…€−`;
/** The letters that only Latvian needs, and those of its neighbours' names: Estonian, Lithuanian, Polish. */
const LATVIAN = 'āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųłńśźżćĄĘĖĮŲŁŃŚŹŻĆ';
const NEIGHBOURS = 'äåéëöõüóßÄÅÉËÖÕÜÓ';

/** Each file of the typeface as it is published, what is kept of it, and where that goes. */
export const parts = [
  { from: 'latin', to: 'atkinson-latin.woff2', text: LATIN + NEIGHBOURS },
  { from: 'latin-ext', to: 'atkinson-latvian.woff2', text: LATVIAN },
] as const;

/** One part of the typeface, cut down to the characters of the portal and the weights 400 to 700. */
export async function buildFont(part: (typeof parts)[number]): Promise<Buffer> {
  const file = createRequire(import.meta.url).resolve(
    `@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${part.from}-wght-normal.woff2`,
  );
  return subsetFont(readFileSync(file), part.text, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
  });
}

function characters(first: number, last: number): string {
  return String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, index) => first + index));
}

if (import.meta.main) {
  for (const part of parts) writeFileSync(new URL(part.to, import.meta.url), await buildFont(part));
}
