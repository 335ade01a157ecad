import type { Text } from '../../core/text/text.ts';

/** One of the ways a helper explains. Without a title it is that nothing changes, which the portal says in its own words. */
export type HelpOption = Readonly<{ title: string | null; good: string; hard: string; cost: string }>;

export const optionParts = ['title', 'good', 'hard', 'cost'] as const;
export type OptionPart = (typeof optionParts)[number];

/** Nothing changes, and up to three other ways: more are hard to compare. */
export const optionPositions = [1, 2, 3, 4] as const;

/** Enough for two short sentences. */
export const LONGEST_OPTION_PART = 200;

export type OptionProblem = Readonly<{ field: string; position: number; part: OptionPart; reason: 'missing' | 'long' }>;

/** The name of a field in the helper's form, which is also its id. */
export function optionField(part: OptionPart, position: number): string {
  return `${part}-${position}`;
}

/**
 * Reads the helper's options. Blocks without any words are left out; who explains one way explains also what happens if
 * nothing changes, so that there is something to choose between.
 *
 * @param suggestedTitle the title that stood in the second block already: alone it is nobody's words
 */
export function readOptions(
  typed: Readonly<Record<string, string>>,
  suggestedTitle: string,
): Readonly<{ options: readonly HelpOption[]; problems: readonly OptionProblem[] }> {
  const blocks = optionPositions.map((position) => {
    const said = (part: OptionPart) => (typed[optionField(part, position)] ?? '').trim();
    const title = position === 1 ? null : said('title');
    const block = { title, good: said('good'), hard: said('hard'), cost: said('cost') };
    const isOnlySuggested = position === 2 && title === suggestedTitle;
    const isTouched = [isOnlySuggested ? '' : title, block.good, block.hard, block.cost].some((words) => words);
    return { position, block, isTouched };
  });
  const isAnyTouched = blocks.some(({ isTouched }) => isTouched);
  const needed = blocks.filter(({ position, isTouched }) => isTouched || (isAnyTouched && position <= 2));
  return {
    options: needed.map(({ block }) => block),
    problems: needed.flatMap(({ position, block }) =>
      optionParts.flatMap((part): readonly OptionProblem[] => {
        const words = block[part];
        const field = optionField(part, position);
        if (words === '') return [{ field, position, part, reason: 'missing' }];
        return words !== null && words.length > LONGEST_OPTION_PART ? [{ field, position, part, reason: 'long' }] : [];
      }),
    ),
  };
}

/** Everything that was explained, as plain text: kept with a decision, it stays true when the helper writes anew later. */
export function explanationText(t: Text, explanation: string, options: readonly HelpOption[]): string {
  const paragraphs = options.map(({ title, good, hard, cost }) =>
    [
      title ?? t('requests:option.nothing'),
      `${t('requests:option.good')}: ${good}`,
      `${t('requests:option.hard')}: ${hard}`,
      `${t('requests:option.cost')}: ${cost}`,
    ].join('\n'),
  );
  return [explanation, ...paragraphs].join('\n\n');
}
