import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type PrintButton from './PrintButton.astro';

export const examples = {
  short: {},
  long: 'It always says the same.',
  empty: 'Where there is nothing to print it is not shown.',
  error: 'Where the browser cannot print, words say how to.',
} as const satisfies Examples<ComponentProps<typeof PrintButton>>;
