import type { Database } from '../../../../../db/client.ts';
import type { Actor } from '../../../../../src/core/access/actor.ts';
import { authorize } from '../../../../../src/core/access/grant.ts';
import type { GuardianArea } from '../../../../../src/core/access/policy.ts';
import type { Answers } from '../../../../../src/core/flow/flow.ts';
import type { Clock } from '../../../../../src/core/time/clock.ts';
import { findGuardianWords, findRequest, flows, sayGuardianWord } from '../../../../../src/features/requests/index.ts';
import type { tabletOf } from '../a-request.ts';

/** A guardian at home, with the grant of one of their areas: every word is under their own sign-in. */
export function guardianOf(
  app: Readonly<{ db: Database; clock: Clock }>,
  guardian: Actor,
  person: Actor,
  area: GuardianArea = 'finances',
) {
  const grant = () => authorize(app, guardian, `confirm.${area}`, person.personId);
  return {
    grant,
    say: (requestId: number, word: string, note = '') => sayGuardianWord(app, grant(), requestId, { word, note }),
    words: (requestId: number) => findGuardianWords(app.db, grant(), requestId).map(({ word, note }) => [word, note]),
    request: (requestId: number) => findRequest(app.db, grant(), requestId),
  };
}

/** Money from one service to another, the first of all that is offered. */
export function moneyWish(tablet: ReturnType<typeof tabletOf>): Answers {
  const { facts } = tablet.surroundings();
  let answers: Answers = {};
  for (const { id, values } of flows.money.questions) {
    const [first] = values(answers, facts);
    if (first !== undefined) answers = { ...answers, [id]: first };
  }
  return answers;
}
