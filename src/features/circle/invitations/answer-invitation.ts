import { transact } from '../../../../db/client.ts';
import type { App } from '../../../core/app.ts';
import { dayOf, instantText } from '../../../core/time/clock.ts';
import { joinCircle } from '../care/store.ts';
import { findAnswer, findReceived, type Invitee, type ReceivedInvitation, writeAnswer } from './store.ts';

type At = Pick<App, 'db' | 'clock'>;

/** What waits for the answer of whoever is signed in. */
export function findReceivedInvitations(app: At, grant: Invitee): readonly ReceivedInvitation[] {
  return findReceived(app.db, grant, instantText(app.clock.now()));
}

/**
 * Answers an invitation, which only the very person it is bound to can do. Accepted, they belong to the circle from today on,
 * and still see nothing that was not allowed.
 *
 * @returns what holds now: `gone` for one that is over, was taken back or is somebody else's
 */
export function answerInvitation(
  app: At,
  grant: Invitee,
  invitationId: number,
  answer: 'accepted' | 'declined',
): 'accepted' | 'declined' | 'gone' {
  const now = app.clock.now();
  const at = instantText(now);
  return transact(app.db, (tx) => {
    const invitation = findReceived(tx, grant, at).find(({ id }) => id === invitationId);
    if (invitation === undefined) {
      const known = findAnswer(tx, grant, invitationId);
      return known === 'accepted' || known === 'declined' ? known : 'gone';
    }
    writeAnswer(tx, grant, invitation, { answer, at });
    if (answer === 'accepted') {
      const { participantId, kind } = invitation;
      joinCircle(tx, { participantId, personId: grant.actor.personId, kind, fromOn: dayOf(now).toString(), at });
    }
    return answer;
  });
}
