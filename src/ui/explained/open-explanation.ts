/** The explanation that waits behind a hard word. */
const explanationOf = (word: Element): HTMLTemplateElement | null => {
  const template = word.nextElementSibling;
  return template instanceof HTMLTemplateElement ? template : null;
};

function open(template: HTMLTemplateElement): void {
  const dialog = document.importNode(template.content, true).querySelector('dialog');
  if (dialog === null) return;
  dialog.addEventListener('close', () => dialog.remove());
  // The inside covers the whole dialog: what hits the dialog itself was meant for the page around it.
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
}

// Older tablets know no dialog: there the word stays a link.
if ('HTMLDialogElement' in window) {
  for (const word of document.querySelectorAll('.term')) word.setAttribute('aria-haspopup', 'dialog');

  document.addEventListener('click', (event) => {
    const word = event.target instanceof Element ? event.target.closest('.term') : null;
    const template = word === null ? null : explanationOf(word);
    // Whoever asks for another tab gets it.
    if (template === null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(template);
  });
}
