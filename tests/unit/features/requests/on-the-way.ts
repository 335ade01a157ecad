import type { Grant } from '../../../../src/core/access/grant.ts';
import type { App } from '../../../../src/core/app.ts';
import { decisionStep, findRequest, noteOnTheWay, type Surroundings } from '../../../../src/features/requests/index.ts';

/** Answers what stands between the check and the decision, as somebody does to whom it is clear. */
export function understand(
  app: Pick<App, 'db'>,
  grant: Grant<'request.write'>,
  surroundings: Surroundings,
  requestId: number,
): void {
  const given = {
    sapratu: { nth: 'first', said: 'wish' },
    otradi: { nth: 'second', said: 'stay' },
    'ka-palidzeja': { ways: ['explained', 'time'] },
  } as const;
  for (const step of ['sapratu', 'otradi', 'ka-palidzeja'] as const) {
    const request = findRequest(app.db, grant, requestId);
    const isNext = request?.status === 'draft' && decisionStep(app, grant, request, surroundings) === step;
    if (isNext) noteOnTheWay(app, grant, surroundings, requestId, given[step]);
  }
}
