import type { ComponentProps } from 'astro/types';
import type { Examples } from '../example.ts';
import type Timeline from './Timeline.astro';

export const examples = {
  short: { entries: [{ picture: 'edit', title: 'Es sāku lūgumu', isNow: true }] },
  long: {
    entries: [
      { picture: 'sent', title: 'Es nosūtīju lūgumu', text: 'Es gribu citu laiku.', when: '23. novembrī' },
      { picture: 'eye', title: 'Dina Sila izlasīja lūgumu', when: '24. novembrī' },
      { picture: 'waiting', title: 'Es gaidu atbildi', text: 'Atbilde būs līdz 30. novembrim.', isNow: true },
    ],
  },
  empty: 'A story has a beginning: that it was begun.',
  error: 'What went wrong is told by a notice.',
} as const satisfies Examples<ComponentProps<typeof Timeline>>;
