import type { Checked } from './check.worker.ts';

/** How long the fingers must rest before the text is checked, in milliseconds. */
const REST_MS = 400;

export type TextField = HTMLTextAreaElement | HTMLInputElement;

/** One for all fields of a page: it holds the whole dictionary. */
let shared: Worker | undefined;

function checker(): Worker {
  shared ??= new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' });
  return shared;
}

/**
 * Checks what stands in a field each time the typing rests. The dictionary is fetched when a field is first gone to;
 * the text leaves the device only with its form. Where the dictionary does not come, there are no hints, and that is all.
 *
 * @returns ends it
 */
export function watchField(field: TextField, tell: (checked: Checked) => void): () => void {
  let worker: Worker | undefined;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const hear = ({ data }: MessageEvent<Checked>) => {
    // An answer about another text is late, or of another field.
    if (data.text === field.value) tell(data);
  };
  const check = () => worker?.postMessage(field.value);
  const start = () => {
    if (worker !== undefined) return;
    worker = checker();
    worker.addEventListener('message', hear);
    check();
  };
  const wait = () => {
    start();
    clearTimeout(rest);
    rest = setTimeout(check, REST_MS);
  };

  field.addEventListener('focus', start);
  field.addEventListener('input', wait);
  // The script may come when somebody is already typing.
  if (document.activeElement === field) start();
  return () => {
    field.removeEventListener('focus', start);
    field.removeEventListener('input', wait);
    clearTimeout(rest);
    worker?.removeEventListener('message', hear);
  };
}
