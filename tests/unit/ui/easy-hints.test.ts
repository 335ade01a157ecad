import { describe, expect, test, vi } from 'vitest';
import { checkText } from '../../../src/core/easy-read/check.ts';
import { readLexicon } from '../../../src/core/easy-read/read-lexicon.ts';
import { type Hint, hintsOf, replacementFor } from '../../../src/ui/easy-hints/hints.ts';
import { type TextField, watchField } from '../../../src/ui/easy-hints/watch-field.ts';

const lexicon = readLexicon();
const hintsFor = (text: string) => hintsOf(checkText(text, { profile: 'letter', lexicon }));
const said = (text: string) => hintsFor(text).map(({ rule, words }) => [rule, words]);

/** The text after the first hint's first suggestion was taken. */
function taken(text: string): string | null {
  const [hint] = hintsFor(text);
  const replacement = hint && replacementFor(text, hint, hint.suggestions[0] ?? '');
  return replacement ? text.slice(0, replacement.from) + replacement.words + text.slice(replacement.to) : null;
}

describe('one hint for one place', () => {
  test('the one that offers another word', () => {
    // A participle, a verbal noun and an abbreviation as well, each beside the easier word.
    expect(said('Nodarbība būs attālināti.')).toEqual([['hard-word', 'attālināti']]);
    expect(said('Notiks vajadzību izvērtēšana.')).toEqual([['hard-word', 'vajadzību izvērtēšana']]);
    expect(said('Es nākšu plkst. 9.00.')).toEqual([['clock-form', 'plkst. 9.00']]);
  });
  test('a sentence that is too long is not called long as well', () => {
    const text = 'Es rīt no rīta nākšu pie Annas kopā ar viņas mammu un tēti uz kafiju.';
    expect(said(text)).toEqual([['sentence-too-long', text]]);
  });
  test('the sentence and a word in it are two', () => {
    expect(said('Es rīt no rīta nākšu pie Annas un maksāju finansējumu.')).toEqual([
      ['sentence-length', 'Es rīt no rīta nākšu pie Annas un maksāju finansējumu.'],
      ['hard-word', 'finansējumu'],
    ]);
  });
  test('the same words are spoken of once', () => {
    expect(said('Anna (māsa) nāks.\nJānis (brālis) nāks.').map(([, words]) => words)).toEqual(['(', ')']);
  });
  test('in the order of the text', () => {
    expect(said('Es domāju…\nMan ir piecas dienas.')).toEqual([
      ['punctuation', '…'],
      ['number-word', 'piecas'],
    ]);
  });
  test('nothing to say', () => {
    expect(hintsFor('Es piezvanīšu otrdien.\nMēs parunāsim.')).toEqual([]);
  });
});

describe('the easier word in place of the hard one', () => {
  test.each([
    ['Man ir finansējums.', 'Man ir nauda.'],
    ['Finansējums ir te.', 'Nauda ir te.'],
    ['Tas ir plāna ietvaros.', 'Tas ir plāna.'],
    ['ietvaros ir nauda', 'ir nauda'],
    ['Man ir piecas dienas.', 'Man ir 5 dienas.'],
    ['Es nākšu pulksten 09.30.', 'Es nākšu 9:30.'],
    ['Labi!\nEs nākšu.', 'Labi.\nEs nākšu.'],
  ])('%s → %s', (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  test('nothing is overwritten that was typed since', () => {
    const [hint] = hintsFor('Man ir finansējums.');
    expect(replacementFor('Man nav finansējums.', hint as Hint, 'nauda')).toBeNull();
  });
});

test('many fields of a page have one dictionary, fetched when the first of them is gone to', () => {
  const workers: EventTarget[] = [];
  class FakeWorker extends EventTarget {
    constructor() {
      super();
      workers.push(this);
    }
    postMessage(text: string): void {
      this.dispatchEvent(Object.assign(new Event('message'), { data: { text, hints: [] } }));
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('document', { activeElement: null });
  const heard: string[] = [];
  const fields = ['Labi.', 'Slikti.'].map((value) => Object.assign(new EventTarget(), { value }) as TextField);
  const ends = fields.map((field, index) => watchField(field, ({ text }) => heard.push(`${index} ${text}`)));
  expect(workers).toHaveLength(0);
  for (const field of fields) field.dispatchEvent(new Event('focus'));
  expect(workers).toHaveLength(1);
  expect(heard).toEqual(['0 Labi.', '1 Slikti.']);
  for (const end of ends) end();
  vi.unstubAllGlobals();
});
