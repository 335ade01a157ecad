import type { Text } from '../../core/text/text.ts';
import type { IssuedCard } from './issue.ts';
import { cardNumberText } from './rules.ts';

/** The drawings as SVG; the letters as font faces that need nothing else. */
type Drawn = Readonly<{
  qr: string;
  pictures: Readonly<Record<'card' | 'key' | 'phone' | 'print', string>>;
  fonts: string;
}>;

/**
 * The card and how to use it, as one self-contained page for A4 or A5. To cut out, of A6 size: first name, picture, the
 * card's own number, the code to scan, what to do when it is lost. No surname, no number of the person. The sheet that
 * stays at home tells how to sign in, and whom to call when the card itself is gone; it has no secret.
 */
export function cardPage(t: Text, card: IssuedCard, { qr, pictures, fonts }: Drawn): string {
  const { year, month, day } = card.lastDay;
  const line = (text: string): string => `<p>${asText(text)}</p>`;
  const call =
    card.worker === undefined
      ? `${line(t('signIn:print.callWorker'))}<p class="write">&nbsp;</p>`
      : `${line(t('signIn:print.call', { name: card.worker.firstName }))}<p class="large">${asText(card.worker.phone)}</p>`;
  const lost = `<h2>${asText(t('signIn:print.lost'))}</h2>\n${call}`;
  const number = line(t('signIn:print.number', { number: cardNumberText(card.cardId) }));
  const mine = line(t('signIn:print.mine'));
  return `<!doctype html>
<html lang="lv">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${asText(t('signIn:print.title'))}</title>
<!-- Pictures: OpenMoji, CC BY-SA 4.0 -->
<style>
${fonts}
@page { margin: 10mm; }
* { box-sizing: border-box; }
body { width: fit-content; margin: 10mm; color: #000; background: #fff; font: 16pt/1.4 "Atkinson Hyperlegible Next", "Atkinson Fallback", sans-serif; }
h1, h2, p, ol { margin: 0; }
h2 { font-size: inherit; }
p { white-space: pre-line; }
svg { display: block; flex: none; width: 14mm; height: 14mm; }
button { display: flex; align-items: center; gap: 4mm; margin-bottom: 8mm; padding: 2mm 6mm; border: 1mm solid #000; border-radius: 4mm; color: inherit; background: #fff; font: inherit; font-weight: bold; cursor: pointer; }
article { width: 105mm; height: 148mm; padding: 6mm 7mm; display: flex; flex-direction: column; gap: 1.5mm; overflow: hidden; border: 0.3mm dashed #000; font-size: 12pt; line-height: 1.35; break-inside: avoid; }
article h2 { margin-top: 1mm; font-size: 13pt; }
header { display: flex; align-items: center; gap: 4mm; }
header svg { width: 15mm; height: 15mm; }
h1 { font-size: 24pt; line-height: 1.1; overflow-wrap: anywhere; }
.qr { align-self: center; width: 54mm; height: 54mm; }
.qr svg { width: 100%; height: 100%; }
.large { font-size: 17pt; font-weight: bold; }
.write { border-bottom: 0.4mm solid #000; }
aside { max-width: 128mm; break-inside: avoid; }
section { display: flex; gap: 4mm; margin-top: 5mm; break-inside: avoid; }
ol { padding-left: 1.5em; }
@media print { body { margin: 0; } button { display: none; } }
</style>
</head>
<body>
<button type="button" onclick="print()">${pictures.print}${asText(t('print:print'))}</button>
<article>
<header>${pictures.card}<h1>${asText(card.holder.firstName)}</h1></header>
<div class="qr" role="img" aria-label="${asText(t('signIn:print.square'))}">${qr}</div>
${line(t('signIn:print.how'))}
${mine}
${lost}
${number}
${line(t('signIn:print.until', { year, day, month: t(`time:toMonth.${month as 1}`) }))}
</article>
<aside>
<section>${pictures.card}<div>
${line(t('print:card.cut'))}
${mine}
</div></section>
<section>${pictures.key}<div>
<h2>${asText(t('signIn:card.title'))}</h2>
<ol>
${([1, 2, 3] as const).map((step) => `<li>${asText(t(`print:card.how.${step}`))}</li>`).join('\n')}
</ol>
</div></section>
<section>${pictures.phone}<div>
${lost}
${number}
${line(t('print:card.new'))}
${line(t('print:card.old'))}
</div></section>
</aside>
</body>
</html>
`;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
