import { z } from 'zod';
import type { Gender } from '../../../core/access/actor.ts';
import type { CareProblem } from '../care/rules.ts';

/** An invitation that nobody has answered ends by itself. */
export const INVITATION_DAYS = 14;

/** Somebody the portal does not know yet. */
export type Newcomer = Readonly<{ firstName: string; lastName: string; gender: Gender }>;

export const LONGEST_NAME = 60;

/** An address as it is kept, in lower case; null where it can be none. */
export function readEmail(typed: string): string | null {
  return z.email().max(254).safeParse(typed.trim().toLowerCase()).data ?? null;
}

/** Reads who somebody is whom the portal does not know. */
export function readNewcomer(
  typed: Readonly<{ firstName: string; lastName: string; gender: string }>,
): Readonly<{ newcomer: Newcomer }> | Readonly<{ problems: readonly CareProblem[] }> {
  const [firstName, lastName] = [typed.firstName.trim(), typed.lastName.trim()];
  const isName = (name: string) => name !== '' && name.length <= LONGEST_NAME;
  const gender = (['female', 'male'] as const).find((one) => one === typed.gender);
  const problems: CareProblem[] = [];
  if (!isName(firstName)) problems.push({ field: 'firstName', reason: 'no_first_name' });
  if (!isName(lastName)) problems.push({ field: 'lastName', reason: 'no_last_name' });
  if (gender === undefined) problems.push({ field: 'gender', reason: 'no_gender' });
  return problems.length > 0 || gender === undefined ? { problems } : { newcomer: { firstName, lastName, gender } };
}
