import type { Text } from '../../core/text/text.ts';
import type { BoundHelper } from './decision-record.ts';

/** Where nobody knows the place, its person stands for it. */
const named = ({ name, provider, place }: BoundHelper) => ({ name, provider, place: place ?? provider });

/** What binds the helper, as the person reads it: a sentence each. */
export const bondSentences = (t: Text, bound: BoundHelper): readonly string[] =>
  t(`decision:bond.${bound.bond}`, named(bound)).split('\n');

/** The same for those who help and work. */
export const boundText = (t: Text, bound: BoundHelper): string => t(`decision:adult.bond.${bound.bond}`, named(bound));
