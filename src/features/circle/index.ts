import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { dayOf } from '../../core/time/clock.ts';
import { inHelpOrder } from './rules.ts';
import { type CircleMember, findCircle } from './store.ts';

export { type AskOfMember, askToSee, findAskState, findAsksOf, findFirstAsk, refuseAsk } from './ask-to-see.ts';
export { type Ending, endingsOf, endingsTogether } from './endings.ts';
export { findPeopleWithTopics, type PersonWithTopics } from './people-with-topics.ts';
export { pictureOfLink } from './pictures.ts';
export {
  type AskState,
  askStateOf,
  type Bond,
  bondOf,
  canTakeBack,
  hasPreview,
  inHelpOrder,
  isAskable,
  isGivable,
  type Sight,
  tieKinds,
  topics,
  untilOf,
  untils,
} from './rules.ts';
export {
  findMembersWithSight,
  findMemberWithSight,
  giveSight,
  type MemberWithSight,
  takeSightBack,
} from './sight.ts';
export {
  type CircleMember,
  type EndingRight,
  endTie,
  findCircle,
  findDeskEndings,
  findEndings,
  findGuardians,
  findHeadName,
  findLeft,
  findLinkedParticipants,
  findOwnEndings,
  findParticipantName,
  findTies,
  type HeadName,
  insertTie,
  type LinkedParticipant,
  linkHoldsToday,
  type ParticipantName,
  type Tie,
} from './store.ts';

/** The first person to call, for the help bar of every screen; null when nobody with a phone is near. */
export function findFirstHelper(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'circle.read'>,
): { firstName: string; phone: string } | null {
  for (const { firstName, phone } of findHelpers(app, grant)) if (phone !== null) return { firstName, phone };
  return null;
}

/** Everyone who can be asked for help today, the nearest first. */
export function findHelpers(app: Pick<App, 'db' | 'clock'>, grant: Grant<'circle.read'>): readonly CircleMember[] {
  return inHelpOrder(findCircle(app.db, grant, dayOf(app.clock.now())));
}
export { topicOfSlug, topicSlugs, topicsOpenTo } from './topics.ts';
