import { aliasedTable, and, asc, desc, eq, exists, isNull, ne, sql } from 'drizzle-orm';
import type { Database, Queries } from '../../../../db/client.ts';
import { circleLink, person, suggestion } from '../../../../db/schema.ts';
import type { Grant, OwnGrant } from '../../../core/access/grant.ts';
import { preparedOnce } from '../../../core/prepared.ts';
import { linkHoldsToday } from '../../circle/index.ts';
import type { AskingAbility } from '../rules.ts';
import type { SuggestedFlow, SuggestionAnswer } from './rules.ts';

/** What somebody of the circle suggests, as the participant has it and, of their own, whoever suggested it. */
export type Suggestion = Readonly<{
  id: number;
  participantId: number;
  participantFirstName: string;
  participantLastName: string;
  participantPhone: string | null;
  byPersonId: number;
  byFirstName: string;
  byLastName: string;
  byPhone: string | null;
  flow: SuggestedFlow;
  words: string;
  madeAt: string;
  answer: SuggestionAnswer | null;
  /** The draft that the participant began because of it. */
  requestId: number | null;
  withdrawnAt: string | null;
  /** Whoever suggested it belongs to the circle today. */
  isNear: boolean;
}>;

/** Of a participant's; and of one's own, which stand on one's first page. */
const SHOWN = 50;
const OWN_SHOWN = 20;

const queries = preparedOnce((db) => {
  const participant = aliasedTable(person, 'participant');
  const near = exists(
    db
      .select({ id: circleLink.id })
      .from(circleLink)
      .where(
        and(
          eq(circleLink.participantId, suggestion.participantId),
          eq(circleLink.personId, suggestion.byPersonId),
          // As the policy has it: whose work it is does not suggest.
          ne(circleLink.kind, 'social_worker'),
          linkHoldsToday,
        ),
      ),
  );
  const suggestions = () =>
    db
      .select({
        id: suggestion.id,
        participantId: suggestion.participantId,
        participantFirstName: participant.firstName,
        participantLastName: participant.lastName,
        participantPhone: participant.phone,
        byPersonId: suggestion.byPersonId,
        byFirstName: person.firstName,
        byLastName: person.lastName,
        byPhone: person.phone,
        // No other is ever written.
        flow: sql<SuggestedFlow>`${suggestion.flow}`,
        words: suggestion.words,
        madeAt: suggestion.madeAt,
        answer: suggestion.answer,
        requestId: suggestion.requestId,
        withdrawnAt: suggestion.withdrawnAt,
        isNear: sql<boolean>`${near}`.mapWith(Boolean),
      })
      .from(suggestion)
      .innerJoin(person, eq(person.id, suggestion.byPersonId))
      .innerJoin(participant, eq(participant.id, suggestion.participantId));
  const isParticipants = eq(suggestion.participantId, sql.placeholder('participantId'));
  const isTheirs = eq(suggestion.byPersonId, sql.placeholder('byPersonId'));
  return {
    ofParticipant: suggestions()
      .where(and(isParticipants, isNull(suggestion.withdrawnAt), near))
      .orderBy(desc(suggestion.id))
      .limit(SHOWN)
      .prepare(),
    one: suggestions()
      .where(and(isParticipants, eq(suggestion.id, sql.placeholder('suggestionId'))))
      .prepare(),
    own: suggestions().where(and(isTheirs, near)).orderBy(desc(suggestion.id)).limit(OWN_SHOWN).prepare(),
    waiting: db
      .select({ id: suggestion.id })
      .from(suggestion)
      .where(and(isParticipants, isTheirs, isNull(suggestion.answer), isNull(suggestion.withdrawnAt)))
      .prepare(),
    byFormKey: db
      .select({
        id: suggestion.id,
        participantId: suggestion.participantId,
        byPersonId: suggestion.byPersonId,
      })
      .from(suggestion)
      .where(eq(suggestion.formKey, sql.placeholder('formKey')))
      .prepare(),
    ofRequest: db
      .select({ name: person.firstName, words: suggestion.words })
      .from(suggestion)
      .innerJoin(person, eq(person.id, suggestion.byPersonId))
      .where(and(isParticipants, eq(suggestion.requestId, sql.placeholder('requestId'))))
      .orderBy(asc(suggestion.id))
      .prepare(),
  };
});

/** What those who belong to the circle today suggest to the participant, the newest first; without what was taken back. */
export function findSuggestions(
  db: Database,
  { participantId }: Grant<'request.write'>,
  today: Temporal.PlainDate,
): readonly Suggestion[] {
  return queries(db).ofParticipant.all({ participantId, today: today.toString() });
}

/** One suggestion to the participant, whatever became of it; null for one to anybody else. */
export function findSuggestion(
  db: Database,
  { participantId }: Grant<'request.write'>,
  suggestionId: number,
  today: Temporal.PlainDate,
): Suggestion | null {
  return queries(db).one.get({ participantId, suggestionId, today: today.toString() }) ?? null;
}

/** What the signed-in person suggested to those whose circle they belong to today, the newest first. */
export function findOwnSuggestions(
  db: Database,
  { actor }: OwnGrant<'helping.read' | 'family.read'>,
  today: Temporal.PlainDate,
): readonly Suggestion[] {
  return queries(db).own.all({ byPersonId: actor.personId, today: today.toString() });
}

/** How many of theirs the participant has not answered. */
export function countWaiting(db: Database, { participantId, actor }: Grant<'suggest'>): number {
  return queries(db).waiting.all({ participantId, byPersonId: actor.personId }).length;
}

/** What was suggested with the same form: theirs to this participant, or somebody else's. */
export function findByFormKey(
  db: Database,
  { participantId, actor }: Grant<'suggest'>,
  formKey: string,
): Readonly<{ id: number; isTheirs: boolean }> | null {
  const row = queries(db).byFormKey.get({ formKey });
  if (row === undefined) return null;
  return { id: row.id, isTheirs: row.participantId === participantId && row.byPersonId === actor.personId };
}

/** What a request grew out of; nothing for one that the person thought of alone. */
export function findSuggestionsOfRequest(
  db: Database,
  { participantId }: Grant<AskingAbility>,
  requestId: number,
): readonly Readonly<{ name: string; words: string }>[] {
  return queries(db).ofRequest.all({ participantId, requestId });
}

/** @returns its number */
export function insertSuggestion(
  tx: Queries,
  { participantId, actor }: Grant<'suggest'>,
  made: Readonly<{ formKey: string; flow: SuggestedFlow; words: string; at: string }>,
): number {
  const { at: madeAt, ...said } = made;
  return tx
    .insert(suggestion)
    .values({ participantId, byPersonId: actor.personId, madeAt, ...said })
    .returning({ id: suggestion.id })
    .get().id;
}

const isUnanswered = and(isNull(suggestion.answer), isNull(suggestion.withdrawnAt));

/** Takes one's own back; one that is answered, or taken back already, stays as it is. */
export function withdrawSuggestion(
  db: Database,
  { participantId, actor }: Grant<'suggest'>,
  suggestionId: number,
  at: string,
): void {
  db.update(suggestion)
    .set({ withdrawnAt: at })
    .where(
      and(
        eq(suggestion.id, suggestionId),
        eq(suggestion.participantId, participantId),
        eq(suggestion.byPersonId, actor.personId),
        isUnanswered,
      ),
    )
    .run();
}

/** Keeps the participant's answer; the first one counts. */
export function writeAnswer(
  tx: Queries,
  { participantId }: Grant<'request.write'>,
  suggestionId: number,
  { answer, requestId, at }: Readonly<{ answer: SuggestionAnswer; requestId: number | null; at: string }>,
): void {
  tx.update(suggestion)
    .set({ answer, requestId, answeredAt: at })
    .where(and(eq(suggestion.id, suggestionId), eq(suggestion.participantId, participantId), isUnanswered))
    .run();
}
