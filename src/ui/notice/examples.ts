import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type Notice from './Notice.astro';

export const examples = {
  short: { tone: 'info', title: 'Tā bija 23. novembrī' },
  long: { tone: 'success', title: 'Mans lūgums ir nosūtīts', picture: 'sent', id: 'done' },
  waiting: { tone: 'waiting', title: 'Es gaidu atbildi' },
  empty: 'A notice always says something.',
  error: { tone: 'error', title: 'Lūgums nav nosūtīts' },
} as const satisfies Examples<ComponentProps<typeof Notice>>;

export const fillings = {
  long: {
    lines: ['Dina Sila izlasīs manu lūgumu.', 'Atbilde būs līdz 30. novembrim.', 'Es varu lūgumu atsaukt.'],
    button: 'Mans lūgums',
  },
  waiting: { lines: ['Atbilde būs līdz 30. novembrim.'] },
  error: { lines: ['Atbildes ir saglabātas.'] },
} as const satisfies Fillings;
