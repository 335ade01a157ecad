import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Explained from './Explained.astro';

export const examples = {
  short: { text: 'Man ir <card>kartīte</card>.' },
  long: { text: 'Mana <supportPerson>atbalsta persona</supportPerson> paskaidro <request>lūgumu</request> un plānu.' },
  plain: { text: 'Šeit visi vārdi ir viegli.' },
  empty: 'A text without words is left out with its paragraph.',
  error: 'What is wrong is said by what stands around it.',
} as const satisfies Examples<ComponentProps<typeof Explained>>;
