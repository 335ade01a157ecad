import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { reportLines, totalOf } from '../../../../db/import/report.ts';
import {
  circleEvent,
  circleLink,
  consent,
  guardianArea,
  ledgerEntry,
  municipality,
  person,
  plan,
  planService,
  request,
  service,
  step,
  visit,
} from '../../../../db/schema.ts';
import { settleVisit } from '../../../../src/features/money/ledger.ts';
import { balanceOf } from '../../../../src/features/money/rules.ts';
import { referenceClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { contentsOf, emptyMunicipality, Folder, importInto, pilotFolder } from './folder.ts';

const visits = 'tiksanas.csv';
let db: Database;

beforeEach(() => {
  db = emptyMunicipality();
});

const balanceOfPlan = (number: string) => {
  const entries = db
    .select({ entry: ledgerEntry })
    .from(ledgerEntry)
    .innerJoin(plan, eq(plan.id, ledgerEntry.planId))
    .where(eq(plan.number, number))
    .all();
  return balanceOf(entries.map(({ entry }) => entry));
};
const visitOf = (number: string) => {
  const found = db.select().from(visit).where(eq(visit.number, number)).get();
  if (found === undefined) throw new Error(`No visit ${number}`);
  return found;
};
const personOf = (number: string) => {
  const found = db.select().from(person).where(eq(person.number, number)).get();
  if (found === undefined) throw new Error(`No person ${number}`);
  return found;
};
const entriesOf = (visitNumber: string) =>
  db
    .select()
    .from(ledgerEntry)
    .where(eq(ledgerEntry.visitId, visitOf(visitNumber).id))
    .orderBy(ledgerEntry.id)
    .all();

describe('the pilot', () => {
  it('comes in whole', () => {
    const report = importInto(db, pilotFolder);
    expect(report.errors).toEqual([]);
    expect(report.vanished).toEqual([]);
    expect(totalOf(report)).toEqual({ added: 1509, changed: 0, same: 0 });
    expect(report.counts.visits.added).toBe(1335);
    const counts = Object.fromEntries(Object.entries(contentsOf(db)).map(([name, rows]) => [name, rows.length]));
    expect(counts).toMatchObject({
      person: 35,
      circle_link: 27,
      guardian_area: 3,
      consent: 6,
      service: 25,
      plan: 11,
      goal: 14,
      step: 30,
      plan_service: 46,
      visit: 1335,
    });
  });

  it('gives Māris the money that his files say, counted by hand', () => {
    importInto(db, pilotFolder);
    // 30 × 12.50 + 13 × 30 + 42 × 13 + 26 × 8.60 happened; 26 × 12.50 + 12 × 30 + 42 × 13 + 26 × 8.60 are planned.
    const balance = balanceOfPlan('PL-D05');
    expect(balance).toMatchObject({
      allocatedCents: 636_000,
      assignedCents: 578_240,
      usedCents: 153_460,
      bookedCents: 145_460,
      leftCents: 337_080,
    });
    const services = db
      .select({ id: planService.id })
      .from(planService)
      .innerJoin(service, eq(service.id, planService.serviceId))
      .innerJoin(plan, eq(plan.id, planService.planId))
      .where(eq(plan.number, 'PL-D05'))
      .orderBy(service.code)
      .all();
    // ASI, ATB, DAR, MUZ
    expect(services.map(({ id }) => balance.services.get(id))).toMatchObject([
      {
        assignedUnits: 104,
        usedUnits: 26,
        bookedUnits: 26,
        leftUnits: 52,
        assignedCents: 89_440,
        usedCents: 22_360,
        bookedCents: 22_360,
        leftCents: 44_720,
      },
      {
        assignedUnits: 104,
        usedUnits: 30,
        bookedUnits: 26,
        leftUnits: 48,
        assignedCents: 130_000,
        usedCents: 37_500,
        bookedCents: 32_500,
        leftCents: 60_000,
      },
      {
        assignedUnits: 156,
        usedUnits: 42,
        bookedUnits: 42,
        leftUnits: 72,
        assignedCents: 202_800,
        usedCents: 54_600,
        bookedCents: 54_600,
        leftCents: 93_600,
      },
      {
        assignedUnits: 52,
        usedUnits: 13,
        bookedUnits: 12,
        leftUnits: 27,
        assignedCents: 156_000,
        usedCents: 39_000,
        bookedCents: 36_000,
        leftCents: 81_000,
      },
    ]);
  });

  it('keeps every word, day and address as they stand in the files', () => {
    importInto(db, pilotFolder);
    expect(personOf('D05')).toMatchObject({
      role: 'participant',
      firstName: 'Māris',
      lastName: 'Krūmiņš',
      vocative: 'Māri',
      gender: 'male',
      bornOn: '1997-09-08',
      phone: '+371 2000 2004',
      email: null,
    });
    expect(personOf('P03')).toMatchObject({
      role: 'support_person',
      organisation: 'Biedrība “Blakus”',
      email: 'juris.p03@example.org',
    });
    expect(visitOf('V0503')).toMatchObject({
      heldOn: '2026-11-24',
      startTime: '09:30',
      endTime: '11:30',
      place: 'Bibliotēka',
      address: 'Rīgas iela 1',
      videoUrl: null,
      units: 2,
      status: 'planned',
      reason: null,
      movedFromOn: null,
    });
    expect(visitOf('V0182')).toMatchObject({
      place: 'Videozvans',
      videoUrl: 'https://video.example.org/d02',
      address: null,
    });
    expect(visitOf('V0002')).toMatchObject({ status: 'cancelled', reason: 'Dalībnieks ir slims.' });
    const guardian = db
      .select({ area: guardianArea.area, toOn: circleLink.toOn })
      .from(guardianArea)
      .innerJoin(circleLink, eq(circleLink.id, guardianArea.linkId))
      .where(eq(circleLink.personId, personOf('P10').id))
      .all();
    expect(guardian).toEqual([
      { area: 'finances', toOn: '2029-07-31' },
      { area: 'health', toOn: '2029-07-31' },
    ]);
    expect(
      db
        .select()
        .from(consent)
        .where(eq(consent.personId, personOf('P05').id))
        .all(),
    ).toMatchObject([
      // The link's first day in Riga, which is still summer time.
      { topic: 'plan', grantedAt: '2026-07-31T21:00:00.000Z', untilOn: null, revokedAt: null },
      { topic: 'visits', grantedAt: '2026-07-31T21:00:00.000Z', untilOn: null, revokedAt: null },
    ]);
  });

  it('knows who leads the service, and that nobody else does', () => {
    importInto(db, pilotFolder);
    const heads = () => db.select().from(person).where(eq(person.isHead, true)).all();
    expect(heads()).toMatchObject([{ number: 'P31', role: 'social_worker', firstName: 'Mudīte', lastName: 'Kalve' }]);
    const row = new Folder().rowOf('cilveki.csv', { personas_nr: 'P31' });
    importInto(db, new Folder().set('cilveki.csv', row, { dzimte: 'v', loma: 'Vadītājs' }));
    expect(heads()).toMatchObject([{ number: 'P31', gender: 'male' }]);
    const report = importInto(db, new Folder().set('cilveki.csv', row, { loma: 'sociālais darbinieks' }));
    expect(report.counts.people.changed).toBe(1);
    expect(heads()).toEqual([]);
    expect(personOf('P31').role).toBe('social_worker');
  });

  it('may lack a head, and a head may be linked as a social worker', () => {
    const row = new Folder().rowOf('cilveki.csv', { personas_nr: 'P31' });
    importInto(db, new Folder().remove('cilveki.csv', row));
    expect(db.select().from(person).where(eq(person.isHead, true)).all()).toEqual([]);
    const linked = new Folder().add('saites.csv', 'D05', 'P31', 'sociālais darbinieks', '', '', '01.08.2026', '');
    expect(importInto(db, linked).errors).toEqual([]);
    expect(
      db
        .select()
        .from(circleLink)
        .where(eq(circleLink.personId, personOf('P31').id))
        .all(),
    ).toMatchObject([{ kind: 'social_worker' }]);
  });

  it('books what is planned, spends what happened, and never touches what did not', () => {
    importInto(db, pilotFolder);
    const kinds = (number: string) => entriesOf(number).map(({ kind }) => kind);
    expect(kinds('V0503')).toEqual(['book']);
    expect(kinds('V0001')).toEqual(['book', 'use']);
    expect(kinds('V0002')).toEqual([]);
    expect(kinds('V0015')).toEqual([]);
  });

  it('takes about a second', () => {
    const before = process.cpuUsage();
    importInto(db, pilotFolder);
    // Of the processor's time, since other tests run beside this one.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1500);
  });

  it('comes a second time without changing anything', () => {
    importInto(db, pilotFolder);
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(totalOf(report)).toEqual({ added: 0, changed: 0, same: 1509 });
    expect(report.vanished).toEqual([]);
    expect(contentsOf(db)).toEqual(before);
    expect(reportLines(report).at(-1)).toBe('Jauni: 0, mainīti: 0, bez izmaiņām: 1509.');
  });

  it('stays outside when it is only checked', () => {
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder, { isCheckOnly: true });
    expect(totalOf(report).added).toBe(1509);
    expect(reportLines(report)).toContain('Tikai pārbaude. Nekas nav mainīts. Tā būtu:');
    expect(contentsOf(db)).toEqual(before);
  });

  it('stays in its own municipality', () => {
    importInto(db, pilotFolder);
    db.insert(municipality).values({ code: 'N', name: 'Cits novads' }).run();
    const before = contentsOf(db);
    const folder = new Folder().with('cilveki.csv', (text) => text.replaceAll('@example.org', '@example.com'));
    const report = importInto(db, folder, { municipalityId: 2 });
    expect(report.errors).toEqual([]);
    expect(totalOf(report)).toEqual({ added: 1509, changed: 0, same: 0 });
    const after = contentsOf(db);
    for (const [name, rows] of Object.entries(before)) expect(after[name]?.slice(0, rows.length)).toEqual(rows);
  });

  it('is found again after a move by whole weeks', () => {
    importInto(db, pilotFolder, { shiftWeeks: 20 });
    expect(visitOf('V0503')).toMatchObject({ heldOn: '2027-04-13', startTime: '09:30' });
    expect(totalOf(importInto(db, pilotFolder, { shiftWeeks: 20 }))).toEqual({ added: 0, changed: 0, same: 1509 });
  });
});

describe('the ways spreadsheets write', () => {
  const same = (folder: Folder) => {
    importInto(db, pilotFolder);
    const report = importInto(db, folder);
    expect(report.errors).toEqual([]);
    expect(totalOf(report)).toEqual({ added: 0, changed: 0, same: 1509 });
  };

  it('reads commas with quotes and decimal dots', () => {
    const folder = new Folder();
    for (const file of ['saites.csv', 'plani.csv', 'merki.csv', visits, 'pakalpojumi.csv', 'plana_pakalpojumi.csv']) {
      const rows = folder
        .rows(file)
        .map((row) =>
          row
            .map((cell) => (/^\d+,\d\d$/.test(cell) ? cell.replace(',', '.') : `"${cell.replaceAll('"', '""')}"`))
            .join(','),
        );
      folder.write(file, `${rows.join('\n')}\n`);
    }
    same(folder);
  });

  it('reads files without a byte order mark, with empty rows at the end and no last line break', () => {
    const folder = new Folder();
    for (const file of ['plani.csv', visits]) folder.with(file, (text) => text.replace('\ufeff', '').trimEnd());
    folder.with('merki.csv', (text) => `${text};;;;;\r\n;;;;;\r\n\r\n`);
    same(folder);
  });

  it('reads columns in another order, spaces round cells, capitals in codes and short days', () => {
    const folder = new Folder();
    const reordered = folder.rows('plani.csv').map((row) => row.toReversed().join(';'));
    folder.write('plani.csv', `\ufeff${reordered.join('\r\n')}\r\n`);
    folder.set('cilveki.csv', 2, { loma: ' Sociālais darbinieks ', epasts: 'Dina.P01@Example.org' });
    folder.set(visits, 2, { datums: '5.8.2026', sakums: '9:00' });
    same(folder);
  });

  it.each([
    ['7 040,00', 704_000],
    ['7\u00a0040,00', 704_000],
    ['7\u202f040,5', 704_050],
    ['7040', 704_000],
    ['7040.10', 704_010],
    ['65536,29', 6_553_629],
  ])('reads %s exactly', (written, cents) => {
    importInto(db, new Folder().set('plani.csv', 2, { budzets_eur: written }));
    expect(balanceOfPlan('PL-D01').allocatedCents).toBe(cents);
  });

  it('counts rows as the spreadsheet does, with empty rows and line breaks in cells', () => {
    const folder = new Folder().with('merki.csv', (text) =>
      text
        .replace(
          'PL-D01;1;Es eju uz dienas centru viens.;2;Es braucu kopā ar asistentu.',
          'PL-D01;1;Es eju uz dienas centru viens.;2;"Es braucu\nkopā ar asistentu."',
        )
        .replace('PL-D02;1;', ';;;;;\r\nPL-D02;1;')
        .replace('Es gatavoju zupu.;', 'Es gatavoju zupu.;99.99.2026'),
    );
    expect(importInto(db, folder).errors).toMatchObject([{ file: 'merki.csv', row: 9, column: 'paveikts' }]);
  });
});

describe('a changed row', () => {
  beforeEach(() => {
    db = pilotDatabase();
  });

  it('updates what it says about people, services, links, plans, steps and visits', () => {
    const folder = new Folder()
      .set('dalibnieki.csv', 6, { uzvards: 'Krūms', talrunis: '' })
      .set('cilveki.csv', 2, { epasts: 'anna.p02@example.org' })
      .set('cilveki.csv', 3, { epasts: 'dina.p01@example.org' })
      .set('saites.csv', 11, { jomas: 'veselība,tiesības', lidz: '31.07.2030' })
      .set('plani.csv', 6, { sapnis: 'Es gribu spēlēt mūziku.', versija: '2' })
      .set('merki.csv', 16, { paveikts: '20.11.2026' })
      .set('pakalpojumi.csv', 9, { viegli: 'Mūzika' })
      .set('plana_pakalpojumi.csv', 21, { personas_nr: 'P28' })
      .set(visits, 504, { sakums: '10:00', beigas: '12:00', vieta: 'Mājās', adrese: '' });
    const report = importInto(db, folder);
    expect(report.errors).toEqual([]);
    expect(report.counts).toMatchObject({
      participants: { changed: 1 },
      people: { changed: 2 },
      links: { changed: 1 },
      plans: { changed: 1 },
      steps: { changed: 1 },
      services: { changed: 1 },
      planServices: { changed: 1 },
      visits: { changed: 1 },
    });
    expect(totalOf(report)).toMatchObject({ added: 0, changed: 9 });
    expect(personOf('D05')).toMatchObject({ lastName: 'Krūms', phone: null });
    expect(personOf('P01').email).toBe('anna.p02@example.org');
    expect(personOf('P02').email).toBe('dina.p01@example.org');
    const [link] = db
      .select()
      .from(circleLink)
      .where(eq(circleLink.personId, personOf('P08').id))
      .all();
    expect(link?.toOn).toBe('2030-07-31');
    expect(
      db
        .select({ area: guardianArea.area })
        .from(guardianArea)
        .where(eq(guardianArea.linkId, link?.id ?? 0))
        .all(),
    ).toEqual([{ area: 'health' }, { area: 'rights' }]);
    expect(db.select().from(plan).where(eq(plan.number, 'PL-D05')).all()).toMatchObject([
      { dream: 'Es gribu spēlēt mūziku.', version: 2 },
    ]);
    expect(db.select().from(step).where(eq(step.doneOn, '2026-11-20')).all()).toHaveLength(1);
    expect(visitOf('V0503')).toMatchObject({ startTime: '10:00', endTime: '12:00', place: 'Mājās', address: null });
    expect(totalOf(importInto(db, folder))).toMatchObject({ added: 0, changed: 0 });
  });

  it('moves the money with a visit’s status, by new entries only', () => {
    const before = db.select().from(ledgerEntry).all();
    const folder = new Folder()
      .set(visits, 504, { statuss: 'notika' })
      .set(visits, 505, { statuss: 'atcelta', iemesls: 'Brīvdiena.' })
      .set(visits, 503, { statuss: 'nenotika' });
    expect(importInto(db, folder).errors).toEqual([]);
    expect(entriesOf('V0503').map(({ kind }) => kind)).toEqual(['book', 'use']);
    expect(entriesOf('V0504').at(-1)).toMatchObject({ kind: 'cancel', reason: 'Brīvdiena.' });
    expect(entriesOf('V0502').at(-1)).toMatchObject({
      kind: 'correct',
      usedCents: -2500,
      usedUnits: -2,
      reason: 'Tikšanās nenotika.',
    });
    expect(db.select().from(ledgerEntry).all().slice(0, before.length)).toEqual(before);
    // +25 used by V0503, −25 by V0502; −50 booked.
    expect(balanceOfPlan('PL-D05')).toMatchObject({ usedCents: 153_460, bookedCents: 140_460, leftCents: 342_080 });
  });

  it('extends a budget, and corrects it down with a reason', () => {
    importInto(db, new Folder().set('plani.csv', 6, { budzets_eur: '6500,00' }));
    expect(balanceOfPlan('PL-D05')).toMatchObject({ allocatedCents: 650_000, leftCents: 351_080 });
    importInto(db, new Folder().set('plani.csv', 6, { budzets_eur: '6000,00' }));
    expect(balanceOfPlan('PL-D05')).toMatchObject({ allocatedCents: 600_000, leftCents: 301_080 });
    const entries = db.select().from(ledgerEntry).orderBy(ledgerEntry.id).all().slice(-2);
    expect(entries).toMatchObject([
      { kind: 'extend', allocatedCents: 14_000 },
      { kind: 'correct', allocatedCents: -50_000, reason: 'Manā plānā ir cits naudas daudzums.' },
    ]);
  });

  it('gives a service more or fewer units, whole within the new budget', () => {
    const file = 'plana_pakalpojumi.csv';
    const folder = new Folder().set(file, 20, { vienibas: '60' }).set(file, 21, { vienibas: '70' });
    expect(importInto(db, folder).errors).toEqual([]);
    const services = [...balanceOfPlan('PL-D05').services.values()];
    expect(services.map(({ assignedUnits }) => assignedUnits).toSorted()).toEqual([60, 70, 156, 104].toSorted());
    expect(balanceOfPlan('PL-D05')).toMatchObject({ assignedCents: 578_240 - 44 * 1250 + 18 * 3000 });
  });

  it.each(['28,00', '36,00'])('recounts a service at its new price of %s', (price) => {
    const folder = new Folder()
      .set('plana_pakalpojumi.csv', 21, { cena_eur: price })
      .set('plani.csv', 6, { budzets_eur: '7000,00' });
    expect(importInto(db, folder).errors).toEqual([]);
    const cents = Number(price.replace(',', ''));
    expect(balanceOfPlan('PL-D05')).toMatchObject({
      assignedCents: 578_240 + 52 * (cents - 3000),
      usedCents: 153_460 + 13 * (cents - 3000),
      bookedCents: 145_460 + 12 * (cents - 3000),
    });
    expect(totalOf(importInto(db, folder))).toMatchObject({ added: 0, changed: 0 });
  });

  it('swaps a full plan round: one service shrinks, its visits go, another grows to the last cent', () => {
    // PL-D07 has every cent of its budget assigned.
    const folder = new Folder();
    folder.with(visits, (text) => text.replaceAll(/^(V\d+;PL-D07;TRA;.*);plānota;/gm, '$1;atcelta;Brīvdiena.'));
    const file = 'plana_pakalpojumi.csv';
    folder.set(file, folder.rowOf(file, { plana_nr: 'PL-D07', pakalpojuma_kods: 'TRA' }), { vienibas: '86' });
    folder.set(file, folder.rowOf(file, { plana_nr: 'PL-D07', pakalpojuma_kods: 'FIZ' }), { vienibas: '139' });
    expect(importInto(db, folder).errors).toEqual([]);
    expect(balanceOfPlan('PL-D07')).toMatchObject({ allocatedCents: 869_700, assignedCents: 869_700 });
    // And back again: the other way round needs the other order.
    expect(importInto(db, pilotFolder).errors).toEqual([]);
    expect(balanceOfPlan('PL-D07')).toMatchObject({ assignedCents: 869_700, usedCents: 245_900, bookedCents: 229_250 });
  });

  it('reports what is gone from the files, and deletes nothing', () => {
    const folder = new Folder()
      .remove(visits, 504)
      .remove('merki.csv', 4)
      .remove('saites.csv', 5)
      .remove('pakalpojumi.csv', 22);
    const before = contentsOf(db);
    const report = importInto(db, folder);
    expect(report.errors).toEqual([]);
    expect(report.vanished).toEqual([
      { file: 'saites.csv', key: 'D01 P06 family' },
      { file: 'merki.csv', key: 'PL-D01 1 3' },
      { file: 'pakalpojumi.csv', key: 'GAS' },
      { file: visits, key: 'V0503' },
    ]);
    expect(reportLines(report)).toContain('  tiksanas.csv: V0503');
    expect(contentsOf(db)).toEqual(before);
  });
});

describe('what the portal has changed itself', () => {
  const participantId = () => personOf('D05').id;
  const at = '2026-11-23T06:30:00.000Z';

  /** An answered request, as the portal keeps it. */
  const answer = (visitNumber: string): number =>
    db
      .insert(request)
      .values({
        participantId: participantId(),
        formKey: 'k',
        flow: 'visit',
        status: 'carried_out',
        kind: 'cannot_come',
        visitId: visitOf(visitNumber).id,
        asAsked: '[]',
        startedAt: at,
        startedBy: participantId(),
        sentAt: at,
        promisedOn: '2026-11-30',
        answer: 'yes',
        answeredAt: at,
        answeredBy: personOf('P01').id,
        carriedOutAt: at,
      })
      .returning({ id: request.id })
      .get().id;

  beforeEach(() => {
    db = pilotDatabase();
  });

  it('is not reset by the old file: a visit that an answer cancelled', () => {
    const { id, planServiceId } = visitOf('V0503');
    const { planId } = db.select().from(planService).where(eq(planService.id, planServiceId)).all()[0] ?? { planId: 0 };
    db.update(visit).set({ status: 'cancelled', reason: 'Es nevaru atnākt.' }).where(eq(visit.id, id)).run();
    settleVisit(db, {
      visitId: id,
      planId,
      planServiceId,
      units: 2,
      priceCents: 1250,
      status: 'cancelled',
      reason: 'Es nevaru atnākt.',
      requestId: answer('V0503'),
      at: referenceClock.now(),
    });
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ file: visits, row: 504, column: 'statuss', value: 'plānota' }),
    );
    expect(totalOf(report)).toMatchObject({ added: 0, changed: 0 });
    expect(contentsOf(db)).toEqual(before);
  });

  it('is not reset by the old file: a visit that was moved', () => {
    db.update(visit)
      .set({
        heldOn: '2026-11-26',
        startTime: '13:00',
        endTime: '15:00',
        movedFromOn: '2026-11-24',
        movedFromStart: '09:30',
        movedFromEnd: '11:30',
      })
      .where(eq(visit.number, 'V0503'))
      .run();
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    const warning = report.warnings.find(({ row }) => row === 504);
    expect(warning).toMatchObject({ column: 'datums', value: '24.11.2026' });
    expect(warning?.expected).toContain('26.11.2026 13:00');
    expect(contentsOf(db)).toEqual(before);
  });

  it('goes on when the file knows of the move: the moved visit happened', () => {
    db.update(visit)
      .set({
        heldOn: '2026-11-26',
        startTime: '13:00',
        endTime: '15:00',
        movedFromOn: '2026-11-24',
        movedFromStart: '09:30',
        movedFromEnd: '11:30',
      })
      .where(eq(visit.number, 'V0503'))
      .run();
    const folder = new Folder().set(visits, 504, {
      datums: '26.11.2026',
      sakums: '13:00',
      beigas: '15:00',
      statuss: 'notika',
    });
    const report = importInto(db, folder);
    expect(report.warnings.filter(({ row }) => row === 504)).toEqual([]);
    expect(visitOf('V0503')).toMatchObject({ status: 'happened', movedFromOn: '2026-11-24' });
    expect(entriesOf('V0503').map(({ kind }) => kind)).toEqual(['book', 'use']);
  });

  it('is not given again: a consent that the participant took back', () => {
    db.update(consent)
      .set({ revokedAt: at })
      .where(eq(consent.personId, personOf('P09').id))
      .run();
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(contentsOf(db)).toEqual(before);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ file: 'saites.csv', row: 16, column: 'piekrisana', value: 'tikšanās' }),
    );
  });

  it('is not taken away: a consent that the participant gave', () => {
    db.insert(consent)
      .values({ participantId: participantId(), personId: personOf('P09').id, topic: 'money', grantedAt: at })
      .run();
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(contentsOf(db)).toEqual(before);
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ file: 'saites.csv', row: 16, column: 'piekrisana' }),
    );
  });

  it('lets nobody in again whom the participant has sent away', () => {
    db.update(circleLink)
      .set({ toOn: '2026-11-20' })
      .where(eq(circleLink.personId, personOf('P09').id))
      .run();
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(contentsOf(db)).toEqual(before);
    expect(report.warnings).toContainEqual(expect.objectContaining({ file: 'saites.csv', row: 16, column: 'lidz' }));
  });

  it('leaves a link as the desk has made it, of whatever kind', () => {
    const guardian = personOf('P08').id;
    const participant = personOf('D03').id;
    const link = db.select().from(circleLink).where(eq(circleLink.personId, guardian)).get();
    db.update(circleLink).set({ toOn: '2026-12-31' }).where(eq(circleLink.personId, guardian)).run();
    db.update(guardianArea)
      .set({ area: 'health' })
      .where(eq(guardianArea.linkId, link?.id ?? 0))
      .run();
    const pair = { participantId: participant, personId: guardian, linkKind: 'guardian' } as const;
    db.insert(circleEvent)
      .values({ ...pair, kind: 'ended', untilOn: '2026-12-31', at, byPersonId: personOf('P01').id })
      .run();
    const before = contentsOf(db);
    const report = importInto(db, pilotFolder);
    expect(contentsOf(db)).toEqual(before);
    expect(report.warnings).toContainEqual(expect.objectContaining({ file: 'saites.csv', column: 'lidz' }));
  });

  it('adds a consent that the file has newly got', () => {
    const report = importInto(db, new Folder().set('saites.csv', 16, { piekrisana: 'tikšanās,nauda' }));
    expect(report.counts.links.changed).toBe(1);
    const topics = db
      .select({ topic: consent.topic })
      .from(consent)
      .where(eq(consent.personId, personOf('P09').id))
      .all();
    expect(topics.map(({ topic }) => topic).toSorted()).toEqual(['money', 'visits']);
  });
});
