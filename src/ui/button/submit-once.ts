/** How long a second tap on the same form is taken for a slip of the same hand, in milliseconds. */
const SLIP_MS = 2000;

const busy = new WeakSet<HTMLFormElement>();

// The server answers two taps as one; this only spares the second trip. The button itself stays enabled, so that its
// name and value are sent and nothing changes under the finger.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return;
  if (busy.has(form)) {
    event.preventDefault();
    return;
  }
  busy.add(form);
  setTimeout(() => busy.delete(form), SLIP_MS);
});

// A page that comes back through the back button is a new start.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.forms) busy.delete(form);
});
