/** "125,50 eiro" with the cents: the details page and staff screens. */
export function exactEuros(cents: number): string {
  const sign = cents < 0 ? '−' : '';
  const absolute = Math.abs(cents);
  return `${sign}${groups(Math.floor(absolute / 100))},${String(absolute % 100).padStart(2, '0')} eiro`;
}

/**
 * Whole euros for the participant's screens, rounded towards zero, so that never more is shown than there is.
 */
export function wholeEuros(cents: number): string {
  return `${groups(Math.trunc(cents / 100))} eiro`;
}

/** "7 040": a no-break space keeps the number on one line. */
function groups(euros: number): string {
  return String(euros).replace(/\B(?=(\d{3})+$)/g, '\u00a0');
}
