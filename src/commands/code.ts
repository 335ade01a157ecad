import { latvian } from '../core/text/text.ts';
import { runIssue } from '../features/sign-in/at-console.ts';
import { issueCode } from '../features/sign-in/issue.ts';
import { codeText } from '../features/sign-in/rules.ts';

await runIssue('code', (app, whom) => {
  const { holder, code } = issueCode(app, whom);
  return latvian('signIn:console.code', {
    number: holder.number,
    name: holder.firstName,
    code: codeText(code),
    page: `${app.env.origin}/ienakt/kods`,
  });
});
