import { RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import type { App } from '../../core/app.ts';
import { preparedOnce } from '../../core/prepared.ts';
import { limitedAddress, type RefusalReason } from './rules.ts';
import { keyedHash } from './secrets.ts';

/** The doors of the portal, each with its own count. */
export type Door = 'card' | 'code' | 'password' | 'invite';

/**
 * Wrong tries from one address, which may be a whole day centre's. They keep the machine free, and guessing hopeless: a
 * card or an invitation can't be guessed at all, a code lives 10 minutes and is one of a hundred million.
 */
const addressLimits: Readonly<Record<Door, { points: number; minutes: number }>> = {
  card: { points: 60, minutes: 10 },
  code: { points: 20, minutes: 10 },
  password: { points: 60, minutes: 15 },
  invite: { points: 20, minutes: 10 },
};

/** Wrong passwords for one e-mail from one address. From elsewhere its owner still enters: nobody is locked out by others. */
const pairLimit = { points: 8, minutes: 15 };

/** Wrong tries from everywhere at which somebody should look. */
const alarm = { points: 200, minutes: 10 };

const limiters = preparedOnce((db) => {
  const limiter = (keyPrefix: string, { points, minutes }: { points: number; minutes: number }) =>
    new RateLimiterSQLite({
      storeClient: db.$client,
      storeType: 'better-sqlite3',
      tableName: 'sign_in_limit',
      tableCreated: true,
      keyPrefix,
      points,
      duration: minutes * 60,
    });
  return {
    card: limiter('card', addressLimits.card),
    code: limiter('code', addressLimits.code),
    password: limiter('password', addressLimits.password),
    invite: limiter('invite', addressLimits.invite),
    pair: limiter('pair', pairLimit),
    alarm: limiter('alarm', alarm),
  };
});

/** A try that is counted before it is judged, so that many at once are counted too. */
export type Try = Readonly<{
  /** Takes the count back. */
  succeeded: () => Promise<void>;
  /** Takes the count back: nobody was signed in, but nothing was guessed either. */
  forgiven: () => Promise<void>;
  /** Keeps the count, and a log line without personal data. */
  refused: (reason: RefusalReason) => Promise<void>;
}>;

export type Limited = Readonly<{ status: 'limited'; retryAfterSeconds: number }>;

/** Counts a try at a door; gives `Limited` when there were too many. `email` only at the password's. */
export async function countTry(
  app: Pick<App, 'db' | 'env' | 'log'>,
  door: Door,
  { address, requestId, email }: { address: string; requestId: string; email?: string },
): Promise<Try | Limited> {
  const all = limiters(app.db);
  const place = limitedAddress(address);
  const counts = [{ limiter: all[door], key: keyedHash(app.env.pepper, 'limit', place) }];
  // First the pair: somebody who goes on trying after it is used up does not use up their whole house's tries.
  if (email !== undefined) {
    counts.unshift({ limiter: all.pair, key: keyedHash(app.env.pepper, 'limit', `${place} ${email}`) });
  }
  for (const { limiter, key } of counts) {
    try {
      await limiter.consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      app.log.warn({ door, requestId }, 'sign-in limited');
      return { status: 'limited', retryAfterSeconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) };
    }
  }
  const forgiven = async () => {
    for (const { limiter, key } of counts) await limiter.reward(key);
  };
  return {
    forgiven,
    async succeeded() {
      await forgiven();
      app.log.info({ door, requestId }, 'signed in');
    },
    async refused(reason) {
      app.log.info({ door, reason, requestId }, 'sign-in refused');
      const { consumedPoints } = await all.alarm.penalty('all');
      if (consumedPoints === alarm.points) app.log.warn({ tries: alarm.points }, 'many wrong sign-ins everywhere');
    },
  };
}
