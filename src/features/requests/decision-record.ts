import { z } from 'zod';
import type { Answers } from '../../core/flow/flow.ts';
import type { Text } from '../../core/text/text.ts';
import type { RequestKind } from './rules.ts';
import { type DecidingNotes, helpWays, isClear, lookAgainOn } from './understanding.ts';

const schema = z.object({
  /** What was chosen, in the words of the screen. */
  chosen: z.string(),
  /** Whether it was clear to the person; null where nobody asked, as with what must be heard at once. */
  isClear: z.boolean().nullable(),
  /** How often the person was asked what they chose. */
  timesAsked: z.number(),
  ways: z.array(z.enum(helpWays)),
  /** The helper with whom the person did not want to decide. */
  notWith: z.string().nullable(),
  /** What the helper thought themself, apart from what they explained. */
  opinion: z.string().nullable(),
  /** What others had suggested, as a fact apart from what a helper thinks; nothing for those before it was kept. */
  suggested: z.array(z.object({ name: z.string(), words: z.string() })).default([]),
  /** `YYYY-MM-DD` */
  lookAgainOn: z.string().nullable(),
});

/**
 * How a request was decided, besides who helped and what was explained: kept as it was then, whatever changes later
 * (CRPD, article 12 and General Comment 1: support must respect will and preferences, and be open to challenge).
 */
export type DecisionRecord = Readonly<z.infer<typeof schema>>;

/** @throws for a text that was not made of a record */
export const readRecord = (text: string | null): DecisionRecord | null =>
  text === null ? null : schema.parse(JSON.parse(text));

export function recordOf({
  t,
  kind,
  answers,
  notes,
  supportPersons,
  opinion,
  suggested,
  day,
}: Readonly<{
  t: Text;
  kind: RequestKind;
  answers: Answers;
  notes: DecidingNotes;
  supportPersons: readonly Readonly<{ personId: number; firstName: string }>[];
  opinion: string | null;
  suggested: readonly Readonly<{ name: string; words: string }>[];
  day: Temporal.PlainDate;
}>): DecisionRecord {
  const refused = supportPersons.find(({ personId }) => personId === notes.notWithId);
  return {
    chosen: t(`requests:confirm.send.${kind}`),
    isClear: isClear(notes, answers),
    timesAsked: notes.tries.length,
    ways: notes.ways ?? [],
    notWith: refused?.firstName ?? null,
    opinion,
    suggested: [...suggested],
    lookAgainOn: lookAgainOn(kind, day)?.toString() ?? null,
  };
}
