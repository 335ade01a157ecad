import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type DayCard from './DayCard.astro';

export const examples = {
  short: {
    id: 'today',
    title: 'Šodien, pirmdiena, 23. novembris',
    leaf: { day: 23, weekday: 'pirmdiena', month: 'novembris' },
  },
  long: {
    id: 'thursday',
    title: 'Ceturtdiena, 24. septembris',
    leaf: { day: 24, weekday: 'ceturtdiena', month: 'septembris' },
    href: '/mana-diena/2026-09-24',
  },
  empty: {
    id: 'friday',
    title: 'Piektdiena, 27. novembris',
    leaf: { day: 27, weekday: 'piektdiena', month: 'novembris' },
    none: 'Šajā dienā man nav tikšanos.',
  },
  error: 'A day that does not exist has no page.',
} as const satisfies Examples<ComponentProps<typeof DayCard>>;

export const fillings = {
  short: { lines: ['9:00 Brauciens uz dienas centru'] },
  long: { lines: ['9:00 Brauciens uz dienas centru', '14:30 Saruna ar psihologu', '17:45 Vingrošana'] },
} as const satisfies Fillings;
