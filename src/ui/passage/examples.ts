import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Passage from './Passage.astro';

export const examples = {
  short: { id: 'about', picture: 'info', title: 'Par portālu', text: 'Te ir mans plāns.' },
  long: {
    id: 'seen',
    picture: 'people',
    title: 'Kas redz manas ziņas',
    text: 'Es redzu visu.\nĢimene redz to, kam es dodu <permission>atļauju</permission>.\nSociālais darbinieks redz manas ziņas.',
  },
  folded: {
    id: 'kept',
    picture: 'privacy',
    title: 'Cik ilgi ziņas paliek',
    text: 'Portāls pats ziņas nedzēš.\nEs varu par to jautāt.',
    isFolded: true,
  },
  empty: 'A heading without a sentence is no passage.',
  error: 'Nothing can be wrong with what is only told.',
} as const satisfies Examples<ComponentProps<typeof Passage>>;
