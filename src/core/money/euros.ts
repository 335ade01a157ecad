import type { Text } from '../text/text.ts';

/** "125,50 eiro" with the cents: the details page and staff screens. */
export function exactEuros(t: Text, cents: number): string {
  const absolute = Math.abs(cents);
  const sum = t('common:exactEuros', {
    euros: groups(Math.floor(absolute / 100)),
    cents: String(absolute % 100).padStart(2, '0'),
  });
  return cents < 0 ? `−${sum}` : sum;
}

/**
 * Whole euros for the participant's screens, rounded towards zero, so that never more is shown than there is.
 */
export function wholeEuros(t: Text, cents: number): string {
  return t('common:euros', { euros: groups(Math.trunc(cents / 100)) });
}

/** Whole euros of what is needed or costs something, rounded up: with less it would not be enough. */
export function wholeEurosUp(t: Text, cents: number): string {
  return t('common:euros', { euros: groups(Math.ceil(cents / 100)) });
}

/** "7 040": a no-break space keeps the number on one line. */
function groups(euros: number): string {
  return String(euros).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}
