import type { LinkKind } from '../../core/access/policy.ts';

/** Who is asked first when help is needed: the person chosen for it, then the worker, then the family. */
const helpOrder: readonly LinkKind[] = ['support_person', 'social_worker', 'parent', 'family'];

/** The people one can call, the nearest helper first. A guardian decides in court-given areas and is not a helper by that. */
export function inHelpOrder<T extends { kind: LinkKind }>(circle: readonly T[]): readonly T[] {
  return helpOrder.flatMap((kind) => circle.filter((member) => member.kind === kind));
}
