import type { PictureName } from './pictures/pictures.ts';

/**
 * The hard words that stay on participants' screens, each with its picture. A text marks one where it stands:
 * `Man ir <card>kartīte</card>.`
 */
export const glossary = {
  supportPerson: 'support-person',
  socialWorker: 'social-worker',
  socialService: 'people',
  guardian: 'person',
  permission: 'yes',
  plan: 'plan',
  goal: 'goal',
  visit: 'calendar',
  videoCall: 'video',
  request: 'letter',
  used: 'happened',
  booked: 'planned',
  left: 'money',
  card: 'card',
  code: 'code',
  password: 'key',
  portal: 'home',
  link: 'next',
  cookie: 'info',
  easyRead: 'glossary',
  ombudsman: 'talk',
  dataInspectorate: 'privacy',
} as const satisfies Readonly<Record<string, PictureName>>;

export type Term = keyof typeof glossary;

export const terms = Object.keys(glossary) as readonly Term[];

/** Where the page with all words explains this one: "support-person". */
export function anchorOf(term: Term): string {
  return term.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A piece of a text; with a term where the text marks it as a word of the glossary. */
export type Part = Readonly<{ words: string; term: Term | null }>;

const MARK = new RegExp(`<(${terms.join('|')})>(.+?)</\\1>`, 'g');

/** Cuts a text at its marks. Whatever is no word of the glossary stays as it is written. */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let done = 0;
  for (const { 0: whole, 1: term, 2: words = '', index } of text.matchAll(MARK)) {
    parts.push({ words: text.slice(done, index), term: null }, { words, term: term as Term });
    done = index + whole.length;
  }
  return [...parts, { words: text.slice(done), term: null }].filter(({ words }) => words !== '');
}
