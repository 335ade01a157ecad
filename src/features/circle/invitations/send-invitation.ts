import type { App } from '../../../core/app.ts';
import { sendLetter } from '../../../core/mail.ts';
import { latvian } from '../../../core/text/text.ts';
import { INVITATION_DAYS } from './rules.ts';
import type { OpenInvitation } from './store.ts';

/** Where somebody comes in: with the password they have, or with a code to set one. */
export type WayIn = Readonly<{ page: string; code: string | null }>;

/** The secret stands behind `#`: that part of an address reaches no server, proxy or log. */
export const linkOf = ({ page, code }: WayIn): string => (code === null ? page : `${page}#${code}`);

/**
 * Sends the letter of an invitation that stands in the database. It names nobody: a letter may be read by others.
 *
 * @param makeWayIn makes the way in of a person; an older one that was not used ends with it
 * @returns `by_hand` where no letter can go out, and the link is handed over instead
 */
export async function sendInvitation(
  app: Pick<App, 'env' | 'log'>,
  { personId, email }: Pick<OpenInvitation, 'personId' | 'email'>,
  makeWayIn: (personId: number) => WayIn,
): Promise<'sent' | 'not_sent' | 'by_hand'> {
  if (app.env.mail === null || email === null) return 'by_hand';
  const way = makeWayIn(personId);
  const values = { link: linkOf(way), page: way.page, code: way.code ?? '', days: INVITATION_DAYS };
  const isSent = await sendLetter(app, {
    to: email,
    subject: latvian('circle:letter.subject', { portal: latvian('common:portal') }),
    text: latvian(way.code === null ? 'circle:letter.known' : 'circle:letter.new', {
      ...values,
      portal: latvian('common:portal'),
    }),
  });
  return isSent ? 'sent' : 'not_sent';
}
