// `autofocus` is enough in most browsers; not in all for a part of the page that is no field.
document.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
