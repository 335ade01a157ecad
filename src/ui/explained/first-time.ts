import type { Term } from '../../core/glossary.ts';

const explained = new WeakMap<Request, Set<Term>>();

/** Whether the page that answers this request has not explained the word before. It has from now on. */
export function isFirstTime(request: Request, term: Term): boolean {
  const terms = explained.get(request) ?? new Set();
  if (terms.has(term)) return false;
  explained.set(request, terms.add(term));
  return true;
}
