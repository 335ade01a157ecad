import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type HelpBar from './HelpBar.astro';

export const examples = {
  short: { helper: { firstName: 'Anna', phone: '+371 2000 1001' } },
  long: { helper: { firstName: 'Konstantīna Elizabete', phone: '+371 2000 1001' } },
  empty: { helper: null },
  error: 'Help is there whatever goes wrong.',
} as const satisfies Examples<ComponentProps<typeof HelpBar>>;
