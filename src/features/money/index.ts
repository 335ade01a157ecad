export { appendEntry, type Origin, settleVisit } from './ledger.ts';
export {
  added,
  assign,
  type Balance,
  balanceOf,
  correct,
  type Entry,
  entered,
  entriesToSettle,
  extend,
  type Held,
  noServiceBalance,
  release,
  type ServiceBalance,
  WouldOverspend,
} from './rules.ts';
export { findHeld, findLedger, findSums } from './store.ts';
export { type HowMuch, type LedgerView, type MoneyView, type ServiceMoney, viewLedger, viewMoney } from './view.ts';
