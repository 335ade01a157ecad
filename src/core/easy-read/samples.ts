import type { Samples } from './passage.ts';

/** What the portal puts into its texts: of what is usual the longest, so that a sentence is counted as it is read. */
const samples: Samples = {
  act: 'Mainīt vietu',
  added: '12',
  amount: '12 nodarbības',
  area: 'Par naudu',
  block: 'Poga',
  booked: '12 nodarbības',
  card: '1234 5678',
  cells: '12',
  cents: '50',
  changed: '12',
  code: '12345678',
  codes: 'jelgava, liepaja',
  column: 'piekrisana',
  date: 'otrdiena, 24. novembris',
  days: '14',
  day: 'otrdien, 24. novembrī',
  end: '10:00',
  error: 'ierakstiet laiku',
  euros: '125 eiro',
  field: 'Sākums',
  file: 'plani.csv',
  free: '125,50 eiro',
  from: '1. septembra',
  kind: 'aizgādnis',
  left: '12 nodarbības',
  link: 'https://example.org',
  list: 'nauda, plāns',
  money: '125,50 eiro',
  month: 'novembris',
  name: 'Anna Bērziņa',
  number: 'D05',
  other: 'T012',
  page: 'https://example.org',
  pages: '12',
  part: 'Ko tas maksā: naudu, laiku vai spēkus',
  participant: 'D05',
  people: '12',
  place: 'Dienas centrs “Saule”',
  plan: 'PL05',
  portal: 'Mans plāns',
  price: '125,50 eiro',
  provider: 'Anna Bērziņa',
  reason: 'skolotāja ir slima',
  role: 'aizgādnis',
  row: '12',
  same: '12',
  service: 'P05',
  start: '9:00',
  status: 'atcelta',
  step: '2',
  sum: '125 eiro',
  time: '9:00',
  title: 'Mana nauda',
  to: '31. decembrim',
  topic: 'Nauda',
  units: '12',
  until: 'līdz otrdienai, 24. novembrim',
  used: '12 nodarbības',
  value: 'rīt',
  times: '9:00',
  version: '2',
  visit: 'Otrdiena, 24. novembris, 9:00. Vingrošana',
  visits: '12',
  weekday: 'otrdiena',
  what: 'Es gribu citu laiku',
  when: 'Šodien, 9:00',
  year: '2026',
};

/** Where a placeholder holds less than elsewhere: these texts put a date together from its parts. */
const SAMPLES_OF: readonly (readonly [start: string, samples: Samples])[] = [
  ['circle:helping.', { number: '2' }],
  ['time:', { day: '24' }],
  ['ownData:looked.sentence', { what: 'Dina skatījās manu naudu.', day: 'otrdien, 24. novembrī' }],
  ['signIn:print.until', { day: '24', month: 'novembrim' }],
];

/** How many there are, by the plural form for which a text is written. */
const COUNTS: Readonly<Record<string, string>> = { zero: '10', one: '21', other: '12' };

/** The samples for the text with this key. */
export function samplesFor(key: string): Samples {
  const form = /_(zero|one|other)$/.exec(key)?.[1] ?? 'other';
  const own = SAMPLES_OF.filter(([start]) => key.startsWith(start)).map(([, fitting]) => fitting);
  return Object.assign({ ...samples, count: COUNTS[form] ?? '' }, ...own);
}
