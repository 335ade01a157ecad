import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Steps from './Steps.astro';

const words = { doneText: 'Izdarīts', todoText: 'Vēl priekšā' } as const;

export const examples = {
  short: { items: [{ text: 'Es gatavoju zupu.', isDone: false, ...words }] },
  long: {
    items: [
      { text: 'Es zinu autobusa numuru.', isDone: true, ...words },
      { text: 'Es braucu uz dienas centru kopā ar asistentu.', isDone: false, ...words },
      { text: 'Es braucu viens.', isDone: false, ...words },
    ],
  },
  empty: 'A goal without steps shows none.',
  error: 'A step is done or ahead; neither is a mistake.',
} as const satisfies Examples<ComponentProps<typeof Steps>>;
