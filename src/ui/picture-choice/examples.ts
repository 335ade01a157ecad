import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type PictureChoice from './PictureChoice.astro';

export const examples = {
  short: {
    legend: 'Kurš man palīdz?',
    name: 'who',
    options: [
      { value: 'alone', label: 'Es daru viens', picture: 'alone' },
      { value: 'beside', label: 'Anna ir blakus', picture: 'together' },
    ],
  },
  long: {
    legend: 'Kura diena man der?',
    isLegendHidden: true,
    name: 'day',
    selected: '2026-11-25',
    options: [
      { value: '2026-11-24', label: 'Rīt', leaf: { day: 24, weekday: 'otrdiena', month: 'novembris' } },
      { value: '2026-11-25', label: 'Parīt', leaf: { day: 25, weekday: 'trešdiena', month: 'novembris' } },
      { value: '2026-11-26', label: 'Ceturtdien', leaf: { day: 26, weekday: 'ceturtdiena', month: 'novembris' } },
      { value: 'any', label: 'Man der visas dienas', text: 'Lai izvēlas sociālais darbinieks.', picture: 'yes' },
      { value: 'dont-know', label: 'Nezinu', picture: 'dont-know' },
    ],
  },
  several: {
    legend: 'Ko drīkst redzēt Rita?',
    name: 'topics',
    isMany: true,
    selected: ['plan'],
    options: [
      { value: 'plan', label: 'Manu plānu', picture: 'plan' },
      { value: 'money', label: 'Manu naudu', picture: 'money' },
      { value: 'visits', label: 'Manu nedēļu', picture: 'week' },
    ],
  },
  empty: 'A question without answers is not asked.',
  error: {
    legend: 'Cikos man der?',
    name: 'time',
    error: 'Te vēl jāizvēlas laiks.',
    options: [
      { value: '09:00', label: '9:00', text: 'No rīta', clock: '09:00' },
      { value: '15:30', label: '15:30', text: 'Dienā', clock: '15:30' },
    ],
  },
} as const satisfies Examples<ComponentProps<typeof PictureChoice>>;
