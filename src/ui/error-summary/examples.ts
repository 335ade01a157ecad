import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type ErrorSummary from './ErrorSummary.astro';

export const examples = {
  short: { errors: [{ fieldId: 'code', text: 'Šis kods neder.' }] },
  long: {
    errors: [
      { fieldId: 'day', text: 'Te vēl jāizvēlas diena.' },
      { fieldId: 'part', text: 'Te vēl jāizvēlas laiks: rīts, diena vai vakars.' },
    ],
  },
  empty: { errors: [] },
  error: 'It is itself the state of an error.',
} as const satisfies Examples<ComponentProps<typeof ErrorSummary>>;
