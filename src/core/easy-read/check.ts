import type { Lexicon } from './lexicon.ts';
import { readPassage, type Samples } from './passage.ts';
import { type Profile, type RuleId, rules, type Severity } from './rules.ts';

/** One place in a text that breaks one rule. */
export type Finding = Readonly<{
  rule: RuleId;
  severity: Severity;
  /** Offsets into the text as it was given. */
  from: number;
  to: number;
  words: string;
  /** What may be put there instead; an empty one means to leave the words out. */
  suggestions: readonly string[];
  /** What to do where no single word serves. */
  advice?: string;
}>;

export type CheckOptions = Readonly<{
  profile: Profile;
  lexicon: Lexicon;
  /** What stands for the placeholders of a text of the portal; without them braces are as written. */
  samples?: Samples;
}>;

/** Holds a text against the rules of easy Latvian; the findings come in the order of the text. */
export function checkText(text: string, { profile, lexicon, samples }: CheckOptions): readonly Finding[] {
  const passage = readPassage(text, lexicon, samples);
  return rules
    .flatMap(({ id, severity, threshold, find }) => {
      const grade = severity[profile];
      if (grade === undefined) return [];
      return [...find(passage, lexicon, threshold?.[profile] ?? 0)].map((hit): Finding => {
        const { from, to } = passage.inText(hit);
        const { suggestions = [], advice } = hit;
        return { rule: id, severity: grade, from, to, words: text.slice(from, to), suggestions, advice };
      });
    })
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
}
