export { chooseLook } from './choose-look.ts';
export { askedLanguageCookie, noAskedLanguageCookie } from './cookies.ts';
export { findPageLook } from './find-look.ts';
export { isSettingName, lookText } from './rules.ts';
export { viewSetting, viewSettings } from './view.ts';
