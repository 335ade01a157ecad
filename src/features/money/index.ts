export { settleVisit } from './ledger.ts';
export { findLedger, findSums } from './store.ts';
export { type HowMuch, type LedgerView, type MoneyView, type ServiceMoney, viewLedger, viewMoney } from './view.ts';
