import type { Namespace } from './index.ts';

/** People with intellectual disabilities read the texts of a room and tried them out. */
export type Review = Readonly<{
  /** As they want to be named; never empty. */
  reviewedBy: readonly string[];
  /** `YYYY-MM-DD` */
  reviewedOn: string;
}>;

/** What participants read; null until it was really reviewed. A text that changes much sets its room back to null. */
export type Reviews = Readonly<Record<Exclude<Namespace, 'care' | 'desk' | 'easyRead' | 'import'>, Review | null>>;

export const reviews: Reviews = {
  about: null,
  access: null,
  changes: null,
  circle: null,
  common: null,
  decision: null,
  glossary: null,
  home: null,
  money: null,
  ownData: null,
  plan: null,
  print: null,
  requests: null,
  server: null,
  settings: null,
  signIn: null,
  time: null,
  ui: null,
  visits: null,
};

export type ReviewState = Readonly<{
  reach: 'none' | 'some' | 'all';
  reviewedBy: readonly string[];
  /** The day of the last review `YYYY-MM-DD`. */
  lastOn: string | null;
}>;

/** How much of the texts was reviewed, by whom, and when last. */
export function reviewStateOf(records: Readonly<Record<string, Review | null>>): ReviewState {
  const all = Object.values(records);
  const done = all.filter((review) => review !== null);
  return {
    reach: done.length === 0 ? 'none' : done.length < all.length ? 'some' : 'all',
    reviewedBy: [...new Set(done.flatMap(({ reviewedBy }) => reviewedBy))],
    lastOn:
      done
        .map(({ reviewedOn }) => reviewedOn)
        .toSorted()
        .at(-1) ?? null,
  };
}
