import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Confirm from './Confirm.astro';

export const examples = {
  short: {
    question: 'Ko es izlemju?',
    name: 'short',
    stay: { value: 'keep', label: 'Viss paliek', picture: 'planned' },
    act: { value: 'send', label: 'Es gribu citu laiku', picture: 'another-time' },
  },
  long: {
    question: 'Ko es izlemju?',
    name: 'long',
    stay: {
      value: 'keep',
      label: 'Lūgums paliek te',
      text: 'Es to nesūtu. Tikšanās paliek, kā bija.',
      picture: 'planned',
    },
    act: {
      value: 'send',
      label: 'Es nevaru atnākt uz šo tikšanos',
      text: 'Sociālā darbiniece Dina Vanaga-Kalniņa lasa manu lūgumu.',
      picture: 'cannot-come',
    },
  },
  empty: 'A decision has always two answers.',
  error: {
    question: 'Ko es izlemju?',
    name: 'error',
    stay: { value: 'keep', label: 'Lūgums paliek', picture: 'waiting' },
    act: { value: 'withdraw', label: 'Es lūgumu atsaucu', picture: 'cancelled' },
    error: 'Te vēl jāizvēlas 1 atbilde.',
  },
} as const satisfies Examples<ComponentProps<typeof Confirm>>;
