import { createTransport } from 'nodemailer';
import type { App } from './app.ts';
import { errorKind } from './error-kind.ts';

export type Letter = Readonly<{ to: string; subject: string; text: string }>;

/** A page waits for it, so a mail server that does not answer must not keep it long. */
const GIVES_UP_AFTER_MS = 10_000;

/**
 * Sends a letter as plain text, after what it tells of is in the database and never inside a transaction. Of a failure only its
 * kind is logged: no address, and nothing of what is written.
 *
 * @returns whether the mail server took it; false also where none is set
 */
export async function sendLetter(
  { env, log }: Pick<App, 'env' | 'log'>,
  { to, subject, text }: Letter,
): Promise<boolean> {
  if (env.mail === null) return false;
  const transport = createTransport({
    url: env.mail.url,
    connectionTimeout: GIVES_UP_AFTER_MS,
    greetingTimeout: GIVES_UP_AFTER_MS,
    socketTimeout: GIVES_UP_AFTER_MS,
  });
  try {
    await transport.sendMail({ from: env.mail.from, to: { name: '', address: to }, subject, text });
    return true;
  } catch (error) {
    // A mail server's own words name the address.
    log.warn(errorKind(error), 'a letter could not be sent');
    return false;
  } finally {
    transport.close();
  }
}
