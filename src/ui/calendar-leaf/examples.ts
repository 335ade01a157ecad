import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type CalendarLeaf from './CalendarLeaf.astro';

export const examples = {
  short: { day: 4, weekday: 'otrdiena', month: 'maijs' },
  long: { day: 26, weekday: 'ceturtdiena', month: 'septembris' },
  empty: 'A leaf is always that of a day.',
  error: 'A day that does not exist is refused before.',
} as const satisfies Examples<ComponentProps<typeof CalendarLeaf>>;
