/** As far as the dictionary knows it; `unknown` is what it lists without saying. */
export type PartOfSpeech =
  | 'noun'
  | 'name'
  | 'adjective'
  | 'verb'
  | 'adverb'
  | 'numeral'
  | 'pronoun'
  | 'particle'
  | 'abbreviation'
  | 'interjection'
  | 'unknown';

/** Named by its ending: las-ot, lasī-dams, las-ošs, lasā-ms, lasī-ts, lasīj-is. */
export type Participle = 'ot' | 'dams' | 'ošs' | 'ams' | 'ts' | 'is';

/** One way to understand a word form. */
export type Reading = Readonly<{
  /** What a dictionary would list: “lasījums”; of a participle its nominative, of a verbal noun the noun. */
  lemma: string;
  /** The entry it comes from: of a participle or a verbal noun the verb. A diminutive is a word of its own. */
  root: string;
  partOfSpeech: PartOfSpeech;
  participle?: Participle;
  mood?: 'conditional' | 'imperative' | 'debitive';
  person?: 1 | 2 | 3;
  isInfinitive: boolean;
  isVerbalNoun: boolean;
  /** Made negative with “ne”, where the word without it is the entry. */
  isNegated: boolean;
  isOrdinal: boolean;
  /** `maybe` where the form is another case as well: “dienas” is also the plural. */
  genitive?: 'sure' | 'maybe';
  /** The form as the dictionary lists it, with nothing taken off. */
  isBase: boolean;
  /** The flag of the outermost ending and its tag, as the affix file names them; empty for a base form. */
  flag: string;
  tag: string;
}>;

export type Analyser = Readonly<{
  /** Every reading of one word form, written in any case. Empty for a word the dictionary does not know. */
  analyse(word: string): readonly Reading[];
  /**
   * Another word of the same kind in the form of this reading: “nauda” like “finansējumu” is “naudu”.
   *
   * @returns null where the affix file does not tell: endings of adjectives and half of the plurals bear no tag
   */
  inflect(word: string, like: Reading): string | null;
}>;

type Entry = Readonly<{ word: string; flags: string; partOfSpeech: PartOfSpeech; paradigm: string }>;

type Condition = readonly Readonly<{ letters: string; isExcluded: boolean }>[];

type Suffix = Readonly<{
  flag: string;
  strip: string;
  add: string;
  /** Flags of the affixes that may follow. */
  then: string;
  condition: Condition;
  tag: string;
}>;

/** A prefix that needs a certain ending with it (jā-iet, vis-labākais) is a circumfix. */
type Prefix = Readonly<{ flag: string; add: string; isCircumfix: boolean }>;

/** Outermost ending first; `form` is the word as it is with that ending. */
type Derivation = Readonly<{ entry: Entry; steps: readonly Readonly<{ suffix: Suffix; form: string }>[] }>;

const NEEDS_AFFIX = '{';
const CIRCUMFIX = '|';
const NEGATION = 'ne';
const DEBITIVE = 'jā';

/** Participle and its ending: lasī-t → lasīj-is → lasīju-ši. */
const DEEPEST = 3;

const PARTS_OF_SPEECH: readonly (readonly [start: string, part: PartOfSpeech])[] = [
  ['liet', 'noun'],
  ['īpv', 'adjective'],
  ['darb', 'verb'],
  ['apstv', 'adverb'],
  ['skv', 'numeral'],
  ['vi', 'pronoun'],
  ['saiklis', 'particle'],
  ['abrev', 'abbreviation'],
  ['izs', 'interjection'],
];

/** Whose entries give no part of speech: what their declension or conjugation says. */
const FLAGS_OF_PARTS: readonly (readonly [flags: RegExp, part: PartOfSpeech])[] = [
  [/[DIEHFAGB7<>]/, 'verb'],
  [/W/, 'adjective'],
  [/[OQSPT]/, 'noun'],
];

const PARTICIPLE_FLAGS: Readonly<Record<string, Participle>> = {
  5: 'ts',
  6: 'is',
  7: 'is',
  8: 'is',
  '^': 'is',
  '&': 'is',
  '*': 'is',
  3: 'dams',
  4: 'dams',
  '+': 'dams',
  $: 'dams',
  ')': 'ošs',
  '!': 'ošs',
  '@': 'ošs',
};

/** These make both present participles; the ending tells which. */
const PRESENT_PARTICIPLE_FLAGS = '012%';

/** Forms of reflexive verbs that the dictionary lists one by one, without any tag. */
const LISTED_FORMS: readonly (readonly [ending: RegExp, participle: Participle])[] = [
  [/oties$/, 'ot'],
  [/(damies|damās)$/, 'dams'],
  [/(ošies|ošās|ošos)$/, 'ošs'],
  [/(ušies|usies|ušos|ušās)$/, 'is'],
];

/** Forms of “būt” that no paradigm makes, and what the dictionary lists as something else. */
const BE: Readonly<Record<string, 1 | 2 | 3>> = { esmu: 1, esi: 2, ir: 3, esam: 1, esat: 2, nav: 3 };

/**
 * What the dictionary lacks: it knows “līdzi” only as a form of “līdzēt”, “kopā” of “kopa”, “plāns” as “thin” and these
 * adjectives as participles.
 */
const LACKING: readonly Entry[] = [
  ...lacking(
    'adverb',
    '',
    'apmēram atkal gan kopā kur līdzi nekur noteikti parīt piemēram protams rīt šorīt šovakar tik tur vakar',
  ),
  ...lacking('adjective', 'WYX-', 'nākams patīkams redzams saprotams steidzams zināms'),
  ...lacking('noun', 'Ss', 'deinstitucionalizācija ergoterapija kanisterapija'),
  ...lacking('noun', 'Oo', 'mentors plāns'),
];

function lacking(partOfSpeech: PartOfSpeech, flags: string, words: string): readonly Entry[] {
  return words.split(' ').map((word) => ({ word, flags, partOfSpeech, paradigm: '' }));
}

/** Nouns “jums” and “tiks” stand in the dictionary, and “būtu” as a word of its own; nobody means them. */
const NOBODY_MEANS = new Set(['būtu', 'jums', 'mans', 'nekas', 'pats', 'savs', 'tiks']);

/**
 * Reads Latvian word forms by taking endings off, the other way round from how the affix file puts them on.
 *
 * @param aff the affix file of a Hunspell dictionary with single-character flags and `is:` tags
 * @param dic its word list with `po:` tags
 */
export function makeAnalyser(aff: string, dic: string): Analyser {
  const { suffixes, prefixes, followers, longest } = parseAffixes(aff);
  const entries = parseEntries(dic);

  function* stripped(form: string): Generator<Readonly<{ suffix: Suffix; base: string }>> {
    for (let end = form.length; end >= Math.max(0, form.length - longest); end--) {
      for (const suffix of suffixes.get(form.slice(end)) ?? []) {
        const base = form.slice(0, end) + suffix.strip;
        if (meets(base, suffix.condition)) yield { suffix, base };
      }
    }
  }

  /** @param wanted the flag of what stands round the form: its next ending or its circumfix */
  function* derivations(form: string, wanted: string | undefined, depth = 0): Generator<Derivation> {
    for (const entry of entries.get(form) ?? [])
      if (allows(entry.flags, wanted, NEEDS_AFFIX)) yield { entry, steps: [] };
    // Most endings follow no other: then only the entries themselves can have been meant.
    if (depth === DEEPEST || (wanted !== undefined && !followers.has(wanted))) return;
    for (const { suffix, base } of stripped(form)) {
      if (!allows(suffix.then, wanted, CIRCUMFIX)) continue;
      for (const { entry, steps } of derivations(base, suffix.flag, depth + 1)) {
        yield { entry, steps: [{ suffix, form }, ...steps] };
      }
    }
  }

  function* prefixed(rest: string, prefix: Prefix): Generator<Reading> {
    for (const derivation of derivations(rest, prefix.isCircumfix ? prefix.flag : undefined)) {
      const { entry, steps } = derivation;
      const fits = prefix.isCircumfix ? steps.length > 0 : entry.flags.includes(prefix.flag);
      if (fits) yield* readAs(rest, derivation, prefix.add);
    }
  }

  function* readingsOf(form: string): Generator<Reading> {
    for (const derivation of derivations(form, undefined)) yield* readAs(form, derivation, '');
    for (const prefix of prefixes) {
      if (form.startsWith(prefix.add)) yield* prefixed(form.slice(prefix.add.length), prefix);
    }
    yield* conditionals(form);
  }

  function inflected({ word, flags }: Entry, tag: string): string | null {
    if (tag === '') return null;
    for (const suffix of [...suffixes.values()].flat()) {
      const fits = suffix.tag === tag && flags.includes(suffix.flag) && !suffix.then.includes(CIRCUMFIX);
      if (!fits || !word.endsWith(suffix.strip) || !meets(word, suffix.condition)) continue;
      return word.slice(0, word.length - suffix.strip.length) + suffix.add;
    }
    return null;
  }

  /** The dictionary leaves these to the participle that looks the same: lasī-tu, mācī-tos. */
  function* conditionals(form: string): Generator<Reading> {
    const infinitive = form.endsWith('tu') ? form.slice(0, -1) : form.replace(/tos$/, 'ties');
    if (infinitive === form) return;
    for (const reading of readingsOf(infinitive)) {
      if (!reading.isInfinitive) continue;
      yield { ...reading, mood: 'conditional', isInfinitive: false, isBase: false, flag: '', tag: '' };
    }
  }

  return {
    analyse(word) {
      const lower = word.toLowerCase();
      const capital = lower.slice(0, 1).toUpperCase() + lower.slice(1);
      return [lower, ...(word === lower ? [] : [capital, word].filter(isFirst))].flatMap((form) => [
        ...unique(readingsOf(form)),
      ]);
    },
    inflect(word, like) {
      const entry = entries.get(word)?.find(({ partOfSpeech }) => partOfSpeech === like.partOfSpeech);
      if (entry === undefined) return null;
      // The word put in is not reflexive, whatever the other was: “autorizējos” is “ienācu”.
      const tag = like.tag.replace(/^(\d..)a(.)$/, '$1t$2');
      const form = like.isBase || like.isInfinitive ? word : inflected(entry, tag);
      return form !== null && like.isNegated ? NEGATION + form : form;
    },
  };
}

/** What is wanted must be among the flags; where nothing is wanted, nothing may be needed. */
function allows(flags: string, wanted: string | undefined, needed: string): boolean {
  return wanted === undefined ? !flags.includes(needed) : flags.includes(wanted);
}

function isFirst(form: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(form) === index;
}

/** Several rules of the affix file make the same form of the same word. */
function* unique(readings: Iterable<Reading>): Generator<Reading> {
  const seen = new Set<string>();
  for (const reading of readings) {
    const key = Object.values(reading).join();
    if (seen.has(key)) continue;
    seen.add(key);
    yield reading;
  }
}

function* readAs(form: string, { entry, steps }: Derivation, prefix: string): Generator<Reading> {
  const isNegated = prefix === NEGATION || (entry.word === 'nav' && steps.length === 0);
  const be = BE[entry.word];
  if (be !== undefined && steps.length === 0) {
    yield { ...NO_FORM, lemma: 'būt', root: 'būt', partOfSpeech: 'verb', person: be, isNegated };
    return;
  }
  if (NOBODY_MEANS.has(entry.word) && /^(noun|unknown)$/.test(entry.partOfSpeech)) return;
  const last = steps[0]?.suffix;
  const isVerbalNoun = steps.some(({ suffix }) => suffix.flag === 'J' || suffix.flag === 'j');
  const participle = participleOf(form, entry, steps);
  const verb = entry.partOfSpeech === 'verb' && !isVerbalNoun;
  const conjugation = verb && participle === undefined ? conjugationOf(last, prefix) : NO_FORM;
  const lemma = lemmaOf(entry, steps);
  yield {
    ...NO_FORM,
    ...conjugation,
    isInfinitive: conjugation.isInfinitive || (verb && steps.length === 0 && /t(ies)?$/.test(form)),
    lemma,
    root: last !== undefined && isDiminutive(last) ? lemma : entry.word,
    partOfSpeech: isVerbalNoun ? 'noun' : partOfSpeechOf(entry),
    participle,
    isVerbalNoun: isVerbalNoun || /šan(a|ās|os)$/.test(entry.word),
    isNegated,
    isOrdinal: steps.some(({ suffix }) => suffix.flag === 'w' && suffix.then.includes('y')),
    genitive: isVerbalNoun || entry.partOfSpeech === 'noun' ? genitiveOf(entry, steps) : undefined,
    isBase: steps.length === 0 && prefix === '',
    flag: last?.flag ?? '',
    tag: last?.tag ?? '',
  };
}

const NO_FORM = {
  isInfinitive: false,
  isVerbalNoun: false,
  isNegated: false,
  isOrdinal: false,
  isBase: false,
  flag: '',
  tag: '',
} as const;

function partOfSpeechOf(entry: Entry): PartOfSpeech {
  return entry.partOfSpeech === 'noun' && entry.paradigm.endsWith('i') && /^\p{Lu}/u.test(entry.word)
    ? 'name'
    : entry.partOfSpeech;
}

/** The parts that make a word of their own are in its lemma: lasī-šana, lasī-ts, darb-iniec-e; endings are not. */
function lemmaOf(entry: Entry, steps: Derivation['steps']): string {
  const own = steps.find(({ suffix }) => /[WwSs67y]/.test(suffix.then));
  if (own !== undefined) return own.form;
  const last = steps[0];
  if (last !== undefined && isDiminutive(last.suffix)) return diminutiveOf(last);
  if (last?.suffix.flag === 'j') return last.form.replace(/os$/, 'ās');
  const isReflexive =
    last !== undefined && entry.partOfSpeech === 'verb' && /(s|ies|ās)$/.test(last.form) && isReflexiveTag(last.suffix);
  return isReflexive ? `${entry.word}ies` : entry.word;
}

const isDiminutive = ({ flag }: Suffix) => 'PpRrTt'.includes(flag);

/** kartītēm → kartīte, namiņu → namiņš: a small thing is often another thing. */
function diminutiveOf({ suffix, form }: Derivation['steps'][number]): string {
  const nominative = { P: 'iņš', R: 'ītis', T: suffix.add.includes('iņ') ? 'iņa' : 'īte' }[suffix.flag.toUpperCase()];
  return form.slice(0, Math.max(form.lastIndexOf('iņ'), form.lastIndexOf('īt'), form.lastIndexOf('īš'))) + nominative;
}

const isReflexiveTag = ({ tag, flag }: Suffix) => tag.slice(3, 4) === 'a' || ')!@+$&*'.includes(flag);

function participleOf(form: string, entry: Entry, steps: Derivation['steps']): Participle | undefined {
  if (entry.partOfSpeech === 'unknown') return LISTED_FORMS.find(([ending]) => ending.test(form))?.[1];
  if (entry.partOfSpeech !== 'verb') return undefined;
  for (const { suffix } of steps) {
    if (/^[0-3][vdx]..a$/.test(suffix.tag)) return 'ot';
    if (PRESENT_PARTICIPLE_FLAGS.includes(suffix.flag)) return /oš/.test(suffix.add) ? 'ošs' : 'ams';
    const known = PARTICIPLE_FLAGS[suffix.flag];
    if (known !== undefined) return known;
  }
  const last = steps[0]?.suffix;
  return last?.flag === '<' || last?.flag === '>' ? LISTED_FORMS.find(([ending]) => ending.test(form))?.[1] : undefined;
}

type Conjugation = Pick<Reading, 'mood' | 'person' | 'isInfinitive'>;

const MOODS: Readonly<Record<string, Reading['mood']>> = { v: 'debitive', p: 'imperative', l: 'conditional' };

/** A tag is person, number, tense, reflexive or not, mood: `2dttp` is “lasiet!”. */
function conjugationOf(suffix: Suffix | undefined, prefix: string): Conjugation {
  const [, person = '', number = '', reflexive = '', moodLetter = ''] =
    /^([0-3])([vdx])[tpn]([ta])(.)$/.exec(suffix?.tag ?? '') ?? [];
  const mood = prefix === DEBITIVE ? 'debitive' : MOODS[moodLetter];
  if (person === '') return { isInfinitive: false, mood };
  return {
    isInfinitive: person === '0' && reflexive === 'a' && moodLetter === '0' && (suffix?.add.endsWith('ies') ?? false),
    mood,
    person: personOf(person, number, suffix?.add ?? ''),
  };
}

/** In half of the paradigms the file tags the third person as the second, and -ies is a participle too: only -i tells. */
function personOf(person: string, number: string, add: string): Reading['person'] {
  if (person === '1') return 1;
  if (person === '2' && (number === 'd' || (number === 'v' && add.endsWith('i')))) return 2;
  return person === '2' || person === '3' ? 3 : undefined;
}

function genitiveOf(entry: Entry, steps: Derivation['steps']): Reading['genitive'] {
  const last = steps[0]?.suffix;
  // “Sirds” is nominative and genitive; an entry that is a genitive by itself (“augstsprieguma”) ends its paradigm in g.
  if (last === undefined)
    return entry.paradigm.endsWith('g') ? 'sure' : entry.paradigm.startsWith('lietv6') ? 'maybe' : undefined;
  const { tag, flag, add } = last;
  if (/^[vd][pd]g$/.test(tag)) return flag === 'S' || flag === 'T' ? 'maybe' : 'sure';
  // “Draugu”, “māsu”: one form for the accusative and for the genitive of many.
  return /^[vd][pd]a$/.test(tag) && add.endsWith('u') && 'OSPT'.includes(flag) ? 'maybe' : undefined;
}

function meets(base: string, condition: Condition): boolean {
  const start = base.length - condition.length;
  return (
    start >= 0 &&
    condition.every(({ letters, isExcluded }, index) => letters.includes(base.charAt(start + index)) !== isExcluded)
  );
}

function parseAffixes(aff: string) {
  const suffixes = new Map<string, Suffix[]>();
  const prefixes: Prefix[] = [];
  const followers = new Set<string>();
  let longest = 0;
  for (const line of aff.split('\n')) {
    const [kind, flag = '', strip = '', added = '', condition, tag = ''] = line.trim().split(/\s+/);
    if (condition === undefined || (kind !== 'SFX' && kind !== 'PFX')) continue;
    const [written = '', then = ''] = added.split('/');
    const add = written === '0' ? '' : written;
    if (kind === 'PFX') {
      prefixes.push({ flag, add, isCircumfix: then.includes(CIRCUMFIX) });
      continue;
    }
    const suffix: Suffix = {
      flag,
      strip: strip === '0' ? '' : strip,
      add,
      then,
      condition: parseCondition(condition),
      tag: tag.replace('is:', ''),
    };
    for (const follower of then) followers.add(follower);
    longest = Math.max(longest, add.length);
    const same = suffixes.get(add);
    if (same === undefined) suffixes.set(add, [suffix]);
    else same.push(suffix);
  }
  return { suffixes, prefixes, followers, longest };
}

function parseCondition(condition: string): Condition {
  if (condition === '.') return [];
  return [...condition.matchAll(/\[(\^?)([^\]]*)\]|(.)/gu)].map(([, excluded, letters, letter]) => ({
    letters: letters ?? letter ?? '',
    isExcluded: excluded === '^',
  }));
}

function parseEntries(dic: string): ReadonlyMap<string, readonly Entry[]> {
  const entries = new Map<string, Entry[]>(LACKING.map((entry) => [entry.word, [entry]]));
  for (const line of dic.split('\n').slice(1)) {
    const [head = '', tag = ''] = line.trim().split(/\s+/).filter(isNotLoose);
    const [word = '', flags = ''] = head.split('/');
    if (word === '') continue;
    const paradigm = tag.replace('po:', '');
    const entry: Entry = { word, flags, paradigm, partOfSpeech: partOf(paradigm, flags) };
    const same = entries.get(word);
    if (same === undefined) entries.set(word, [entry]);
    else same.push(entry);
  }
  return entries;
}

/** A few lines have a blank before the last flag. */
function isNotLoose(part: string, index: number): boolean {
  return index === 0 || part.startsWith('po:');
}

function partOf(paradigm: string, flags: string): PartOfSpeech {
  const named = paradigm === '' ? undefined : PARTS_OF_SPEECH.find(([start]) => paradigm.startsWith(start));
  return (named ?? FLAGS_OF_PARTS.find(([pattern]) => pattern.test(flags)))?.[1] ?? 'unknown';
}
