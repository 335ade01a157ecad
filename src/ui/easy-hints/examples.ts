import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type EasyHints from './EasyHints.astro';

export const examples = {
  short: 'Hints come while somebody types: they are looked at where that is tested.',
  long: 'No more than a few hints stand there at once.',
  empty: 'Until somebody types there is nothing.',
  error: 'Where the dictionary does not come, there are no hints, and that is all.',
} as const satisfies Examples<ComponentProps<typeof EasyHints>>;
