import type { AstroComponentFactory } from 'astro/runtime/server/index.js';
import type { Examples, Fillings } from '../../ui/example.ts';

type Shown = Readonly<{ examples: Examples<object>; fillings?: Fillings }>;

const shown = import.meta.glob<Shown>('../../ui/*/examples.ts', { eager: true });
const components = import.meta.glob<AstroComponentFactory>('../../ui/*/*.astro', { eager: true, import: 'default' });

/** Every block that has examples, by the name of its folder. */
export const blockNames: readonly string[] = Object.keys(shown).map((path) => path.split('/').at(-2) ?? '');

/** A block with its examples, each with what stands in its slot; `List` is what it stands in, as `Tile` in `Tiles`. */
export function findBlock(name: string) {
  const folder = `../../ui/${name}/`;
  const own = shown[`${folder}examples.ts`];
  const [path] = Object.keys(components).filter((file) => file.startsWith(folder));
  const Block = path === undefined ? undefined : components[path];
  if (own === undefined || path === undefined || Block === undefined) return null;
  const examples = Object.entries(own.examples).flatMap(([state, props]) =>
    typeof props === 'string' ? [] : [{ state, props, filling: own.fillings?.[state] ?? {} }],
  );
  return { Block, List: components[path.replace('.astro', 's.astro')], examples };
}
