import type { Grant } from '../../../core/access/grant.ts';
import type { App } from '../../../core/app.ts';
import { dayOf } from '../../../core/time/clock.ts';
import { findGuardians } from '../../circle/index.ts';
import type { AskingAbility } from '../rules.ts';
import type { Request } from '../store.ts';
import { areasOf, type GuardianStanding, standingsOf } from './rules.ts';
import { findGuardianWords } from './store.ts';

/** Everybody whose word on this request is needed today, and whoever said one before. */
export function findStandings(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<AskingAbility | 'request.answer' | 'complaint.answer'>,
  request: Request,
): readonly GuardianStanding[] {
  const guardians = findGuardians(app.db, grant, dayOf(app.clock.now()));
  return standingsOf(areasOf(request), guardians, findGuardianWords(app.db, grant, request.id));
}
