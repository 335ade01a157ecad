import { transact } from '../../../../db/client.ts';
import type { Grant } from '../../../core/access/grant.ts';
import { isUnderAge, type LinkKind, type Topic } from '../../../core/access/policy.ts';
import type { App } from '../../../core/app.ts';
import { NotFound } from '../../../core/problem.ts';
import { dayOf, instantText } from '../../../core/time/clock.ts';
import { findMembersWithSight } from '../sight.ts';
import { type CareProblem, endProblem, fitsRole, type Guardianship, isInvited, joinKinds } from './rules.ts';
import {
  type CareLink,
  closeHelpsOf,
  countWaitingHelps,
  findBirthDay,
  findCareLinks,
  findUnlinked,
  insertLink,
  type Registered,
  writeGuardianship,
  writeLastDay,
} from './store.ts';

type At = Pick<App, 'db' | 'clock'>;
type Manage = Grant<'circle.manage'>;

/** Every link that holds or will, with whom and until when. */
export function findLinksToCare(app: At, grant: Manage): readonly CareLink[] {
  return findCareLinks(app.db, grant, dayOf(app.clock.now()));
}

/** The ways in which somebody can be added; only a child has parents here. */
export function findJoinKinds(app: At, grant: Manage): readonly (typeof joinKinds)[number][] {
  const bornOn = findBirthDay(app.db, grant);
  const today = dayOf(app.clock.now());
  const isChild = bornOn !== null && isUnderAge(Temporal.PlainDate.from(bornOn), today);
  return joinKinds.filter((kind) => kind !== 'parent' || isChild);
}

/** Those of the register who can be added as this. */
export function findCandidates(app: At, grant: Manage, kind: LinkKind): readonly Registered[] {
  return findUnlinked(app.db, grant, kind, dayOf(app.clock.now())).filter(({ role }) => fitsRole(kind, role));
}

/**
 * Ends a link with a last day from today on, or with yesterday: at once. With the last one that they have, what the person waits for from them is closed.
 * Ending it twice changes nothing.
 *
 * @returns why it is not possible, or null
 * @throws NotFound for a link of somebody else's circle, or one that is over
 */
export function endLink(app: At, grant: Manage, linkId: number, lastDay: string | null): CareProblem | null {
  const now = app.clock.now();
  const [today, at] = [dayOf(now), instantText(now)];
  return transact(app.db, (tx) => {
    const all = findCareLinks(tx, grant, today);
    const link = all.find(({ id }) => id === linkId);
    if (link === undefined) throw new NotFound();
    if (lastDay !== null && link.toOn === lastDay) return null;
    const problem = endProblem(link, lastDay, all, today);
    if (problem !== null || lastDay === null) return problem;
    writeLastDay(tx, grant, link, { lastDay, at });
    const stays = all.some(
      ({ id, personId, toOn }) => id !== link.id && personId === link.personId && (toOn === null || toOn > lastDay),
    );
    if (!stays && lastDay <= today.toString()) closeHelpsOf(tx, grant, link.personId, at);
    return null;
  });
}

/**
 * Writes what a court decided about a guardian. The same once more changes nothing.
 *
 * @throws NotFound for what is no guardian's link of this circle
 */
export function changeGuardianship(app: At, grant: Manage, linkId: number, given: Guardianship): void {
  const now = app.clock.now();
  transact(app.db, (tx) => {
    const link = findCareLinks(tx, grant, dayOf(now)).find(({ id }) => id === linkId);
    if (link === undefined || link.kind !== 'guardian') throw new NotFound();
    if (isSame(link, given)) return;
    writeGuardianship(tx, grant, link, given, instantText(now));
  });
}

/**
 * Links somebody of the municipality's own register from today on: a worker, a parent, or a guardian with the court's paper.
 * Family and support persons are invited instead. Twice makes one.
 *
 * @throws NotFound for somebody who is not offered
 */
export function linkRegistered(
  app: At,
  grant: Manage,
  { personId, kind, guardianship }: Readonly<{ personId: number; kind: LinkKind; guardianship: Guardianship | null }>,
): void {
  const now = app.clock.now();
  const [today, at] = [dayOf(now), instantText(now)];
  if (isInvited(kind) || (kind === 'guardian') !== (guardianship !== null)) throw new NotFound();
  transact(app.db, (tx) => {
    if (findCareLinks(tx, grant, today).some((link) => link.personId === personId && link.kind === kind)) return;
    const isOffered =
      findJoinKinds(app, grant).includes(kind) &&
      findCandidates(app, grant, kind).some((candidate) => candidate.personId === personId);
    if (!isOffered) throw new NotFound();
    const id = insertLink(tx, grant, { personId, kind, fromOn: today.toString(), at });
    if (guardianship !== null) writeGuardianship(tx, grant, { id, personId }, guardianship, at);
  });
}

function isSame(link: CareLink, given: Guardianship): boolean {
  return (
    link.courtPaper === given.courtPaper &&
    link.courtPaperOn === given.courtPaperOn &&
    link.toOn === given.toOn &&
    link.areas.toSorted().join() === given.areas.toSorted().join()
  );
}

/** What ends with a link. */
export type Stops = Readonly<{
  /** As what else they stay. */
  otherKinds: readonly LinkKind[];
  /** What they will no longer see. */
  topics: readonly Topic[];
  /** How many helps wait for them. */
  helps: number;
  /** Services of the family can no longer be asked for. */
  isFamily: boolean;
  isAnything: boolean;
}>;

const familyKinds: readonly LinkKind[] = ['family', 'parent', 'guardian'];

/** What will stop when this link ends, to be said before. With another link it is not sure what they still see. */
export function findWhatStops(app: At, grant: Manage, circleGrant: Grant<'circle.read'>, link: CareLink): Stops {
  const others = findLinksToCare(app, grant).filter(({ id, personId }) => id !== link.id && personId === link.personId);
  const isLast = others.length === 0;
  const member = findMembersWithSight(app, circleGrant).find(({ links }) => links[0].personId === link.personId);
  const topics = isLast
    ? (member?.sights ?? []).filter(({ reasons }) => reasons.length > 0).map(({ topic }) => topic)
    : [];
  const helps = isLast ? countWaitingHelps(app.db, grant, link.personId) : 0;
  const isFamily = familyKinds.includes(link.kind) && !others.some(({ kind }) => familyKinds.includes(kind));
  const isAnything =
    topics.length > 0 || helps > 0 || isFamily || link.areas.length > 0 || link.kind === 'social_worker';
  return { otherKinds: others.map(({ kind }) => kind), topics, helps, isFamily, isAnything };
}
