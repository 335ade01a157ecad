import { UNKNOWN } from '../../core/flow/flow.ts';

/** The step of taking a request back, beside those of the flow engine. */
export const WITHDRAW_SLUG = 'atpakal';

/** The step of saying something in own words. */
export const WORDS_SLUG = 'vardi';

/** What a question's form can say: an answer, or one of the ways out that every question has. */
export type StepForm =
  | Readonly<{ way: 'answer'; choice: string | null }>
  | Readonly<{ way: 'later' | 'help' | 'not_together'; choice: null }>;

/** Field names: `choice` is the picture that was chosen, `way` the button that was pressed. */
export function readStepForm(form: FormData): StepForm {
  const way = form.get('way');
  if (way === 'later' || way === 'help' || way === 'not_together') return { way, choice: null };
  if (way === UNKNOWN) return { way: 'answer', choice: UNKNOWN };
  const choice = form.get('choice');
  return { way: 'answer', choice: typeof choice === 'string' && choice !== '' ? choice : null };
}
