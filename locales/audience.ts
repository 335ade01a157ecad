import type { Namespace } from './index.ts';

/**
 * Who reads a text: a participant; adults who help or work (family, support persons, staff); or nobody whose
 * reading could be made easier (the console, the import's report, wording that the law prescribes).
 */
export type Audience = 'participant' | 'adult' | 'nobody';

/** By the start of the key; of several that fit the longest counts. */
const audiences: Readonly<Partial<Record<`${Namespace}:${string}`, Audience>>> = {
  'about:': 'participant',
  // The statement as the rules on accessibility prescribe it; the same in easy words stands before it.
  'about:formal.': 'nobody',
  'access:': 'participant',
  'care:': 'adult',
  'changes:': 'participant',
  'changes:nowThen.weekOfPerson': 'adult',
  'changes:nowThen.moneyOfPerson': 'adult',
  'circle:': 'participant',
  'circle:helping.': 'adult',
  'circle:family.': 'adult',
  'circle:asking.': 'adult',
  'circle:endingOf.': 'adult',
  'circle:invitation.': 'adult',
  'circle:letter.': 'adult',
  'circle:noTopics': 'adult',
  'circle:suggest': 'adult',
  'circle:sameWords': 'adult',
  'circle:viewKept': 'adult',
  'circle:nothingYet': 'adult',
  'circle:topicTitle': 'adult',
  'common:': 'participant',
  'decision:': 'participant',
  'decision:adult.': 'adult',
  'desk:': 'adult',
  // Kept beside what a request changed, and shown to the participant as its reason.
  'desk:reason.': 'participant',
  // What the worker sends with a tap.
  'desk:ready.': 'participant',
  'desk:calledOn': 'participant',
  'easyRead:': 'adult',
  'easyRead:command.': 'nobody',
  'glossary:': 'participant',
  'home:': 'participant',
  'import:': 'nobody',
  // Kept in the ledger, and shown on the page with every entry.
  'import:ledger.': 'participant',
  'money:': 'participant',
  'ownData:': 'participant',
  'plan:': 'participant',
  'print:': 'participant',
  'requests:': 'participant',
  'requests:child.': 'adult',
  'requests:guardian.': 'adult',
  'requests:suggest.': 'adult',
  'server:': 'participant',
  'settings:': 'participant',
  'signIn:': 'participant',
  'signIn:console.': 'nobody',
  'signIn:handOver.': 'adult',
  'signIn:invitation.': 'adult',
  'signIn:password.': 'adult',
  'time:': 'participant',
  'ui:': 'participant',
  // The browser's tab, where titles are joined with a dot.
  'ui:documentTitle': 'nobody',
  // The page of building blocks, which only developers see.
  'ui:example': 'nobody',
  'visits:': 'participant',
};

/** The starts of keys that decide who reads the text, one for each text. */
export const audiencePrefixes: readonly string[] = Object.keys(audiences);

/**
 * Who reads the text with this key.
 *
 * @param key with its namespace: `plan:title`
 * @throws Error for a key that nobody was decided for
 */
export function audienceOf(key: string): Audience {
  const [prefix] = audiencePrefixes
    .filter((start) => key.startsWith(start))
    .toSorted((one, other) => other.length - one.length);
  const audience = prefix === undefined ? undefined : new Map(Object.entries(audiences)).get(prefix);
  if (audience === undefined) throw new Error(`locales/audience.ts does not say who reads ${key}`);
  return audience;
}
