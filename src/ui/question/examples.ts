import type { ComponentProps } from 'astro/types';
import type { Examples, Fillings } from '../example.ts';
import type Question from './Question.astro';

export const examples = {
  short: {
    question: 'Kad man der?',
    name: 'when',
    progress: { number: 1, count: 4 },
    options: [
      { value: 'morning', label: 'No rīta', picture: 'morning' },
      { value: 'day', label: 'Pa dienu', picture: 'day' },
    ],
  },
  long: {
    question: 'Vai es gribu, lai mana atbalsta persona vispirms paskatās?',
    name: 'who',
    progress: { number: 4, count: 5 },
    selected: 'look_first',
    options: [
      { value: 'alone', label: 'Es izlemju pati', picture: 'alone' },
      { value: 'together', label: 'Anna ir blakus', text: 'Mēs lasām kopā.', picture: 'together' },
      { value: 'look_first', label: 'Anna paskatās vispirms', text: 'Anna raksta man vēstuli.', picture: 'look-first' },
    ],
  },
  empty: 'A question without answers is not asked.',
  error: {
    question: 'Cikos man der?',
    name: 'time',
    progress: { number: 2, count: 4 },
    error: 'Te vēl jāizvēlas laiks.',
    options: [
      { value: '09:00', label: '9:00', text: 'No rīta', clock: '09:00' },
      { value: '15:30', label: '15:30', text: 'Pa dienu', clock: '15:30' },
    ],
  },
} as const satisfies Examples<ComponentProps<typeof Question>>;

export const fillings = { long: { button: 'Citi cilvēki' } } as const satisfies Fillings;
