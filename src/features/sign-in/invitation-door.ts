const code = document.querySelector<HTMLInputElement>('input[name="invitation"]');
const password = document.querySelector<HTMLInputElement>('input[name="password"]');
const toggle = document.querySelector<HTMLElement>('[data-invitation="show"]');

if (code !== null && location.hash.length > 1) {
  code.value = location.hash.slice(1);
  // Out of the address at once: neither the history nor a shared screen keeps it.
  history.replaceState(null, '', location.pathname);
}

if (password !== null && toggle !== null) {
  const button = toggle.querySelector('button');
  toggle.hidden = false;
  button?.setAttribute('aria-pressed', 'false');
  button?.addEventListener('click', () => {
    const isShown = password.type === 'password';
    password.type = isShown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(isShown));
  });
}
