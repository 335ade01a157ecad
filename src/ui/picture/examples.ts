export const examples = {
  short: { name: 'plan', size: 'small' },
  long: { name: 'service-respite-away', label: 'Atelpas brīdis citā vietā', size: 'large' },
} as const;
