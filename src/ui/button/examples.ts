/** The words in the button stand beside its props. */
export const examples = {
  short: { props: { tone: 'main', picture: 'next' }, words: 'Tālāk' },
  long: {
    props: { tone: 'main', picture: 'sent', name: 'answer', value: 'send' },
    words: 'Nosūtīt manu lūgumu sociālajam darbiniekam',
  },
  plain: { props: { picture: 'later' }, words: 'Vēlāk' },
  danger: { props: { tone: 'danger', picture: 'cancelled' }, words: 'Atsaukt lūgumu' },
  link: { props: { href: '/mana-nedela', picture: 'week' }, words: 'Mana nedēļa' },
} as const;
