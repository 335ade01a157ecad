import { z } from 'zod';
import type { Answers } from '../../core/flow/flow.ts';
import type { Text } from '../../core/text/text.ts';
import { tieKinds } from '../circle/index.ts';
import type { Independence } from './independence.ts';
import type { RequestKind } from './rules.ts';
import { type DecidingNotes, helpWays, isClear, keptOpinion, lookAgainOn, opinionAbout } from './understanding.ts';

const boundSchema = z.object({
  name: z.string(),
  bond: z.enum(['is_provider', ...tieKinds]),
  /** Whom the helper is bound to, and where they work. */
  provider: z.string(),
  place: z.string().nullable(),
});
export type BoundHelper = Readonly<z.infer<typeof boundSchema>>;

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
  /** The helper who had a part in what it was about, and the independent ones who helped as well. */
  bound: boundSchema.nullable().default(null),
  alsoLooked: z.array(z.string()).default([]),
  alsoCalled: z.string().nullable().default(null),
  /** What others had suggested, as a fact apart from what a helper thinks; nothing for those before it was kept. */
  suggested: z.array(z.object({ name: z.string(), words: z.string() })).default([]),
  /** `YYYY-MM-DD` */
  lookAgainOn: z.string().nullable(),
  /** What the child thought of what a parent asked for; null where the person asked themself, and in older records. */
  child: keptOpinion.nullable().default(null),
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
  independence,
  suggested,
  day,
}: Readonly<{
  t: Text;
  kind: RequestKind;
  answers: Answers;
  notes: DecidingNotes;
  supportPersons: readonly Readonly<{ personId: number; firstName: string }>[];
  opinion: string | null;
  independence: Independence | null;
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
    bound: independence && {
      name: independence.helper.firstName,
      bond: independence.bond,
      provider: independence.providerName,
      place: independence.organisation,
    },
    alsoLooked: independence?.alsoLooked.map(({ firstName }) => firstName) ?? [],
    alsoCalled: independence?.calledBy ?? null,
    suggested: [...suggested],
    lookAgainOn: lookAgainOn(kind, day)?.toString() ?? null,
    child: opinionAbout(notes, answers),
  };
}
