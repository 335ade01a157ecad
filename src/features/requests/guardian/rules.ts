import type { guardianWords as keptWords } from '../../../../db/schema.ts';
import type { Gender } from '../../../core/access/actor.ts';
import type { GuardianArea } from '../../../core/access/policy.ts';
import type { Answers } from '../../../core/flow/flow.ts';
import { isForStaffOnly } from '../flows.ts';
import type { RequestFlow, RequestKind } from '../rules.ts';

export type Word = (typeof keptWords)[number];

/** What a guardian can say. */
export const guardianWords = ['agree', 'disagree', 'talk'] as const satisfies readonly Word[];

/** In which areas a guardian is asked about each kind of request; a complaint, a talk, a single visit and one's own people and data are nobody else's. */
const areasOfKind: Readonly<Record<RequestKind, readonly GuardianArea[]>> = {
  move_money: ['finances'],
  something_new: ['finances'],
  more_often: ['finances', 'daily_life'],
  less_often: ['daily_life'],
  stop_service: ['daily_life', 'care'],
  another_way: ['daily_life'],
  another_person: ['care'],
  my_plan: ['care'],
  something_wrong: [],
  talk: [],
  another_time: [],
  cannot_come: [],
  away: [],
  my_people: [],
  my_data: [],
  for_family: [],
};

/** The court-given areas a request lies in. What is for those alone who answer, no guardian reads. */
export function areasOf({
  kind,
  flow,
  answers,
}: Readonly<{ kind: RequestKind | null; flow: RequestFlow; answers: Answers }>): readonly GuardianArea[] {
  return kind === null || isForStaffOnly(flow, answers) ? [] : areasOfKind[kind];
}

/** What a guardian said; `note` is for the person to read. */
export type GuardianWord = Readonly<{
  guardianId: number;
  firstName: string;
  gender: Gender;
  word: Word;
  note: string | null;
  /** An instant. */
  at: string;
}>;

/** A guardian beside a request, as they stand today. */
export type GuardianStanding = Readonly<{
  guardianId: number;
  firstName: string;
  gender: Gender;
  /** The areas of the request that are theirs today; none for a guardian of before, whose word is kept and no longer needed. */
  areas: readonly GuardianArea[];
  /** The last one counts. */
  word: GuardianWord | null;
}>;

/**
 * Everybody whose word on a request is needed today, and whoever said one before.
 *
 * @param areas of the request
 * @param guardians of today, each with the areas a court gave
 * @param words the oldest first
 */
export function standingsOf(
  areas: readonly GuardianArea[],
  guardians: readonly Readonly<{
    personId: number;
    firstName: string;
    gender: Gender;
    areas: readonly GuardianArea[];
  }>[],
  words: readonly GuardianWord[],
): readonly GuardianStanding[] {
  const lastOf = (id: number) => words.findLast(({ guardianId }) => guardianId === id) ?? null;
  const needed = guardians
    .map(({ personId, firstName, gender, areas: theirs }) => ({
      guardianId: personId,
      firstName,
      gender,
      areas: areas.filter((area) => theirs.includes(area)),
      word: lastOf(personId),
    }))
    .filter((standing) => standing.areas.length > 0);
  const before = [...Map.groupBy(words, ({ guardianId }) => guardianId).values()].flatMap(
    (said): GuardianStanding[] => {
      const word = said.at(-1);
      if (word === undefined || needed.some(({ guardianId }) => guardianId === word.guardianId)) return [];
      return [{ guardianId: word.guardianId, firstName: word.firstName, gender: word.gender, areas: [], word }];
    },
  );
  return [...needed, ...before];
}

/** Who has to agree and has not: nothing of the request is promised or done before they do. */
export const withoutAgreement = (standings: readonly GuardianStanding[]): readonly GuardianStanding[] =>
  standings.filter(({ areas, word }) => areas.length > 0 && word?.word !== 'agree');
