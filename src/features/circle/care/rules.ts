import { z } from 'zod';
import type { Role } from '../../../core/access/actor.ts';
import type { GuardianArea, LinkKind } from '../../../core/access/policy.ts';

/** How somebody can come into a circle at the desk. Family and support persons are invited: they say yes themselves. */
export const joinKinds = ['family', 'support_person', 'guardian', 'parent', 'social_worker'] as const;
export const invitedKinds = ['family', 'support_person'] as const;
export type InvitedKind = (typeof invitedKinds)[number];

export const isInvited = (kind: LinkKind): kind is InvitedKind => invitedKinds.some((one) => one === kind);

const relatives: readonly string[] = ['family', 'parent', 'guardian'];

/** Whether somebody of this role can have such a link; a relative may be the guardian too. */
export function fitsRole(kind: LinkKind, role: Role): boolean {
  return role === kind || (relatives.includes(role) && relatives.includes(kind));
}

export const guardianAreas = [
  'finances',
  'health',
  'daily_life',
  'rights',
  'care',
] as const satisfies readonly GuardianArea[];

/** What a court decided about a guardian; days `YYYY-MM-DD`. */
export type Guardianship = Readonly<{
  areas: readonly GuardianArea[];
  courtPaper: string;
  courtPaperOn: string;
  /** Its last day; null without an end. */
  toOn: string | null;
}>;

export const LONGEST_PAPER = 60;

/** What is wrong in a form about a circle; in words `desk:circle.error.<reason>`. */
export type CareProblem = Readonly<{
  field: string;
  reason:
    | 'no_areas'
    | 'no_paper'
    | 'paper_day'
    | 'end_day'
    | 'last_day'
    | 'last_worker'
    | 'no_person'
    | 'already_there'
    | 'no_email'
    | 'email_taken'
    | 'no_first_name'
    | 'no_last_name'
    | 'no_gender';
}>;

/** A day that exists, `YYYY-MM-DD`, or null. */
export function dayIn(text: string): string | null {
  return z.iso.date().safeParse(text).data ?? null;
}

/** Reads what a court decided, as it was typed. */
export function readGuardianship(
  typed: Readonly<{ areas: readonly string[]; paper: string; paperOn: string; toOn: string }>,
  today: Temporal.PlainDate,
): Readonly<{ guardianship: Guardianship }> | Readonly<{ problems: readonly CareProblem[] }> {
  const problems: CareProblem[] = [];
  const areas = guardianAreas.filter((area) => typed.areas.includes(area));
  if (areas.length === 0) problems.push({ field: 'areas', reason: 'no_areas' });
  const courtPaper = typed.paper.trim();
  if (courtPaper === '' || courtPaper.length > LONGEST_PAPER) problems.push({ field: 'paper', reason: 'no_paper' });
  const courtPaperOn = dayIn(typed.paperOn);
  if (courtPaperOn === null || courtPaperOn > today.toString())
    problems.push({ field: 'paperOn', reason: 'paper_day' });
  const toOn = dayIn(typed.toOn);
  if (typed.toOn !== '' && (toOn === null || toOn < today.toString())) {
    problems.push({ field: 'toOn', reason: 'end_day' });
  }
  if (problems.length > 0 || courtPaperOn === null) return { problems };
  return { guardianship: { areas, courtPaper, courtPaperOn, toOn } };
}

type Ending = Readonly<{ id: number; kind: LinkKind; fromOn: string; toOn: string | null }>;

/**
 * Why this link cannot end on that day, or null. Yesterday means at once, also for a link that began today: being taken off the
 * circle must not leave the rest of a day. Nobody is left without a worker.
 */
export function endProblem(
  link: Ending,
  lastDay: string | null,
  all: readonly Ending[],
  today: Temporal.PlainDate,
): CareProblem | null {
  const yesterday = today.subtract({ days: 1 }).toString();
  const isPossible =
    lastDay !== null &&
    (lastDay === yesterday || (lastDay >= today.toString() && lastDay >= link.fromOn)) &&
    (link.toOn === null || lastDay <= link.toOn);
  if (!isPossible) return { field: 'lastDay', reason: 'last_day' };
  if (link.kind !== 'social_worker') return null;
  const isFollowed = all.some(
    ({ id, kind, toOn, fromOn }) =>
      id !== link.id && kind === 'social_worker' && fromOn <= lastDay && (toOn === null || toOn > lastDay),
  );
  return isFollowed ? null : { field: 'lastDay', reason: 'last_worker' };
}
