/** What of the portal others have made, or what it is itself, and under which licence it may be used. */
export const credits = [
  {
    of: 'pictures',
    name: 'OpenMoji',
    href: 'https://openmoji.org',
    licence: 'CC BY-SA 4.0',
    licenceHref: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
  {
    of: 'letters',
    name: 'Atkinson Hyperlegible Next, Braille Institute',
    href: 'https://www.brailleinstitute.org/freefont/',
    licence: 'SIL OFL 1.1',
    licenceHref: 'https://openfontlicense.org',
  },
  {
    of: 'words',
    name: 'dictionary-lv, Janis Eisaks',
    href: 'https://dict.dv.lv',
    licence: 'LGPL 2.1',
    licenceHref: 'https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html',
  },
  {
    of: 'program',
    name: 'mans-plans',
    href: null,
    licence: 'EUPL-1.2',
    licenceHref: 'https://eupl.eu/1.2/lv/',
  },
] as const;
