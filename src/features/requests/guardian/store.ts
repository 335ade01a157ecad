import { and, asc, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Database, Queries } from '../../../../db/client.ts';
import { circleLink, guardianArea, guardianWord, person, request, requestStatuses } from '../../../../db/schema.ts';
import type { Grant, OwnGrant } from '../../../core/access/grant.ts';
import type { GuardianArea } from '../../../core/access/policy.ts';
import { preparedOnce } from '../../../core/prepared.ts';
import { linkHoldsToday } from '../../circle/index.ts';
import { type AskingAbility, isUndone } from '../rules.ts';
import { type Confirming, readAnswers } from '../store.ts';
import { areasOf, type GuardianWord, type Word } from './rules.ts';

const queries = preparedOnce((db) => ({
  words: db
    .select({
      guardianId: guardianWord.guardianId,
      firstName: person.firstName,
      gender: person.gender,
      word: guardianWord.word,
      note: guardianWord.note,
      at: guardianWord.at,
    })
    .from(guardianWord)
    .innerJoin(request, eq(request.id, guardianWord.requestId))
    .innerJoin(person, eq(person.id, guardianWord.guardianId))
    .where(
      and(
        eq(guardianWord.requestId, sql.placeholder('requestId')),
        eq(request.participantId, sql.placeholder('participantId')),
      ),
    )
    .orderBy(asc(guardianWord.id))
    .prepare(),
  open: db
    .select({
      id: request.id,
      flow: request.flow,
      kind: request.kind,
      answers: request.answers,
      promisedOn: request.promisedOn,
      firstName: person.firstName,
      lastName: person.lastName,
      area: guardianArea.area,
    })
    .from(request)
    .innerJoin(person, eq(person.id, request.participantId))
    .innerJoin(
      circleLink,
      and(
        eq(circleLink.participantId, request.participantId),
        eq(circleLink.kind, 'guardian'),
        eq(circleLink.personId, sql.placeholder('guardianId')),
        linkHoldsToday,
      ),
    )
    .innerJoin(guardianArea, eq(guardianArea.linkId, circleLink.id))
    .where(and(isNotNull(request.sentAt), inArray(request.status, requestStatuses.filter(isUndone))))
    .orderBy(asc(request.promisedOn), asc(request.id), asc(guardianArea.area))
    .prepare(),
  lastWord: db
    .select({ word: guardianWord.word })
    .from(guardianWord)
    .where(
      and(
        eq(guardianWord.requestId, sql.placeholder('requestId')),
        eq(guardianWord.guardianId, sql.placeholder('guardianId')),
      ),
    )
    .orderBy(desc(guardianWord.id))
    .limit(1)
    .prepare(),
}));

/** What guardians said to a request, the oldest first; a guardian reads their own words alone. */
export function findGuardianWords(
  db: Database,
  grant: Grant<AskingAbility | 'request.answer' | 'complaint.answer'> | Confirming,
  requestId: number,
): readonly GuardianWord[] {
  const words = queries(db).words.all({ requestId, participantId: grant.participantId });
  const isGuardian = grant.ability.startsWith('confirm.');
  return words.filter(({ guardianId }) => !isGuardian || guardianId === grant.actor.personId);
}

export function insertGuardianWord(
  tx: Queries,
  grant: Confirming,
  said: Readonly<{ requestId: number; word: Word; note: string | null; at: string }>,
): void {
  tx.insert(guardianWord)
    .values({ guardianId: grant.actor.personId, ...said })
    .run();
}

/** A request that needs this guardian's word: whose it is and in which of the guardian's areas, nothing of what it says. */
export type AwaitedWord = Readonly<{
  requestId: number;
  firstName: string;
  lastName: string;
  areas: readonly GuardianArea[];
  /** `YYYY-MM-DD` */
  promisedOn: string | null;
  /** What the guardian said last; null where they have said nothing yet. */
  word: Word | null;
}>;

/** The open requests in the areas that are this person's today: those without their word first, the oldest promise on top. */
export function findAwaitedWords(
  db: Database,
  { actor }: OwnGrant<'family.read'>,
  today: Temporal.PlainDate,
): readonly AwaitedWord[] {
  const guardianId = actor.personId;
  const rows = queries(db).open.all({ guardianId, today: today.toString() });
  const awaited = [...Map.groupBy(rows, ({ id }) => id).values()].flatMap((ofOne): AwaitedWord[] => {
    const [row] = ofOne;
    if (row === undefined) return [];
    const lies = areasOf({ ...row, answers: readAnswers(row.answers) });
    const areas = ofOne.map(({ area }) => area).filter((area) => lies.includes(area));
    const { id: requestId, firstName, lastName, promisedOn } = row;
    const word = queries(db).lastWord.get({ requestId, guardianId })?.word ?? null;
    return areas.length === 0 ? [] : [{ requestId, firstName, lastName, areas, promisedOn, word }];
  });
  return [...awaited.filter(({ word }) => word === null), ...awaited.filter(({ word }) => word !== null)];
}
