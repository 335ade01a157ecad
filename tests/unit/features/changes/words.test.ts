import { describe, expect, test } from 'vitest';
import { latvian as t } from '../../../../src/core/text/text.ts';
import { groupByDay, type Line, lineWords, pagesOf } from '../../../../src/features/changes/index.ts';
import { linesSchema } from '../../../../src/features/changes/lines.ts';

const today = Temporal.PlainDate.from('2026-11-23');
const music = { code: 'MUZ', name: 'Mūzikas nodarbība' } as const;
const at = (heldOn: string, startTime = '09:00') => ({ heldOn, startTime });
const one = { ...music, count: 1, first: at('2026-12-01'), last: at('2026-12-01') } as const;
const two = { ...music, count: 2, first: at('2026-12-01'), last: at('2026-12-08') } as const;
const many = { ...music, count: 12, first: at('2026-12-01'), last: at('2027-02-16') } as const;
const oneDay = 'Otrdiena, 1. decembris, 9:00.';
const betweenDays = 'Kopā 2 tikšanās.\nNo 1. decembra līdz 8. decembrim.';

describe('each thing that changed is told in easy words', () => {
  test.each<[Line, string, string | null]>([
    [
      { kind: 'visit_moved', ...music, from: at('2026-11-25', '09:30'), to: at('2026-11-27', '14:00') },
      'Tikšanās ir citā laikā',
      'Vecais laiks: trešdiena, 25. novembris, 9:30.\nJaunais laiks: piektdiena, 27. novembris, 14:00.',
    ],
    [
      { kind: 'visit_moved', ...music, from: at('2026-11-25'), to: at('2026-11-24') },
      'Tikšanās ir citā laikā',
      'Vecais laiks: trešdiena, 25. novembris, 9:00.\nJaunais laiks: otrdiena, 24. novembris, 9:00.\nTas ir rīt.',
    ],
    [{ kind: 'visits_planned', ...one }, 'Ir jauna tikšanās', oneDay],
    [{ kind: 'visits_planned', ...two }, 'Ir jaunas tikšanās', betweenDays],
    [
      { kind: 'visits_planned', ...many },
      'Ir jaunas tikšanās',
      'Kopā 12 tikšanos.\nNo 1. decembra līdz 16. februārim.',
    ],
    [{ kind: 'visits_cancelled', ...one }, 'Šīs tikšanās nebūs', oneDay],
    [{ kind: 'visits_cancelled', ...two }, 'Šo tikšanos nebūs', betweenDays],
    [{ kind: 'visits_stand_again', ...one }, 'Šī tikšanās tomēr būs', oneDay],
    [{ kind: 'visits_stand_again', ...two }, 'Šīs tikšanās tomēr būs', betweenDays],
    [{ kind: 'visits_did_not_happen', ...one }, 'Šī tikšanās nenotika', oneDay],
    [{ kind: 'visits_remote', ...two }, 'Šīs tikšanās ir pa video', betweenDays],
    [{ kind: 'visits_there', ...one, place: 'Centrs' }, 'Šī tikšanās ir citā vietā', oneDay],
    [
      { kind: 'service_added', ...music, providerName: 'Kristīne Jansone' },
      'Ir jauns pakalpojums',
      'Palīdz Kristīne Jansone.',
    ],
    [
      { kind: 'provider', ...music, providerName: 'Kristīne Jansone', fromOn: '2026-12-01' },
      'Palīdzēs cits cilvēks',
      'Kristīne Jansone.',
    ],
    [{ kind: 'service_ended', ...music, fromOn: '2026-12-01' }, 'Šis pakalpojums beidzas', null],
    [{ kind: 'units_more', ...music, unit: 'time', units: 21 }, 'Ir vairāk reižu', 'Vairāk: 21 reize.'],
    [{ kind: 'units_less', ...music, unit: 'hour', units: 10 }, 'Ir mazāk stundu', 'Mazāk: 10 stundu.'],
    [
      { kind: 'plan_longer', toOn: '2027-10-31' },
      'Mans plāns ir ilgāks',
      'Mans plāns ir līdz 31. oktobrim.\nTas ir 2027. gads.',
    ],
    [{ kind: 'money_more', cents: 12_550 }, 'Man ir vairāk naudas', 'Vairāk: 125 eiro.'],
    [{ kind: 'money_less', cents: 12_500 }, 'Man ir mazāk naudas', 'Mazāk: 125 eiro.'],
    [{ kind: 'money_less', cents: 60 }, 'Man ir mazāk naudas', 'Mazāk: 0,60 eiro.'],
    [{ kind: 'dream', text: 'Es gribu dejot.' }, 'Mans sapnis ir cits', null],
    [{ kind: 'goal_new', text: 'Es dejoju.' }, 'Man ir jauns mērķis', null],
    [{ kind: 'goal_changed', text: 'Es dejoju.' }, 'Mans mērķis ir cits', null],
    [{ kind: 'goal_gone', text: 'Es dejoju.' }, 'Šī mērķa vairs nav', null],
    [{ kind: 'step_new', text: 'Es eju.' }, 'Man ir jauns solis', null],
    [{ kind: 'step_done', text: 'Es eju.' }, 'Solis man izdevās', null],
    [{ kind: 'step_gone', text: 'Es eju.' }, 'Šī soļa vairs nav', null],
  ])('$kind $count', (line, title, text) => {
    const words = lineWords(t, line, today);
    expect(words.title).toBe(title);
    // A day and its month stay on one line.
    expect(words.text?.replaceAll('\u00a0', ' ') ?? null).toBe(text);
  });

  test('the service stands beside it as the catalogue names it, with its picture', () => {
    const { service, said } = lineWords(t, { kind: 'visits_cancelled', ...one }, today);
    expect(service).toEqual({ name: 'Mūzikas nodarbība', picture: 'service-music' });
    expect(said).toBeNull();
  });

  test('what is new shows itself', () => {
    expect(lineWords(t, { kind: 'service_added', ...music, providerName: 'Kristīne' }, today).picture).toBe(
      'service-music',
    );
  });

  test('what people wrote is said as they wrote it', () => {
    expect(lineWords(t, { kind: 'dream', text: 'Es gribu dejot.' }, today)).toMatchObject({
      service: null,
      said: 'Es gribu dejot.',
    });
    expect(lineWords(t, { kind: 'visits_there', ...one, place: 'Centrs' }, today).said).toBe('Centrs');
  });

  test('a kept line with a unit that nothing is counted in is a loud failure', () => {
    const line = { kind: 'units_more', ...music, unit: 'hour', units: 2 };
    expect(linesSchema.parse([line])).toEqual([line]);
    expect(() => linesSchema.parse([{ ...line, unit: 'kilo' }])).toThrow('unit');
  });
});

test('the pages to look at stand in the order of the first screen, each once', () => {
  expect(
    pagesOf([
      { kind: 'money_more', cents: 100 },
      { kind: 'units_more', ...music, unit: 'time', units: 2 },
      { kind: 'dream', text: 'Es gribu dejot.' },
      { kind: 'visits_planned', ...one },
    ]),
  ).toEqual(['week', 'plan', 'money']);
  expect(pagesOf([])).toEqual([]);
});

test('changes stand under the day on which they were made in Latvia', () => {
  const late = { id: 3, madeAt: '2026-11-23T22:30:00.000Z' };
  const early = { id: 2, madeAt: '2026-11-23T06:30:00.000Z' };
  const before = { id: 1, madeAt: '2026-11-22T22:10:00.000Z' };
  expect(groupByDay([late, early, before])).toEqual([
    { day: '2026-11-24', changes: [late] },
    { day: '2026-11-23', changes: [early, before] },
  ]);
});
