import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../db/client.ts';
import { authorize } from '../../../../src/core/access/grant.ts';
import {
  explainRequest,
  findHelpOptions,
  LONGEST_OPINION,
  LONGEST_OPTION_PART,
  readOptions,
} from '../../../../src/features/requests/index.ts';
import { movableClock } from '../../../support/clock.ts';
import { pilotDatabase } from '../../../support/database.ts';
import { actorOf } from '../../../support/people.ts';
import { anotherTime, tabletOf } from './a-request.ts';

const SUGGESTED = 'Es gribu citu laiku';
const nothing = { 'good-1': 'Viss ir kā parasti.', 'hard-1': 'Brauciens ir garš.', 'cost-1': 'Neko.' };
const other = { 'title-2': SUGGESTED, 'good-2': 'Ir vairāk laika.', 'hard-2': 'Ir cita grupa.', 'cost-2': 'Neko.' };
const options = [
  { title: null, good: 'Viss ir kā parasti.', hard: 'Brauciens ir garš.', cost: 'Neko.' },
  { title: SUGGESTED, good: 'Ir vairāk laika.', hard: 'Ir cita grupa.', cost: 'Neko.' },
];
const missing = (typed: Record<string, string>) => readOptions(typed, SUGGESTED).problems.map(({ field }) => field);

describe('reading the options', () => {
  test('whole ones are taken, empty blocks are left out', () => {
    expect(readOptions({ ...nothing, ...other, 'title-3': ' ', 'good-4': '' }, SUGGESTED)).toEqual({
      options,
      problems: [],
    });
  });

  test('the title that stood there already is nobody’s words', () => {
    expect(readOptions({ 'title-2': SUGGESTED }, SUGGESTED)).toEqual({ options: [], problems: [] });
    expect(missing({ 'title-2': 'Mans nosaukums' })).toContain('good-2');
  });

  test('a half-filled one says what is missing', () => {
    expect(missing({ ...nothing, ...other, 'good-2': ' ' })).toEqual(['good-2']);
    expect(missing({ ...nothing, ...other, 'title-4': 'Vēl viens' })).toEqual(['good-4', 'hard-4', 'cost-4']);
  });

  test('one way alone is no choice', () => {
    expect(missing(nothing)).toEqual(['title-2', 'good-2', 'hard-2', 'cost-2']);
    expect(missing(other)).toEqual(['good-1', 'hard-1', 'cost-1']);
  });

  test('what is too long is named', () => {
    const long = 'x'.repeat(LONGEST_OPTION_PART + 1);
    expect(readOptions({ ...nothing, ...other, 'cost-2': long }, SUGGESTED).problems).toEqual([
      { field: 'cost-2', position: 2, part: 'cost', reason: 'long' },
    ]);
  });
});

describe('explaining by options', () => {
  let app: { db: Database; clock: ReturnType<typeof movableClock> };
  let tablet: ReturnType<typeof tabletOf>;
  let id: number;
  let helpId: number;
  const grant = () => authorize(app, actorOf(app.db, 'P03'), 'help.answer', actorOf(app.db, 'D05').personId);
  const explain = (more: Parameters<typeof explainRequest>[4]) =>
    explainRequest(app, grant(), helpId, 'Par citu laiku.', more);

  beforeEach(() => {
    app = { db: pilotDatabase(), clock: movableClock() };
    tablet = tabletOf(app, actorOf(app.db, 'D05'));
    id = tablet.start('V0503');
    tablet.fill(id, { ...anotherTime, help: `look_first:${actorOf(app.db, 'P03').personId}` });
    helpId = tablet.help(id)[0]?.id ?? 0;
  });

  test('options and opinion are kept apart; writing anew replaces them', () => {
    expect(explain({ options, opinion: ' Man patīk rīts. ' })).toBe(true);
    expect(findHelpOptions(app.db, tablet.write(), helpId)).toEqual(options);
    expect(tablet.help(id)).toMatchObject([{ explanation: 'Par citu laiku.', opinion: 'Man patīk rīts.' }]);
    expect(explain({ options: [], opinion: '' })).toBe(true);
    expect(findHelpOptions(app.db, tablet.write(), helpId)).toEqual([]);
    expect(tablet.help(id)).toMatchObject([{ opinion: null }]);
  });

  test('two taps are told once; another option is told again', () => {
    explain({ options, opinion: '' });
    explain({ options, opinion: '' });
    const told = () => tablet.events(id).filter(({ kind }) => kind === 'explained').length;
    expect(told()).toBe(1);
    explain({ options: options.map((option) => ({ ...option, cost: 'Stundu ceļa.' })), opinion: '' });
    expect(told()).toBe(2);
  });

  test('a long opinion is not taken', () => {
    expect(explain({ options, opinion: 'x'.repeat(LONGEST_OPINION + 1) })).toBe(false);
    expect(findHelpOptions(app.db, tablet.write(), helpId)).toEqual([]);
  });

  test('another participant’s grant opens none of them', () => {
    explain({ options, opinion: '' });
    const stranger = actorOf(app.db, 'D01');
    const foreign = authorize(app, stranger, 'request.write', stranger.personId);
    expect(findHelpOptions(app.db, foreign, helpId)).toEqual([]);
  });

  test('the decision keeps what was explained, without the opinion', () => {
    explain({ options, opinion: 'Man patīk rīts.' });
    tablet.confirm(id);
    expect(tablet.decision(id)?.explanation).toBe(
      [
        'Par citu laiku.',
        'Nekas nemainās\nKas ir labi: Viss ir kā parasti.\nKas ir grūti: Brauciens ir garš.\nCik tas maksā: Neko.',
        `${SUGGESTED}\nKas ir labi: Ir vairāk laika.\nKas ir grūti: Ir cita grupa.\nCik tas maksā: Neko.`,
      ].join('\n\n'),
    );
  });
});
