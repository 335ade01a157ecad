import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Contact from './Contact.astro';

export const examples = {
  short: { phone: '112', email: 'a@example.org' },
  long: { phone: '+371 2000 1001', email: 'sociala.dienesta.portals@example.org' },
  empty: 'An office without a number and an address cannot be reached.',
  error: 'The settings are checked when the portal starts.',
} as const satisfies Examples<ComponentProps<typeof Contact>>;
