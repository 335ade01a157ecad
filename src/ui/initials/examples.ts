import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Initials from './Initials.astro';

export const examples = {
  short: { name: 'Anna' },
  long: { name: 'Ģertrūde Kalniņa' },
  empty: { name: '' },
  error: 'A name is never wrong.',
} as const satisfies Examples<ComponentProps<typeof Initials>>;
