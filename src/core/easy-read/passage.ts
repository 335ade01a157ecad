import type { Reading } from './analyser.ts';
import { keysOf, type Lexicon, type Phrase } from './lexicon.ts';

/** Offsets in a passage are those of its plain text. */
export type Span = Readonly<{ from: number; to: number }>;

export type Word = Span &
  Readonly<{
    text: string;
    readings: readonly Reading[];
    /** Stands for something that is put in later: a name, a day. */
    isGiven: boolean;
    /** Marked as a word of the glossary. */
    isExplained: boolean;
    /** Belongs to one of the portal's own words. */
    isOwn: boolean;
  }>;

export type FoundPhrase = Readonly<{ phrase: Phrase; words: readonly Word[] }>;

export type Sentence = Span & Readonly<{ text: string; words: readonly Word[]; phrases: readonly FoundPhrase[] }>;

/** A text as it is read: what is put in stands there, and the glossary's marks are gone. */
export type Passage = Readonly<{
  plain: string;
  /** The sentences of each line that has any. */
  lines: readonly (readonly Sentence[])[];
  /** Where a span of the plain text stands in the text as it is written. */
  inText(span: Span): Span;
  isGiven(span: Span): boolean;
}>;

/** What stands for a placeholder, by its name: the longest that is usual. */
export type Samples = Readonly<Record<string, string>>;

const PLACEHOLDER_OR_MARK = /\{\{\s*([^},\s]+)[^}]*\}\}|<(\/?)([a-z]\w*)>/gi;

/** These are not the glossary's: they change the look. */
const MARKS_OF_LOOK = new Set(['b', 'em', 'i', 'strong', 'u']);

const WORD = /\p{L}+(?:-\p{L}+)*|\d+(?:[.:,]\d+)*/gu;

/** A full stop after a number belongs to it unless a new sentence follows. */
const SENTENCE_END = /[.?!…]+["”“]?(?=\s+["„“]?\p{Lu}|\s*$)/gu;

/**
 * @param samples undefined for a text that a person writes: it has no placeholders
 * @throws Error where a placeholder has no sample
 */
export function readPassage(text: string, lexicon: Lexicon, samples: Samples | undefined): Passage {
  const { plain, starts, ends, given, explained } = plainTextOf(text, samples);
  const lines: (readonly Sentence[])[] = [];
  for (const line of plain.matchAll(/[^\n]+/g)) {
    const sentences = [...sentenceSpans(line[0], line.index)].map((span) =>
      readSentence(plain, span, lexicon, given, explained),
    );
    if (sentences.length > 0) lines.push(sentences);
  }
  return {
    plain,
    lines,
    inText: ({ from, to }) => ({ from: starts[from] ?? text.length, to: ends[to - 1] ?? text.length }),
    isGiven: (span) => isWithin(span, given),
  };
}

function plainTextOf(text: string, samples: Samples | undefined) {
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  const given: Span[] = [];
  const explained: Span[] = [];
  let openedAt = 0;
  let done = 0;
  const copyUntil = (end: number) => {
    for (; done < end; done++) {
      plain += text.charAt(done);
      starts.push(done);
      ends.push(done + 1);
    }
  };
  for (const match of text.matchAll(PLACEHOLDER_OR_MARK)) {
    const [whole, placeholder, slash, mark = ''] = match;
    const isOfLook = placeholder === undefined && MARKS_OF_LOOK.has(mark.toLowerCase());
    if (isOfLook || (placeholder !== undefined && samples === undefined)) continue;
    copyUntil(match.index);
    done += whole.length;
    if (placeholder === undefined) {
      if (slash === '') openedAt = plain.length;
      else explained.push({ from: openedAt, to: plain.length });
      continue;
    }
    const sample = samples?.[placeholder];
    if (sample === undefined) throw new Error(`No sample stands for {{${placeholder}}} in: ${text}`);
    given.push({ from: plain.length, to: plain.length + sample.length });
    plain += sample;
    for (let index = 0; index < sample.length; index++) {
      starts.push(match.index);
      ends.push(done);
    }
  }
  copyUntil(text.length);
  return { plain, starts, ends, given, explained };
}

function* sentenceSpans(line: string, offset: number): Generator<Span> {
  let from = 0;
  for (const end of [...[...line.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length), line.length]) {
    const sentence = line.slice(from, end);
    const start = from + sentence.length - sentence.trimStart().length;
    if (/[\p{L}\d]/u.test(sentence)) yield { from: offset + start, to: offset + from + sentence.trimEnd().length };
    from = end;
  }
}

function readSentence(
  plain: string,
  span: Span,
  lexicon: Lexicon,
  given: readonly Span[],
  explained: readonly Span[],
): Sentence {
  const text = plain.slice(span.from, span.to);
  const words = [...text.matchAll(WORD)].map((match) => {
    const place = { from: span.from + match.index, to: span.from + match.index + match[0].length };
    return {
      ...place,
      text: match[0],
      readings: lexicon.read(match[0]),
      isGiven: isWithin(place, given),
      isExplained: isWithin(place, explained),
      isOwn: false,
    };
  });
  const phrases = findPhrases(words, lexicon);
  const own = new Set(phrases.flatMap((found) => (found.phrase.own === undefined ? [] : found.words)));
  return { ...span, text, words: words.map((word) => ({ ...word, isOwn: own.has(word) })), phrases };
}

function findPhrases(words: readonly Word[], lexicon: Lexicon): readonly FoundPhrase[] {
  const keys = words.map(({ text, readings }) => keysOf(text, readings));
  const found: FoundPhrase[] = [];
  for (let index = 0; index < words.length; ) {
    const phrase = [...(keys[index] ?? [])]
      .flatMap((key) => lexicon.phrases.get(key) ?? [])
      .filter(({ pattern }) =>
        pattern.every(
          ({ lemma, form }, place) =>
            keys[index + place]?.has(lemma ?? form) &&
            (lemma !== undefined || words[index + place]?.text.toLowerCase() === form),
        ),
      )
      // The longest; of two as long, the portal's own word, which overrides the hard one.
      .toSorted(
        (a, b) => b.pattern.length - a.pattern.length || Number(b.own !== undefined) - Number(a.own !== undefined),
      )[0];
    if (phrase !== undefined) found.push({ phrase, words: words.slice(index, index + phrase.pattern.length) });
    index += phrase?.pattern.length ?? 1;
  }
  return found;
}

function isWithin({ from, to }: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => span.from <= from && to <= span.to);
}
