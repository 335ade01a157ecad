import { type Answers, type Flow, resumeSlug, UNKNOWN } from '../../core/flow/flow.ts';

/** What the flow needs to know about the person's week and people; days `YYYY-MM-DD`, times `HH:MM`. */
export type VisitChangeFacts = Readonly<{
  /** The visits that can still be changed, the next first. */
  visits: readonly Readonly<{ id: number; heldOn: string; startTime: string; planToOn: string }>[];
  today: string;
  /** Support persons who can help to decide. */
  supportPersonIds: readonly number[];
}>;

/** Part of day a person can wish for. */
export const partsOfDay = ['morning', 'day', 'evening'] as const;

const DAYS_OFFERED = 12;
/** With one choice for "alone", two helpers make five choices, the most one screen may hold. */
const HELPERS_OFFERED = 2;

const SATURDAY = 6;

export type VisitChangeQuestion = 'visit' | 'what' | 'day' | 'part' | 'help';

/** As long as nobody has said "I cannot come", the wished time counts as a step, so that the steps never become more. */
const isAnotherTime = (answers: Answers) => answers.what !== 'cannot_come';

/** "Es gribu citu laiku" and "Es nevaru atnākt": one flow, since people often know only after "which visit" what they want. */
export const visitChange: Flow<VisitChangeFacts, VisitChangeQuestion> = {
  id: 'visit-change',
  questions: [
    {
      id: 'visit',
      slug: 'tiksanas',
      values: (_answers, facts) => facts.visits.map((visit) => String(visit.id)),
      canBeUnknown: false,
    },
    {
      id: 'what',
      slug: 'kas',
      values: () => ['another_time', 'cannot_come'],
      canBeUnknown: false,
    },
    {
      id: 'day',
      slug: 'diena',
      isAsked: isAnotherTime,
      values: (answers, facts) => offeredDays(answers, facts),
      canBeUnknown: true,
    },
    {
      id: 'part',
      slug: 'laiks',
      isAsked: isAnotherTime,
      values: () => partsOfDay,
      canBeUnknown: true,
    },
    {
      id: 'help',
      slug: 'palidziba',
      isAsked: (_answers, facts) => facts.supportPersonIds.length > 0,
      values: (_answers, facts) => [
        'alone',
        ...facts.supportPersonIds.slice(0, HELPERS_OFFERED).flatMap((id) => [`beside:${id}`, `look_first:${id}`]),
      ],
      canBeUnknown: false,
    },
  ],
};

/**
 * The days that can be wished for instead: from tomorrow or the Monday of the visit's week, whichever is later, to the
 * plan's end. Weekends only when the visit itself is on one.
 */
export function offeredDays(answers: Answers, facts: VisitChangeFacts): readonly string[] {
  const visit = facts.visits.find((candidate) => String(candidate.id) === answers.visit);
  if (visit === undefined) return [];
  const heldOn = Temporal.PlainDate.from(visit.heldOn);
  const tomorrow = Temporal.PlainDate.from(facts.today).add({ days: 1 });
  const monday = heldOn.subtract({ days: heldOn.dayOfWeek - 1 });
  const withWeekend = heldOn.dayOfWeek >= SATURDAY;
  const days: string[] = [];
  for (
    let day = Temporal.PlainDate.compare(tomorrow, monday) > 0 ? tomorrow : monday;
    days.length < DAYS_OFFERED && day.toString() <= visit.planToOn;
    day = day.add({ days: 1 })
  ) {
    if (withWeekend || day.dayOfWeek < SATURDAY) days.push(day.toString());
  }
  return days;
}

/** Where a draft goes on: the first question without an answer, or the check. */
export function resumeRequest({ answers }: { answers: Answers }, { facts }: { facts: VisitChangeFacts }): string {
  return resumeSlug(visitChange, answers, facts);
}

export type Help =
  | Readonly<{ mode: 'alone'; helperId: null }>
  | Readonly<{ mode: 'beside' | 'look_first'; helperId: number }>;

/** How the person wants to decide; alone where there is nobody to ask. */
export function helpOf(answers: Answers): Help {
  const [mode, id] = (answers.help ?? 'alone').split(':');
  if ((mode === 'beside' || mode === 'look_first') && id !== undefined) return { mode, helperId: Number(id) };
  return { mode: 'alone', helperId: null };
}

/** What was wished, as the desk reads it; null means the person does not know. */
export type Wish = Readonly<{
  kind: 'another_time' | 'cannot_come';
  visitId: number;
  day: string | null;
  part: (typeof partsOfDay)[number] | null;
}>;

/** Reads the wish from whole answers. */
export function wishOf(answers: Answers): Wish {
  const known = (value: string | undefined) => (value === undefined || value === UNKNOWN ? null : value);
  return {
    kind: answers.what === 'cannot_come' ? 'cannot_come' : 'another_time',
    visitId: Number(answers.visit),
    day: known(answers.day),
    part: partsOfDay.find((part) => part === answers.part) ?? null,
  };
}
