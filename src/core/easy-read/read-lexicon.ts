import { readFileSync } from 'node:fs';
import dictionary from 'dictionary-lv';
import { type Lexicon, makeLexicon } from './lexicon.ts';

/** The lexicon from the files on this machine; in the browser the same files come over the network. */
export function readLexicon(): Lexicon {
  const decoder = new TextDecoder();
  return makeLexicon({
    aff: decoder.decode(dictionary.aff),
    dic: decoder.decode(dictionary.dic),
    wordPairs: readFileSync(new URL('word-pairs.tsv', import.meta.url), 'utf8'),
  });
}
