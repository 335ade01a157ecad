import type { Text } from '../../core/text/text.ts';
import type { NotIn } from './form.ts';

export type FieldErrors = readonly Readonly<{ fieldId: string; text: string }>[];

/** What the page for e-mail and password says is missing or wrong; never which of the two was wrong. */
export function passwordErrors(t: Text, typed: { email: string; password: string }, result: NotIn | null): FieldErrors {
  if (result === null || result.status === 'limited') return [];
  const missing: { fieldId: string; text: string }[] = [];
  if (typed.email.trim() === '') missing.push({ fieldId: 'email', text: t('signIn:password.emailMissing') });
  if (typed.password === '') missing.push({ fieldId: 'password', text: t('signIn:password.passwordMissing') });
  return missing.length > 0 ? missing : [{ fieldId: 'email', text: t('signIn:password.refused') }];
}

export function invitationErrors(t: Text, result: NotIn | null): FieldErrors {
  switch (result?.status) {
    case 'unreadable':
    case 'refused':
      return [{ fieldId: 'invitation', text: t(`signIn:invitation.${result.status}`) }];
    case 'weak':
      return [{ fieldId: 'password', text: t(`signIn:invitation.problem.${result.problem}`) }];
    default:
      return [];
  }
}
