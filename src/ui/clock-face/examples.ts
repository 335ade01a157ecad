export const examples = {
  short: { time: '09:00' },
  long: { time: '17:45' },
} as const;
