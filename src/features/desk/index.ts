export { type AnswerForm, answerRequest, LONGEST_ANSWER, type Problem, parseAnswerForm } from './answer-request.ts';
export { markRead } from './mark-read.ts';
export { type BusyTime, busyTimes, lengthOf, proposedTime } from './rules.ts';
