export { dislikeLook } from './dislike-look.ts';
export { gatherEverything } from './everything.ts';
export { groupLooks, type LooksOfDay, lookRange } from './rules.ts';
export { findLookBefore, findLooks, type Look } from './store.ts';
export { lookSentence, timesText } from './words.ts';
