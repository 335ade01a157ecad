/** The lines in the notice stand beside its props. */
export const examples = {
  short: { props: { tone: 'info', title: 'Tā bija 23. novembrī' }, lines: [] },
  long: {
    props: { tone: 'success', title: 'Mans lūgums ir nosūtīts', picture: 'sent', id: 'done' },
    lines: ['Dina Sila izlasīs manu lūgumu.', 'Atbilde būs līdz 30. novembrim.', 'Es varu lūgumu atsaukt.'],
  },
  waiting: { props: { tone: 'waiting', title: 'Es gaidu atbildi' }, lines: ['Atbilde būs līdz 30. novembrim.'] },
  error: { props: { tone: 'error', title: 'Lūgums nav nosūtīts' }, lines: ['Atbildes ir saglabātas.'] },
} as const;
