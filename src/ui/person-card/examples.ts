import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type PersonCard from './PersonCard.astro';

export const examples = {
  short: { name: 'Dina Sila', role: 'Sociālā darbiniece' },
  long: {
    // The longest name that is taken in: 80 characters.
    name: 'Konstantīna Elizabete Margarita Vanaga-Kalniņa-Strautmane no Vecpiebalgas novada',
    role: 'Atbalsta persona',
    picture: 'support-person',
    phone: '+371 2000 1001',
    phoneLabel: 'Zvanīt Konstantīnai Elizabetei',
    organisation: 'Biedrība „Blakus”',
  },
  photo: {
    name: 'Anna Vanaga',
    role: 'Atbalsta persona',
    picture: 'support-person',
    photo: '/favicon.svg',
    phone: '+371 2000 1001',
    phoneLabel: 'Zvanīt Annai',
  },
  ways: { name: 'Jānis Ozols', phone: '+371 2000 1002', headingLevel: 3 },
  empty: { name: 'Anna Vanaga' },
  error: 'A person who is not there any more has no card.',
} as const satisfies Examples<ComponentProps<typeof PersonCard>>;

export const fillings = { ways: { button: 'Plāns' } } as const satisfies Fillings;
