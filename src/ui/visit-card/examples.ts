import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type VisitCard from './VisitCard.astro';

export const examples = {
  short: {
    picture: 'service-ride',
    title: 'Brauciens',
    when: 'Piektdiena, 27. novembris',
    time: '08:00',
    timeText: 'No 8:00 līdz 8:30',
  },
  long: {
    href: '/tiksanas/1',
    picture: 'service-psychologist',
    title: 'Saruna ar psihologu par to, kas man ir grūti un kas man palīdz nomierināties',
    when: 'Parīt, trešdiena, 25. novembris',
    time: '14:30',
    timeText: 'No 14:30 līdz 15:30',
    part: { picture: 'day', text: 'Diena' },
    person: 'Konstantīna Elizabete Margarita Vanaga-Kalniņa-Strautmane no Vecpiebalgas novada',
    // The longest place that is taken in: 200 characters.
    place:
      'Vecpiebalgas Veselības un sociālo pakalpojumu centra psiholoģiskās palīdzības nodaļa, Lielā Brīvības gatve 112, otrais korpuss, trešais stāvs, 316. kabinets pa kreisi no lifta, Vecpiebalgas pagasts, 4122',
    isRemote: true,
    was: 'Otrdiena, 24. novembris, 10:00',
    state: { tone: 'info', picture: 'moved', text: 'Laiks ir mainīts' },
    headingLevel: 3,
  },
  past: {
    picture: 'service-physio',
    title: 'Vingrošana ar fizioterapeitu',
    when: 'Vakar, svētdiena, 22. novembris',
    time: '17:45',
    timeText: 'No 17:45 līdz 18:30',
    part: { picture: 'evening', text: 'Vakars' },
    state: { tone: 'success', picture: 'happened', text: 'Notika' },
    isPast: true,
  },
  empty: 'A day without visits says so itself.',
  error: {
    href: '/tiksanas/2',
    picture: 'service-music',
    title: 'Mūzikas nodarbība',
    when: 'Rīt, otrdiena, 24. novembris',
    time: '10:00',
    timeText: 'No 10:00 līdz 11:00',
    state: { tone: 'error', picture: 'cancelled', text: 'Tikšanās nebūs' },
    headingLevel: 3,
  },
} as const satisfies Examples<ComponentProps<typeof VisitCard>>;
