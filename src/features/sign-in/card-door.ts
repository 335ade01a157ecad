import { isCardSecret } from './card-secret.ts';

const part = (name: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-card="${name}"]`);
const field = document.querySelector<HTMLInputElement>('[data-card="ready"] input[name="secret"]');
const title = document.title;

function show(shown: 'how' | 'ready' | 'unreadable'): void {
  for (const name of ['how', 'ready', 'unreadable']) part(name)?.toggleAttribute('hidden', name !== shown);
  // What went wrong with the card before says nothing about this one.
  if (shown !== 'how') part('error')?.toggleAttribute('hidden', true);
}

function takeSecret(): void {
  const secret = location.hash.slice(1);
  if (secret === '' || field === null) return;
  // Out of the address at once: neither the history nor a shared screen keeps it.
  history.replaceState(null, '', location.pathname);
  const isReadable = isCardSecret(secret);
  field.value = isReadable ? secret : '';
  show(isReadable ? 'ready' : 'unreadable');
  document.title = isReadable ? title : (part('unreadable')?.dataset.title ?? title);
  if (!isReadable) part('unreadable')?.focus();
}

// Without this script the page offers the code alone: nothing here could read a card.
show('how');
takeSecret();
// The next card may be scanned into the same page.
window.addEventListener('hashchange', takeSecret);
// The back button finds no card here.
window.addEventListener('pagehide', () => {
  if (field !== null) field.value = '';
  show('how');
});
