import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type Block from './Block.astro';

export const examples = {
  short: { id: 'dream', title: 'Mans sapnis', picture: 'dream' },
  long: { id: 'day', title: 'Šodien, pirmdiena, 23. novembris', href: '/mana-diena/2026-11-23' },
  empty: 'A part of which nothing is known is left out with its heading.',
  error: 'What is wrong is said by what stands in it.',
} as const satisfies Examples<ComponentProps<typeof Block>>;

export const fillings = {
  short: { lines: ['Es gribu strādāt kafejnīcā.'] },
  long: { lines: ['Šodien man ir 2 tikšanās.', 'Vakarā es esmu brīvs.'], button: 'Mana diena' },
} as const satisfies Fillings;
