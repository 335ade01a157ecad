import type { PictureName } from '../../core/pictures/pictures.ts';
import { latvian, type Text } from '../../core/text/text.ts';
import { onDayText } from '../../core/time/words.ts';
import type { ActInput } from './acts.ts';

/** Easy sentences that are ready to send: for each answer, and for what the desk does by itself. */
const sentences = [
  { kind: 'yes', key: 'yes.agreed', picture: 'yes' },
  { kind: 'yes', key: 'yes.inWeek', picture: 'week' },
  { kind: 'yes', key: 'yes.enoughMoney', picture: 'money' },
  { kind: 'yes', key: 'yes.talkIfWrong', picture: 'talk' },
  { kind: 'partly', key: 'partly.part', picture: 'partly' },
  { kind: 'partly', key: 'partly.noMoney', picture: 'money' },
  { kind: 'partly', key: 'partly.noTime', picture: 'clock' },
  { kind: 'partly', key: 'partly.talk', picture: 'talk' },
  { kind: 'no', key: 'no.noPlace', picture: 'clock' },
  { kind: 'no', key: 'no.noMoney', picture: 'money' },
  { kind: 'no', key: 'no.noService', picture: 'nothing' },
  { kind: 'no', key: 'no.otherWay', picture: 'together' },
  { kind: 'talk', key: 'talk.today', picture: 'phone' },
  { kind: 'talk', key: 'talk.tomorrow', picture: 'calendar' },
  { kind: 'talk', key: 'talk.meet', picture: 'together' },
  { kind: 'talk', key: 'talk.understand', picture: 'dont-know' },
  { kind: 'care', key: 'care.ill', picture: 'ill' },
  { kind: 'care', key: 'care.agreed', picture: 'talk' },
  { kind: 'care', key: 'care.holiday', picture: 'calendar' },
  { kind: 'care', key: 'care.remote', picture: 'remote' },
  { kind: 'care', key: 'care.money', picture: 'money' },
] as const satisfies readonly Readonly<{ kind: string; key: string; picture: PictureName }>[];

type Sentence = (typeof sentences)[number];
export type ReadyKind = Sentence['kind'];

/** A day by its date: whoever reads it may read it on another day. */
function wordsOf(t: Text, { key }: Sentence, today: Temporal.PlainDate): string {
  const day = key === 'talk.tomorrow' ? today.add({ days: 1 }) : today;
  return t(`desk:ready.${key}`, { day: onDayText(t, day) });
}

/** The field in which the sentences of one kind are chosen. */
export const readyField = (kind: ReadyKind): string => `ready-${kind}`;

/** The sentences of one kind, to choose from. */
export function readyChoices(
  t: Text,
  kind: ReadyKind,
  today: Temporal.PlainDate,
): readonly Readonly<{ value: string; label: string; picture: PictureName }>[] {
  return sentences
    .filter((sentence) => sentence.kind === kind)
    .map((sentence) => ({
      value: sentence.key,
      label: wordsOf(t, sentence, today),
      picture: sentence.picture,
    }));
}

/**
 * The chosen sentences and the own words as the person reads them: each sentence in a line. Latvian in whatever language
 * the worker reads, since it is kept with the request.
 */
export function readWords({ values, many }: ActInput, kind: ReadyKind, today: Temporal.PlainDate): string {
  const chosen = many(readyField(kind));
  const ready = sentences.filter((sentence) => sentence.kind === kind && chosen.includes(sentence.key));
  const own = (values.text ?? '').trim();
  return [...ready.map((sentence) => wordsOf(latvian, sentence, today)), ...(own === '' ? [] : [own])].join('\n');
}
