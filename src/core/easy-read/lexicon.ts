import { type Analyser, makeAnalyser, type Reading } from './analyser.ts';
import { type OwnWord, ownWords } from './own-words.ts';
import { parseWordPairs, type WordPair } from './word-pairs.ts';

/** What a phrase of the lists is matched by: each word by its lemma, or letter by letter. */
type Pattern = readonly Readonly<{ lemma?: string; form: string }>[];

export type Phrase = Readonly<{
  pattern: Pattern;
  pair?: WordPair;
  own?: OwnWord;
  /** The portal's word to say instead of this one. */
  insteadOf?: OwnWord;
}>;

/** All that is known of words: the language's, the hard ones and the portal's own. */
export type Lexicon = Readonly<{
  /** The readings that are meant: an adverb or a pronoun is hardly ever a form of something rarer. */
  read(word: string): readonly Reading[];
  inflect: Analyser['inflect'];
  pairs: readonly WordPair[];
  /** By the lemma or form of their first word. */
  phrases: ReadonlyMap<string, readonly Phrase[]>;
}>;

export type LexiconFiles = Readonly<{ aff: string; dic: string; wordPairs: string }>;

const UNCHANGING = new Set(['particle', 'adverb', 'pronoun', 'numeral', 'interjection']);

export function makeLexicon({ aff, dic, wordPairs }: LexiconFiles): Lexicon {
  const analyser = makeAnalyser(aff, dic);
  const known = new Map<string, readonly Reading[]>();
  const read = (word: string) => {
    const readings = known.get(word) ?? meant(analyser.analyse(word));
    known.set(word, readings);
    return readings;
  };
  const pairs = parseWordPairs(wordPairs);
  const all: readonly Phrase[] = [
    ...ownWords.map((own) => ({ pattern: patternOf(analyser, own.word), own })),
    ...ownWords.flatMap((own) =>
      (own.not ?? []).map((word) => ({ pattern: patternOf(analyser, word), insteadOf: own })),
    ),
    ...pairs.map((pair) => ({ pattern: patternOf(analyser, pair.hard), pair })),
  ];
  const phrases = new Map<string, readonly Phrase[]>();
  for (const phrase of all) {
    const [first] = phrase.pattern;
    const key = first?.lemma ?? first?.form ?? '';
    phrases.set(key, [...(phrases.get(key) ?? []), phrase]);
  }
  return { read, inflect: analyser.inflect, pairs, phrases };
}

/** Names under which a word is found in the lists. */
export function keysOf(text: string, readings: readonly Reading[]): ReadonlySet<string> {
  return new Set([text, ...readings.flatMap(({ lemma, root }) => [lemma, root])].map((key) => key.toLowerCase()));
}

function meant(readings: readonly Reading[]): readonly Reading[] {
  const unchanging = readings.filter(({ partOfSpeech, isOrdinal }) => UNCHANGING.has(partOfSpeech) && !isOrdinal);
  return unchanging.length > 0 ? unchanging : readings;
}

function patternOf(analyser: Analyser, phrase: string): Pattern {
  const words = phrase.toLowerCase().split(' ');
  return words.map((form) => ({ form, lemma: lemmaInPhrase(analyser.analyse(form), form, words.length > 1) }));
}

/**
 * A word listed in its basic form stands for all its forms. One listed in another (“ietvaros”) is that form only, but
 * inside a phrase nouns and what belongs to them change: “sniegt atbalstu”.
 */
function lemmaInPhrase(readings: readonly Reading[], form: string, isPhrase: boolean): string | undefined {
  const bases = readings.filter(({ isBase, lemma }) => isBase || lemma === form);
  const definite = readings.find(({ partOfSpeech }) => partOfSpeech === 'adjective' && /(ais|ā)$/.test(form));
  const noun = readings.find(({ partOfSpeech }) => partOfSpeech === 'noun' || partOfSpeech === 'adjective');
  return (bases[0] ?? definite ?? (isPhrase ? noun : undefined))?.lemma.toLowerCase();
}
