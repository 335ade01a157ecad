export const examples = {
  short: { day: 4, weekday: 'otrdiena', month: 'maijs' },
  long: { day: 26, weekday: 'ceturtdiena', month: 'septembris' },
} as const;
