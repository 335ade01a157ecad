export { acceptInvitation } from './accept-invitation.ts';
export { type DemoSignIn, demoSignIns } from './demo-sign-ins.ts';
export { answerWith, callerOf, enterPortal, type NotIn, readFields } from './form.ts';
export { findOpenHandover, giveBack, handOver } from './handover.ts';
export { closeWayIn, makeWayIn, type WayIn } from './issue.ts';
export { findActor, forgetExpired, signOut } from './lucia.ts';
export { noReturnCookie, returnCookie } from './return-to.ts';
export { signInWithCard, signInWithCode, signInWithPassword } from './sign-in.ts';
export { invitationErrors, passwordErrors } from './view.ts';
