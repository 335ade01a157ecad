import type { App } from '../../core/app.ts';
import { type LesserRhythm, type NowThen, type Outcome, rhythms, simulate, viewNowThen } from '../changes/index.ts';
import { audienceOf, flows, kindOf, visitsInFourWeeks } from './flows.ts';
import { proposalFacts, type Surroundings } from './gather-facts.ts';
import { proposedEffects } from './proposal.ts';
import type { Request } from './store.ts';

/** No entry is written, but one that puts a former one right is not even thought of without a reason. */
const LOOKED_AT_ONLY = 'preview';

type Wish = Pick<Request, 'flow' | 'answers'>;

/**
 * "What would happen?": the week and the money as they are and as they would be, by the same rules as the real change.
 *
 * @param wish its answers pruned, or as they were sent
 * @returns null where there is nothing to show yet: no plan, a talk, a day that is not known
 */
export function previewOf(
  app: Pick<App, 'clock'>,
  wish: Wish,
  surroundings: Pick<Surroundings, 'state' | 'catalogue' | 'facts'>,
): NowThen | null {
  const { state } = surroundings;
  if (state === null) return null;
  const around = proposalFacts(app, surroundings);
  const outcomeOf = ({ flow, answers }: Wish): Outcome | null => {
    const effects = proposedEffects(flow, answers, state, around);
    return effects && simulate(state, effects, { reason: LOOKED_AT_ONLY, now: around.now });
  };
  const outcome = outcomeOf(wish);
  if (outcome === null) return null;
  const rhythm =
    outcome.missingCents === 0
      ? null
      : affordableRhythm(wish, surroundings, (lesser) => outcomeOf(lesser)?.missingCents === 0);
  return viewNowThen(state, outcome, { now: around.now, audience: audienceOf(wish.flow), rhythm });
}

/** The most often that the money is there for, below the wished rhythm; null where that is no longer what was asked for: more. */
function affordableRhythm(
  { flow, answers }: Wish,
  { facts }: Pick<Surroundings, 'facts'>,
  isAffordable: (wish: Wish) => boolean,
): LesserRhythm | null {
  const question = flows[flow].questions.find(({ id }) => id === 'rhythm' || id === 'new_rhythm');
  if (question === undefined) return null;
  const { id, values } = question;
  const wished = rhythms.find((rhythm) => rhythm === answers[id]);
  const offered = values(answers, facts);
  const [, ...lesser] = rhythms;
  const found = lesser.find((rhythm) => {
    const other = { flow, answers: { ...answers, [id]: rhythm } };
    return (
      wished !== undefined &&
      visitsInFourWeeks[rhythm] < visitsInFourWeeks[wished] &&
      offered.includes(rhythm) &&
      kindOf(flow, other.answers, facts) === kindOf(flow, answers, facts) &&
      isAffordable(other)
    );
  });
  return found ?? null;
}
