export {
  changeGuardianship,
  endLink,
  findCandidates,
  findJoinKinds,
  findLinksToCare,
  findWhatStops,
  linkRegistered,
  type Stops,
} from './care-for-circle.ts';
export {
  type CareProblem,
  dayIn,
  type Guardianship,
  guardianAreas,
  invitedKinds,
  isInvited,
  joinKinds,
  LONGEST_PAPER,
  readGuardianship,
} from './rules.ts';
export type { CareLink, Registered } from './store.ts';
