import type { ComponentProps } from 'astro/types';
import { plainLook } from '../../core/look.ts';
import type { Examples } from '../example.ts';
import type Sample from './Sample.astro';

const words = {
  what: 'Rīt man ir mūzika.',
  when: 'Mūzika sākas 10:00.',
  after: 'Pēc tam es eju mājās.',
  key: 'Tālāk',
} as const;

const answer = { name: 'izvele', isNow: false, look: plainLook, words } as const;

export const examples = {
  short: { ...answer, value: '1', label: 'Parasti burti', isNow: true },
  long: {
    ...answer,
    value: '4',
    label: 'Ļoti lieli burti un daudz vietas starp rindām',
    look: { ...plainLook, textSize: 4, spacing: 3, hasBigPictures: true },
  },
  empty: 'A sample shows always the same words.',
  error: 'Every answer that is shown can be chosen.',
  device: { ...answer, value: 'device', label: 'Kā planšetē vai telefonā', shows: 'colours' },
  yellow: { ...answer, value: 'yellow', label: 'Dzeltens uz melna', look: { ...plainLook, colours: 'yellow' } },
  amount: { ...answer, value: '0', label: 'Viss uzreiz', shows: 'amount' },
  motion: { ...answer, value: '0', label: 'Pogas mazliet kustas', shows: 'motion' },
  otherLanguage: { ...answer, value: 'en', label: 'English', language: 'en' },
} as const satisfies Examples<ComponentProps<typeof Sample>>;
