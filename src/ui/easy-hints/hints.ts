import type { Finding } from '../../core/easy-read/check.ts';
import type { RuleId } from '../../core/easy-read/rules.ts';

export type Hint = Pick<Finding, 'rule' | 'from' | 'to' | 'words' | 'suggestions' | 'advice'>;

/** These speak of a whole sentence; a hint about a word in it is another thing. */
const ABOUT_SENTENCES: ReadonlySet<RuleId> = new Set(['one-sentence', 'sentence-length', 'sentence-too-long']);

/**
 * What is worth saying: one thing about each place, the one that offers other words before the one that only says why,
 * and about the same words once.
 */
export function hintsOf(findings: readonly Finding[]): readonly Hint[] {
  const best = findings.toSorted(
    (one, other) => usefulness(other) - usefulness(one) || one.from - other.from || other.to - one.to,
  );
  const hints: Finding[] = [];
  for (const finding of best) if (!hints.some((hint) => saysTheSame(hint, finding))) hints.push(finding);
  return hints.toSorted((one, other) => one.from - other.from);
}

function usefulness({ suggestions, rule }: Finding): number {
  if (suggestions.length > 0) return 2;
  return rule === 'sentence-too-long' ? 1 : 0;
}

function saysTheSame(hint: Finding, finding: Finding): boolean {
  const isOfSentence = ABOUT_SENTENCES.has(hint.rule);
  if (isOfSentence !== ABOUT_SENTENCES.has(finding.rule)) return false;
  const overlap = hint.from < finding.to && finding.from < hint.to;
  return overlap || (!isOfSentence && hint.rule === finding.rule && hint.words === finding.words);
}

/** What to write over what: offsets into the text as it is before. */
export type Replacement = Readonly<{ from: number; to: number; words: string }>;

/**
 * Puts a suggestion where the hard words are.
 *
 * @returns null where the hard words are not there any more: somebody typed since
 */
export function replacementFor(text: string, { from, to, words }: Hint, suggestion: string): Replacement | null {
  if (text.slice(from, to) !== words) return null;
  if (suggestion !== '') return { from, to, words: isCapital(words) ? capital(suggestion) : suggestion };
  // The space before goes too; at the start of the text the one after.
  if (text.charAt(from - 1) === ' ') return { from: from - 1, to, words: '' };
  return { from, to: text.charAt(to) === ' ' ? to + 1 : to, words: '' };
}

function isCapital(words: string): boolean {
  return /^\p{Lu}/u.test(words);
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
