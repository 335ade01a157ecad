import { type Grant, signedIn } from '../../core/access/grant.ts';
import { NotFound } from '../../core/problem.ts';
import { findWhoseRequest } from './store.ts';

export type Asking = Readonly<{
  grant: Grant<'request.write' | 'own.request'>;
  circleGrant: Grant<'circle.read'>;
  /** A member of the family asks for a service of their own, not the participant. */
  isFamily: boolean;
}>;

/**
 * In whose name the signed-in person opens a request: the participant their own and those about them, a member of the
 * family only what they began themselves.
 *
 * @throws NotFound for a request of anybody else, or that nobody has
 * @throws AccessDenied when the member of the family no longer belongs to the circle
 */
export function askingGrant(
  { app, actor, authorize }: Pick<App.Locals, 'app' | 'actor' | 'authorize'>,
  requestId: number,
): Asking {
  const { personId } = signedIn(actor);
  const whose = findWhoseRequest(app.db, requestId);
  if (whose === null) throw new NotFound();
  const { participantId, startedBy } = whose;
  const isFamily = participantId !== personId;
  if (isFamily && startedBy !== personId) throw new NotFound();
  return {
    grant: isFamily ? authorize('own.request', participantId) : authorize('request.write', participantId),
    circleGrant: authorize('circle.read', participantId),
    isFamily,
  };
}
