import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Table from './Table.astro';

const columns = ['Solīts līdz', 'Cilvēks', 'Lūgums', 'Atvērt'] as const;
const post = { action: '/paraugi', name: 'intent', value: 'open' } as const;

export const examples = {
  short: {
    labelledBy: 'example-short',
    columns,
    rows: [
      [
        { text: '27. novembris' },
        { text: 'Ilze Kalniņa', isName: true },
        { text: 'Cits laiks' },
        { text: 'Atvērt', post },
      ],
    ],
  },
  long: {
    labelledBy: 'example-long',
    columns,
    rows: [
      [
        { text: '20. novembris', warning: 'Termiņš ir pagājis' },
        { text: 'Konstantīna Elizabete Vanaga-Kalniņa-Strautmane', isName: true },
        { text: 'Cits laiks mūzikas nodarbībai' },
        { text: 'Atvērt', post },
      ],
      [
        { text: '27. novembris' },
        { text: 'Ilze Kalniņa', isName: true },
        { text: 'Nevar atnākt uz vingrošanu ar fizioterapeitu' },
        { text: 'Atvērt', post },
      ],
    ],
  },
  empty: 'Without rows a sentence stands there instead.',
  error: 'What is late is marked in its row.',
} as const satisfies Examples<ComponentProps<typeof Table>>;
