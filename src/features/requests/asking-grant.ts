import { type Grant, signedIn } from '../../core/access/grant.ts';
import { NotFound } from '../../core/problem.ts';
import { findParticipantName } from '../circle/index.ts';
import { type AskingAbility, isForChild } from './rules.ts';
import { findWhoseRequest } from './store.ts';

export type Asking = Readonly<{
  grant: Grant<AskingAbility>;
  circleGrant: Grant<'circle.read'>;
  /** A member of the family asks, not the participant. */
  isFamily: boolean;
  /** Where a parent asks in the name of their child: the child's first name. */
  child: string | null;
  /** Where this person begins requests and finds them again. */
  list: string;
  /** Where help with this request is. */
  help: string;
}>;

type Locals = Pick<App.Locals, 'app' | 'actor' | 'authorize'>;

/** What the steps of a parent's request show of the child's: each is a look, which the child finds kept. */
const shownToParents = ['plan.read', 'money.read', 'visits.read'] as const;

/**
 * In whose name the signed-in person opens a request: the participant their own and those about them, a member of the
 * family only what they began themselves, for the family or as a parent of a child.
 *
 * @throws NotFound for a request of anybody else, or that nobody has
 * @throws AccessDenied when the member of the family no longer belongs to the circle, or the child has come of age
 */
export function askingGrant(locals: Locals, requestId: number): Asking {
  const { app, actor, authorize } = locals;
  const { personId } = signedIn(actor);
  const whose = findWhoseRequest(app.db, requestId);
  if (whose === null) throw new NotFound();
  const { participantId, startedBy } = whose;
  if (participantId === personId) {
    return {
      grant: authorize('request.write', participantId),
      circleGrant: authorize('circle.read', participantId),
      isFamily: false,
      child: null,
      list: '/es-gribu-mainit',
      help: `/man-vajag-palidzibu?lugums=${requestId}`,
    };
  }
  if (startedBy !== personId) throw new NotFound();
  const ofFamily = { isFamily: true, help: `/gimene?palidziba=${requestId}` };
  if (!isForChild(whose)) {
    const grant = authorize('own.request', participantId);
    return { grant, circleGrant: authorize('circle.read', participantId), child: null, list: '/gimene', ...ofFamily };
  }
  const grant = authorize('child.request', participantId);
  const circleGrant = authorize('circle.read', participantId);
  for (const ability of shownToParents) authorize(ability, participantId);
  const child = findParticipantName(app.db, circleGrant).firstName;
  return { grant, circleGrant, child, list: childPage(participantId), ...ofFamily };
}

/** Where a parent asks in the name of this child. */
export const childPage = (participantId: number): string => `/gimene/berns/${participantId}`;
