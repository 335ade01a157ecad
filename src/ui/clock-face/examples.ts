import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type ClockFace from './ClockFace.astro';

export const examples = {
  short: { time: '09:00' },
  long: { time: '17:45' },
  empty: 'A clock always shows a time.',
  error: 'What is no time is refused.',
} as const satisfies Examples<ComponentProps<typeof ClockFace>>;
