export const examples = {
  short: { picture: 'empty', title: 'Plāna vēl nav' },
  long: { picture: 'week', title: 'Šonedēļ tikšanos nav', text: 'Nākamā tikšanās ir otrdien, 1. decembrī.' },
} as const;
