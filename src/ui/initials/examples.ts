export const examples = {
  short: { name: 'Anna' },
  long: { name: 'Ģertrūde Kalniņa' },
} as const;
