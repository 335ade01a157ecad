import { and, eq, gte } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import type { Values } from '../../../../db/import/columns.ts';
import { type Report, reportLines, totalOf } from '../../../../db/import/report.ts';
import {
  goal,
  ledgerEntry,
  person,
  plan,
  planChange,
  planService,
  service,
  step,
  visit,
} from '../../../../db/schema.ts';
import type { Line } from '../../../../src/features/changes/lines.ts';
import { appendEntry, settleVisit } from '../../../../src/features/money/ledger.ts';
import { assign, balanceOf, correct, extend, release } from '../../../../src/features/money/rules.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { contentsOf, Folder, importInto, pilotFolder } from './folder.ts';

const visits = 'tiksanas.csv';
const at = referenceClock.now();
/** Row 504 of the visits is V0503: PL-D05, ATB, 24.11.2026, planned; row 6 of the plans is PL-D05. */
const V0503 = 504;
const PL_D05 = 6;
let db: Database;

beforeEach(() => {
  db = pilotDatabase();
});

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('The pilot has no such row');
  return row;
}
const visitOf = (number: string) => found(db.select().from(visit).where(eq(visit.number, number)).get());
const personOf = (number: string) => found(db.select().from(person).where(eq(person.number, number)).get());
const planOf = (number = 'PL-D05') => found(db.select().from(plan).where(eq(plan.number, number)).get());
const serviceOf = (code: string) =>
  found(
    db
      .select({ id: planService.id, priceCents: planService.priceCents })
      .from(planService)
      .innerJoin(service, eq(service.id, planService.serviceId))
      .where(and(eq(planService.planId, planOf().id), eq(service.code, code)))
      .get(),
  );
const worker = () => personOf('P01').id;
const origin = () => ({ at, enteredBy: worker() });
const balance = () => {
  const entries = db.select().from(ledgerEntry).where(eq(ledgerEntry.planId, planOf().id)).all();
  return balanceOf(entries);
};
const serviceBalance = (code: string) => found(balance().services.get(serviceOf(code).id));

/** What the portal keeps of an act that changed a plan; with `isVersion` the plan itself became another one. */
function tell(lines: readonly Line[], isVersion: boolean, planNumber?: string): void {
  const { id, version } = planOf(planNumber);
  const number = db.select().from(planChange).where(eq(planChange.planId, id)).all().length + 1;
  const before = isVersion ? '{}' : null;
  const row = { planId: id, number, madeAt: at.toString(), madeBy: worker(), sinceOn: '2026-11-23', before };
  db.insert(planChange)
    .values({ ...row, lines: JSON.stringify(lines) })
    .run();
  if (isVersion) {
    db.update(plan)
      .set({ version: version + 1 })
      .where(eq(plan.id, id))
      .run();
  }
}

/** Somebody at the desk gives a visit another status, and its money follows. */
function mark(number: string, status: Values<'visits'>['status'], reason = 'Es nevaru.'): void {
  const { id, planServiceId, units } = visitOf(number);
  const { planId, priceCents } = found(db.select().from(planService).where(eq(planService.id, planServiceId)).get());
  const isOff = status === 'cancelled' || status === 'did_not_happen';
  db.update(visit)
    .set({ status, reason: isOff ? reason : null })
    .where(eq(visit.id, id))
    .run();
  settleVisit(db, { visitId: id, planId, planServiceId, units, priceCents, status, reason, ...origin() });
}

const linesOf = (kind: 'visits_cancelled' | 'visits_did_not_happen' | 'visits_remote', number: string) => {
  const { heldOn, startTime, planServiceId } = visitOf(number);
  const { code } = found(
    db
      .select({ code: service.code })
      .from(planService)
      .innerJoin(service, eq(service.id, planService.serviceId))
      .where(eq(planService.id, planServiceId))
      .get(),
  );
  const time = { heldOn, startTime };
  return [{ kind, code, name: code, count: 1, first: time, last: time }] satisfies Line[];
};

/** Everything about Māris’s plan becomes something else, as one answered request would make it. */
function changeWholePlan(): void {
  const { id } = planOf();
  db.update(plan).set({ dream: 'Es gribu dziedāt.', toOn: '2027-10-31' }).where(eq(plan.id, id)).run();
  for (const { id: goalId } of db.select().from(goal).where(eq(goal.planId, id)).all()) {
    db.delete(step).where(eq(step.goalId, goalId)).run();
    db.delete(goal).where(eq(goal.id, goalId)).run();
  }
  const goalId = db.insert(goal).values({ planId: id, position: 1, text: 'Es dziedu.' }).returning().get().id;
  db.insert(step).values({ goalId, position: 1, text: 'Es eju uz kori.', doneOn: '2026-11-20' }).run();
  // Another person comes to the music from now on.
  const music = serviceOf('MUZ');
  const providerId = personOf('P28').id;
  db.update(planService).set({ providerId }).where(eq(planService.id, music.id)).run();
  db.update(visit)
    .set({ providerId })
    .where(and(eq(visit.planServiceId, music.id), gte(visit.heldOn, '2026-11-23')))
    .run();
  const support = serviceOf('ATB');
  appendEntry(db, id, release(support.id, 10, 12_500, 'Es gribu retāk.'), origin());
  appendEntry(db, id, extend(10_000, 'Plāns ir garāks.'), origin());
  // A new service with a first visit.
  const added = found(db.select().from(service).where(eq(service.code, 'FIZ')).get());
  const { id: planServiceId } = db
    .insert(planService)
    .values({ planId: id, serviceId: added.id, providerId, priceCents: 2000, audience: 'participant' })
    .returning()
    .get();
  appendEntry(db, id, assign(planServiceId, 10, 2000), origin());
  const where = { heldOn: '2027-09-07', startTime: '10:00', endTime: '11:00', place: 'Zāle' };
  const planned = { ...where, planServiceId, number: 'P1.1', providerId, units: 1, status: 'planned' as const };
  const visitId = db.insert(visit).values(planned).returning().get().id;
  const money = {
    visitId,
    planId: id,
    planServiceId,
    units: 1,
    priceCents: 2000,
    status: 'planned' as const,
    reason: '',
  };
  settleVisit(db, { ...money, ...origin() });
  tell([{ kind: 'dream', text: 'Es gribu dziedāt.' }], true);
}

const warned = ({ warnings }: Report, row: number) =>
  warnings.filter((warning) => warning.row === row).map(({ file, column, value }) => [file, column, value]);

/** The old files come again: nothing is undone. */
function importAgain(folder: Folder | string = pilotFolder): Report {
  const before = contentsOf(db);
  const report = importInto(db, folder);
  expect(report.errors).toEqual([]);
  expect(totalOf(report)).toEqual({ added: 0, changed: 0, same: 1509 });
  expect(contentsOf(db)).toEqual(before);
  return report;
}

describe('a plan that the portal has changed', () => {
  beforeEach(changeWholePlan);

  it('stays whole when the old files come again', () => {
    const report = importAgain();
    expect(report.vanished).toEqual([]);
    expect(warned(report, PL_D05)).toContainEqual(['plani.csv', 'versija', '1']);
    const told = reportLines(report).find((line) => line.includes('plani.csv, 6. rinda'));
    expect(told).toContain('Tur tā versija ir 2.');
    expect(told).toContain('rakstiet versiju 3.');
    const row = new Folder().rowOf(visits, { plana_nr: 'PL-D05', pakalpojuma_kods: 'MUZ', statuss: 'plānota' });
    expect(warned(report, row)).toEqual([[visits, 'personas_nr', 'P20']]);
  });

  it('stays when the file is several versions behind, too', () => {
    tell([{ kind: 'dream', text: 'Es gribu dziedāt korī.' }], true);
    tell([{ kind: 'dream', text: 'Es gribu dziedāt.' }], true);
    expect(planOf().version).toBe(4);
    importAgain();
  });

  it('is not worth a word where the file says the same', () => {
    importAgain();
    const folder = new Folder();
    const { dream } = planOf();
    folder
      .set('plani.csv', PL_D05, { sapnis: dream, lidz: '31.10.2027', budzets_eur: '6460,00', versija: '2' })
      .with('merki.csv', (text) => text.replaceAll(/PL-D05;.*\r\n/g, ''))
      .add('merki.csv', 'PL-D05', '1', 'Es dziedu.', '1', 'Es eju uz kori.', '20.11.2026')
      .add('plana_pakalpojumi.csv', 'PL-D05', 'FIZ', 'P28', '10', '20,00', 'dalībnieks');
    const ofPlan = (code: string) =>
      folder.rowOf('plana_pakalpojumi.csv', { plana_nr: 'PL-D05', pakalpojuma_kods: code });
    folder
      .set('plana_pakalpojumi.csv', ofPlan('ATB'), { vienibas: '94' })
      .set('plana_pakalpojumi.csv', ofPlan('MUZ'), { personas_nr: 'P28' });
    const before = contentsOf(db);
    const report = importInto(db, folder);
    expect(warned(report, PL_D05)).toEqual([]);
    expect(contentsOf(db)).toEqual(before);
  });

  it('becomes what a newer version in the file says, and keeps what only the portal has', () => {
    const folder = new Folder().set('plani.csv', PL_D05, { versija: '3' });
    const report = importInto(db, folder);
    expect(report.errors).toEqual([]);
    expect(planOf()).toMatchObject({ version: 3, toOn: '2027-07-31' });
    expect(planOf().dream).not.toBe('Es gribu dziedāt.');
    expect(warned(report, PL_D05)).toEqual([]);
    expect(report.vanished).toEqual([{ file: 'plana_pakalpojumi.csv', key: 'PL-D05 FIZ' }]);
    expect(db.select().from(goal).where(eq(goal.planId, planOf().id)).all().length).toBeGreaterThan(0);
    expect(db.select().from(goal).where(eq(goal.text, 'Es dziedu.')).all()).toEqual([]);
    const row = folder.rowOf(visits, { plana_nr: 'PL-D05', pakalpojuma_kods: 'MUZ', statuss: 'plānota' });
    expect(visitOf(`V${String(row - 1).padStart(4, '0')}`).providerId).toBe(personOf('P20').id);
    // The file's own services and budget, and 10 × 20 euros for the service that it does not know.
    expect(balance()).toMatchObject({
      allocatedCents: 636_000,
      assignedCents: 578_240 + 20_000,
      usedCents: 153_460,
      bookedCents: 145_460 + 2_000,
    });
    expect(serviceBalance('ATB').assignedUnits).toBe(104);
    expect(visitOf('P1.1').status).toBe('planned');
    importAgain(folder);
  });

  it('keeps its visits where they are: the file does not arrange them otherwise', () => {
    const report = importAgain(new Folder().set(visits, V0503, { vienibas: '4', beigas: '13:30' }));
    expect(warned(report, V0503)).toEqual([[visits, 'beigas', '13:30']]);
  });

  it('may have left a visit outside its days', () => {
    db.update(plan).set({ toOn: '2026-12-31' }).where(eq(plan.id, planOf().id)).run();
    importAgain();
  });

  it('still hears from the file what took place, and what is planned anew', () => {
    const folder = new Folder()
      .set(visits, V0503, { statuss: 'notika' })
      .add(
        visits,
        'V9001',
        'PL-D05',
        'ATB',
        '05.10.2027',
        '09:30',
        '11:30',
        'Bibliotēka',
        '',
        'P03',
        '',
        '2',
        'plānota',
        '',
      );
    const before = balance();
    const report = importInto(db, folder);
    expect(report.errors).toEqual([]);
    expect(report.counts.visits).toMatchObject({ added: 1, changed: 1 });
    expect(visitOf('V0503').status).toBe('happened');
    expect(balance()).toEqual({
      ...before,
      usedCents: before.usedCents + 2_500,
      leftCents: before.leftCents - 2_500,
      services: expect.anything(),
    });
    expect(serviceBalance('ATB')).toMatchObject({ assignedUnits: 94, usedUnits: 32, bookedUnits: 26 });
  });

  it.each([
    ['more than the portal has left of the service', 'ATB', '27.11.2026', '39', 'vienibas', '94'],
    ['a day after the portal’s last', 'ATB', '01.11.2027', '1', 'datums', '31.10.2027'],
    ['a service that the portal does not have', 'GRT', '27.11.2026', '1', 'pakalpojuma_kods', 'versiju 3'],
  ])('takes no visit for %s', (_name, code, day, units, column, sentence) => {
    const folder = new Folder();
    if (code === 'GRT') {
      folder
        .add('pakalpojumi.csv', 'GRT', 'Grupa', 'Grupa', 'Grupa', 'reize', '5,00', 'dalībnieks')
        .add('plana_pakalpojumi.csv', 'PL-D05', 'GRT', 'P28', '5', '5,00', 'dalībnieks');
    }
    folder.add(visits, 'V9001', 'PL-D05', code, day, '17:00', '18:00', 'Zāle', '', 'P03', '', units, 'plānota', '');
    const before = contentsOf(db);
    const { errors } = importInto(db, folder);
    expect(errors).toMatchObject([{ file: visits, row: folder.rows(visits).length, column }]);
    expect(errors[0]?.expected).toContain(sentence);
    expect(contentsOf(db)).toEqual(before);
  });
});

describe('the money of a plan that the portal has changed', () => {
  /** From now on an hour costs 15 euros; what was spent at 12.50 stays spent so. */
  const raisePrice = () => {
    const { id } = serviceOf('ATB');
    db.update(planService).set({ priceCents: 1500 }).where(eq(planService.id, id)).run();
    const { leftUnits, bookedUnits } = serviceBalance('ATB');
    const assignedCents = (leftUnits + bookedUnits) * 250;
    appendEntry(db, planOf().id, correct({ planServiceId: id, reason: 'Cita cena.' }, { assignedCents }), origin());
    tell([{ kind: 'units_more', code: 'ATB', name: 'ATB', unit: 'hour', units: 1 }], true);
  };

  it('is not counted again at another price', () => {
    raisePrice();
    importAgain();
    expect(serviceBalance('ATB')).toMatchObject({ usedCents: 37_500, bookedCents: 32_500 });
  });

  it('is counted at the portal’s price where the file has news', () => {
    raisePrice();
    const report = importInto(db, new Folder().set(visits, V0503, { statuss: 'notika' }));
    expect(report.errors).toEqual([]);
    expect(serviceBalance('ATB')).toMatchObject({ usedCents: 37_500 + 3_000, bookedCents: 32_500 - 2_500 });
  });

  it('must be there in euros, not only in units', () => {
    raisePrice();
    const { id } = serviceOf('ATB');
    const { leftCents } = serviceBalance('ATB');
    const by = { assignedCents: 1000 - leftCents };
    appendEntry(db, planOf().id, correct({ planServiceId: id, reason: 'Kļūda.' }, by), origin());
    const before = contentsOf(db);
    const folder = new Folder().add(
      visits,
      'V9001',
      'PL-D05',
      'ATB',
      '27.11.2026',
      '17:00',
      '18:00',
      'Zāle',
      '',
      'P03',
      '',
      '1',
      'plānota',
      '',
    );
    const { errors } = importInto(db, folder);
    expect(errors).toMatchObject([{ file: visits, column: 'vienibas', value: '1' }]);
    expect(errors[0]?.expected).toContain('eiro');
    expect(contentsOf(db)).toEqual(before);
  });

  it('makes room first by what is given back, whatever the order of the rows', () => {
    tell([{ kind: 'dream', text: 'x' }], true);
    const { id } = serviceOf('ATB');
    const { leftUnits, leftCents } = serviceBalance('ATB');
    appendEntry(db, planOf().id, release(id, leftUnits, leftCents, 'Es gribu retāk.'), origin());
    // A new visit's row stands before the one that makes room for it.
    const row = 'V9001;PL-D05;ATB;27.11.2026;17:00;19:00;Zāle;;P03;;2;plānota;';
    const folder = new Folder().with(visits, (text) => text.replace('V0504;', `${row}\r\nV0504;`));
    expect(importInto(db, folder).errors).toMatchObject([{ row: V0503 + 1, column: 'vienibas', value: '2' }]);
    const off = folder.rowOf(visits, { tiksanas_nr: 'V0505' });
    expect(importInto(db, folder.set(visits, off, { statuss: 'atcelta', iemesls: 'Svētki.' })).errors).toEqual([]);
    expect(serviceBalance('ATB')).toMatchObject({ leftUnits: 0, leftCents: 0 });
  });
});

describe('a visit that the portal has changed', () => {
  it.each([
    ['happened', 'happened', 'notika'],
    ['did not happen', 'did_not_happen', 'nenotika'],
    ['was cancelled', 'cancelled', 'atcelta'],
  ] as const)('%s, whatever the old file says', (_name, status, word) => {
    mark('V0503', status);
    const report = importAgain();
    expect(warned(report, V0503)).toEqual([[visits, 'statuss', 'plānota']]);
    expect(reportLines(report).join('\n')).toContain(`Paliek tā, kā ir portālā: ${word}.`);
  });

  it('is planned again', () => {
    const before = importInto(db, new Folder().set(visits, V0503, { statuss: 'atcelta', iemesls: 'Svētki.' }));
    expect(before.errors).toEqual([]);
    mark('V0503', 'planned');
    const folder = new Folder().set(visits, V0503, { statuss: 'atcelta', iemesls: 'Svētki.' });
    expect(warned(importAgain(folder), V0503)).toEqual([[visits, 'statuss', 'atcelta']]);
  });

  it('did not happen, though the file had cancelled it and no money moved', () => {
    mark('V0002', 'did_not_happen');
    tell(linesOf('visits_did_not_happen', 'V0002'), false, 'PL-D01');
    expect(warned(importAgain(), 3)).toEqual([[visits, 'statuss', 'atcelta']]);
  });

  it('is on video, until the file knows of it', () => {
    const video = { place: 'Videozvans', address: null, videoUrl: 'https://video.example.org/d05' };
    db.update(visit).set(video).where(eq(visit.number, 'V0503')).run();
    tell(linesOf('visits_remote', 'V0503'), false);
    expect(warned(importAgain(), V0503)).toEqual([[visits, 'vieta', 'Bibliotēka']]);
    const folder = new Folder().set(visits, V0503, {
      vieta: video.place,
      adrese: '',
      saite: video.videoUrl,
      statuss: 'notika',
    });
    const report = importInto(db, folder);
    expect(warned(report, V0503)).toEqual([]);
    expect(visitOf('V0503')).toMatchObject({ ...video, status: 'happened' });
  });

  it('leaves the others of its plan to the file', () => {
    mark('V0503', 'cancelled');
    tell(linesOf('visits_cancelled', 'V0503'), false);
    const folder = new Folder().set(visits, V0503 + 1, {
      sakums: '10:00',
      beigas: '12:00',
      vieta: 'Mājās',
      adrese: '',
    });
    const report = importInto(db, folder);
    expect(report.counts.visits).toMatchObject({ added: 0, changed: 1 });
    expect(visitOf('V0504')).toMatchObject({ startTime: '10:00', place: 'Mājās' });
    expect(visitOf('V0503').status).toBe('cancelled');
  });

  it('that the file cancelled after a move follows the file on', () => {
    const row = { heldOn: '2026-11-26', startTime: '13:00', endTime: '15:00' };
    const movedFrom = { movedFromOn: '2026-11-24', movedFromStart: '09:30', movedFromEnd: '11:30' };
    db.update(visit)
      .set({ ...row, ...movedFrom })
      .where(eq(visit.number, 'V0503'))
      .run();
    const from = { heldOn: '2026-11-24', startTime: '09:30' };
    tell(
      [{ kind: 'visit_moved', code: 'ATB', name: 'ATB', from, to: { heldOn: row.heldOn, startTime: '13:00' } }],
      false,
    );
    expect(warned(importAgain(), V0503)).toEqual([[visits, 'datums', '24.11.2026']]);
    const knows = { datums: '26.11.2026', sakums: '13:00', beigas: '15:00' };
    for (const [word, reason, status] of [
      ['atcelta', 'Svētki.', 'cancelled'],
      ['plānota', '', 'planned'],
      ['notika', '', 'happened'],
    ]) {
      const folder = new Folder().set(visits, V0503, { ...knows, statuss: word ?? '', iemesls: reason ?? '' });
      const report = importInto(db, folder);
      expect(warned(report, V0503)).toEqual([]);
      expect(visitOf('V0503').status).toBe(status);
    }
  });

  it('does not hold back one that the file itself calls off later, on a day among those', () => {
    mark('V0504', 'cancelled');
    const [line] = linesOf('visits_cancelled', 'V0504');
    tell(line === undefined ? [] : [{ ...line, count: 2, first: { heldOn: '2026-11-23', startTime: '09:30' } }], false);
    const next = { now: at.add({ hours: 24 }) };
    const off = new Folder().set(visits, V0503, { statuss: 'atcelta', iemesls: 'Svētki.' });
    expect(importInto(db, off, next).errors).toEqual([]);
    expect(visitOf('V0503').status).toBe('cancelled');
    const report = importInto(db, pilotFolder, next);
    expect(warned(report, V0503)).toEqual([]);
    expect([visitOf('V0503').status, visitOf('V0504').status]).toEqual(['planned', 'cancelled']);
  });

  it('keeps its mark when a newer version recounts its money', () => {
    mark('V0503', 'happened');
    tell([{ kind: 'dream', text: 'x' }], true);
    const folder = new Folder().set('plani.csv', PL_D05, { versija: '3', budzets_eur: '7000,00' });
    const row = folder.rowOf('plana_pakalpojumi.csv', { plana_nr: 'PL-D05', pakalpojuma_kods: 'ATB' });
    folder.set('plana_pakalpojumi.csv', row, { cena_eur: '13,00' });
    expect(importInto(db, folder).errors).toEqual([]);
    expect(visitOf('V0503').status).toBe('happened');
    expect(serviceBalance('ATB')).toMatchObject({ usedCents: 32 * 1300, bookedCents: 24 * 1300 });
    importAgain(folder);
  });
});

describe('a visit that only the portal has', () => {
  it('holds its money and is not reported as gone', () => {
    const { id: planServiceId, priceCents } = serviceOf('ATB');
    const place = { heldOn: '2026-11-27', startTime: '17:00', endTime: '18:00', place: 'Zāle' };
    const row = { ...place, planServiceId, number: 'P1.1', providerId: personOf('P03').id, units: 1 };
    const status = 'planned' as const;
    const visitId = db
      .insert(visit)
      .values({ ...row, status })
      .returning()
      .get().id;
    const money = { visitId, planId: planOf().id, planServiceId, units: 1, priceCents, status, reason: '' };
    settleVisit(db, { ...money, ...origin() });
    tell([{ kind: 'visits_planned', code: 'ATB', name: 'ATB', count: 1, first: place, last: place }], false);
    expect(importAgain().vanished).toEqual([]);
    // 30 used + 26 booked + 1 of the portal's own do not fit into 56.
    const ofPlan = new Folder();
    const at56 = ofPlan.rowOf('plana_pakalpojumi.csv', { plana_nr: 'PL-D05', pakalpojuma_kods: 'ATB' });
    ofPlan.set('plana_pakalpojumi.csv', at56, { vienibas: '56' });
    expect(importInto(db, ofPlan).errors).toMatchObject([{ column: 'vienibas' }]);
  });
});
