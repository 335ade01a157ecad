import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type Button from './Button.astro';

export const examples = {
  short: { tone: 'main', picture: 'next' },
  long: { tone: 'main', picture: 'sent', name: 'answer', value: 'send' },
  plain: { picture: 'later' },
  danger: { tone: 'danger', picture: 'cancelled' },
  link: { href: '/mana-nedela', picture: 'week' },
  bare: {},
  empty: 'A button always says what it does.',
  error: 'A button never fails by itself; what it sends does.',
} as const satisfies Examples<ComponentProps<typeof Button>>;

export const fillings = {
  short: { words: 'Tālāk' },
  long: { words: 'Nosūtīt manu lūgumu sociālajam darbiniekam' },
  plain: { words: 'Vēlāk' },
  danger: { words: 'Atsaukt lūgumu' },
  link: { words: 'Mana nedēļa' },
  bare: { words: 'Saglabāt' },
} as const satisfies Fillings;
