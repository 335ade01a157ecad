import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Bar from './Bar.astro';

export const examples = {
  short: {
    parts: { used: 10, booked: 4, left: 6 },
    labels: { used: 'Iztērētas 10 nodarbības', booked: 'Apsolītas 4 nodarbības', left: 'Palikušas 6 nodarbības' },
    label: 'Palikušas 6 nodarbības no 20',
  },
  long: {
    parts: { used: 980_000, booked: 12_500, left: 800 },
    labels: { used: 'Iztērēti 9 800 eiro', booked: 'Apsolīti 125 eiro', left: 'Palikuši 8 eiro' },
    label: 'Palikuši 8 eiro no 9 933 eiro',
  },
  empty: {
    parts: { used: 0, booked: 0, left: 0 },
    labels: { used: 'Nekas nav iztērēts', booked: 'Nekas nav apsolīts', left: 'Naudas nav' },
    label: 'Naudas nav',
  },
  error: 'Sums that do not add up are never drawn: the ledger refuses them.',
} as const satisfies Examples<ComponentProps<typeof Bar>>;
