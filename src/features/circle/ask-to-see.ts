import { transact } from '../../../db/client.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { Topic } from '../../core/access/policy.ts';
import type { App } from '../../core/app.ts';
import { dayOf, instantText } from '../../core/time/clock.ts';
import { type AskState, askStateOf } from './rules.ts';
import { findMembersWithSight, type MemberWithSight } from './sight.ts';
import { findLastAsk, findOpenAsks, insertAsk, type OpenAsk, refuseOpenAsk } from './store.ts';
import { topicsOpenTo } from './topics.ts';

type At = Pick<App, 'db' | 'clock'>;

/** Where the asking of whoever is signed in stands for a topic that they do not see. */
export function findAskState(app: At, grant: Grant<'sight.ask'>, topic: Topic): AskState {
  const { last, takenBackAt } = findLastAsk(app.db, grant, topic);
  return askStateOf(last, takenBackAt, dayOf(app.clock.now()));
}

/** Asks the participant to see a topic. What is seen already, waits, or was refused not long ago is not asked again. */
export function askToSee(app: At, grant: Grant<'sight.ask'>, topic: Topic): void {
  transact(app.db, (tx) => {
    if (topicsOpenTo(app, grant.actor, grant.participantId).includes(topic)) return;
    if (findAskState(app, grant, topic).status !== 'may_ask') return;
    insertAsk(tx, grant, topic, instantText(app.clock.now()));
  });
}

/** An ask that waits for the participant's answer, with who asks. */
export type AskOfMember = OpenAsk & Readonly<{ firstName: string }>;

/** What waits for an answer: of those who still belong to the circle, and do not see it by now. The oldest first. */
export function findAsksOf(
  app: Pick<App, 'db'>,
  grant: Grant<'circle.write'>,
  members: readonly MemberWithSight[],
): readonly AskOfMember[] {
  return findOpenAsks(app.db, grant).flatMap((ask) => {
    const member = members.find(({ links }) => links[0].personId === ask.personId);
    const isSeen = member?.sights.some(({ topic, reasons }) => topic === ask.topic && reasons.length > 0) ?? true;
    return member === undefined || isSeen ? [] : [{ ...ask, firstName: member.links[0].firstName }];
  });
}

/** The oldest ask that waits for the participant's answer, for their first screen; null where nobody asks. */
export function findFirstAsk(
  app: At,
  writing: Grant<'circle.write'>,
  circle: Grant<'circle.read'>,
): AskOfMember | null {
  // On most days nobody asks: then nothing else is read.
  if (findOpenAsks(app.db, writing).length === 0) return null;
  return findAsksOf(app, writing, findMembersWithSight(app, circle))[0] ?? null;
}

/**
 * The participant's no to what somebody asked to see. It needs no card: nothing is opened by it.
 *
 * @returns whether an ask was waiting
 */
export function refuseAsk(app: At, grant: Grant<'circle.write'>, personId: number, topic: Topic): boolean {
  const at = instantText(app.clock.now());
  return transact(app.db, (tx) => refuseOpenAsk(tx, grant, { personId, topic, at }));
}
