import { latvian } from '../core/text/text.ts';

/** Errors the server answers itself, when no page can be made or none should be. */
export type PlainStatus = 400 | 404 | 405 | 408 | 413 | 431 | 500 | 503;

/** The only style there is on these pages; the content security policy allows exactly this text. */
export const PLAIN_PAGE_STYLE =
  ':root{color-scheme:light dark}' +
  'body{margin:0 auto;padding:24px 16px;max-width:34em;font:22px/1.6 system-ui,sans-serif}' +
  'h1{font-size:32px;line-height:1.3}' +
  'a{display:inline-block;padding:20px 32px;min-height:24px;border:3px solid;border-radius:12px;color:inherit;font-weight:700}' +
  'a:focus-visible{outline:4px solid;outline-offset:4px}';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A calm page that needs no style sheet, no script and no database: what happened, and one way on. */
export function plainPage(status: PlainStatus): string {
  const texts = latvian(`server:${status}`, { returnObjects: true });
  const lines = [texts.what, texts.next].map((line) => `<p>${escaped(line)}</p>`).join('\n');
  return `<!doctype html>
<html lang="lv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(latvian('server:title', { title: texts.title }))}</title>
<style>${PLAIN_PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(texts.title)}</h1>
${lines}
<p><a href="/">${escaped(latvian('server:home'))}</a></p>
</main>
</body>
</html>
`;
}
