import { z } from 'zod';
import type { suggestionAnswers } from '../../../../db/schema.ts';
import { flowsOfOthers } from '../rules.ts';

/** What a participant can say to a suggestion: it decides nothing yet. */
export type SuggestionAnswer = (typeof suggestionAnswers)[number];

/** Longer is hard to read, and to hear. */
export const LONGEST_SUGGESTION = 300;

/** More at once from one person would be a push. */
export const MOST_WAITING = 3;

/** The kinds of change that somebody near can suggest. */
export const suggestedFlows = flowsOfOthers;
export type SuggestedFlow = (typeof suggestedFlows)[number];

/** What became of it, as whoever suggested it reads it. */
export type SuggestionState = 'waits' | SuggestionAnswer | 'withdrawn';

type Standing = Readonly<{ answer: SuggestionAnswer | null; withdrawnAt: string | null }>;

export const stateOf = ({ answer, withdrawnAt }: Standing): SuggestionState =>
  withdrawnAt === null ? (answer ?? 'waits') : 'withdrawn';

/** Whether the person can still answer: who has left the circle suggests nothing any more. */
export const canBeAnswered = (suggestion: Standing & Readonly<{ isNear: boolean }>): boolean =>
  suggestion.isNear && stateOf(suggestion) === 'waits';

/** The answer that a form names; null for none. */
export function answerNamed(name: string | null): SuggestionAnswer | null {
  const parsed = z.enum(['want', 'do_not_want', 'talk'] satisfies SuggestionAnswer[]).safeParse(name);
  return parsed.success ? parsed.data : null;
}

export type SuggestionProblem = Readonly<{ field: 'flow' | 'words'; reason: 'missing' | 'long' }>;
export type ReadSuggestion =
  | Readonly<{ flow: SuggestedFlow; words: string }>
  | Readonly<{ problems: readonly SuggestionProblem[] }>;

/** A suggestion as a form brings it, or what is missing in it. */
export function readSuggestion(typed: Readonly<Record<string, string>>): ReadSuggestion {
  const flow = suggestedFlows.find((known) => known === typed.flow);
  const words = (typed.words ?? '').trim();
  const problems: readonly SuggestionProblem[] = [
    ...(flow === undefined ? [{ field: 'flow', reason: 'missing' } as const] : []),
    ...(words === '' ? [{ field: 'words', reason: 'missing' } as const] : []),
    ...(words.length > LONGEST_SUGGESTION ? [{ field: 'words', reason: 'long' } as const] : []),
  ];
  return flow === undefined || problems.length > 0 ? { problems } : { flow, words };
}
