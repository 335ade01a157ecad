import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { pictures } from './pictures.ts';

const iconSet = z.object({ icons: z.record(z.string(), z.object({ body: z.string() })) });

/** The text of the one file that holds every picture as a symbol, named as in `pictures`. */
export function buildSprite(): string {
  const file = createRequire(import.meta.url).resolve('@iconify-json/openmoji/icons.json');
  const { icons } = iconSet.parse(JSON.parse(readFileSync(file, 'utf8')));
  const symbols = Object.entries(pictures).map(([name, { icon }]) => {
    const drawn = icons[icon];
    if (drawn === undefined) throw new Error(`OpenMoji has no icon ${icon} for the picture ${name}.`);
    return `<symbol id="${name}" viewBox="1 1 70 70">${shortened(withoutReferences(drawn.body))}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`;
}

/** A hundredth of a unit is less than a pixel at any size. Digits are cut, not rounded: paths write flags and numbers as one. */
function shortened(body: string): string {
  return body.replaceAll(/(\.\d\d)\d+/g, '$1');
}

/**
 * Draws each `<use>` out: a reference inside a symbol that is itself used from another document is not followed by
 * older Safari, and identifiers of two icons could meet.
 */
function withoutReferences(body: string): string {
  const shapes = new Map<string, { tag: string; attributes: string }>();
  const drawn = body.replaceAll(/<defs>(.*?)<\/defs>/gs, (_defs, inside: string) => {
    for (const [, tag = '', id = '', attributes = ''] of inside.matchAll(/<(\w+) id="([^"]+)"([^>]*)\/>/g)) {
      shapes.set(id, { tag, attributes });
    }
    return '';
  });
  const whole = drawn.replaceAll(/<use href="#([^"]+)"([^>]*)\/>/g, (_use, id: string, attributes: string) => {
    const shape = shapes.get(id);
    if (shape === undefined) throw new Error(`A picture refers to ${id}, which is not in it.`);
    // The shape's own paint wins over what the reference would hand down.
    const own = new Set([...shape.attributes.matchAll(/([\w-]+)=/g)].map(([, name]) => name));
    const handedDown = attributes.replaceAll(/ ([\w-]+)="[^"]*"/g, (attribute, name: string) =>
      own.has(name) ? '' : attribute,
    );
    return `<${shape.tag}${handedDown}${shape.attributes}/>`;
  });
  if (/<(use|defs|style|script|image)|url\(/.test(whole)) throw new Error('A picture holds what a sprite cannot.');
  return whole;
}

if (import.meta.main) writeFileSync(new URL('sprite.svg', import.meta.url), buildSprite());
