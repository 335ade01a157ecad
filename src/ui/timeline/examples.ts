export const examples = {
  short: { entries: [{ picture: 'edit', title: 'Es sāku lūgumu', isNow: true }] },
  long: {
    entries: [
      { picture: 'sent', title: 'Es nosūtīju lūgumu', text: 'Es gribu citu laiku.', when: '23. novembrī' },
      { picture: 'eye', title: 'Dina Sila izlasīja lūgumu', when: '24. novembrī' },
      { picture: 'waiting', title: 'Es gaidu atbildi', text: 'Atbilde būs līdz 30. novembrim.', isNow: true },
    ],
  },
  empty: { entries: [] },
} as const;
