import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RuleId } from '../../core/easy-read/rules.ts';
import type { Checked } from './check.worker.ts';
import { type Hint, replacementFor } from './hints.ts';
import { type TextField, watchField } from './watch-field.ts';

interface Texts {
  texts: Readonly<Record<'title' | 'none' | 'more' | 'put' | 'leaveOut', string>>;
  /** Why each rule is one, in a plain sentence */
  why: Readonly<Record<RuleId, string>>;
}

/** More at once would be read by nobody; the others come when these are done. */
const SHOWN_AT_ONCE = 5;

/** Hints under each of these fields, by their ids, from when it is first gone to: a page can have very many. */
export default function HintLists({ fields, ...said }: Texts & { fields: readonly string[] }) {
  useEffect(() => {
    const places = new Map<Element, Element>();
    const begin = () => {
      const field = document.activeElement;
      if (!isTextField(field) || !fields.includes(field.id) || places.has(field)) return;
      const place = document.createElement('div');
      (field.closest('.field') ?? field).after(place);
      places.set(field, place);
      render(<HintList field={field} {...said} />, place);
    };
    document.addEventListener('focusin', begin);
    // The script may come when somebody is already typing.
    begin();
    return () => {
      document.removeEventListener('focusin', begin);
      for (const place of places.values()) render(null, place);
    };
  }, []);
  return null;
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement;
}

/** Hints for easier words under a field, while one types. They can be left alone: nothing waits for them. */
function HintList({ field, texts, why }: Texts & { field: TextField }) {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => watchField(field, setChecked), [field]);
  const hints = checked === null || checked.text.trim() === '' ? null : checked.hints;
  const hidden = Math.max(0, (hints?.length ?? 0) - SHOWN_AT_ONCE);
  return (
    <div class="easy-hints">
      <p class="easy-hints-count" role="status">
        {hints !== null && (hints.length === 0 ? texts.none : `${texts.title}: ${hints.length}`)}
      </p>
      {hints !== null && hints.length > 0 && (
        <ul class="easy-hints-list bare">
          {hints.slice(0, SHOWN_AT_ONCE).map((hint) => (
            <li class="easy-hint" key={`${hint.rule} ${hint.from}`}>
              <p>
                <q class="easy-hint-words" lang="lv">
                  {hint.words}
                </q>{' '}
                {why[hint.rule]}
              </p>
              {hint.advice !== undefined && (
                <p class="easy-hint-advice" lang="lv">
                  {hint.advice}
                </p>
              )}
              {hint.suggestions.map((suggestion) => (
                <button class="button" type="button" key={suggestion} onClick={() => put(field, hint, suggestion)}>
                  {suggestion === '' ? texts.leaveOut : texts.put} {suggestion !== '' && <q lang="lv">{suggestion}</q>}
                </button>
              ))}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && <p>{`${texts.more}: ${hidden}`}</p>}
    </div>
  );
}

/** Writes the suggestion into the field, with the caret behind it, as if it had been typed. */
function put(field: TextField, hint: Hint, suggestion: string): void {
  const replacement = replacementFor(field.value, hint, suggestion);
  if (replacement === null) return;
  field.focus();
  field.setSelectionRange(replacement.from, replacement.to);
  // Old, and still the only way that the browser's own undo takes back.
  document.execCommand(replacement.words === '' ? 'delete' : 'insertText', false, replacement.words);
}
