export const examples = {
  short: { name: 'Dina Sila', role: 'Sociālā darbiniece' },
  long: {
    name: 'Anna Vanaga-Kalniņa',
    role: 'Atbalsta persona',
    phone: '+371 2000 1001',
    phoneLabel: 'Zvanīt Annai',
    organisation: 'Biedrība „Blakus”',
    picture: 'support-person',
  },
} as const;
