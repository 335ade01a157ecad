export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
export const EMAIL_MAX = 254;

export type PasswordProblem = 'too_short' | 'too_long' | 'has_name' | 'too_common';

/** Words that the commonest passwords are made of, without diacritics. */
const commonWords = [
  ...['parole', 'slepens', 'slepena', 'latvija', 'riga', 'sveiki', 'labdien', 'milestiba', 'milu', 'saule', 'ziema'],
  ...['vasara', 'pavasaris', 'rudens', 'mansplans', 'plans', 'portals', 'socialais', 'dienests', 'darbs', 'parauga'],
  ...['password', 'passw0rd', 'pass', 'welcome', 'letmein', 'admin', 'administrator', 'login', 'secret', 'master'],
  ...['iloveyou', 'love', 'dragon', 'monkey', 'princess', 'sunshine', 'football', 'hello', 'test', 'user', 'change'],
  ...['summer', 'winter', 'spring', 'autumn', 'qazwsx', 'abc123', 'trustno1', 'starwars', 'superman', 'batman'],
].sort((a, b) => b.length - a.length);

/** Rows people's fingers or counting run along, in either direction. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
];
const runRows = [...rows, ...rows.map((row) => [...row].reverse().join(''))];
const SHORTEST_RUN = 3;

/** How many things somebody has to think of to guess it: a common word, a run, a year or one more letter each is one. */
const FEWEST_PIECES = 8;
const SHORTEST_NAME = 3;

/**
 * What is wrong with a new password. Length counts whole characters; anything may be in it. Names and the e-mail address
 * of the person, and what is on everybody's list of first guesses, may not carry it.
 */
export function passwordProblem(
  password: string,
  person: Readonly<{ firstName: string; lastName: string; email: string | null }>,
): PasswordProblem | null {
  const length = [...password.normalize('NFC')].length;
  if (length < PASSWORD_MIN) return 'too_short';
  if (length > PASSWORD_MAX) return 'too_long';
  const folded = fold(password);
  const [mailbox = ''] = (person.email ?? '').split('@');
  const names = [person.firstName, person.lastName, ...mailbox.split(/[._+-]/)].map(fold);
  if (names.some((name) => name.length >= SHORTEST_NAME && folded.includes(name))) return 'has_name';
  return countPieces(folded) < FEWEST_PIECES ? 'too_common' : null;
}

/** Lower case without diacritics: "Pārole" is as easy to guess as "parole". */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function countPieces(text: string): number {
  return Math.min(countRuns(text), period(text) + 1);
}

function countRuns(text: string): number {
  let pieces = 0;
  for (let at = 0; at < text.length; pieces++) {
    const rest = text.slice(at);
    const word = commonWords.find((candidate) => rest.startsWith(candidate));
    const year = /^(?:19|20)\d\d/.exec(rest)?.[0];
    at += Math.max(word?.length ?? 0, year?.length ?? 0, runLength(rest), 1);
  }
  return pieces;
}

/** How many of the first characters are one repeated, or follow a row; below three it is no run. */
function runLength(text: string): number {
  let repeated = 1;
  while (repeated < text.length && text[repeated] === text[0]) repeated++;
  let longest = repeated;
  for (const row of runRows) {
    const start = row.indexOf(text.charAt(0));
    if (start < 0) continue;
    let length = 1;
    while (length < text.length && start + length < row.length && text[length] === row[start + length]) length++;
    longest = Math.max(longest, length);
  }
  return longest >= SHORTEST_RUN ? longest : 0;
}

/** The length of the piece the text is a repetition of; its own length when of none. */
function period(text: string): number {
  for (let length = 1; length <= text.length / 2; length++) {
    const isRepeated = text.startsWith(text.slice(length));
    if (isRepeated) return length;
  }
  return text.length;
}
