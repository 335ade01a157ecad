import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { CONFIRM_SLUG, isComplete, prune, resumeSlug } from '../../core/flow/flow.ts';
import type { Look } from '../../core/look.ts';
import type { Text } from '../../core/text/text.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { decisionStep } from './decide.ts';
import { recordOf } from './decision-record.ts';
import { flows, helpOf, isPrivate, kindOf, visitOf } from './flows.ts';
import type { Surroundings } from './gather-facts.ts';
import { explanationText } from './help-options.ts';
import { findIndependence } from './independence.ts';
import { type AskingAbility, promiseDay } from './rules.ts';
import {
  findHelpOfRequest,
  findHelpOptions,
  findOpenByVisit,
  findRequest,
  insertDecision,
  RequestMoved,
  transition,
  writeLookFirst,
} from './store.ts';
import { findSuggestionsOfRequest } from './suggestions/store.ts';
import { describeAnswers } from './words.ts';

export type Confirmation =
  | Readonly<{ outcome: 'sent' }>
  /** Something is no longer on offer: the question to answer again. */
  | Readonly<{ outcome: 'incomplete'; slug: string }>;

/**
 * Sends the request: only the grant of whoever made it gets here. A second tap, a second tab or a reload finds it sent and
 * says the same. Status, event, decision record and the end of waiting for help are one transaction. What was asked is kept
 * in the words, the language and the look in which it was read.
 *
 * @throws RequestMoved when it was withdrawn meanwhile
 */
export function confirmRequest(
  app: Pick<App, 'db' | 'clock' | 'env'>,
  { t, look }: Readonly<{ t: Text; look: Look }>,
  grant: Grant<AskingAbility>,
  surroundings: Surroundings,
  requestId: number,
): Confirmation {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const request = findRequest(app.db, grant, requestId);
    if (request === null || request.status === 'withdrawn') throw new RequestMoved(requestId);
    if (request.status !== 'draft') return { outcome: 'sent' };
    const { facts } = surroundings;
    const flow = flows[request.flow];
    const answers = prune(flow, request.answers, facts);
    const kind = kindOf(request.flow, answers, facts);
    const visitId = visitOf(request.flow, answers);
    const isTaken = visitId !== null && findOpenByVisit(app.db, grant).has(visitId);
    if (!isComplete(flow, answers, facts) || kind === null || isTaken) {
      return { outcome: 'incomplete', slug: resumeSlug(flow, answers, facts) };
    }
    const step = decisionStep(app, grant, request, surroundings);
    if (step !== CONFIRM_SLUG) return { outcome: 'incomplete', slug: step };
    const help = helpOf(answers);
    const explanation = findHelpOfRequest(app.db, grant, requestId).find(
      (row) => row.helperId === help.helperId && row.explanation !== null,
    );
    const { language, ...howItLooked } = look;
    transition(tx, grant, request, {
      act: 'send',
      at,
      help,
      set: {
        kind,
        visitId,
        isPrivate: isPrivate(request.flow, answers),
        answers: JSON.stringify(answers),
        asAsked: JSON.stringify(describeAnswers(t, request.flow, answers, surroundings)),
        askedLanguage: language,
        askedLook: JSON.stringify(howItLooked),
        sentAt: at,
        promisedOn: promiseDay(dayOf(now), app.env.answerWithinWorkingDays).toString(),
      },
    });
    insertDecision(tx, grant, {
      requestId,
      help,
      explanation:
        explanation?.explanation == null
          ? null
          : explanationText(t, explanation.explanation, findHelpOptions(app.db, grant, explanation.id)),
      record: recordOf({
        t,
        kind,
        answers,
        notes: request.notes,
        supportPersons: surroundings.supportPersons,
        opinion: explanation?.opinion ?? null,
        independence: findIndependence(app, grant, request, surroundings),
        suggested: findSuggestionsOfRequest(app.db, grant, requestId),
        day: dayOf(now),
      }),
      at,
    });
    writeLookFirst(tx, grant, requestId, null, at);
    return { outcome: 'sent' };
  });
}
