import type { Gender } from '../../core/access/actor.ts';
import type { Grant } from '../../core/access/grant.ts';
import type { App } from '../../core/app.ts';
import { wallTime } from '../../core/time/clock.ts';
import { type CircleMember, findCircle } from '../circle/index.ts';
import { canBeChanged, findUpcomingVisits, type Visit } from '../visits/index.ts';
import { findOpenByVisit } from './store.ts';
import type { VisitChangeFacts } from './visit-change.ts';

/** Further ahead nobody plans with a picture list; the worker can still be called. */
const VISITS_OFFERED = 24;

/** The flow's facts with the whole visits and people behind them, for the words on the screen. */
export type Surroundings = Readonly<{
  facts: VisitChangeFacts;
  visits: readonly Visit[];
  supportPersons: readonly CircleMember[];
  /** Of the participant, for "pats" and "pati". */
  gender: Gender;
}>;

/** Reads what the questions can offer now. A visit with an open request is not offered again. */
export function gatherFacts(
  app: Pick<App, 'db' | 'clock'>,
  grant: Grant<'request.write'>,
  circleGrant: Grant<'circle.read'>,
): Surroundings {
  const now = wallTime(app.clock.now());
  const open = findOpenByVisit(app.db, grant);
  const visits = findUpcomingVisits(app.db, grant, now, VISITS_OFFERED).filter(
    (visit) => visit.audience === 'participant' && canBeChanged(visit, now) && !open.has(visit.id),
  );
  const supportPersons = findCircle(app.db, circleGrant, now.toPlainDate()).filter(
    (member) => member.kind === 'support_person',
  );
  return {
    facts: {
      visits,
      today: now.toPlainDate().toString(),
      supportPersonIds: supportPersons.map((member) => member.personId),
    },
    visits,
    supportPersons,
    gender: grant.actor.gender,
  };
}
