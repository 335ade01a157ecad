export const examples = {
  short: { href: '/mans-plans', picture: 'plan', title: 'Mans plāns' },
  long: {
    href: '/es-gribu-mainit',
    picture: 'service-family-psychologist',
    title: 'Saruna ar psihologu manai ģimenei',
    text: 'Man ir palikušas 26 nodarbības līdz 31. jūlijam.',
  },
} as const;
