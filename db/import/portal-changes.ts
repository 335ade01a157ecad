import { type Lines, type Values, wholeOf } from './columns.ts';
import { keyOf, type Stored, type StoredVisit } from './stored.ts';

/** A court or the social service ends the others, and its file says so. */
const endedByParticipant: readonly string[] = ['family', 'support_person'];

/** What the portal has changed itself, and an old file must not undo. */
export type Portal = Readonly<{ stored: Stored; keptPlans: ReadonlySet<string> }>;

/**
 * The plans that stay as they are in the portal, with their services and their money: the portal has made another version
 * of them, and the file knows of none that is newer.
 */
export function findKeptPlans(lines: Lines, stored: Stored): ReadonlySet<string> {
  const kept = wholeOf(lines, 'plans').filter(({ values }) => {
    const known = stored.plans.get(values.number);
    return known?.isChangedInPortal === true && values.version <= known.version;
  });
  return new Set(kept.map(({ values }) => values.number));
}

/** Whether a kept plan is another one in the file, so that it is worth a word. */
export function isOtherPlan({ stored }: Portal, lines: Lines, row: Values<'plans'>): boolean {
  const { number, fromOn, toOn, dream, budgetCents } = row;
  const known = stored.plans.get(number);
  if (known === undefined) return false;
  if (known.fromOn !== fromOn || known.toOn !== toOn || known.dream !== dream) return true;
  if (known.allocatedCents !== budgetCents) return true;
  const hasOtherStep = wholeOf(lines, 'steps').some(({ values }) => {
    if (values.plan !== number) return false;
    const goalKey = keyOf(number, values.goal);
    const step = stored.steps.get(keyOf(goalKey, values.position));
    const isSameGoal = stored.goals.get(goalKey)?.text === values.goalText;
    return !isSameGoal || step?.text !== values.text || step.doneOn !== values.doneOn;
  });
  const hasOtherService = wholeOf(lines, 'planServices').some(({ values }) => {
    if (values.plan !== number) return false;
    const service = stored.planServices.get(keyOf(number, values.service));
    const isSame =
      service?.provider === values.provider &&
      service.priceCents === values.priceCents &&
      service.audience === values.audience &&
      service.assignedUnits === values.units;
    return !isSame;
  });
  return hasOtherStep || hasOtherService;
}

/** When, where, with whom and how long: what a plan's change may alter of many visits at once. */
const arrangement = ['heldOn', 'startTime', 'endTime', 'place', 'address', 'provider', 'videoUrl', 'units'] as const;

/** The first cell of a visit's row that says something else than the portal; null when the file knows of its change. */
export function otherCell(stored: StoredVisit, row: Values<'visits'>): (typeof arrangement)[number] | null {
  return arrangement.find((cell) => stored[cell] !== row[cell]) ?? null;
}

/**
 * Whether a visit stays whole as it is in the portal, and why. The portal's word stands against a file that does not know
 * it; a file that says the same knows of it and counts again:
 * - `marked`: somebody cancelled it, marked it or set it up again in the portal. For good, since a file that has another
 *   status may be old or new, and nothing tells which.
 * - `moved`: it was moved, and the file has another time.
 * - `changed`: the portal put it on video or back, or changed the plan it belongs to, and the file has something else.
 */
export function keepsPortal(portal: Portal, row: Values<'visits'>): 'marked' | 'moved' | 'changed' | null {
  const known = portal.stored.visits.get(row.number);
  if (known === undefined) return null;
  if (known.isSetByPerson || isToldAsOff(portal.stored, known)) return 'marked';
  const isSameTime = known.heldOn === row.heldOn && known.startTime === row.startTime && known.endTime === row.endTime;
  if (known.movedFromOn !== null && !isSameTime) return 'moved';
  const isRearranged =
    portal.keptPlans.has(known.plan) || isTold(portal.stored, known, ['visits_remote', 'visits_there']);
  return isRearranged && otherCell(known, row) !== null ? 'changed' : null;
}

/**
 * That a visit which holds no money will not be, or was not, leaves nothing in the ledger: the record of the change says
 * it, unless an import has settled the visit since.
 */
function isToldAsOff(stored: Stored, visit: StoredVisit): boolean {
  if (visit.status !== 'cancelled' && visit.status !== 'did_not_happen') return false;
  return isTold(stored, visit, ['visits_cancelled', 'visits_did_not_happen'], visit.importedAt ?? '');
}

/** Whether a change that was made since then tells of visits of this service on days around this one. */
function isTold(stored: Stored, visit: StoredVisit, kinds: readonly string[], since = ''): boolean {
  return (stored.changes.get(visit.planId) ?? []).some(
    ({ madeAt, lines }) =>
      madeAt >= since &&
      lines.some(
        ({ kind, code, first, last }) =>
          kinds.includes(kind) &&
          code === visit.service &&
          first !== undefined &&
          last !== undefined &&
          first.heldOn <= visit.heldOn &&
          visit.heldOn <= last.heldOn,
      ),
  );
}

/** A visit as it will stand after the import: the portal's own change, where it stays, or else the row. */
export function asItWillStand(portal: Portal, row: Values<'visits'>): StoredVisit | Values<'visits'> {
  const known = portal.stored.visits.get(row.number);
  return known !== undefined && keepsPortal(portal, row) !== null ? known : row;
}

/**
 * Whether the import settles a visit's money. In a kept plan only what changes is settled, at the portal's price: what was
 * spent at an older price stays spent so.
 */
export function settlesMoney(
  { stored, keptPlans }: Portal,
  { number, plan, status, units }: Pick<Values<'visits'>, 'number' | 'plan' | 'status' | 'units'>,
): boolean {
  const known = stored.visits.get(number);
  return !keptPlans.has(plan) || known === undefined || known.status !== status || known.units !== units;
}

/** A number that no file can hold: the portal planned this visit itself. */
export function isPlannedInPortal(number: string): boolean {
  return number.includes('.');
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
