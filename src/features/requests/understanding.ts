import { z } from 'zod';
import { type Answers, CONFIRM_SLUG } from '../../core/flow/flow.ts';
import { changesServices, type RequestKind } from './rules.ts';

/** The steps between the check and the decision. */
export const INDEPENDENCE_SLUG = 'otrs-paligs';
export const FIRST_SLUG = 'sapratu';
export const SECOND_SLUG = 'otradi';
export const WAYS_SLUG = 'ka-palidzeja';
export const TALK_FIRST_SLUG = 'parunasim';
/** Where a parent asks: what the child thinks. */
export const OPINION_SLUG = 'berna-domas';

/** What can help a person to understand (W3C COGA, Supported Decision-Making Online: explaining, pictures, reading out, trying, time). */
export const helpWays = ['explained', 'pictures', 'read_aloud', 'tried', 'time'] as const;
export type HelpWay = (typeof helpWays)[number];

const heard = z.enum(['wish', 'other', 'stay', 'unknown']);
/** What somebody says when they are asked what they chose: their own wish, another one, that all stays, or that they do not know. */
export type Heard = z.infer<typeof heard>;

/** What a child can say of what a parent asks for in their name; `not_yet`: they were not heard, and it is said why. */
export const childSays = ['wants', 'does_not_want', 'does_not_know', 'not_yet'] as const;

/** Enough for what a child says, or why they did not. */
export const LONGEST_CHILD_WORDS = 300;

const saidWords = z
  .string()
  .trim()
  .max(LONGEST_CHILD_WORDS)
  .transform((words) => (words === '' ? null : words));
/** As a form holds it: what was chosen, the child's own words, and why the child was not heard. */
export const childOpinionSchema = z
  .object({ said: z.enum(childSays), words: saidWords, why: saidWords })
  .refine(({ said, why }) => said !== 'not_yet' || why !== null)
  // Why somebody was not heard says nothing of one who was.
  .transform((opinion) => (opinion.said === 'not_yet' ? opinion : { ...opinion, why: null }));
export const keptOpinion = z.object({
  said: z.enum(childSays),
  words: z.string().nullable(),
  why: z.string().nullable(),
});
export type ChildSaid = (typeof childSays)[number];
export type ChildOpinion = Readonly<z.infer<typeof keptOpinion>>;

const notesSchema = z.object({
  tries: z.array(z.object({ about: z.string(), first: heard, second: heard.nullable() })),
  ways: z.array(z.enum(helpWays)).nullable(),
  /** The person does not want to decide together with this helper. */
  notWithId: z.number().nullable(),
  /** The worker who was asked to talk about it, since the helper is bound to the service; `at` an instant. */
  talkAsked: z.object({ withId: z.number(), at: z.string() }).nullable().default(null),
  /** What the child thinks of a parent's request, and of which answers; older notes have none. */
  child: z.object({ about: z.string(), opinion: keptOpinion }).nullable().default(null),
});
/** What was said on the way to the decision. `tries`: each time the person was asked, and about which answers; the last one counts. */
export type DecidingNotes = Readonly<z.infer<typeof notesSchema>>;

export const noNotes: DecidingNotes = { tries: [], ways: null, notWithId: null, talkAsked: null, child: null };

/** @throws for a text that is not what `notesText` makes */
export const readNotes = (text: string | null): DecidingNotes =>
  text === null ? noNotes : notesSchema.parse(JSON.parse(text));

export const notesText = (notes: DecidingNotes): string => JSON.stringify(notes);

/** Another wish that could be mistaken for this one: the picture beside it when the person is asked what they chose. */
export const otherThan: Readonly<Record<RequestKind, RequestKind>> = {
  another_time: 'cannot_come',
  cannot_come: 'another_time',
  away: 'another_time',
  more_often: 'less_often',
  less_often: 'more_often',
  stop_service: 'another_person',
  another_person: 'stop_service',
  something_new: 'my_plan',
  move_money: 'something_new',
  another_way: 'another_time',
  my_plan: 'something_new',
  something_wrong: 'talk',
  talk: 'something_wrong',
  my_people: 'talk',
  my_data: 'talk',
  for_family: 'talk',
};

/** Who says that something is wrong, or wants to talk, is heard at once: nothing stands between them and help. */
const heardAtOnce: readonly RequestKind[] = ['something_wrong', 'talk'];

/** These change how life goes on: so they are looked at once more. */
const lasting: readonly RequestKind[] = [...changesServices, 'my_plan', 'my_people'];
const LOOK_AGAIN_AFTER = { months: 3 } as const;

/** The day on which a decision made on `day` is looked at again; null where it is over by itself. */
export function lookAgainOn(kind: RequestKind, day: Temporal.PlainDate): Temporal.PlainDate | null {
  return lasting.includes(kind) ? day.add(LOOK_AGAIN_AFTER) : null;
}

/** The answers for which somebody was asked; other answers are another wish. */
export const aboutOf = (answers: Answers): string => JSON.stringify(Object.entries(answers).toSorted());

type Asked = Readonly<{
  kind: RequestKind;
  answers: Answers;
  /** Somebody helped to decide. */
  isHelped: boolean;
  /** Somebody independent is still needed. */
  isBound: boolean;
}>;

/** What the child thinks of just these answers; null where nobody asked the child, or only of other ones. */
export function opinionAbout({ child }: DecidingNotes, answers: Answers): ChildOpinion | null {
  return child?.about === aboutOf(answers) ? child.opinion : null;
}

/** The last time the person was asked about just these answers, or null. */
function lastTry({ answers }: Pick<Asked, 'answers'>, { tries }: DecidingNotes): DecidingNotes['tries'][number] | null {
  const last = tries.at(-1);
  return last?.about === aboutOf(answers) ? last : null;
}

/** What comes next on the way from the check to the decision. */
export function nextToDecide(asked: Asked, notes: DecidingNotes): string {
  if (asked.isBound) return INDEPENDENCE_SLUG;
  const last = lastTry(asked, notes);
  if (!heardAtOnce.includes(asked.kind)) {
    if (last === null) return FIRST_SLUG;
    if (last.second === null) return SECOND_SLUG;
  }
  return asked.isHelped && notes.ways === null ? WAYS_SLUG : CONFIRM_SLUG;
}

/** Keeps what was said to one of the two questions; the first begins a new try. */
export function withHeard(notes: DecidingNotes, answers: Answers, nth: 'first' | 'second', said: Heard): DecidingNotes {
  const about = aboutOf(answers);
  if (nth === 'first') return { ...notes, tries: [...notes.tries, { about, first: said, second: null }] };
  const last = lastTry({ answers }, notes);
  if (last === null) return notes;
  return { ...notes, tries: [...notes.tries.slice(0, -1), { ...last, second: said }] };
}

/**
 * Whether both answers say the same: the wish is the person's own, and without sending all stays. One who only follows the
 * order or says yes to everything contradicts themself; then it is talked about, and they may send it all the same.
 *
 * @returns null where nobody was asked
 */
export function isClear(notes: DecidingNotes, answers: Answers): boolean | null {
  const last = lastTry({ answers }, notes);
  return last === null || last.second === null ? null : last.first === 'wish' && last.second === 'stay';
}

/** What is shown to choose from, in an order that depends on the request and not on what is right. */
export function heardChoices(requestId: number, nth: 'first' | 'second'): readonly Exclude<Heard, 'unknown'>[] {
  const all = nth === 'first' ? (['wish', 'other', 'stay'] as const) : (['stay', 'wish'] as const);
  const from = requestId % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}
