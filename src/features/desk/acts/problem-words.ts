import { exactEuros } from '../../../core/money/euros.ts';
import type { Text } from '../../../core/text/text.ts';
import { capitalized, dateText } from '../../../core/time/words.ts';
import type { Problem } from '../../changes/index.ts';

/** Why a change is not possible, for those who work at the desk: with the day, the name and the exact sum. */
export function problemWords(t: Text, { reason, name = '', heldOn, missingCents = 0 }: Problem): string {
  const date = heldOn === undefined ? '' : capitalized(dateText(t, heldOn));
  const money = exactEuros(t, missingCents);
  const key = reason === 'no_units' && missingCents === 0 ? 'no_units_left' : reason;
  return t(`care:problem.${key}`, { name, date, money });
}
