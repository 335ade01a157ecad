import type { Role } from '../../core/access/actor.ts';
import type { App } from '../../core/app.ts';
import { instantText } from '../../core/time/clock.ts';
import { cardEnd, cardLink, issueCodeFor } from './issue.ts';
import { hashPassword } from './passwords.ts';
import { keyedHash, makeDemoCardSecret } from './secrets.ts';
import { addFirstPassword, findAllHolders, findIssued, type Holder, type Issued, replaceCard } from './store.ts';

/** Everybody's password in the demo, until they set their own. */
export const DEMO_PASSWORD = 'parauga-parole-2026';

export type DemoSignIn = Readonly<{
  number: string;
  role: Role;
  firstName: string;
  lastName: string;
  /** Signs in with one press; null when the demo's card was replaced by another one. */
  link: string | null;
  /** Participants only: "12345678", for 10 minutes. */
  code: string | null;
  /** Everybody else, while the demo's password is theirs. */
  password: { email: string; password: string } | null;
}>;

/**
 * Gives everybody in the demo a way in, and says which. A second start finds the same cards and passwords; only the
 * participants' codes are new. Empty outside the demo.
 */
export async function demoSignIns(app: Pick<App, 'db' | 'clock' | 'env'>): Promise<DemoSignIn[]> {
  if (!app.env.isDemo) return [];
  const holders = findAllHolders(app.db);
  const issued = Map.groupBy(
    findIssued(
      app.db,
      holders.map(({ id }) => id),
    ),
    ({ personId }) => personId,
  );
  return Promise.all(
    holders.map(async (holder) => {
      const own = issued.get(holder.id) ?? [];
      const { number, role, firstName, lastName } = holder;
      const link = demoCard(app, holder, own);
      const isParticipant = role === 'participant';
      const code = isParticipant ? issueCodeFor(app, holder.id) : null;
      const password = isParticipant ? null : await demoPassword(app, holder, own);
      return { number, role, firstName, lastName, link, code, password };
    }),
  );
}

function demoCard(app: Pick<App, 'db' | 'clock' | 'env'>, holder: Holder, own: readonly Issued[]): string | null {
  const secret = makeDemoCardSecret(app.env.pepper, holder);
  const secretHash = keyedHash(app.env.pepper, 'card', secret);
  const now = app.clock.now();
  const cards = own.filter(({ kind }) => kind === 'card');
  const card = cards.find((candidate) => candidate.secretHash === secretHash);
  if (card !== undefined) {
    const isGood = card.revokedAt === null && card.expiresAt !== null && card.expiresAt > instantText(now);
    return isGood ? cardLink(app, secret) : null;
  }
  if (cards.length > 0) return null;
  replaceCard(app.db, {
    personId: holder.id,
    secretHash,
    createdAt: instantText(now),
    expiresAt: instantText(cardEnd(now)),
  });
  return cardLink(app, secret);
}

async function demoPassword(
  app: Pick<App, 'db' | 'clock'>,
  { id, email }: Holder,
  own: readonly Issued[],
): Promise<DemoSignIn['password']> {
  if (email === null) return null;
  const hasOwn = own.some(({ kind, lastUsedAt }) => kind === 'invite' && lastUsedAt !== null);
  if (hasOwn) return null;
  if (!own.some(({ kind, revokedAt }) => kind === 'password' && revokedAt === null)) {
    const secretHash = await hashPassword(DEMO_PASSWORD);
    addFirstPassword(app.db, { personId: id, secretHash, createdAt: instantText(app.clock.now()) });
  }
  return { email, password: DEMO_PASSWORD };
}
