import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type SummaryList from './SummaryList.astro';

export const examples = {
  short: { rows: [{ question: 'Kurš palīdz?', answer: 'Anna ir blakus' }] },
  long: {
    rows: [
      {
        question: 'Kuru tikšanos es gribu mainīt?',
        answer: 'Vingrošana ar fizioterapeitu',
        picture: 'service-physio',
        changeHref: '/lugums/1/tiksanas',
      },
      {
        question: 'Kad man der?',
        answer: 'Trešdiena, 25. novembris',
        picture: 'morning',
        changeHref: '/lugums/1/kad',
        changeLabel: 'Izvēlēties citu dienu',
      },
    ],
  },
  empty: 'Before the first answer there is no list.',
  error: 'An answer that no longer fits is asked again.',
} as const satisfies Examples<ComponentProps<typeof SummaryList>>;
