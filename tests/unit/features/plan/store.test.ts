import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { goal, person, plan, planService, service, step } from '../../../../db/schema.ts';
import { authorize, type Grant } from '../../../../src/core/access/grant.ts';
import {
  findCatalogue,
  findGoals,
  findPlan,
  findPlanServices,
  findProviders,
  insertPlanService,
  type Plan,
  updateProvider,
  writeGoals,
  writePlan,
} from '../../../../src/features/plan/index.ts';
import { referenceClock, referenceDay } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf, addForeignWorker } from '../../../support/people.ts';

let db: Database;
let grant: Grant<'plan.write'>;
let found: Plan;
beforeEach(() => {
  db = pilotDatabase();
  const janis = actorOf(db, 'D01');
  grant = authorize({ db, clock: referenceClock }, actorOf(db, 'P01'), 'plan.write', janis.personId);
  const ofJanis = findPlan(db, grant, referenceDay);
  if (ofJanis === null) throw new Error('D01 has no plan.');
  found = ofJanis;
});

const planRow = (number: string) => db.select().from(plan).where(eq(plan.number, number)).get();

describe('a new version of the plan', () => {
  test('has another end and dream, and the next number', () => {
    const before = planRow('PL-D01');
    writePlan(db, grant, found.id, { toOn: '2027-10-31', dream: 'Es gribu dejot.' });
    expect(planRow('PL-D01')).toEqual({ ...before, toOn: '2027-10-31', dream: 'Es gribu dejot.', version: 2 });
    writePlan(db, grant, found.id, { toOn: '2027-10-31', dream: 'Es gribu dejot.' });
    expect(planRow('PL-D01')?.version).toBe(3);
    expect(findPlan(db, grant, referenceDay)?.id).toBe(found.id);
  });

  test('rule 3: a grant writes only its own person’s plan', () => {
    const before = planRow('PL-D05');
    if (before === undefined) throw new Error('The pilot has no PL-D05.');
    writePlan(db, grant, before.id, { toOn: '2027-10-31', dream: 'Es gribu dejot.' });
    expect(planRow('PL-D05')).toEqual(before);
  });
});

describe('other goals', () => {
  test('stand in the place of those before, in their order, with what is done', () => {
    const goals = [
      { text: 'Es dejoju.', steps: [] },
      {
        text: 'Es strādāju.',
        steps: [
          { text: 'Es satieku palīgu.', doneOn: '2026-11-20' },
          { text: 'Es eju viens.', doneOn: null },
        ],
      },
      { text: 'Es dziedu.', steps: [{ text: 'Es atrodu kori.', doneOn: null }] },
    ];
    writeGoals(db, grant, found.id, goals);
    expect(findGoals(db, grant, found)).toEqual(goals);
    writeGoals(db, grant, found.id, goals.toReversed());
    expect(findGoals(db, grant, found)).toEqual(goals.toReversed());
  });

  test('none at all leaves no step behind', () => {
    const count = () => [db.select().from(goal).all().length, db.select().from(step).all().length];
    const [goals = 0, steps = 0] = count();
    writeGoals(db, grant, found.id, []);
    expect(findGoals(db, grant, found)).toEqual([]);
    // The two goals of D01 had 3 + 2 steps.
    expect(count()).toEqual([goals - 2, steps - 5]);
  });

  test('an empty one is refused', () => {
    expect(() => writeGoals(db, grant, found.id, [{ text: ' ', steps: [] }])).toThrow(/goal_text_filled/);
  });
});

describe('the services of a plan', () => {
  const idOf = (code: string) => db.select().from(service).where(eq(service.code, code)).get()?.id ?? 0;

  test('a new one, after those that the person had', () => {
    const music = { planId: found.id, serviceId: idOf('MUZ'), priceCents: 3100, audience: 'participant' } as const;
    const id = insertPlanService(db, grant, { ...music, providerId: actorOf(db, 'P20').personId });
    const services = findPlanServices(db, grant, found);
    expect(services.find((one) => one.id === id)).toMatchObject({
      code: 'MUZ',
      serviceId: idOf('MUZ'),
      priceCents: 3100,
      audience: 'participant',
      providerId: actorOf(db, 'P20').personId,
      providerFirstName: 'Kristīne',
    });
    // The family's service stays last.
    expect(services.map(({ code }) => code)).toEqual(['ATB', 'DAC', 'FIZ', 'ASI', 'MUZ', 'PSF']);
  });

  test('each once', () => {
    const again = { planId: found.id, serviceId: idOf('FIZ'), priceCents: 2800, audience: 'participant' } as const;
    expect(() => insertPlanService(db, grant, { ...again, providerId: 1 })).toThrow(/UNIQUE/);
  });

  test('another person for one of them and no other', () => {
    const before = findPlanServices(db, grant, found);
    const physio = before.find(({ code }) => code === 'FIZ');
    if (physio === undefined) throw new Error('D01 has no FIZ.');
    const rows = db.select().from(planService).all();
    const zane = actorOf(db, 'P22').personId;
    updateProvider(db, grant, physio.id, zane);
    expect(db.select().from(planService).all()).toEqual(
      rows.map((row) => (row.id === physio.id ? { ...row, providerId: zane } : row)),
    );
    expect(findPlanServices(db, grant, found).find(({ code }) => code === 'FIZ')).toMatchObject({
      providerId: zane,
      providerFirstName: 'Zane',
      providerLastName: 'Pētersone',
    });
  });
});

describe('what can be chosen from', () => {
  /** Another municipality with a service and a provider of its own. */
  function addNeighbours(): void {
    const { municipalityId } = addForeignWorker(db);
    const physio = db.select().from(service).where(eq(service.code, 'FIZ')).get();
    if (physio === undefined) throw new Error('The catalogue has no FIZ.');
    const { id: _id, ...copy } = physio;
    db.insert(service)
      .values({ ...copy, municipalityId, easyName: 'Cita vingrošana' })
      .run();
    db.insert(person)
      .values({ municipalityId, number: 'X02', role: 'provider', firstName: 'Ainis', lastName: 'Cits', gender: 'male' })
      .run();
  }

  test('the whole catalogue of the person’s municipality, with what it usually costs', () => {
    const catalogue = findCatalogue(db, grant);
    // The demo's file has 25, 5 of them for the family.
    expect(catalogue).toHaveLength(25);
    expect(catalogue.filter(({ audience }) => audience === 'family')).toHaveLength(5);
    expect(catalogue.find(({ code }) => code === 'MUZ')).toMatchObject({
      easyName: 'Mūzikas nodarbība',
      unit: 'time',
      priceCents: 3000,
      audience: 'participant',
    });
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(25);
  });

  test('everybody who gives services there, support persons too, and nobody else', () => {
    const providers = findProviders(db, grant);
    // P20 to P29 and the support persons P02, P03 and P04.
    expect(providers).toHaveLength(13);
    const names = providers.map(({ firstName }) => firstName);
    expect(names).toEqual(expect.arrayContaining(['Aivars', 'Kristīne', 'Anna']));
    expect(names).not.toContain('Dina');
    expect(names).not.toContain('Rita');
    expect(providers.find(({ firstName }) => firstName === 'Aivars')).toEqual({
      personId: actorOf(db, 'P21').personId,
      firstName: 'Aivars',
      lastName: 'Balodis',
      organisation: 'Rehabilitācijas centrs “Solis”',
    });
  });

  test('rule 10: nothing and nobody of another municipality', () => {
    const [services, people] = [findCatalogue(db, grant), findProviders(db, grant)];
    addNeighbours();
    expect(findCatalogue(db, grant)).toEqual(services);
    expect(findProviders(db, grant)).toEqual(people);
  });
});
