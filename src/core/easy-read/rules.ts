import type { Reading } from './analyser.ts';
import type { Lexicon } from './lexicon.ts';
import type { FoundPhrase, Passage, Sentence, Span, Word } from './passage.ts';

/**
 * Who reads: a participant, an adult at work or at home (family, support person, staff), or a participant what another
 * person wrote to them.
 */
export type Profile = 'participant' | 'adult' | 'letter';

export type Severity = 'error' | 'warning';

/** What a rule found, in offsets of the passage's plain text. */
export type Hit = Span & Readonly<{ suggestions?: readonly string[]; advice?: string }>;

export type Rule = Readonly<{
  id: string;
  why: string;
  source: keyof typeof SOURCES;
  /** Where it holds, and how strictly. */
  severity: Readonly<Partial<Record<Profile, Severity>>>;
  /** The most that is allowed, where the rule counts. */
  threshold?: Readonly<Record<Profile, number>>;
  good: string;
  bad: string;
  find(passage: Passage, lexicon: Lexicon, threshold: number): Iterable<Hit>;
}>;

export const SOURCES = {
  'information-for-all':
    'Inclusion Europe, “Information for all: European standards for making information easy to read and understand”',
  ifla: 'IFLA, “Guidelines for easy-to-read materials”, Professional Reports 120',
  portal: 'The portal’s own rule for its voice and its sentences',
} as const;

const STRICT = { participant: 'error', adult: 'error', letter: 'warning' } as const;
const FOR_PARTICIPANTS = { participant: 'error', letter: 'warning' } as const;
const MILD_FOR_ADULTS = { participant: 'error', adult: 'warning', letter: 'warning' } as const;
const ADVICE = { participant: 'warning', letter: 'warning' } as const;

const SECOND_PERSON = new Set(['tu', 'jūs', 'tavs', 'jūsējais', 'tavējais']);
const SECOND_PERSON_FORMS = /^(tev|tevi|tevis|tevī|jums|jūsu|jūsos)$/i;
const CONJUNCTIONS = new Set(['un', 'vai', 'bet']);
/** Where one statement ends and the next begins. */
const CLAUSE_WORDS = new Set(['un', 'bet', 'vai', 'jo', 'ja', 'kad', 'lai', 'ka']);
const GREETING = /^(labdien|labrīt|labvakar|sveiki|sveiks|sveika)(?!\p{L})/iu;
const PASSIVE_VERBS = new Set(['tikt', 'tapt', 'kļūt']);
/** How far from its verb the participle of a passive may stand, in words. */
const PASSIVE_REACH = 3;
const PRESENT_PARTICIPLES = new Set(['ot', 'dams', 'ošs', 'ams']);
const PAST_PARTICIPLES = new Set(['ts', 'is']);
/** They say how somebody or something is, and have no easier word. */
const EVERYDAY_PARTICIPLES = new Set(['aizņemts', 'atvērts', 'miris', 'noguris', 'salauzts', 'slēgts']);
const LONGEST_WORD_LETTERS = 14;
const MOST_SYLLABLES = 5;
const SYLLABLE = /ai|au|ei|ie|iu|ou|ui|[aāeēiīoōuū]/gi;
const MONTHS = [
  'janvāris',
  'februāris',
  'marts',
  'aprīlis',
  'maijs',
  'jūnijs',
  'jūlijs',
  'augusts',
  'septembris',
  'oktobris',
  'novembris',
  'decembris',
] as const;
/** “Viens” is left out: it is a pronoun as often as a number. */
const NUMBERS: Readonly<Record<string, string>> = {
  divi: '2',
  trīs: '3',
  četri: '4',
  pieci: '5',
  seši: '6',
  septiņi: '7',
  astoņi: '8',
  deviņi: '9',
  desmit: '10',
  vienpadsmit: '11',
  divpadsmit: '12',
  trīspadsmit: '13',
  četrpadsmit: '14',
  piecpadsmit: '15',
  sešpadsmit: '16',
  septiņpadsmit: '17',
  astoņpadsmit: '18',
  deviņpadsmit: '19',
  divdesmit: '20',
  trīsdesmit: '30',
  četrdesmit: '40',
  piecdesmit: '50',
  sešdesmit: '60',
  septiņdesmit: '70',
  astoņdesmit: '80',
  deviņdesmit: '90',
  simts: '100',
  simt: '100',
  tūkstotis: '1000',
};

const list = [
  {
    id: 'second-person',
    why: 'The participant’s screens speak in the first person, so that nobody is talked down to.',
    source: 'portal',
    severity: { participant: 'error' },
    good: 'Es gribu citu laiku.',
    bad: 'Vai jūs gribat citu laiku?',
    find: forEachWord(
      ({ text, readings }) =>
        SECOND_PERSON_FORMS.test(text) ||
        readings.some(({ lemma, partOfSpeech }) => partOfSpeech === 'pronoun' && SECOND_PERSON.has(lemma)) ||
        isAlways(readings, ({ person }) => person === 2),
    ),
  },
  {
    id: 'sentence-length',
    why: 'A short sentence is read to its end; pages that people with intellectual disabilities read average 6 words.',
    source: 'information-for-all',
    severity: { participant: 'warning', adult: 'warning', letter: 'warning' },
    threshold: { participant: 8, adult: 15, letter: 8 },
    good: 'Mēs tiekamies otrdien pulksten 9:00.',
    bad: 'Mana jaunā nodarbība ar mūziku būs rīt no rīta mājās.',
    find: longSentences,
  },
  {
    id: 'sentence-too-long',
    why: 'Who has to keep more than 12 words in mind loses the first ones.',
    source: 'information-for-all',
    severity: STRICT,
    threshold: { participant: 12, adult: 20, letter: 12 },
    good: 'Es gribu citu laiku.',
    bad: 'Es gribu citu laiku savai mūzikas nodarbībai otrdien no rīta manā dienas centrā pilsētā kopā ar savu draudzeni Annu un viņas brāli.',
    find: longSentences,
  },
  {
    id: 'one-sentence',
    why: 'One sentence a line: the eye finds where each begins.',
    source: 'information-for-all',
    severity: FOR_PARTICIPANTS,
    threshold: { participant: 1, adult: 1, letter: 1 },
    good: 'Es gaidu zvanu.',
    bad: 'Es gaidu zvanu. Ja zvana nav, es zvanu pats.',
    find: function* ({ lines }, _lexicon, most) {
      for (const line of lines) yield* line.slice(most);
    },
  },
  {
    id: 'one-comma',
    why: 'One idea a sentence: a second comma begins a third part.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    threshold: { participant: 1, adult: 2, letter: 1 },
    good: 'Es gaidu, kad man piezvana.',
    bad: 'Es gaidu, kad Anna, mana palīdze, man piezvana, jo es gribu parunāt.',
    find: forEachSentence(function* (sentence, _lexicon, most) {
      // The comma of a date joins one thing; the one after a greeting stands before a name.
      const isGreeting = GREETING.test(sentence.text);
      const commas = [...sentence.text.matchAll(/,(?!\d)(?!\s\d{1,2}\.\s)/g)];
      for (const { index } of commas.slice(most + (isGreeting ? 1 : 0))) yield at(sentence, index, 1);
    }),
  },
  {
    id: 'one-conjunction',
    why: 'One idea a sentence: with a second “un”, “vai” or “bet” it is two.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    threshold: { participant: 1, adult: 2, letter: 1 },
    good: 'Es varu gaidīt vai izlemt tagad.',
    bad: 'Es varu gaidīt un domāt, bet Anna var piezvanīt un pajautāt.',
    find: forEachSentence(function* ({ words }, _lexicon, most) {
      // At the start it asks a question and joins nothing.
      yield* words.filter(({ text }, place) => place > 0 && CONJUNCTIONS.has(text.toLowerCase())).slice(most);
    }),
  },
  {
    id: 'punctuation',
    why: 'Brackets, dashes, slashes, semicolons and dots are hard to read and are read aloud wrongly.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Es varu zvanīt Annai vai Ilzei.',
    bad: 'Es varu zvanīt (Annai/Ilzei) – vai rakstīt…',
    find: matches(/[()[\];\\—–…]|(?<!<)\/|\.{2,}|(?<=\s)-(?=\s)|(?<=\d)-(?=\d)/g),
  },
  {
    id: 'participle',
    why: 'A participle is a second sentence hidden in the first.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Es eju un dziedu.',
    bad: 'Es eju dziedot un smejošs.',
    find: forEachWord((word) => isAlways(word.readings, ({ participle }) => isIn(PRESENT_PARTICIPLES, participle))),
  },
  {
    id: 'past-participle',
    why: 'A simple past is easier than a compound one: “nodarbība beidzās”, not “nodarbība ir beigusies”.',
    source: 'portal',
    severity: ADVICE,
    good: 'Nodarbība beidzās.',
    bad: 'Nodarbība ir beigusies.',
    find: forEachSentence(function* ({ words }) {
      // What belongs to a passive is found by its own rule.
      if (words.some(isPassiveVerb)) return;
      for (const word of words) {
        const isParticiple = isAlways(
          word.readings,
          ({ participle, lemma }) => isIn(PAST_PARTICIPLES, participle) && !EVERYDAY_PARTICIPLES.has(lemma),
        );
        if (isParticiple && !isSettled(word)) yield spanOf([word]);
      }
    }),
  },
  {
    id: 'passive',
    why: 'A sentence says who does what.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Ilze izlasa lūgumu.',
    bad: 'Lūgums tiek izlasīts.',
    find: forEachSentence(function* ({ words }) {
      for (const [place, word] of words.entries()) {
        if (!isPassiveVerb(word)) continue;
        const near = words.slice(Math.max(0, place - PASSIVE_REACH), place + PASSIVE_REACH + 1);
        const done = near.find((other) => other.readings.some(({ participle }) => participle === 'ts'));
        if (done === undefined) continue;
        yield { from: Math.min(word.from, done.from), to: Math.max(word.to, done.to) };
      }
    }),
  },
  {
    id: 'conditional',
    why: 'What would be is harder to think than what is.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Es gribu citu laiku.',
    bad: 'Es gribētu citu laiku.',
    find: forEachSentence(function* ({ words }) {
      for (const [place, word] of words.entries()) {
        const isPossible =
          word.readings.some(({ mood }) => mood === 'conditional') &&
          word.readings.every(({ mood, participle }) => mood === 'conditional' || participle === 'ts');
        if (!isPossible || isSettled(word)) continue;
        // “Man nav apsolītu dienu”: where the sentence has its verb, what stands before a noun describes it.
        const describes = isNoun(words[place + 1]) && words.some((other) => other !== word && hasPerson(other));
        if (!describes) yield spanOf([word]);
      }
    }),
  },
  {
    id: 'verbal-noun',
    why: 'A verb says who does it; a noun in -šana hides it.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Ilze izlasa lūgumu.',
    bad: 'Notiek lūguma izlasīšana.',
    find: forEachWord(({ readings }) => isAlways(readings, ({ isVerbalNoun }) => isVerbalNoun)),
  },
  {
    id: 'genitive-chain',
    why: 'In a chain of genitives the thing itself comes last: one has to keep all the others in mind.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Centra vadītājs man piezvana.',
    bad: 'Mans palīgs ir centra vadītāja vietnieks.',
    find: forEachSentence(function* ({ words, text, from }) {
      for (const [place, first] of words.entries()) {
        const [second, head] = words.slice(place + 1);
        if (second === undefined || head === undefined || !isNoun(head)) continue;
        const isOnePhrase = /^[^,.:;()]*$/.test(text.slice(first.from - from, head.to - from));
        if (isOnePhrase && isGenitive(second) && isGenitive(first) && !isObject(first, words[place - 1], head))
          yield spanOf([first, head]);
      }
    }),
  },
  {
    id: 'double-negation',
    why: 'Two negations make a yes, which is hard to work out. “Es neko nevaru” is one: Latvian demands it.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    threshold: { participant: 1, adult: 1, letter: 1 },
    good: 'Es neko negribu mainīt.',
    bad: 'Es nevaru neiet.',
    find: forEachSentence(function* ({ words, text, from }, lexicon, most) {
      let negated = 0;
      let before = from;
      for (const word of words) {
        const isNewClause = text.slice(before - from, word.from - from).includes(',');
        if (isNewClause || CLAUSE_WORDS.has(word.text.toLowerCase())) negated = 0;
        before = word.to;
        if (isNegating(word, lexicon) && ++negated > most) yield word;
      }
    }),
  },
  {
    id: 'hard-word',
    why: 'An everyday word is known to all.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Es saņemu naudu.',
    bad: 'Es saņemu finansējumu.',
    find: forEachSentence(function* ({ phrases }, lexicon) {
      for (const found of phrases) {
        const { phrase, words } = found;
        if (phrase.pair === undefined || words.every(isSettled)) continue;
        const suggestions = phrase.pair.easy.map((easy) => inForm(easy, found, lexicon));
        yield { ...spanOf(words), suggestions, advice: phrase.pair.advice };
      }
    }),
  },
  {
    id: 'one-word',
    why: 'One word for one thing, everywhere.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Mana tikšanās ir rīt.',
    bad: 'Mana vizīte ir rīt.',
    find: forEachSentence(function* ({ phrases }, lexicon) {
      for (const found of phrases) {
        const { phrase, words } = found;
        if (phrase.insteadOf === undefined || words.every(isSettled)) continue;
        yield { ...spanOf(words), suggestions: [inForm(phrase.insteadOf.word, found, lexicon)] };
      }
    }),
  },
  {
    id: 'long-word',
    why: 'A word of more than 14 letters or 5 syllables does not fit into one look.',
    source: 'ifla',
    severity: FOR_PARTICIPANTS,
    good: 'Es mācos ceļot.',
    bad: 'Es mācos par starptautiskošanos.',
    find: forEachWord(
      ({ text, readings }) =>
        (text.length > LONGEST_WORD_LETTERS || (text.match(SYLLABLE)?.length ?? 0) > MOST_SYLLABLES) &&
        !isAlways(readings, ({ partOfSpeech }) => partOfSpeech === 'name'),
    ),
  },
  {
    id: 'number-word',
    why: 'A digit is seen at once; a number word has to be read.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Man ir 5 nodarbības.',
    bad: 'Man ir piecas nodarbības.',
    find: forEachSentence(function* ({ words }) {
      for (const word of words) {
        const number = word.readings.find(({ partOfSpeech, isOrdinal }) => partOfSpeech === 'numeral' && !isOrdinal);
        const digits = number && NUMBERS[number.lemma];
        if (digits !== undefined && !isSettled(word)) yield { ...spanOf([word]), suggestions: [digits] };
      }
    }),
  },
  {
    id: 'date-form',
    why: 'A date is said as people say it: otrdiena, 24. novembris.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Tas būs otrdien, 24. novembrī.',
    bad: 'Tas būs 24.11.2026.',
    find: matches(
      /(?<!(?:plkst\.?|pulksten)\s*)(?<![\d.:/-])(\d{1,2})\.\s?(0?[1-9]|1[0-2])\.(?:\s?\d{4}|\s?\d{2}(?!\d))?|(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|(?<![\d/])\d{1,2}\/\d{1,2}\/\d{2,4}/gi,
      ([, day, month]) => {
        const name = MONTHS[Number(month) - 1];
        return name === undefined ? [] : [`${Number(day)}. ${name}`];
      },
    ),
  },
  {
    id: 'clock-form',
    why: 'A time looks as it does on the portal’s clocks: 9:00.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Mēs tiekamies 9:00.',
    bad: 'Mēs tiekamies plkst. 09.00.',
    find: matches(
      /(?:(?<!\p{L})(?:plkst\.?|pulksten(?:is)?)\s*)?(?<![\d.:,])(?:(0?\d|1\d|2[0-3])\.([0-5]\d)|0(\d):([0-5]\d))(?![\d:]|\.\d|\s?(?:eiro|€))|(?<!\p{L})plkst\.?\s*(\d{1,2})(?![\d:]|\.\d)/giu,
      ([, hour, minute, early, earlyMinute, whole]) => [
        `${Number(hour ?? early ?? whole)}:${minute ?? earlyMinute ?? '00'}`,
      ],
    ),
  },
  {
    id: 'symbol',
    why: 'A sign stands for a word that not everybody knows. Parts of a hundred are hard for most.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Man ir 125 eiro.',
    bad: 'Man ir 125 € un vēl 10 %.',
    find: matches(/[%€$&§#=+~^|]|(?<!\p{L})EUR(?!\p{L})/gu, ([sign]) => (/€|EUR/.test(sign) ? ['eiro'] : [])),
  },
  {
    id: 'roman-numeral',
    why: 'Roman numerals are letters to those who did not learn them.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Man ir 2. grupa.',
    bad: 'Man ir II grupa.',
    find: matches(/(?<![\p{L}\d])[IVXLC]+(?![\p{L}\d])/gu),
  },
  {
    id: 'abbreviation',
    why: 'A shortened word has to be guessed.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Es ņemu līdzi ūdeni un maizi.',
    bad: 'Es ņemu līdzi ūdeni u.c. lietas.',
    find: matches(
      /(?<!\p{L})(?:u\.\s?c\.|u\.\s?tml\.|utt\.|utml\.|t\.\s?i\.|t\.\s?sk\.|š\.\s?g\.|(?:piem|plkst|tālr|tel|nr|lpp|min|sek|apm|iel|st|vv)\.|nr(?=\s?\d)|(?<=\d\.?\s?)(?:g|h|gab)(?!\p{L}))/giu,
    ),
  },
  {
    id: 'exclamation',
    why: 'The portal is calm: it calls out only to greet.',
    source: 'portal',
    severity: MILD_FOR_ADULTS,
    good: 'Labdien, Anna!',
    bad: 'Tas izdevās!',
    find: forEachSentence(function* (sentence) {
      const call = sentence.text.indexOf('!');
      if (call >= 0 && !GREETING.test(sentence.text)) yield { ...at(sentence, call, 1), suggestions: ['.'] };
    }),
  },
  {
    id: 'capitals',
    why: 'Words in capitals have no shape: all are boxes.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Tas ir svarīgi.',
    bad: 'Tas ir SVARĪGI.',
    // Letters that may be a numeral belong to that rule.
    find: forEachWord(({ text }) => /^\p{Lu}{2,}$/u.test(text) && !/^[IVXLC]+$/.test(text)),
  },
  {
    id: 'italics',
    why: 'Slanted letters are harder to tell apart.',
    source: 'information-for-all',
    severity: MILD_FOR_ADULTS,
    good: 'Es eju mājās.',
    bad: 'Es eju <i>mājās</i>.',
    find: matches(/<(em|i)>.*?<\/\1>|(?<![\p{L}\d])([*_])(?=\p{L})[^*_\n]+\2/gu),
  },
] as const satisfies readonly Rule[];

export type RuleId = (typeof list)[number]['id'];

/** Every rule of easy Latvian that a machine can hold a text against. */
export const rules: readonly (Rule & Readonly<{ id: RuleId }>)[] = list;

function isIn<Item>(set: ReadonlySet<Item>, item: Item | undefined): boolean {
  return item !== undefined && set.has(item);
}

/** Nothing else can be meant. */
function isAlways(readings: readonly Reading[], is: (reading: Reading) => boolean): boolean {
  return readings.length > 0 && readings.every(is);
}

/** Nobody can choose another word here, or somebody already explained it. */
function isSettled({ isGiven, isExplained, isOwn }: Word): boolean {
  return isGiven || isExplained || isOwn;
}

/** A word in the form of the one it stands for, a phrase in that of its verb: “sniegs atbalstu” is “palīdzēs”. */
function inForm(easy: string, { phrase, words }: FoundPhrase, lexicon: Lexicon): string {
  const lemma = phrase.pattern[0]?.lemma;
  const like = words[0]?.readings.find((reading) => reading.lemma.toLowerCase() === lemma);
  const [head = '', ...rest] = easy.split(' ');
  const isWordForWord = words.length === 1 && rest.length === 0;
  if (like === undefined || !(isWordForWord || like.partOfSpeech === 'verb')) return easy;
  return [lexicon.inflect(head, like) ?? head, ...rest].join(' ');
}

function isNoun(word: Word | undefined): boolean {
  return isAlways(word?.readings ?? [], ({ partOfSpeech }) => partOfSpeech === 'noun');
}

function isPassiveVerb({ readings }: Word): boolean {
  return readings.some(({ lemma }) => PASSIVE_VERBS.has(lemma));
}

function hasPerson({ readings }: Word): boolean {
  return readings.some(({ person }) => person !== undefined);
}

function isGenitive(word: Word): boolean {
  return isNoun(word) && !isSettled(word) && word.readings.some(({ genitive }) => genitive !== undefined);
}

/** “Es lasu grāmatas bērna istabā”: read, or counted, is what stands first; the rest says where. */
function isObject(word: Word, before: Word | undefined, head: Word): boolean {
  return (
    word.readings.some(({ genitive }) => genitive === 'maybe') &&
    /(ā|ē|ī|ū|ās|ēs|īs|os)$/.test(head.text) &&
    before !== undefined &&
    (/^\d/.test(before.text) || before.readings.some(({ partOfSpeech }) => partOfSpeech === 'verb'))
  );
}

function isNegating({ readings }: Word, lexicon: Lexicon): boolean {
  return isAlways(readings, ({ isNegated, partOfSpeech, lemma }) => {
    // “Nekas”, “neviens”, “nekāds” go together with the negated verb.
    if (isNegated) return partOfSpeech !== 'pronoun' && partOfSpeech !== 'numeral';
    const isQuality = partOfSpeech === 'adjective' || (partOfSpeech === 'adverb' && /[iu]$/.test(lemma));
    return isQuality && lemma.startsWith('ne') && lexicon.read(lemma.slice('ne'.length)).length > 0;
  });
}

function spanOf(words: readonly Span[]): Span {
  return { from: words[0]?.from ?? 0, to: words.at(-1)?.to ?? 0 };
}

function at(sentence: Span, index: number, length: number): Span {
  return { from: sentence.from + index, to: sentence.from + index + length };
}

function* longSentences({ lines }: Passage, _lexicon: Lexicon, most: number): Generator<Hit> {
  for (const sentence of lines.flat()) if (sentence.words.length > most) yield spanOf([sentence]);
}

function forEachSentence(find: (sentence: Sentence, lexicon: Lexicon, most: number) => Iterable<Hit>): Rule['find'] {
  return function* ({ lines }, lexicon, most) {
    for (const sentence of lines.flat()) yield* find(sentence, lexicon, most);
  };
}

function forEachWord(is: (word: Word) => boolean): Rule['find'] {
  return forEachSentence(function* ({ words }) {
    for (const word of words) if (!isSettled(word) && is(word)) yield spanOf([word]);
  });
}

function matches(pattern: RegExp, suggest?: (match: RegExpExecArray) => readonly string[]): Rule['find'] {
  return function* ({ plain, isGiven }) {
    for (const match of plain.matchAll(pattern)) {
      const span = { from: match.index, to: match.index + match[0].length };
      if (!isGiven(span)) yield { ...span, suggestions: suggest?.(match) };
    }
  };
}
