// Some browsers inside other apps cannot print: there the words stay.
if (typeof window.print === 'function') {
  for (const way of document.querySelectorAll('.print-way')) {
    way.classList.add('print-ready');
    way.querySelector('button')?.addEventListener('click', () => window.print());
  }
}
