import { idFrom } from '../../../core/address.ts';
import type { App } from '../../../core/app.ts';
import { textField } from '../../../core/form.ts';
import { answerInvitation } from './answer-invitation.ts';
import type { Invitee } from './store.ts';

const saids = { accepted: 'pienemts', declined: 'atteikts', gone: 'vairs-nav' } as const;

/**
 * Takes the form of an answer to an invitation.
 *
 * @returns what the page says then, for its address; null where the form is another one
 * @throws NotFound for a number that is none
 */
export function takeInvitationAnswer(app: Pick<App, 'db' | 'clock'>, grant: Invitee, form: FormData): string | null {
  const intent = textField(form, 'intent');
  if (intent !== 'accept' && intent !== 'decline') return null;
  const invitationId = idFrom(textField(form, 'invitation'));
  return saids[answerInvitation(app, grant, invitationId, intent === 'accept' ? 'accepted' : 'declined')];
}
