import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Tile from './Tile.astro';

export const examples = {
  short: { href: '/mans-plans', picture: 'plan', title: 'Mans plāns' },
  long: {
    href: '/es-gribu-mainit',
    picture: 'service-family-psychologist',
    title: 'Saruna ar psihologu manai ģimenei',
    text: 'Man ir palikušas 26 nodarbības līdz 31. jūlijam.',
  },
  post: { href: '/es-gribu-mainit', picture: 'talk', title: 'Es gribu parunāt', post: { flow: 'talk' } },
  empty: 'A door that leads nowhere is not there.',
  error: 'What is closed is told behind the door.',
} as const satisfies Examples<ComponentProps<typeof Tile>>;
