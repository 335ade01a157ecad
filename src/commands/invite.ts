import { latvian } from '../core/text/text.ts';
import { runIssue } from '../features/sign-in/at-console.ts';
import { issueInvitation } from '../features/sign-in/issue.ts';
import { invitationText } from '../features/sign-in/rules.ts';

await runIssue('invite', (app, whom) => {
  const { holder, invitation } = issueInvitation(app, whom);
  const page = `${app.env.origin}/uzaicinajums`;
  const code = invitationText(invitation);
  return latvian('signIn:console.invite', {
    number: holder.number,
    name: `${holder.firstName} ${holder.lastName}`,
    link: `${page}#${code}`,
    page,
    code,
  });
});
