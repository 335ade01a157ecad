import { asc, eq } from 'drizzle-orm';
import { type Database, migrateDatabase, openDatabase } from '../../db/client.ts';
import { loadDemo } from '../../db/demo/load.ts';
import { person } from '../../db/schema.ts';
import type { Actor } from '../../src/core/access/actor.ts';
import { authorize } from '../../src/core/access/grant.ts';
import type { App } from '../../src/core/app.ts';
import { CHECK_SLUG } from '../../src/core/flow/flow.ts';
import { plainLook } from '../../src/core/look.ts';
import { latvian as t } from '../../src/core/text/text.ts';
import { runningClock } from '../../src/core/time/clock.ts';
import { answerQuestion, confirmRequest, flows, gatherFacts, startRequest } from '../../src/features/requests/index.ts';
import { testEnv } from '../support/env.ts';
import { understand } from '../unit/features/requests/on-the-way.ts';

/**
 * Makes a new database with the demo pilot in the current week, and a sent request of each participant who has a visit
 * to ask about, so that the first screen has all its parts.
 */
export function makePilot(file: string): void {
  const db = openDatabase(file);
  migrateDatabase(db);
  const app = { db, clock: runningClock(), env: testEnv };
  loadDemo(db, app.clock.now());
  for (const participant of findParticipants(db)) askForAnotherTime(app, participant);
  db.$client.close();
}

function findParticipants(db: Database): readonly Actor[] {
  return db
    .select({
      personId: person.id,
      municipalityId: person.municipalityId,
      role: person.role,
      isHead: person.isHead,
      firstName: person.firstName,
      lastName: person.lastName,
      vocative: person.vocative,
      gender: person.gender,
    })
    .from(person)
    .where(eq(person.role, 'participant'))
    .orderBy(asc(person.id))
    .all()
    .map((row) => ({ ...row, signedInBy: 'card', signedInAt: '', together: null }));
}

function askForAnotherTime(app: Pick<App, 'db' | 'clock' | 'env'>, actor: Actor): void {
  const grant = authorize(app, actor, 'request.write', actor.personId);
  const surroundings = gatherFacts(app, grant, authorize(app, actor, 'circle.read', actor.personId));
  if (surroundings.visits.length === 0) return;
  const formKey = `bench-${actor.personId}`;
  const requestId = startRequest(app, grant, surroundings, { flow: 'visit', formKey, wished: {} });
  const { questions } = flows.visit;
  let slug = questions[0]?.slug;
  let answers: Record<string, string> = {};
  while (slug !== undefined && slug !== CHECK_SLUG) {
    const question = questions.find((candidate) => candidate.slug === slug);
    const value = question?.values(answers, surroundings.facts)[0] ?? null;
    const result = answerQuestion(app, grant, surroundings, { requestId, slug, value });
    if (question === undefined || value === null || 'refusal' in result) {
      throw new Error(`The request of the pilot stops at the question ${slug}.`);
    }
    answers = { ...answers, [question.id]: value };
    slug = result.nextSlug;
  }
  understand(app, grant, surroundings, requestId);
  const confirmation = confirmRequest(app, { t, look: plainLook }, grant, surroundings, requestId);
  if (confirmation.outcome !== 'sent') throw new Error(`The request of the pilot stops at ${confirmation.slug}.`);
}
