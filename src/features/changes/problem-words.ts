import { wholeEurosUp } from '../../core/money/euros.ts';
import type { Text } from '../../core/text/text.ts';
import { capitalized, dateText } from '../../core/time/words.ts';
import type { NowThen } from './view.ts';

/** Why it does not work, a sentence each. */
export type ProblemWords = Readonly<{ title: string; lines: readonly string[] }>;

/**
 * Says each kind of problem once, with the first day and name it is about; null where there is none. That money is short
 * comes before all else, since then the rest was not tried.
 */
export function problemWords(
  t: Text,
  { problems, shortage }: Pick<NowThen, 'problems' | 'shortage'>,
): ProblemWords | null {
  if (problems.length === 0) return null;
  const isMoney = ({ reason }: NowThen['problems'][number]) => reason === 'no_money' || reason === 'no_units';
  const isShort = problems.some(isMoney);
  // Visits of a service that money does not reach are gone with it: that is no news.
  const others = problems.filter((problem) => !isMoney(problem) && !(isShort && problem.reason === 'gone'));
  const shown = others.filter((one, at) => others.findIndex((other) => other.reason === one.reason) === at);
  const lines = shown.flatMap((problem) => {
    const { reason, heldOn, name } = problem;
    if (reason === 'no_money' || reason === 'no_units') return [];
    const details = [heldOn === undefined ? [] : capitalized(dateText(t, heldOn)), name ?? []].flat();
    const isRepeated = others.some((other) => other.reason === reason && other.heldOn !== heldOn);
    return [
      t(`changes:problem.${reason}`),
      ...details.map((detail) => `${detail}.`),
      ...(isRepeated ? [t('changes:problem.more')] : []),
    ];
  });
  if (!isShort) return { title: t('changes:problem.title'), lines };
  const missing =
    shortage === null ? [] : [t('changes:problem.missing', { euros: wholeEurosUp(t, shortage.missingCents) })];
  return { title: t('changes:problem.money'), lines: [...missing, ...lines] };
}
