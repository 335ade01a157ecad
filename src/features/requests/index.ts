export { answerQuestion } from './answer-question.ts';
export { type Asking, askingGrant } from './asking-grant.ts';
export { confirmRequest } from './confirm-request.ts';
export { decideWithout, decisionStep, noteOnTheWay } from './decide.ts';
export { disagree } from './disagree.ts';
export { disputeDecision, LONGEST_DISPUTE } from './dispute-decision.ts';
export { doors, flowNamed, pictureOfFlow } from './doors.ts';
export { explainRequest, LONGEST_EXPLANATION, LONGEST_OPINION } from './explain-request.ts';
export { findOpenRequest, requestsAtHome } from './find-at-home.ts';
export { findHelped, type Helped } from './find-helped.ts';
export { findReaderName, findWorkerName } from './find-worker.ts';
export {
  audienceOf,
  canBegin,
  flows,
  helpOf,
  partsOfDay,
  questionAt,
  resumeRequest,
  weekdays,
} from './flows.ts';
export { gatherFacts, proposalFacts, type Surroundings } from './gather-facts.ts';
export {
  type HelpOption,
  LONGEST_OPTION_PART,
  optionField,
  optionParts,
  optionPositions,
  readOptions,
} from './help-options.ts';
export { markCalled } from './mark-called.ts';
export { previewOf } from './preview.ts';
export { type ProposalFacts, proposedEffects, startOfPart, usualPlace } from './proposal.ts';
export {
  isOpen,
  isOverdue,
  isUndone,
  promiseDay,
  type RequestFlow,
  type RequestKind,
  type RequestStatus,
  statusAfter,
} from './rules.ts';
export { startRequest } from './start-request.ts';
export { readStepForm, WITHDRAW_SLUG, WORDS_SLUG } from './step-form.ts';
export {
  type AsAsked,
  asReadBy,
  type DeskRequest,
  findAskedLanguage,
  findCalls,
  findDecision,
  findDeskRequests,
  findDisputes,
  findEvents,
  findHelp,
  findHelpForHelper,
  findHelpOfRequest,
  findHelpOptions,
  findOverdueRequests,
  findParticipantOfHelp,
  findPrivateRequests,
  findRequest,
  findRequests,
  findWhoseRequest,
  type HelpRequest,
  insertCall,
  type Request,
  type RequestEvent,
  RequestMoved,
  transition,
} from './store.ts';
export { type Answered, answerSuggestion } from './suggestions/answer-suggestion.ts';
export {
  answerNamed,
  canBeAnswered,
  LONGEST_SUGGESTION,
  MOST_WAITING,
  readSuggestion,
  type SuggestionAnswer,
  type SuggestionState,
  stateOf,
  suggestedFlows,
} from './suggestions/rules.ts';
export {
  findOwnSuggestions,
  findSuggestion,
  findSuggestions,
  type Suggestion,
  withdrawSuggestion,
} from './suggestions/store.ts';
export { canSuggest, suggest } from './suggestions/suggest.ts';
export { type HelpWay, helpWays } from './understanding.ts';
export { ownDraft, understandingStep } from './understanding-step.ts';
export { type RequestView, type StatusKey, statusKey, viewRequest } from './view.ts';
export { withdrawRequest } from './withdraw-request.ts';
export { describeDraft, requestTitle, statusText } from './words.ts';
export { LONGEST_OWN_WORDS, writeOwnWords } from './write-own-words.ts';
