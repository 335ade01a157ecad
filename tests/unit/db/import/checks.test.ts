import { describe, expect, it } from 'vitest';
import { reportLines } from '../../../../db/import/report.ts';
import { municipality, person } from '../../../../db/schema.ts';
import { contentsOf, emptyMunicipality, Folder, importInto, pilotFolder } from './folder.ts';

type Place = Readonly<{ file: string; row: number | null; column: string | null; value: string | null }>;

/** Row 504 of the visits is V0503: PL-D05, ATB, 24.11.2026, planned. */
const V0503 = 504;
const visits = 'tiksanas.csv';
const at = (file: string, row: number | null, column: string | null, value: string | null): Place => ({
  file,
  row,
  column,
  value,
});

/** What is spoilt, and the one problem that must be told, with a piece of its sentence. */
const spoilt: readonly (readonly [string, (folder: Folder) => Folder, Place, string])[] = [
  ['a missing file', (f) => f.without('saites.csv'), at('saites.csv', null, null, null), 'Mapē vajag šo failu'],
  [
    'a file that is not UTF-8',
    (f) => f.write('plani.csv', Buffer.from('plana_nr;sapnis\r\nPL;\xe2', 'latin1')),
    at('plani.csv', null, null, null),
    'UTF-8',
  ],
  ['an empty file', (f) => f.write('plani.csv', ''), at('plani.csv', 1, null, null), 'kolonnu nosaukumus'],
  [
    'a missing column',
    (f) => f.with('saites.csv', (text) => text.replaceAll(/;[^;]*\r\n/g, '\r\n')),
    at('saites.csv', 1, 'lidz', null),
    'Vajag kolonnu',
  ],
  [
    'a column twice',
    (f) => f.with('merki.csv', (text) => text.replace('paveikts', 'paveikts;solis')),
    at('merki.csv', 1, 'solis', null),
    'tikai 1 reizi',
  ],
  [
    'an unknown column',
    (f) => f.with('merki.csv', (text) => text.replace('paveikts', 'paveikts;piezīmes')),
    at('merki.csv', 1, 'piezīmes', null),
    'tikai šīs kolonnas',
  ],
  [
    'more cells than columns',
    (f) => f.with('merki.csv', (text) => text.replace('autobusa numuru.;02.10.2026', 'autobusa numuru.;02.10.2026;x')),
    at('merki.csv', 2, null, 'PL-D01; 1; Es eju uz dienas centru viens.; 1; Es zinu autobusa numuru.; 02.10.2026; x'),
    'vairāk šūnu',
  ],
  [
    'quotes that are not closed',
    (f) => f.with('merki.csv', (text) => text.replace('Es strādāju dārzā.;1', '"Es strādāju dārzā.;1')),
    at('merki.csv', 5, null, null),
    'Pēdiņām',
  ],
  [
    'an unknown role',
    (f) => f.set('cilveki.csv', 2, { loma: 'priekšnieks' }),
    at('cilveki.csv', 2, 'loma', 'priekšnieks'),
    'sociālais darbinieks',
  ],
  [
    'an unknown gender',
    (f) => f.set('dalibnieki.csv', 2, { dzimte: 'x' }),
    at('dalibnieki.csv', 2, 'dzimte', 'x'),
    's, v',
  ],
  [
    'an unknown kind of link',
    (f) => f.set('saites.csv', 4, { saite: 'draugs' }),
    at('saites.csv', 4, 'saite', 'draugs'),
    'tuvinieks',
  ],
  [
    'an unknown area',
    (f) => f.set('saites.csv', 11, { jomas: 'finanses,auto' }),
    at('saites.csv', 11, 'jomas', 'finanses,auto'),
    'veselība',
  ],
  [
    'an area twice',
    (f) => f.set('saites.csv', 11, { jomas: 'finanses,finanses' }),
    at('saites.csv', 11, 'jomas', 'finanses,finanses'),
    '1 reizi',
  ],
  [
    'an unknown consent',
    (f) => f.set('saites.csv', 4, { piekrisana: 'viss' }),
    at('saites.csv', 4, 'piekrisana', 'viss'),
    'tikšanās',
  ],
  [
    'an unknown unit',
    (f) => f.set('pakalpojumi.csv', 2, { vieniba: 'gads' }),
    at('pakalpojumi.csv', 2, 'vieniba', 'gads'),
    'brauciens',
  ],
  [
    'an unknown audience',
    (f) => f.set('pakalpojumi.csv', 2, { kam: 'visi' }),
    at('pakalpojumi.csv', 2, 'kam', 'visi'),
    'dalībnieks, tuvinieks',
  ],
  [
    'an unknown status',
    (f) => f.set(visits, V0503, { statuss: 'būs' }),
    at(visits, V0503, 'statuss', 'būs'),
    'plānota, notika, atcelta, nenotika',
  ],
  ['an empty name', (f) => f.set('dalibnieki.csv', 2, { vards: ' ' }), at('dalibnieki.csv', 2, 'vards', ''), 'tukša'],
  [
    'a text that is too long',
    (f) => f.set('plani.csv', 2, { sapnis: 'a'.repeat(501) }),
    at('plani.csv', 2, 'sapnis', 'a'.repeat(501)),
    'par garu',
  ],
  [
    'a number with a space',
    (f) => f.add('dalibnieki.csv', 'D 12', 'Ance', 'Liepa', 'Ance', 's', '01.01.2000', ''),
    at('dalibnieki.csv', 13, 'dalibnieka_nr', 'D 12'),
    'D05',
  ],
  [
    'an e-mail that is none',
    (f) => f.set('cilveki.csv', 2, { epasts: 'dina@' }),
    at('cilveki.csv', 2, 'epasts', 'dina@'),
    'e-pasta adresi',
  ],
  [
    'a phone number that is none',
    (f) => f.set('cilveki.csv', 2, { talrunis: 'nav' }),
    at('cilveki.csv', 2, 'talrunis', 'nav'),
    'tālruņa numuru',
  ],
  [
    'an amount that is none',
    (f) => f.set('plani.csv', 2, { budzets_eur: '7040,005' }),
    at('plani.csv', 2, 'budzets_eur', '7040,005'),
    '1620,00',
  ],
  [
    'an amount below zero',
    (f) => f.set('plani.csv', 2, { budzets_eur: '-7040,00' }),
    at('plani.csv', 2, 'budzets_eur', '-7040,00'),
    '1620,00',
  ],
  [
    'a price of nothing',
    (f) => f.set('pakalpojumi.csv', 2, { cena_eur: '0,00' }),
    at('pakalpojumi.csv', 2, 'cena_eur', '0,00'),
    'summu',
  ],
  [
    'half a unit',
    (f) => f.set(visits, V0503, { vienibas: '1,5' }),
    at(visits, V0503, 'vienibas', '1,5'),
    'veselu skaitli',
  ],
  [
    'no units',
    (f) => f.set('plana_pakalpojumi.csv', 2, { vienibas: '0' }),
    at('plana_pakalpojumi.csv', 2, 'vienibas', '0'),
    'lielāks par 0',
  ],
  [
    'a day that does not exist',
    (f) => f.set(visits, V0503, { datums: '31.02.2027' }),
    at(visits, V0503, 'datums', '31.02.2027'),
    'kalendārā',
  ],
  [
    'a day the other way round',
    (f) => f.set(visits, V0503, { datums: '2026-11-24' }),
    at(visits, V0503, 'datums', '2026-11-24'),
    'kalendārā',
  ],
  [
    'a time that does not exist',
    (f) => f.set(visits, V0503, { sakums: '24:00' }),
    at(visits, V0503, 'sakums', '24:00'),
    'pulksteņa laiku',
  ],
  [
    'a time that summer time skips',
    (f) => f.set(visits, V0503, { datums: '28.03.2027', sakums: '03:30', beigas: '04:30' }),
    at(visits, V0503, 'sakums', '03:30'),
    'vasaras laiks',
  ],
  [
    'a birth tomorrow',
    (f) => f.set('dalibnieki.csv', 2, { dzimsanas_datums: '24.11.2026' }),
    at('dalibnieki.csv', 2, 'dzimsanas_datums', '24.11.2026'),
    'pirms šodienas',
  ],
  [
    'a plan that ends before it starts',
    (f) =>
      f.set('plani.csv', 10, { no: '01.08.2027' }).with(visits, (text) => text.replaceAll(/V\d+;PL-D09.*\r\n/g, '')),
    at('plani.csv', 10, 'lidz', '31.07.2027'),
    '01.08.2027',
  ],
  [
    'a link that ends before it starts',
    (f) => f.set('saites.csv', 11, { lidz: '31.07.2026' }),
    at('saites.csv', 11, 'lidz', '31.07.2026'),
    '01.08.2026',
  ],
  [
    'a visit that ends before it starts',
    (f) => f.set(visits, V0503, { beigas: '09:30' }),
    at(visits, V0503, 'beigas', '09:30'),
    'pēc sākuma',
  ],
  [
    'a participant twice',
    (f) =>
      f
        .set('dalibnieki.csv', 3, { dalibnieka_nr: 'D01' })
        .with('saites.csv', (t) => t.replaceAll(/D02;.*\r\n/g, ''))
        .with('plani.csv', (t) => t.replace(';D02;', ';D03;')),
    at('dalibnieki.csv', 3, 'dalibnieka_nr', 'D01'),
    '2. rindā',
  ],
  [
    'a person twice',
    (f) => f.add('cilveki.csv', 'P30', 'Inga', 'Melnbārde', 's', 'sociālais darbinieks', '', '', ''),
    at('cilveki.csv', 26, 'personas_nr', 'P30'),
    '24. rindā',
  ],
  [
    'a number of a participant for somebody else',
    (f) => f.add('cilveki.csv', 'D01', 'Inga', 'Melnbārde', 's', 'sniedzējs', '', '', ''),
    at('cilveki.csv', 26, 'personas_nr', 'D01'),
    'dalibnieki.csv',
  ],
  [
    'an e-mail twice, whatever the capitals',
    (f) => f.set('cilveki.csv', 3, { epasts: 'Dina.P01@example.org' }),
    at('cilveki.csv', 3, 'epasts', 'Dina.P01@example.org'),
    'citam cilvēkam',
  ],
  [
    'a service twice',
    (f) => f.add('pakalpojumi.csv', 'ATB', 'A', 'A', 'A', 'stunda', '1,00', 'dalībnieks'),
    at('pakalpojumi.csv', 27, 'kods', 'ATB'),
    '2. rindā',
  ],
  [
    'a plan twice',
    (f) => f.add('plani.csv', 'PL-D05', 'D05', '03.08.2026', '31.07.2027', '6360,00', 'Es gribu dejot.', '1'),
    at('plani.csv', 13, 'plana_nr', 'PL-D05'),
    '6. rindā',
  ],
  [
    'a visit twice',
    (f) => f.set(visits, V0503, { tiksanas_nr: 'V0502' }),
    at(visits, V0503, 'tiksanas_nr', 'V0502'),
    '503. rindā',
  ],
  [
    'a link twice',
    (f) => f.add('saites.csv', 'D01', 'P02', 'atbalsta persona', '', '', '01.08.2026', ''),
    at('saites.csv', 29, 'saite', 'atbalsta persona'),
    '2. rindā',
  ],
  ['a step twice', (f) => f.set('merki.csv', 4, { sola_nr: '2' }), at('merki.csv', 4, 'sola_nr', '2'), '3. rindā'],
  [
    'a service twice in one plan',
    (f) => f.add('plana_pakalpojumi.csv', 'PL-D05', 'MUZ', 'P20', '1', '1,00', 'dalībnieks'),
    at('plana_pakalpojumi.csv', 48, 'pakalpojuma_kods', 'MUZ'),
    '21. rindā',
  ],
  [
    'a link to no participant',
    (f) => f.set('saites.csv', 4, { dalibnieka_nr: 'D99' }),
    at('saites.csv', 4, 'dalibnieka_nr', 'D99'),
    'dalibnieki.csv',
  ],
  [
    'a link to nobody',
    (f) => f.set('saites.csv', 4, { personas_nr: 'P99' }),
    at('saites.csv', 4, 'personas_nr', 'P99'),
    'cilveki.csv',
  ],
  [
    'a plan of nobody',
    (f) => f.set('plani.csv', 6, { dalibnieka_nr: 'D99' }),
    at('plani.csv', 6, 'dalibnieka_nr', 'D99'),
    'dalibnieki.csv',
  ],
  [
    'a step of no plan',
    (f) => f.set('merki.csv', 2, { plana_nr: 'PL-X' }),
    at('merki.csv', 2, 'plana_nr', 'PL-X'),
    'plani.csv',
  ],
  [
    'a service of no plan',
    (f) => f.add('plana_pakalpojumi.csv', 'PL-X', 'MUZ', 'P20', '1', '1,00', 'dalībnieks'),
    at('plana_pakalpojumi.csv', 48, 'plana_nr', 'PL-X'),
    'plani.csv',
  ],
  [
    'an unknown service in a plan',
    (f) => f.add('plana_pakalpojumi.csv', 'PL-D05', 'XXX', 'P20', '1', '1,00', 'dalībnieks'),
    at('plana_pakalpojumi.csv', 48, 'pakalpojuma_kods', 'XXX'),
    'pakalpojumi.csv',
  ],
  [
    'a service run by nobody',
    (f) => f.set('plana_pakalpojumi.csv', 17, { personas_nr: 'P99' }),
    at('plana_pakalpojumi.csv', 17, 'personas_nr', 'P99'),
    'cilveki.csv',
  ],
  [
    'a visit of no plan',
    (f) => f.set(visits, V0503, { plana_nr: 'PL-X' }),
    at(visits, V0503, 'plana_nr', 'PL-X'),
    'plani.csv',
  ],
  [
    'a visit with an unknown service',
    (f) => f.set(visits, V0503, { pakalpojuma_kods: 'XXX' }),
    at(visits, V0503, 'pakalpojuma_kods', 'XXX'),
    'pakalpojumi.csv',
  ],
  [
    'a visit run by nobody',
    (f) => f.set(visits, V0503, { personas_nr: 'P99' }),
    at(visits, V0503, 'personas_nr', 'P99'),
    'cilveki.csv',
  ],
  [
    'a relative who runs a service',
    (f) => f.set('plana_pakalpojumi.csv', 17, { personas_nr: 'P05' }),
    at('plana_pakalpojumi.csv', 17, 'personas_nr', 'P05'),
    'tuvinieks',
  ],
  [
    'a social worker who runs a visit',
    (f) => f.set(visits, V0503, { personas_nr: 'P01' }),
    at(visits, V0503, 'personas_nr', 'P01'),
    'sociālais darbinieks',
  ],
  [
    'a head who runs a visit',
    (f) => f.set(visits, V0503, { personas_nr: 'P31' }),
    at(visits, V0503, 'personas_nr', 'P31'),
    'vadītāja',
  ],
  [
    'a head’s link as a relative',
    (f) => f.set('saites.csv', 5, { personas_nr: 'P31' }),
    at('saites.csv', 5, 'saite', 'tuvinieks'),
    'vadītāja',
  ],
  [
    'a social worker’s link to a relative',
    (f) => f.set('saites.csv', 5, { saite: 'sociālais darbinieks' }),
    at('saites.csv', 5, 'saite', 'sociālais darbinieks'),
    'tuvinieks',
  ],
  [
    'a support person’s link to a provider',
    (f) => f.set('saites.csv', 2, { personas_nr: 'P20' }),
    at('saites.csv', 2, 'saite', 'atbalsta persona'),
    'sniedzējs',
  ],
  [
    'a guardian without areas',
    (f) => f.set('saites.csv', 11, { jomas: '' }),
    at('saites.csv', 11, 'jomas', ''),
    'vismaz 1 jomu',
  ],
  [
    'areas of somebody who is no guardian',
    (f) => f.set('saites.csv', 4, { jomas: 'finanses' }),
    at('saites.csv', 4, 'jomas', 'finanses'),
    'tikai aizgādnim',
  ],
  [
    'a consent for a social worker',
    (f) => f.set('saites.csv', 3, { piekrisana: 'plāns' }),
    at('saites.csv', 3, 'piekrisana', 'plāns'),
    'nav vajadzīga',
  ],
  [
    'two texts of one goal',
    (f) => f.set('merki.csv', 3, { merkis: 'Es eju viens.' }),
    at('merki.csv', 3, 'merkis', 'Es eju viens.'),
    '2. rindā',
  ],
  [
    'services over the budget',
    (f) => f.set('plani.csv', 6, { budzets_eur: '5782,39' }),
    at('plani.csv', 6, 'budzets_eur', '5782,39'),
    '5\u00a0782,40 eiro',
  ],
  [
    'visits over the plan’s units',
    (f) => f.set('plana_pakalpojumi.csv', 12, { vienibas: '19' }),
    at(visits, 327, 'vienibas', '2'),
    'ir 19',
  ],
  [
    'a visit before its plan',
    (f) => f.set(visits, V0503, { datums: '02.08.2026' }),
    at(visits, V0503, 'datums', '02.08.2026'),
    'no 03.08.2026 līdz 31.07.2027',
  ],
  [
    'a visit after its plan',
    (f) => f.set(visits, V0503, { datums: '01.08.2027' }),
    at(visits, V0503, 'datums', '01.08.2027'),
    'plāna laikā',
  ],
  [
    'a video link that is not https',
    (f) => f.set(visits, V0503, { saite: 'http://video.example.org' }),
    at(visits, V0503, 'saite', 'http://video.example.org'),
    'https://',
  ],
  [
    'a visit with a service its plan does not have',
    (f) => f.set(visits, V0503, { pakalpojuma_kods: 'FIZ' }),
    at(visits, V0503, 'pakalpojuma_kods', 'FIZ'),
    'plana_pakalpojumi.csv',
  ],
  [
    'a cancelled visit without a reason',
    (f) => f.set(visits, V0503, { statuss: 'atcelta' }),
    at(visits, V0503, 'iemesls', ''),
    'iemeslu',
  ],
];

describe('a folder with one thing wrong', () => {
  it.each(spoilt)('says so of %s, and changes nothing', (_name, spoil, place, sentence) => {
    const db = emptyMunicipality();
    const before = contentsOf(db);
    const { errors } = importInto(db, spoil(new Folder()));
    expect(errors.map(({ expected: _expected, ...where }) => where)).toEqual([place]);
    expect(errors[0]?.expected).toContain(sentence);
    expect(contentsOf(db)).toEqual(before);
  });

  it('says that the folder itself is missing', () => {
    const { errors } = importInto(emptyMunicipality(), '/nowhere/at-all');
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ file: '/nowhere/at-all', row: null });
  });
});

describe('a folder with many things wrong', () => {
  it('lists all of them at once, file by file and row by row', () => {
    const folder = new Folder()
      .set(visits, 3, { datums: '31.02.2027', statuss: 'būs', vienibas: 'x' })
      .set(visits, V0503, { personas_nr: 'P99' })
      .set('saites.csv', 3, { piekrisana: 'plāns' })
      .set('dalibnieki.csv', 2, { dzimte: '' })
      .set('plani.csv', 6, { budzets_eur: '1,00' })
      .without('merki.csv');
    const { errors } = importInto(emptyMunicipality(), folder);
    expect(errors.map(({ file, row, column }) => [file, row, column])).toEqual([
      ['dalibnieki.csv', 2, 'dzimte'],
      ['saites.csv', 3, 'piekrisana'],
      ['plani.csv', 6, 'budzets_eur'],
      ['merki.csv', null, null],
      [visits, 3, 'datums'],
      [visits, 3, 'vienibas'],
      [visits, 3, 'statuss'],
      [visits, V0503, 'personas_nr'],
    ]);
  });

  it('does not blame every row that points to a file that is missing', () => {
    const { errors } = importInto(emptyMunicipality(), new Folder().without('cilveki.csv'));
    expect(errors.map(({ file }) => file)).toEqual(['cilveki.csv']);
  });

  it('tells each in one line with file, row, column, value and what was expected', () => {
    const folder = new Folder().set(visits, V0503, { datums: '31.02.2027' });
    expect(reportLines(importInto(emptyMunicipality(), folder)).slice(0, 3)).toEqual([
      'tiksanas.csv, 504. rinda, kolonna datums, ierakstīts “31.02.2027”: Vajag datumu, kas ir kalendārā, piemēram, 23.11.2026.',
      '',
      '1 kļūda. Nekas nav mainīts.',
    ]);
  });
});

describe('what only the database can tell', () => {
  it('refuses an e-mail that somebody in another municipality has', () => {
    const db = emptyMunicipality();
    db.insert(municipality).values({ code: 'N', name: 'Cits novads' }).run();
    db.insert(person)
      .values({
        municipalityId: 2,
        number: 'P01',
        role: 'provider',
        firstName: 'A',
        lastName: 'B',
        gender: 'female',
        email: 'anna.p02@example.org',
      })
      .run();
    const { errors } = importInto(db, pilotFolder);
    expect(errors).toMatchObject([{ file: 'cilveki.csv', row: 3, column: 'epasts' }]);
  });

  it.each<[string, (folder: Folder) => Folder, Place]>([
    [
      'a plan given to another participant',
      (f) => f.set('plani.csv', 6, { dalibnieka_nr: 'D04' }),
      at('plani.csv', 6, 'dalibnieka_nr', 'D04'),
    ],
    [
      'a visit given to another service',
      (f) => f.set(visits, V0503, { pakalpojuma_kods: 'MUZ', personas_nr: 'P20' }),
      at(visits, V0503, 'tiksanas_nr', 'V0503'),
    ],
    [
      'more units than the plan has, when a vanished visit still holds some',
      (f) =>
        f
          .remove(visits, 327)
          .add(
            visits,
            'V9999',
            'PL-D03',
            'ATB',
            '18.12.2026',
            '18:00',
            '19:00',
            'Mājās',
            '',
            'P03',
            '',
            '2',
            'plānota',
            '',
          ),
      at(visits, 1336, 'vienibas', '2'),
    ],
  ])('refuses %s', (_name, spoil, place) => {
    const db = emptyMunicipality();
    expect(importInto(db, pilotFolder).errors).toEqual([]);
    const before = contentsOf(db);
    const { errors } = importInto(db, spoil(new Folder()));
    expect(errors.map(({ expected: _expected, ...where }) => where)).toEqual([place]);
    expect(contentsOf(db)).toEqual(before);
  });

  it('refuses a plan that is older than the portal’s', () => {
    const db = emptyMunicipality();
    importInto(db, new Folder().set('plani.csv', 6, { versija: '2' }));
    expect(importInto(db, pilotFolder).errors).toMatchObject([
      { file: 'plani.csv', row: 6, column: 'versija', value: '1' },
    ]);
  });

  it('refuses to make a participant of somebody else, or the other way round', () => {
    const db = emptyMunicipality();
    db.insert(person)
      .values([
        { municipalityId: 1, number: 'D01', role: 'provider', firstName: 'A', lastName: 'B', gender: 'female' },
        {
          municipalityId: 1,
          number: 'P01',
          role: 'participant',
          firstName: 'A',
          lastName: 'B',
          gender: 'female',
          vocative: 'A',
          bornOn: '1990-01-01',
        },
      ])
      .run();
    expect(importInto(db, pilotFolder).errors).toMatchObject([
      { file: 'dalibnieki.csv', row: 2, column: 'dalibnieka_nr', value: 'D01' },
      { file: 'cilveki.csv', row: 2, column: 'personas_nr', value: 'P01' },
    ]);
  });
});

describe('what is worth a look', () => {
  it('is the one person in two places, told once for a clash that comes back every week', () => {
    const { warnings } = importInto(emptyMunicipality(), pilotFolder);
    expect(warnings.map(({ file, row, column, value }) => [file, row, column, value])).toEqual([
      [visits, 1022, 'personas_nr', 'P25'],
      [visits, 1333, 'personas_nr', 'P23'],
    ]);
    expect(warnings[0]?.expected).toContain('V0122');
    expect(warnings[0]?.expected).toContain('vēl 13 reizes');
  });

  it('is a participant who should be at two visits at once', () => {
    // V0592's service on 24.11., moved into V0503's time.
    const row = new Folder().rowOf(visits, { plana_nr: 'PL-D05', pakalpojuma_kods: 'ASI', datums: '24.11.2026' });
    const { errors, warnings } = importInto(
      emptyMunicipality(),
      new Folder().set(visits, row, { sakums: '11:00', beigas: '13:00' }),
    );
    expect(errors).toEqual([]);
    const warning = warnings.find(({ column }) => column === 'sakums');
    expect(warning).toMatchObject({ file: visits, row, value: '11:00' });
    expect(warning?.expected).toContain('D05');
    expect(warning?.expected).toContain('V0503');
  });

  it('is not two visits one right after the other, nor a cancelled one', () => {
    const folder = new Folder();
    const row = folder.rowOf(visits, { plana_nr: 'PL-D05', pakalpojuma_kods: 'ASI', datums: '24.11.2026' });
    folder.set(visits, row, { sakums: '11:30', beigas: '13:00' });
    expect(importInto(emptyMunicipality(), folder).warnings.filter(({ column }) => column === 'sakums')).toEqual([]);
    folder.set(visits, row, { sakums: '10:30', beigas: '13:00', statuss: 'atcelta', iemesls: 'Brīvdiena.' });
    expect(importInto(emptyMunicipality(), folder).warnings.filter(({ column }) => column === 'sakums')).toEqual([]);
  });

  it('is a parent of somebody who has come of age', () => {
    const folder = new Folder().set('dalibnieki.csv', 12, { dzimsanas_datums: '12.02.2006' });
    const { errors, warnings } = importInto(emptyMunicipality(), folder);
    expect(errors).toEqual([]);
    expect(warnings.filter(({ file }) => file === 'saites.csv')).toMatchObject([{ row: 27 }, { row: 28 }]);
  });
});
