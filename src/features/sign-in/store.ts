import { aliasedTable, and, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from 'drizzle-orm';
import { type Database, type Queries, transact } from '../../../db/client.ts';
import {
  circleLink,
  credential,
  handover,
  helpRequest,
  loginSession,
  municipality,
  person,
  signInLimit,
} from '../../../db/schema.ts';
import type { Actor, CredentialKind, Role, Together } from '../../core/access/actor.ts';
import { preparedOnce } from '../../core/prepared.ts';
import type { FoundCredential, RefusalReason } from './rules.ts';

const helper = aliasedTable(person, 'helper');
const handedOver = {
  handoverId: handover.id,
  helpId: handover.helpId,
  requestId: helpRequest.requestId,
  helperId: helpRequest.helperId,
  helperFirstName: helper.firstName,
};

const queries = preparedOnce((db) => ({
  // The session of a card or a password ends with it. A code is used up by the very sign-in it opens.
  session: db
    .select({
      credentialId: loginSession.credentialId,
      expiresAt: loginSession.expiresAt,
      personId: person.id,
      municipalityId: person.municipalityId,
      role: person.role,
      isHead: person.isHead,
      firstName: person.firstName,
      lastName: person.lastName,
      vocative: person.vocative,
      gender: person.gender,
      signedInBy: credential.kind,
      signedInAt: loginSession.openedAt,
      handoverId: loginSession.handoverId,
    })
    .from(loginSession)
    .innerJoin(credential, eq(credential.id, loginSession.credentialId))
    .innerJoin(person, eq(person.id, loginSession.userId))
    .where(
      and(
        eq(loginSession.id, sql.placeholder('id')),
        or(
          eq(credential.kind, 'code'),
          and(
            isNull(credential.revokedAt),
            or(isNull(credential.expiresAt), gt(credential.expiresAt, sql.placeholder('now'))),
          ),
        ),
      ),
    )
    .prepare(),
  credential: db
    .select({
      id: credential.id,
      personId: credential.personId,
      kind: credential.kind,
      role: person.role,
      expiresAt: credential.expiresAt,
      revokedAt: credential.revokedAt,
      firstName: person.firstName,
      lastName: person.lastName,
      email: person.email,
    })
    .from(credential)
    .innerJoin(person, eq(person.id, credential.personId))
    .where(and(eq(credential.secretHash, sql.placeholder('secretHash')), eq(credential.kind, sql.placeholder('kind'))))
    .prepare(),
  password: db
    .select({ secretHash: credential.secretHash })
    .from(credential)
    .innerJoin(person, eq(person.id, credential.personId))
    .where(
      and(eq(person.email, sql.placeholder('email')), eq(credential.kind, 'password'), isNull(credential.revokedAt)),
    )
    .prepare(),
  handoverOf: db
    .select(handedOver)
    .from(handover)
    .innerJoin(helpRequest, eq(helpRequest.id, handover.helpId))
    .innerJoin(helper, eq(helper.id, helpRequest.helperId))
    .where(eq(handover.id, sql.placeholder('handoverId')))
    .prepare(),
  handover: db
    .select({ ...handedOver, participantId: helpRequest.participantId, expiresAt: handover.expiresAt })
    .from(handover)
    .innerJoin(helpRequest, eq(helpRequest.id, handover.helpId))
    .innerJoin(helper, eq(helper.id, helpRequest.helperId))
    .where(and(eq(handover.passHash, sql.placeholder('passHash')), gt(handover.expiresAt, sql.placeholder('now'))))
    .prepare(),
}));

export type SessionRow = Readonly<{ actor: Actor; credentialId: number; expiresAt: number }>;

/** The session with this hashed id, unless what opened it no longer holds at `now`. Its own end is not looked at. */
export function findSession(db: Database, hashedId: string, now: string): SessionRow | undefined {
  const row = queries(db).session.get({ id: hashedId, now });
  if (row === undefined) return undefined;
  const { credentialId, expiresAt, handoverId, ...actor } = row;
  // Rare, so that the question of every request stays small.
  const together = handoverId === null ? null : wholeTogether(queries(db).handoverOf.get({ handoverId }));
  return { actor: { ...actor, together }, credentialId, expiresAt };
}

/** @throws when a device was handed over for no request, which `handOver` does not do */
function wholeTogether<Row extends Readonly<{ requestId: number | null }>>(
  row: Row | undefined,
): Row & Readonly<{ requestId: number }> {
  if (row === undefined || row.requestId === null) throw new Error('A device was handed over for nothing.');
  return { ...row, requestId: row.requestId };
}

export type Handover = Together & Readonly<{ participantId: number; expiresAt: string }>;

/** The device that this pass says was handed over, unless it was too long ago. */
export function findHandover(db: Database, passHash: string, now: string): Handover | null {
  const row = queries(db).handover.get({ passHash, now });
  return row === undefined ? null : wholeTogether(row);
}

export function insertHandover(db: Database, row: typeof handover.$inferInsert): void {
  db.insert(handover).values(row).run();
}

export type CredentialRow = FoundCredential &
  Readonly<{ id: number; personId: number; firstName: string; lastName: string; email: string | null }>;

export function findCredential(db: Database, kind: CredentialKind, secretHash: string): CredentialRow | undefined {
  return queries(db).credential.get({ kind, secretHash });
}

/** The hash of the password a person with this e-mail address has now. */
export function findPasswordHash(db: Database, email: string): string | undefined {
  return queries(db).password.get({ email })?.secretHash;
}

/** A session about to be opened; the id is hashed, the end in Unix seconds. */
export type NewSession = Readonly<{ id: string; expiresAt: number }>;

type Opening = Readonly<{
  secretHash: string;
  now: string;
  session: NewSession;
  /** The hashed id of the session this browser had until now. */
  endedSessionId: string | null;
  /** The pass of a device that a helper handed over, or null. */
  passHash?: string | null;
  judge: (found: CredentialRow | undefined) => RefusalReason | null;
}>;

/** `requestId`: the one that is decided on a helper's device. */
export type Opened = { role: Role; personId: number; requestId: number | null } | { refusal: RefusalReason };

/**
 * Judges the credential and opens its session in one transaction, so that nothing can be taken back in between. A code
 * is used up by it: of two uses at once one finds it revoked.
 */
export function openSession(db: Database, kind: 'card' | 'code' | 'password', opening: Opening): Opened {
  return transact(db, (tx) => {
    const found = findCredential(db, kind, opening.secretHash);
    const refusal = opening.judge(found);
    if (found === undefined || refusal !== null) return { refusal: refusal ?? 'unknown' };
    tx.update(credential)
      .set({ lastUsedAt: opening.now, ...(kind === 'code' && { revokedAt: opening.now }) })
      .where(eq(credential.id, found.id))
      .run();
    const given = opening.passHash ? findHandover(db, opening.passHash, opening.now) : null;
    // Anybody else's card opens an ordinary session of their own.
    const together = given?.participantId === found.personId ? given : null;
    startSession(tx, found.personId, found.id, opening, together);
    return { role: found.role, personId: found.personId, requestId: together?.requestId ?? null };
  });
}

/**
 * Uses an invitation up: its person's older password and all their sessions end, the new password stands and opens a
 * session. All or nothing.
 */
export function openInvitation(db: Database, opening: Opening & { passwordHash: string }): Opened {
  return transact(db, (tx) => {
    const found = findCredential(db, 'invite', opening.secretHash);
    const refusal = opening.judge(found);
    if (found === undefined || refusal !== null) return { refusal: refusal ?? 'unknown' };
    const { now } = opening;
    tx.update(credential).set({ lastUsedAt: now, revokedAt: now }).where(eq(credential.id, found.id)).run();
    endSessionsOf(tx, found.personId);
    const id = replaceCredential(tx, {
      personId: found.personId,
      kind: 'password',
      secretHash: opening.passwordHash,
      createdAt: now,
    });
    startSession(tx, found.personId, id, opening, null);
    return { role: found.role, personId: found.personId, requestId: null };
  });
}

function startSession(
  tx: Queries,
  personId: number,
  credentialId: number,
  { session, endedSessionId, now }: Opening,
  together: Handover | null,
): void {
  if (endedSessionId !== null) tx.delete(loginSession).where(eq(loginSession.id, endedSessionId)).run();
  tx.insert(loginSession)
    .values({
      ...session,
      ...(together !== null && {
        handoverId: together.handoverId,
        expiresAt: Math.floor(Temporal.Instant.from(together.expiresAt).epochMilliseconds / 1000),
      }),
      userId: personId,
      credentialId,
      openedAt: now,
    })
    .run();
}

function endSessionsOf(tx: Queries, personId: number): void {
  tx.delete(loginSession).where(eq(loginSession.userId, personId)).run();
}

/** Takes the person's older one of the kind back, whether or not it had expired, and adds the new one. */
function replaceCredential(tx: Queries, row: typeof credential.$inferInsert): number {
  tx.update(credential)
    .set({ revokedAt: row.createdAt })
    .where(and(eq(credential.personId, row.personId), eq(credential.kind, row.kind), isNull(credential.revokedAt)))
    .run();
  return tx.insert(credential).values(row).returning({ id: credential.id }).get().id;
}

type NewCredential = Readonly<{ personId: number; secretHash: string; createdAt: string; expiresAt: string }>;

/**
 * Gives the person a new card. The older one is void and every session of the person ends in the same transaction: who
 * found the lost card may be signed in with it right now.
 *
 * @returns the card's number
 */
export function replaceCard(db: Database, card: NewCredential): number {
  return transact(db, (tx) => {
    endSessionsOf(tx, card.personId);
    return replaceCredential(tx, { ...card, kind: 'card' });
  });
}

/**
 * Gives the person a new code or invitation in place of an unused older one.
 *
 * @returns false when the secret is taken: used codes are kept, and there are only so many of eight digits
 */
export function replaceOnceSecret(db: Database, kind: 'code' | 'invite', secret: NewCredential): boolean {
  return transact(db, (tx) => {
    const taken = tx
      .select({ id: credential.id })
      .from(credential)
      .where(eq(credential.secretHash, secret.secretHash))
      .get();
    if (taken !== undefined) return false;
    replaceCredential(tx, { ...secret, kind });
    return true;
  });
}

/** Takes back the one of the kind that the person has not used. */
export function revokeUnused(db: Database, kind: 'code' | 'invite', personId: number, now: string): void {
  db.update(credential)
    .set({ revokedAt: now })
    .where(and(eq(credential.personId, personId), eq(credential.kind, kind), isNull(credential.revokedAt)))
    .run();
}

/** Sets the password of a person who has none yet (demo). */
export function addFirstPassword(db: Database, password: Omit<NewCredential, 'expiresAt'>): void {
  transact(db, (tx) => replaceCredential(tx, { ...password, kind: 'password' }));
}

export function endSession(db: Database, hashedId: string): void {
  db.delete(loginSession).where(eq(loginSession.id, hashedId)).run();
}

/** Deletes sessions and limits that ended before `nowSeconds` (sessions, the portal's clock) and `systemMs` (limits). */
export function deleteExpired(db: Database, nowSeconds: number, systemMs: number): void {
  transact(db, (tx) => {
    tx.delete(loginSession).where(lte(loginSession.expiresAt, nowSeconds)).run();
    tx.delete(signInLimit).where(lte(signInLimit.expire, systemMs)).run();
  });
}

export type Holder = Readonly<{
  id: number;
  municipalityCode: string;
  number: string;
  role: Role;
  firstName: string;
  lastName: string;
  gender: Actor['gender'];
  email: string | null;
}>;

const holderColumns = {
  id: person.id,
  municipalityCode: municipality.code,
  number: person.number,
  role: person.role,
  firstName: person.firstName,
  lastName: person.lastName,
  gender: person.gender,
  email: person.email,
};

/** The people with this number: one a municipality, or the one of the municipality that is named. */
export function findHolders(db: Database, number: string, municipalityCode?: string): Holder[] {
  return db
    .select(holderColumns)
    .from(person)
    .innerJoin(municipality, eq(municipality.id, person.municipalityId))
    .where(
      and(
        eq(person.number, number),
        municipalityCode === undefined ? undefined : eq(municipality.code, municipalityCode),
      ),
    )
    .all();
}

/** Everybody who can have a login. */
export function findAllHolders(db: Database): Holder[] {
  return db
    .select(holderColumns)
    .from(person)
    .innerJoin(municipality, eq(municipality.id, person.municipalityId))
    .where(ne(person.role, 'provider'))
    .orderBy(municipality.code, person.number)
    .all();
}

export type Issued = Readonly<{
  personId: number;
  kind: CredentialKind;
  secretHash: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}>;

/** Every card, password and invitation these people were ever given. */
export function findIssued(db: Database, personIds: readonly number[]): Issued[] {
  return db
    .select({
      personId: credential.personId,
      kind: credential.kind,
      secretHash: credential.secretHash,
      expiresAt: credential.expiresAt,
      lastUsedAt: credential.lastUsedAt,
      revokedAt: credential.revokedAt,
    })
    .from(credential)
    .where(and(inArray(credential.personId, [...personIds]), inArray(credential.kind, ['card', 'password', 'invite'])))
    .all();
}

/** The social worker to call about a lost card. */
export function findWorkerToCall(
  db: Database,
  participantId: number,
  today: string,
): { firstName: string; phone: string } | undefined {
  const row = db
    .select({ firstName: person.firstName, phone: person.phone })
    .from(circleLink)
    .innerJoin(person, eq(person.id, circleLink.personId))
    .where(
      and(
        eq(circleLink.participantId, participantId),
        eq(circleLink.kind, 'social_worker'),
        isNotNull(person.phone),
        lte(circleLink.fromOn, today),
        or(isNull(circleLink.toOn), sql`${circleLink.toOn} >= ${today}`),
      ),
    )
    .orderBy(desc(circleLink.fromOn))
    .get();
  return row === undefined || row.phone === null ? undefined : { firstName: row.firstName, phone: row.phone };
}
