export const examples = {
  empty: { errors: [] },
  short: { errors: [{ fieldId: 'code', text: 'Šis kods neder.' }] },
  long: {
    errors: [
      { fieldId: 'day', text: 'Te vēl jāizvēlas diena.' },
      { fieldId: 'part', text: 'Te vēl jāizvēlas laiks: rīts, diena vai vakars.' },
    ],
  },
} as const;
