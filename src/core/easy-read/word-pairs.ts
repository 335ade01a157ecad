/** A hard word or phrase with the easy one. */
export type WordPair = Readonly<{
  hard: string;
  /** What may be put there instead; an empty one means to leave the word out. None where it can only be explained. */
  easy: readonly string[];
  /** What to do where no single word serves: explain, or name the thing itself. */
  advice?: string;
}>;

const LEAVE_OUT = 'svītro';

/** @param table lines of `hard TAB easy`, with a heading; advice stands in brackets */
export function parseWordPairs(table: string): readonly WordPair[] {
  return table
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => {
      const [hard, given] = line.split('\t');
      if (hard === undefined || given === undefined) throw new Error(`Not a pair of words: ${line}`);
      const advice = /\((.*)\)/.exec(given)?.[1];
      if (advice === LEAVE_OUT) return { hard, easy: [''] };
      const easy = given
        .replace(/\s*\(.*\)/, '')
        .replace(/;.*/, '')
        .split(' / ')
        .filter((word) => word.toLowerCase() !== hard.toLowerCase());
      return { hard, easy, advice };
    });
}
