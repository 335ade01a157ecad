import type { Text } from '../../core/text/text.ts';
import type { IssuedCard } from './issue.ts';
import { cardNumberText } from './rules.ts';

/**
 * The card as one self-contained A6 page to print: first name, picture, the card's own number, the code to scan, what to
 * do when it is lost. No surname, no number of the person.
 *
 * @param drawn the QR code and the picture as SVG
 */
export function cardPage(t: Text, card: IssuedCard, drawn: { qr: string; picture: string }): string {
  const { year, month, day } = card.lastDay;
  const until = t('signIn:print.until', { year, day, month: t(`time:toMonth.${month as 1}`) });
  const call =
    card.worker === undefined
      ? `<p>${asText(t('signIn:print.callWorker'))}</p><p class="write">&nbsp;</p>`
      : `<p>${asText(t('signIn:print.call', { name: card.worker.firstName }))}</p><p class="large">${asText(card.worker.phone)}</p>`;
  return `<!doctype html>
<html lang="lv">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width">
<title>${asText(t('signIn:print.title'))}</title>
<!-- Picture: OpenMoji, CC BY-SA 4.0 -->
<style>
@page { size: 105mm 148mm; margin: 0; }
* { box-sizing: border-box; }
body { margin: 0; color: #000; background: #fff; font: 12pt/1.35 "Atkinson Hyperlegible Next", Verdana, sans-serif; }
main { width: 105mm; height: 148mm; padding: 6mm 7mm; display: flex; flex-direction: column; gap: 1.5mm; overflow: hidden; }
header { display: flex; align-items: center; gap: 4mm; }
header svg { width: 15mm; height: 15mm; flex: none; }
h1, h2, p { margin: 0; }
h1 { font-size: 24pt; line-height: 1.1; overflow-wrap: anywhere; }
h2 { font-size: 13pt; margin-top: 1mm; }
.qr { align-self: center; width: 54mm; height: 54mm; }
.qr svg { display: block; width: 100%; height: 100%; }
.large { font-size: 17pt; font-weight: bold; }
.write { border-bottom: 0.4mm solid #000; }
</style>
</head>
<body>
<main>
<header>${drawn.picture}<h1>${asText(card.holder.firstName)}</h1></header>
<div class="qr" role="img" aria-label="${asText(t('signIn:print.square'))}">${drawn.qr}</div>
<p>${asText(t('signIn:print.how'))}</p>
<p>${asText(t('signIn:print.mine'))}</p>
<h2>${asText(t('signIn:print.lost'))}</h2>
${call}
<p>${asText(t('signIn:print.number', { number: cardNumberText(card.cardId) }))}</p>
<p>${asText(until)}</p>
</main>
</body>
</html>
`;
}

function asText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
