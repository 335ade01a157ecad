export const examples = {
  short: {
    caption: 'Lūgumi',
    columns: [{ text: 'Cilvēks' }],
    rows: [[{ text: 'Jānis Ozols', href: '/galds/lugums/1' }]],
  },
  long: {
    caption: 'Lūgumi pēc solītās atbildes dienas',
    columns: [
      { text: 'Cilvēks' },
      { text: 'Lūgums' },
      { text: 'Atbilde solīta līdz' },
      { text: 'Dienas', isNumber: true },
    ],
    rows: [
      [
        { text: 'Jānis Ozols', href: '/galds/lugums/1' },
        { text: 'Cits laiks mūzikas nodarbībai' },
        { text: '20. novembrim' },
        { text: '−3' },
      ],
      [
        { text: 'Ilze Kalniņa', href: '/galds/lugums/2' },
        { text: 'Nevar atnākt uz vingrošanu ar fizioterapeitu' },
        { text: '27. novembrim' },
        { text: '4' },
      ],
    ],
  },
  empty: { caption: 'Lūgumi', columns: [{ text: 'Cilvēks' }], rows: [] },
} as const;
