import type { Values } from './columns.ts';
import type { Stored, StoredVisit } from './stored.ts';

/** A court or the social service ends the others, and its file says so. */
const endedByParticipant: readonly string[] = ['family', 'support_person'];

/**
 * Whether the portal's own state of a visit stays: an answered request cancelled it and the file does not say so, or it
 * was moved and the file still has another time. A file that has the new time knows of the move and counts again.
 */
export function keepsPortal(stored: StoredVisit | undefined, row: Values<'visits'>): 'moved' | 'answered' | null {
  if (stored === undefined) return null;
  if (stored.hasAnswer && stored.status === 'cancelled') return 'answered';
  const isSameTime =
    stored.heldOn === row.heldOn && stored.startTime === row.startTime && stored.endTime === row.endTime;
  return stored.movedFromOn !== null && !isSameTime ? 'moved' : null;
}

/** A visit as it will stand after the import: the portal's own change, where it stays, or else the row. */
export function asItWillStand(stored: Stored, row: Values<'visits'>): StoredVisit | Values<'visits'> {
  const known = stored.visits.get(row.number);
  return known !== undefined && keepsPortal(known, row) !== null ? known : row;
}

/** The day on which the participant ended a link in the portal, where an old file would let that person in again. */
export function staysEndedOn(
  stored: Readonly<{ kind: string; toOn: string | null }> | undefined,
  row: Values<'links'>,
  today: Temporal.PlainDate,
): string | null {
  if (stored === undefined || stored.toOn === null || !endedByParticipant.includes(stored.kind)) return null;
  const wouldOpen = row.toOn === null || row.toOn > stored.toOn;
  return stored.toOn <= today.toString() && wouldOpen ? stored.toOn : null;
}
