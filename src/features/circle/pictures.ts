import type { LinkKind } from '../../core/access/policy.ts';
import type { PictureName } from '../../core/pictures/pictures.ts';

/** What somebody of the circle is shown by. */
export const pictureOfLink = {
  support_person: 'support-person',
  social_worker: 'social-worker',
  parent: 'parent-child',
  family: 'family',
  guardian: 'person',
} as const satisfies Record<LinkKind, PictureName>;
