import dictionary from 'dictionary-lv';
import { describe, expect, test } from 'vitest';
import { makeAnalyser, type Reading } from '../../../../src/core/easy-read/analyser.ts';

const decoder = new TextDecoder();
const analyser = makeAnalyser(decoder.decode(dictionary.aff), decoder.decode(dictionary.dic));

const verb = (lemma: string, form: Partial<Reading> = {}) => ({ lemma, partOfSpeech: 'verb', ...form });
const noun = (lemma: string, form: Partial<Reading> = {}) => ({ lemma, partOfSpeech: 'noun', ...form });
const adjective = (lemma: string, form: Partial<Reading> = {}) => ({ lemma, partOfSpeech: 'adjective', ...form });
const pronoun = (lemma: string, form: Partial<Reading> = {}) => ({ lemma, partOfSpeech: 'pronoun', ...form });

/** One way in which each form must be understood; it may have others. */
const known: readonly (readonly [word: string, reading: object])[] = [
  // Verbs of the three conjugations, in all persons and times.
  ['lasīt', verb('lasīt', { isInfinitive: true, isBase: true })],
  ['lasu', verb('lasīt', { person: 1 })],
  ['lasi', verb('lasīt', { person: 2 })],
  ['lasa', verb('lasīt', { person: 3 })],
  ['lasām', verb('lasīt', { person: 1 })],
  ['lasāt', verb('lasīt', { person: 2 })],
  ['lasījām', verb('lasīt', { person: 1 })],
  ['lasīsiet', verb('lasīt', { person: 2 })],
  ['strādā', verb('strādāt', { person: 3 })],
  ['strādāji', verb('strādāt', { person: 2 })],
  ['gāju', verb('iet', { person: 1 })],
  ['iesim', verb('iet', { person: 1 })],
  ['cērtu', verb('cirst', { person: 1 })],
  ['palīdz', verb('palīdzēt', { person: 3 })],
  ['vēlos', verb('vēlēties', { person: 1 })],
  ['mācīsimies', verb('mācīties', { person: 1 })],
  ['satiekos', verb('satikties', { person: 1 })],
  ['tikties', verb('tikties', { isInfinitive: true })],
  ['smejos', verb('smieties', { person: 1 })],
  // The verb “to be”.
  ['esmu', verb('būt', { person: 1 })],
  ['ir', verb('būt', { person: 3, isNegated: false })],
  ['nav', verb('būt', { person: 3, isNegated: true })],
  ['neesmu', verb('būt', { person: 1, isNegated: true })],
  ['bija', verb('būt', { person: 3 })],
  ['būs', verb('būt', { person: 3 })],
  // Moods.
  ['lasiet', verb('lasīt', { mood: 'imperative', person: 2 })],
  ['domājiet', verb('domāt', { mood: 'imperative', person: 2 })],
  ['sēdieties', verb('sēsties', { mood: 'imperative', person: 2 })],
  ['jālasa', verb('lasīt', { mood: 'debitive' })],
  ['jāmācās', verb('mācīties', { mood: 'debitive' })],
  ['jāpalīdz', verb('palīdzēt', { mood: 'debitive' })],
  ['gribētu', verb('gribēt', { mood: 'conditional' })],
  ['būtu', verb('būt', { mood: 'conditional' })],
  ['nebūtu', verb('būt', { mood: 'conditional', isNegated: true })],
  ['vēlētos', verb('vēlēties', { mood: 'conditional' })],
  ['tiktos', verb('tikties', { mood: 'conditional' })],
  // Participles.
  ['lasot', verb('lasīt', { participle: 'ot' })],
  ['mācoties', verb('mācīties', { participle: 'ot' })],
  ['dzīvojot', verb('dzīvot', { participle: 'ot' })],
  ['smiedamās', verb('smieties', { participle: 'dams' })],
  ['dziedādami', verb('dziedāt', { participle: 'dams' })],
  ['lasošs', verb('lasošs', { root: 'lasīt', participle: 'ošs' })],
  ['guļošajam', verb('guļošs', { root: 'gult', participle: 'ošs' })],
  ['maksājama', verb('maksājams', { root: 'maksāt', participle: 'ams' })],
  ['iespējams', verb('iespējams', { root: 'iespēt', participle: 'ams' })],
  ['lasīts', verb('lasīts', { root: 'lasīt', participle: 'ts' })],
  ['nestajiem', verb('nests', { root: 'nest', participle: 'ts' })],
  ['apsolītu', verb('apsolīts', { root: 'apsolīt', participle: 'ts' })],
  ['gājusi', verb('gājis', { root: 'iet', participle: 'is' })],
  ['lasījuši', verb('lasījis', { root: 'lasīt', participle: 'is' })],
  ['mācījušies', verb('mācīties', { participle: 'is' })],
  // Verbal nouns.
  ['izvērtēšanu', noun('izvērtēšana', { root: 'izvērtēt', isVerbalNoun: true })],
  ['iešana', noun('iešana', { root: 'iet', isVerbalNoun: true })],
  ['tikšanās', noun('tikšanās', { root: 'tikt', isVerbalNoun: true })],
  ['tikšanos', noun('tikšanās', { isVerbalNoun: true })],
  // Negation with ne-.
  ['nelasīja', verb('lasīt', { isNegated: true })],
  ['nesaprotams', adjective('saprotams', { isNegated: true })],
  ['nedēļa', noun('nedēļa', { isNegated: false })],
  // Nouns of the six declensions.
  ['tēvam', noun('tēvs')],
  ['plāna', noun('plāns', { genitive: 'sure' })],
  ['draugu', noun('draugs', { genitive: 'maybe' })],
  ['brāļa', noun('brālis', { genitive: 'sure' })],
  ['brāļu', noun('brālis', { genitive: 'sure' })],
  ['suņiem', noun('suns', { genitive: undefined })],
  ['tirgū', noun('tirgus')],
  ['dienas', noun('diena', { genitive: 'maybe' })],
  ['nodarbību', noun('nodarbība', { genitive: 'maybe' })],
  ['māšu', noun('māte', { genitive: 'sure' })],
  ['sirds', noun('sirds', { isBase: true, genitive: 'maybe' })],
  ['acu', noun('acs', { genitive: 'sure' })],
  ['durvīm', noun('durvis')],
  ['eiro', noun('eiro', { isBase: true })],
  ['darbiniecei', noun('darbiniece', { root: 'darbinieks' })],
  ['skolotājas', noun('skolotāja', { root: 'skolotājs' })],
  ['kartītēm', noun('kartīte')],
  ['kaķītim', noun('kaķītis')],
  ['māmiņas', noun('māmiņa')],
  ['bērniņi', noun('bērniņš')],
  ['Jāņa', { lemma: 'Jānis', partOfSpeech: 'name', genitive: 'sure' }],
  ['Rīgā', { lemma: 'Rīga', partOfSpeech: 'name' }],
  // Adjectives, and what is compared.
  ['sociālajam', adjective('sociāls')],
  ['zaļu', adjective('zaļš')],
  ['skaistākajā', adjective('skaists')],
  ['vissliktākā', adjective('slikts')],
  ['steidzami', adjective('steidzams')],
  // Pronouns and numerals.
  ['man', pronoun('es')],
  ['tevi', pronoun('tu')],
  ['jums', pronoun('jūs')],
  ['mūsu', pronoun('mēs')],
  ['viņai', pronoun('viņš')],
  ['šajos', pronoun('šis')],
  ['neko', pronoun('kas', { isNegated: true })],
  ['pieciem', { lemma: 'pieci', partOfSpeech: 'numeral', isOrdinal: false }],
  ['trešajā', { lemma: 'trešais', root: 'trīs', partOfSpeech: 'numeral', isOrdinal: true }],
  // What does not change, and what the dictionary lacks.
  ['šodien', { lemma: 'šodien', partOfSpeech: 'adverb', isBase: true }],
  ['līdzi', { lemma: 'līdzi', partOfSpeech: 'adverb' }],
  ['un', { lemma: 'un', partOfSpeech: 'particle' }],
  // As it is written at the start of a sentence, and by somebody who shouts.
  ['Nodarbība', noun('nodarbība', { isBase: true })],
  ['NODARBĪBU', noun('nodarbība')],
  ['RĪGA', { lemma: 'Rīga', partOfSpeech: 'name' }],
];

describe('reading word forms', () => {
  test.each(known)('%s', (word, reading) => {
    expect(analyser.analyse(word)).toContainEqual(expect.objectContaining(reading));
  });

  test('each flag of an ending is named', () => {
    expect(analyser.analyse('tēvam').map(({ flag }) => flag)).toEqual(['O']);
    expect(analyser.analyse('un').map(({ flag }) => flag)).toEqual(['']);
  });

  test.each(['kvakvadu', 'lasītšana', 'jālasīt', 'nenelasa', ''])('“%s” is no word', (word) => {
    expect(analyser.analyse(word)).toEqual([]);
  });

  test('an ending is only taken off where the affix file would put it', () => {
    // “Lasītu” needs the participle in between; “visliels” lacks the ending that goes with vis-.
    expect(analyser.analyse('lasītu').map(({ root }) => root)).toEqual(['lasīt', 'lasīt']);
    expect(analyser.analyse('visliels')).toEqual([]);
  });

  test.each([
    ['jums', 'noun'],
    ['tiks', 'noun'],
    ['mans', 'noun'],
    ['būtu', 'unknown'],
  ])('the %s of the dictionary that is a %s is nobody’s word', (word, part) => {
    expect(analyser.analyse(word)).not.toEqual([]);
    expect(analyser.analyse(word).map(({ partOfSpeech }) => partOfSpeech)).not.toContain(part);
  });
});

describe('another word in the same form', () => {
  const like = (word: string, lemma: string) => {
    const reading = analyser.analyse(word).find((candidate) => candidate.lemma === lemma);
    if (reading === undefined) throw new Error(`“${word}” is no form of “${lemma}”`);
    return reading;
  };

  test.each([
    ['nauda', 'finansējums', 'finansējums', 'nauda'],
    ['nauda', 'finansējumu', 'finansējums', 'naudu'],
    ['lūgums', 'iesniegumā', 'iesniegums', 'lūgumā'],
    ['nodarbība', 'sesijai', 'sesija', 'nodarbībai'],
    ['dot', 'nodrošināsim', 'nodrošināt', 'dosim'],
    ['sākt', 'uzsāku', 'uzsākt', 'sāku'],
    ['pateikt', 'neinformēja', 'informēt', 'nepateica'],
    ['ienākt', 'autorizējos', 'autorizēties', 'ienācu'],
    ['ienākt', 'autorizēties', 'autorizēties', 'ienākt'],
    ['apskatīt', 'izvērtējot', 'izvērtēt', 'apskatot'],
  ])('“%s” like “%s”', (word, model, lemma, form) => {
    expect(analyser.inflect(word, like(model, lemma))).toBe(form);
  });

  test('is not guessed', () => {
    expect(analyser.inflect('nauda', like('finansējumi', 'finansējums'))).toBeNull();
    expect(analyser.inflect('nauda', like('lasīja', 'lasīt'))).toBeNull();
    expect(analyser.inflect('kvakva', like('finansējums', 'finansējums'))).toBeNull();
    expect(analyser.inflect('liels', like('sociālajam', 'sociāls'))).toBeNull();
  });
});

test('thousands of words a second', () => {
  const words = known.map(([word]) => word);
  const start = performance.now();
  for (let round = 0; round < 20; round++) for (const word of words) analyser.analyse(word);
  const seconds = (performance.now() - start) / 1000;
  expect((words.length * 20) / seconds).toBeGreaterThan(1000);
});
