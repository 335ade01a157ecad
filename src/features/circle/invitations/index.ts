export { takeInvitationAnswer } from './answer-form.ts';
export { answerInvitation, findReceivedInvitations } from './answer-invitation.ts';
export {
  findInvitations,
  findInvited,
  type Invited,
  invite,
  inviteAgain,
  takeInvitationBack,
  type WaitingInvitation,
} from './invite.ts';
export { INVITATION_DAYS, LONGEST_NAME } from './rules.ts';
export { linkOf, sendInvitation } from './send-invitation.ts';
export type { OpenInvitation, ReceivedInvitation } from './store.ts';
