const words = { doneText: 'Izdarīts', todoText: 'Vēl priekšā' } as const;

export const examples = {
  short: { items: [{ text: 'Es gatavoju zupu.', isDone: false, ...words }] },
  long: {
    items: [
      { text: 'Es zinu autobusa numuru.', isDone: true, ...words },
      { text: 'Es braucu uz dienas centru kopā ar asistentu.', isDone: false, ...words },
      { text: 'Es braucu viens.', isDone: false, ...words },
    ],
  },
  empty: { items: [] },
} as const;
