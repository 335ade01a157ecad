import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type EmptyState from './EmptyState.astro';

export const examples = {
  short: { picture: 'empty', title: 'Plāna vēl nav' },
  long: { picture: 'week', title: 'Šonedēļ tikšanos nav', text: 'Nākamā tikšanās ir otrdien, 1. decembrī.' },
  empty: 'It is the state in which there is nothing.',
  error: { picture: 'error', title: 'Lapa nestrādā', text: 'Mana informācija ir saglabāta.' },
} as const satisfies Examples<ComponentProps<typeof EmptyState>>;

export const fillings = { long: { button: 'Man vajag palīdzību' } } as const satisfies Fillings;
