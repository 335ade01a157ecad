import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Picture from './Picture.astro';

export const examples = {
  short: { name: 'plan', size: 'small' },
  normal: { name: 'together' },
  long: { name: 'service-respite-away', label: 'Atelpas brīdis citā vietā', size: 'large' },
  empty: 'A picture that is not in the list does not pass the type check.',
  error: 'A picture never fails without its words, which stand beside it.',
} as const satisfies Examples<ComponentProps<typeof Picture>>;
