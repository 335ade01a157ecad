/** Where people complain about the State and the municipality: the Ombudsman of Latvia (tiesibsargs.lv, "Kontakti"). */
export const ombudsman = {
  phone: '+371 6768 6768',
  email: 'tiesibsargs@tiesibsargs.lv',
  site: 'https://www.tiesibsargs.lv',
} as const;
