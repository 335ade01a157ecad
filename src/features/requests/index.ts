export { answerQuestion } from './answer-question.ts';
export { confirmRequest } from './confirm-request.ts';
export { explainRequest, LONGEST_EXPLANATION } from './explain-request.ts';
export { findOpenRequest, latestRequest } from './find-latest.ts';
export { findWorkerName } from './find-worker.ts';
export { gatherFacts, type Surroundings } from './gather-facts.ts';
export { markCalled } from './mark-called.ts';
export { isOpen, isOverdue, type RequestStatus } from './rules.ts';
export { startRequest } from './start-request.ts';
export { readStepForm, WITHDRAW_SLUG } from './step-form.ts';
export {
  type DeskRequest,
  findCalls,
  findDecision,
  findDeskRequests,
  findEvents,
  findHelp,
  findHelpForHelper,
  findHelpOfRequest,
  findParticipantOfHelp,
  findParticipantOfRequest,
  findRequest,
  findRequests,
  type HelpRequest,
  insertCall,
  type Request,
  type RequestEvent,
  RequestMoved,
  transition,
} from './store.ts';
export { type StatusKey, statusKey, viewRequest } from './view.ts';
export { helpOf, resumeRequest, type Wish, wishOf } from './visit-change.ts';
export { withdrawRequest } from './withdraw-request.ts';
export { describeDraft, requestTitle } from './words.ts';
