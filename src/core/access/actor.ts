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
}>;

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
export const homeFor = (actor: Actor | null): string => (actor === null ? '/ienakt' : homeOf[actor.role]);
