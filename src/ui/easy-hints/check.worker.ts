import affUrl from '../../../node_modules/dictionary-lv/index.aff?url';
import dicUrl from '../../../node_modules/dictionary-lv/index.dic?url';
import { checkText } from '../../core/easy-read/check.ts';
import { type Lexicon, makeLexicon } from '../../core/easy-read/lexicon.ts';
import wordPairsUrl from '../../core/easy-read/word-pairs.tsv?url';
import { type Hint, hintsOf } from './hints.ts';

export type Checked = Readonly<{ text: string; hints: readonly Hint[] }>;

// Reading the dictionary takes a moment: here it holds up nobody's typing.
const lexicon = loadLexicon();

globalThis.addEventListener('message', ({ data: text }: MessageEvent<string>) => {
  void lexicon.then((known) => {
    const checked: Checked = { text, hints: hintsOf(checkText(text, { profile: 'letter', lexicon: known })) };
    globalThis.postMessage(checked);
  });
});

async function loadLexicon(): Promise<Lexicon> {
  const [aff = '', dic = '', wordPairs = ''] = await Promise.all([affUrl, dicUrl, wordPairsUrl].map(load));
  return makeLexicon({ aff, dic, wordPairs });
}

async function load(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} for ${url}`);
  return answer.text();
}
