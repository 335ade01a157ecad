export const examples = {
  short: { question: 'Kad man der?', stepNumber: 1, stepCount: 4 },
  long: { question: 'Vai es gribu, lai mana atbalsta persona vispirms paskatās?', stepNumber: 4, stepCount: 5 },
} as const;
