import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { latvian } from '../core/text/text.ts';
import { runIssue } from '../features/sign-in/at-console.ts';
import { IssueRefused, issueCard } from '../features/sign-in/issue.ts';
import { printCard } from '../features/sign-in/print-card.ts';
import { cardNumberText } from '../features/sign-in/rules.ts';

await runIssue('card', async (app, whom, out) => {
  // Looked at first: with the new card the old one is void, and there must be something to print.
  if (out !== undefined && existsSync(out)) throw new IssueRefused('file_exists');
  const card = issueCard(app, whom);
  const file = await printCard(latvian, card, join(dirname(app.env.databaseFile), 'cards'), out);
  return latvian('signIn:console.card', {
    number: card.holder.number,
    name: card.holder.firstName,
    card: cardNumberText(card.cardId),
    file,
  });
});
