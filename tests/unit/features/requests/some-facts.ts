import type { RequestFacts } from '../../../../src/features/requests/flows.ts';

/**
 * A small plan on Monday, 23 November 2026: three visits, two services of the person's own, one of the catalogue for each of
 * two wishes and one for the family, a goal with one step ahead, three support persons.
 */
export const monday: RequestFacts = {
  today: '2026-11-23',
  planToOn: '2027-07-31',
  visits: [
    { id: 11, heldOn: '2026-11-24', planToOn: '2027-07-31' },
    { id: 12, heldOn: '2026-11-28', planToOn: '2027-07-31' },
    { id: 13, heldOn: '2026-11-30', planToOn: '2026-12-01' },
  ],
  recentVisitIds: [9, 8],
  services: [
    { id: 1, priceCents: 1250, leftUnits: 10, visitsInFourWeeks: 4 },
    { id: 2, priceCents: 3000, leftUnits: 3, visitsInFourWeeks: 0 },
  ],
  catalogue: [
    { id: 101, code: 'FIZ', audience: 'participant' },
    { id: 102, code: 'MUZ', audience: 'participant' },
    { id: 103, code: 'PSF', audience: 'family' },
  ],
  familyServiceIds: [103],
  goalCount: 2,
  openSteps: ['0.1'],
  supportPersonIds: [3, 4, 5],
  circleIds: [3, 4, 5, 6],
  hasHead: true,
  workingDays: ['2026-11-23', '2026-11-24'],
};

/** Nobody to ask for help. */
export const alone: RequestFacts = { ...monday, supportPersonIds: [] };

export const afterPlan: RequestFacts = { ...monday, planToOn: null, visits: [] };

export const noPlan: RequestFacts = {
  ...afterPlan,
  recentVisitIds: [],
  services: [],
  goalCount: 0,
  openSteps: [],
};
