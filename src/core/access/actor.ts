import type { credentialKinds, genders, roles } from '../../../db/schema.ts';

export type Role = (typeof roles)[number];
export type Gender = (typeof genders)[number];
export type CredentialKind = (typeof credentialKinds)[number];

/** Who is signed in. Nobody acts under another person's sign-in. */
export type Actor = Readonly<{
  personId: number;
  municipalityId: number;
  role: Role;
  /** Leads the municipality's social service. */
  isHead: boolean;
  firstName: string;
  lastName: string;
  /** How the person is addressed; participants always have one. */
  vocative: string | null;
  gender: Gender;
  signedInBy: CredentialKind;
  /** The instant at which the card was shown, or the password typed, for this session. */
  signedInAt: string;
  /** On whose device the person decides about one request; null on any other. */
  together: Together | null;
}>;

/** A helper's device in the person's hands: only this request is open there. */
export type Together = Readonly<{
  handoverId: number;
  helpId: number;
  requestId: number;
  helperId: number;
  helperFirstName: string;
}>;

/** This long after a card was shown nobody is asked for it again; long enough for a slow reader to finish what they began. */
const CARD_SHOWN_FOR = { minutes: 15 } as const;

/**
 * Whether the person has shown their own card just now. What opens their life to others asks for it, since a tablet that
 * stays signed in may be in somebody else's hands.
 */
export function hasJustSignedIn({ signedInAt }: Pick<Actor, 'signedInAt'>, now: Temporal.Instant): boolean {
  return signedInAt !== '' && Temporal.Instant.compare(Temporal.Instant.from(signedInAt).add(CARD_SHOWN_FOR), now) > 0;
}

/** Where a role's day begins. Providers have no login. */
export const homeOf: Readonly<Record<Role, string>> = {
  participant: '/',
  family: '/gimene',
  parent: '/gimene',
  guardian: '/gimene',
  support_person: '/palidzu',
  social_worker: '/galds',
  provider: '/ienakt',
};

/** Where this person's day begins; for nobody, the ways in. */
export function homeFor(actor: Actor | null): string {
  if (actor === null) return '/ienakt';
  return actor.together === null ? homeOf[actor.role] : '/tagad-es';
}
