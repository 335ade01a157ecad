/** What people wish for, before they know what a service is called. */
export const wishes = [
  'meet_people',
  'feel_well',
  'work',
  'learn',
  'move',
  'music',
  'help_at_home',
  'help_for_family',
] as const;
export type WishName = (typeof wishes)[number];

/** Which services of the catalogue, by their codes, stand behind a wish. One service can answer several. */
const codes: Readonly<Record<WishName, readonly string[]>> = {
  meet_people: ['GRP', 'DAC', 'KAN', 'TRA', 'ASI'],
  feel_well: ['PSI', 'PTE', 'UZT', 'KAN', 'ATB'],
  work: ['DAR', 'SDA', 'ASI', 'TRA'],
  learn: ['SPP', 'ERG', 'LOG', 'AUD'],
  move: ['FIZ', 'DEJ'],
  music: ['MUZ', 'DEJ'],
  help_at_home: ['APM', 'ASI', 'GMA', 'ERG'],
  help_for_family: ['GAS', 'ATM', 'ATI', 'PSF', 'GRF'],
};

/** Whether the service answers the wish. One that no list knows, since a municipality added it, is found under every wish but the family's. */
export function answersWish(wish: WishName, service: Readonly<{ code: string; audience: string }>): boolean {
  const isKnown = Object.values(codes).some((list) => list.includes(service.code));
  if (isKnown) return codes[wish].includes(service.code);
  return (service.audience === 'family') === (wish === 'help_for_family');
}
