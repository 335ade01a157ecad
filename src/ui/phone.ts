/** The address that calls a number as people write it: "+371 2000 1001". */
export function phoneAddress(phone: string): string {
  return `tel:${phone.replaceAll(/[^+\d]/g, '')}`;
}
