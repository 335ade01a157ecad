import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Field from './Field.astro';

export const examples = {
  short: {
    id: 'email',
    name: 'email',
    label: 'E-pasts',
    type: 'email',
    autocomplete: 'email',
    value: 'dina.p01@example.org',
  },
  long: {
    id: 'reason',
    name: 'reason',
    label: 'Iemesls viegli saprotamiem vārdiem',
    hint: 'Viens teikums rindā. Ne vairāk kā 8 vārdi teikumā.',
    type: 'textarea',
    value: 'Šajā laikā dienas centrs ir slēgts.\nCentrs strādā no 9:00 līdz 17:00.',
    isRequired: true,
    maxlength: 500,
  },
  empty: { id: 'phone', name: 'phone', label: 'Tālrunis' },
  error: {
    id: 'code',
    name: 'code',
    label: 'Mans kods',
    hint: 'Kodā ir 8 cipari.',
    error: 'Šis kods neder.',
    inputmode: 'numeric',
    autocomplete: 'one-time-code',
    isRequired: true,
  },
  choice: {
    id: 'part',
    name: 'part',
    label: 'Dienas daļa',
    type: 'select',
    options: [
      { value: 'morning', label: 'Rīts' },
      { value: 'day', label: 'Diena' },
    ],
    value: 'day',
  },
} as const satisfies Examples<ComponentProps<typeof Field>>;
