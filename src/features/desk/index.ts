export {
  type Act,
  type ActId,
  type ActInput,
  actIds,
  actOfSlug,
  acts,
  CHOSEN_ACTS,
  errorWords,
  type FieldError,
  gatherActContext,
  givenInput,
  labelledErrors,
  postedInput,
  prefill,
  problemWords,
  SOME_REASON,
} from './acts.ts';
export {
  type AnswerError,
  type AnswerKind,
  actsFor,
  chosenAnswer,
  type DeedKind,
  deedsFor,
  type FormAround,
  type FormErrors,
  formErrorWords,
  LONGEST_ANSWER,
  readAnswerForm,
  readCallForm,
  readCarryOutForm,
} from './answer-form.ts';
export {
  type Answer,
  type Answered,
  type Answering,
  type AnswerProblem,
  answerRequest,
  carryOutRequest,
  type Deed,
  happenedSince,
  happenedSoFar,
} from './answer-request.ts';
export {
  type Bulk,
  type BulkOutcome,
  bulkWhats,
  type Concerned,
  changeForAll,
  lookAtBulk,
  readBulk,
  seenOf,
} from './bulk.ts';
export { basisOf, careForPlan, LONGEST_WHY, lookAtCare } from './care.ts';
export { findHelperBonds, type HelperBond, noteTie, type TieField, tieName, unnoteTie } from './helper-bonds.ts';
export { findNextWaiting, type Inbox, type InboxRow, inboxSlugs, readInbox } from './inbox.ts';
export { markRead } from './mark-read.ts';
export {
  ALL_HAPPENED,
  type Marked,
  markDay,
  markField,
  marksFor,
  type RowError,
  reasonField,
} from './marks.ts';
export { type ReadyKind, readWords, readyChoices, readyField } from './ready.ts';
export { daysLate, type InboxView, lastPromiseDay } from './rules.ts';
export { type DeskVisit, findDayVisits, findDeskServices, findUnmarkedDays } from './store.ts';
export { type DeskForm, formFor, savedOf, type Taken, takeAnswer } from './take-answer.ts';
