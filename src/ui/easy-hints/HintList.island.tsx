import { useEffect, useState } from 'preact/hooks';
import type { RuleId } from '../../core/easy-read/rules.ts';
import type { Checked } from './check.worker.ts';
import { type Hint, replacementFor } from './hints.ts';
import { watchField } from './watch-field.ts';

interface Props {
  /** The textarea’s id */
  field: string;
  texts: Readonly<Record<'title' | 'none' | 'more' | 'put' | 'leaveOut', string>>;
  /** Why each rule is one, in a plain sentence */
  why: Readonly<Record<RuleId, string>>;
}

/** More at once would be read by nobody; the others come when these are done. */
const SHOWN_AT_ONCE = 5;

/** Hints for easier words under a field, while one types. They can be left alone: nothing waits for them. */
export default function HintList({ field: id, texts, why }: Props) {
  const [checked, setChecked] = useState<Checked | null>(null);
  useEffect(() => {
    const field = document.getElementById(id);
    return field instanceof HTMLTextAreaElement ? watchField(field, setChecked) : undefined;
  }, [id]);
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
                <button class="button" type="button" key={suggestion} onClick={() => put(id, hint, suggestion)}>
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
function put(id: string, hint: Hint, suggestion: string): void {
  const field = document.getElementById(id);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const replacement = replacementFor(field.value, hint, suggestion);
  if (replacement === null) return;
  field.focus();
  field.setSelectionRange(replacement.from, replacement.to);
  // Old, and still the only way that the browser's own undo takes back.
  document.execCommand(replacement.words === '' ? 'delete' : 'insertText', false, replacement.words);
}
