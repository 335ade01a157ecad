export { answerQuestion } from './answer-question.ts';
export { type Asking, askingGrant, childPage } from './asking-grant.ts';
export { boundText } from './bond-words.ts';
export { confirmRequest } from './confirm-request.ts';
export { askForTalk, decideWithout, decisionStep, noteOnTheWay } from './decide.ts';
export { disagree } from './disagree.ts';
export { disputeDecision, LONGEST_DISPUTE } from './dispute-decision.ts';
export { doors, flowNamed, pictureOfFlow, pictureOfKind, pictureOfSaid } from './doors.ts';
export { explainRequest, LONGEST_EXPLANATION, LONGEST_OPINION } from './explain-request.ts';
export { findOpenRequest, requestsAtHome } from './find-at-home.ts';
export { findHelped, type Helped } from './find-helped.ts';
export { findReaderName, findWorkerName } from './find-worker.ts';
export {
  audienceOf,
  canBegin,
  flows,
  helpOf,
  kindOf,
  partsOfDay,
  questionAt,
  resumeRequest,
  weekdays,
} from './flows.ts';
export { gatherFacts, proposalFacts, type Surroundings } from './gather-facts.ts';
export { findStandings } from './guardian/find-standings.ts';
export { moneyEffectOf } from './guardian/money-effect.ts';
export {
  type GuardianStanding,
  guardianWords,
  withoutAgreement,
} from './guardian/rules.ts';
export { LONGEST_NOTE, sayGuardianWord, type WordProblem } from './guardian/say-guardian-word.ts';
export { type AwaitedWord, findAwaitedWords, findGuardianWords } from './guardian/store.ts';
export { areasText, pictureOfWord } from './guardian/words.ts';
export {
  type HelpOption,
  LONGEST_OPTION_PART,
  optionField,
  optionParts,
  optionPositions,
  readOptions,
} from './help-options.ts';
export { findIndependence, findPaid, type Independence } from './independence.ts';
export { independenceStep } from './independence-step.ts';
export { keepOpinion } from './keep-opinion.ts';
export { markCalled } from './mark-called.ts';
export { previewOf } from './preview.ts';
export { type ProposalFacts, proposedEffects, startOfPart, usualPlace } from './proposal.ts';
export {
  type AskingAbility,
  flowsOfOthers,
  isForChild,
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
  isAskedBy,
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
export {
  type ChildOpinion,
  childSays,
  type HelpWay,
  helpWays,
  LONGEST_CHILD_WORDS,
  OPINION_SLUG,
  opinionAbout,
} from './understanding.ts';
export { ownDraft, understandingStep } from './understanding-step.ts';
export { type RequestView, type StatusKey, statusKey, viewRequest } from './view.ts';
export { withdrawRequest } from './withdraw-request.ts';
export { describeDraft, requestTitle, statusText } from './words.ts';
export { LONGEST_OWN_WORDS, writeOwnWords } from './write-own-words.ts';
