import { describe, expect, test } from 'vitest';
import { requestStatuses } from '../../../../db/schema.ts';
import {
  type Act,
  acts,
  type By,
  isOpen,
  isOverdue,
  isUndone,
  promiseDay,
  type RequestStatus,
  type Standing,
  statusAfter,
} from '../../../../src/features/requests/rules.ts';

const bys = ['asker', 'helper', 'worker'] as const satisfies readonly By[];
const AT = '2026-11-24T07:00:00.000Z';

/**
 * The life of a request, written down apart from the rules: where each act leads from each status. A cell names who alone
 * may do it: `A` whoever asks, `H` the helper, `W` the worker. Two kinds of cells hold only for some:
 * `first` once in the life of a request, `undone` as long as nothing was carried out.
 */
const _: null = null;
type Cell = null | readonly ['A' | 'H' | 'W', RequestStatus] | readonly ['A', RequestStatus, 'first' | 'undone'];
const helps: Cell = ['A', 'draft'];
const explains: Cell = ['H', 'draft'];
const sends: Cell = ['A', 'sent'];
const back: Cell = ['A', 'withdrawn', 'undone'];
const reads: Cell = ['W', 'read'];
const talks: Cell = ['W', 'talking'];
const agrees: Cell = ['W', 'agreed'];
const refuses: Cell = ['W', 'refused'];
const does: Cell = ['W', 'carried_out'];
const again: Cell = ['A', 'reopened', 'first'];

// biome-ignore format: a table is read by its columns.
const table = {
  //            ask_help explain   send   withdraw read   talk   yes     partly  no       carry_out disagree
  draft:       [helps,   explains, sends, back,    _,     _,     _,      _,      _,       _,        _    ],
  sent:        [_,       _,        _,     back,    reads, talks, agrees, agrees, refuses, _,        _    ],
  read:        [_,       _,        _,     back,    _,     talks, agrees, agrees, refuses, _,        _    ],
  talking:     [_,       _,        _,     back,    _,     talks, agrees, agrees, refuses, _,        _    ],
  agreed:      [_,       _,        _,     back,    _,     talks, _,      _,      _,       does,     again],
  carried_out: [_,       _,        _,     _,       _,     _,     _,      _,      _,       _,        again],
  refused:     [_,       _,        _,     _,       _,     _,     _,      _,      _,       _,        again],
  reopened:    [_,       _,        _,     back,    _,     talks, _,      _,      _,       _,        _    ],
  withdrawn:   [_,       _,        _,     _,       _,     _,     _,      _,      _,       _,        _    ],
} as const satisfies Record<RequestStatus, readonly Cell[]>;

const columns = [
  'ask_help',
  'explain',
  'send',
  'withdraw',
  'read',
  'talk',
  'answer_yes',
  'answer_partly',
  'answer_no',
  'carry_out',
  'disagree',
] as const satisfies readonly Act[];

const letterOf = { asker: 'A', helper: 'H', worker: 'W' } as const;

function expected({ status, disagreedAt, carriedOutAt }: Standing, act: Act, by: By): RequestStatus | null {
  const cell: Cell = table[status][columns.indexOf(act)] ?? null;
  if (cell === null || cell[0] !== letterOf[by]) return null;
  if (cell[2] === 'first' && disagreedAt !== null) return null;
  if (cell[2] === 'undone' && carriedOutAt !== null) return null;
  return cell[1];
}

const standings: readonly Standing[] = requestStatuses.flatMap((status) =>
  [null, AT].flatMap((disagreedAt) => [null, AT].map((carriedOutAt) => ({ status, disagreedAt, carriedOutAt }))),
);
const steps = standings.flatMap((standing) => acts.flatMap((act) => bys.map((by) => ({ standing, act, by }))));

describe('rule 6: the life of a request', () => {
  test('the table has a row for each status and a column for each act', () => {
    expect(Object.keys(table)).toEqual(requestStatuses);
    expect(columns).toEqual(acts);
    for (const row of Object.values(table)) expect(row).toHaveLength(acts.length);
  });

  // 9 statuses × disagreed or not × carried out or not × 11 acts × 3 who.
  test('each of its 1188 steps leads where the table says', () => {
    expect(steps).toHaveLength(1188);
    for (const { standing, act, by } of steps) {
      expect([standing, act, by, statusAfter(standing, act, by)]).toEqual([
        standing,
        act,
        by,
        expected(standing, act, by),
      ]);
    }
  });

  test('94 of them are possible', () => {
    // Plain cells hold in all four standings of a status, those that hold for some in two.
    const cells = Object.values(table).flatMap((row) => row.flatMap((cell: Cell) => (cell === null ? [] : [cell])));
    const plain = cells.filter((cell) => cell.length === 2);
    const some = cells.filter((cell) => cell.length === 3);
    expect([plain.length, some.length]).toEqual([19, 9]);
    expect(steps.filter(({ standing, act, by }) => statusAfter(standing, act, by) !== null)).toHaveLength(
      4 * 19 + 2 * 9,
    );
  });

  /** What the acts write of themselves, as the store does. */
  function following(standing: Standing, act: Act, by: By): Standing | null {
    const status = statusAfter(standing, act, by);
    if (status === null) return null;
    return {
      status,
      disagreedAt: act === 'disagree' ? AT : standing.disagreedAt,
      carriedOutAt: act === 'carry_out' ? AT : standing.carriedOutAt,
    };
  }

  function reachedFrom(start: Standing): ReadonlyMap<string, Standing> {
    const reached = new Map<string, Standing>([[JSON.stringify(start), start]]);
    for (const standing of reached.values()) {
      for (const act of acts) {
        for (const by of bys) {
          const next = following(standing, act, by);
          if (next !== null) reached.set(JSON.stringify(next), next);
        }
      }
    }
    return reached;
  }
  const draft: Standing = { status: 'draft', disagreedAt: null, carriedOutAt: null };

  test('every status is reached from a draft', () => {
    const statuses = new Set([...reachedFrom(draft).values()].map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([...requestStatuses].toSorted());
  });

  test('there is no way out of what was taken back', () => {
    for (const standing of standings.filter(({ status }) => status === 'withdrawn')) {
      expect([...reachedFrom(standing).values()]).toEqual([standing]);
    }
  });

  test('only whoever asks sends, takes back and disagrees; only a helper explains; only the worker does the rest', () => {
    const doers = (act: Act) => [
      ...new Set(steps.filter((step) => step.act === act && expected(step.standing, act, step.by)).map(({ by }) => by)),
    ];
    const real = (act: Act) => [
      ...new Set(
        steps.filter((step) => step.act === act && statusAfter(step.standing, act, step.by)).map(({ by }) => by),
      ),
    ];
    for (const act of acts) expect(real(act)).toEqual(doers(act));
    for (const act of ['ask_help', 'send', 'withdraw', 'disagree'] as const) expect(real(act)).toEqual(['asker']);
    expect(real('explain')).toEqual(['helper']);
    for (const act of ['read', 'talk', 'answer_yes', 'answer_partly', 'answer_no', 'carry_out'] as const) {
      expect(real(act)).toEqual(['worker']);
    }
  });

  test('after "I do not agree" nobody can say it again, on any way', () => {
    for (const standing of standings.filter(({ disagreedAt }) => disagreedAt !== null)) {
      for (const reached of reachedFrom(standing).values()) {
        for (const by of bys) expect(statusAfter(reached, 'disagree', by)).toBeNull();
      }
    }
  });

  test('after it was carried out there is one thing left to say', () => {
    const done: Standing = { status: 'carried_out', disagreedAt: null, carriedOutAt: AT };
    const possible = (standing: Standing) =>
      acts.flatMap((act) => bys.flatMap((by) => (statusAfter(standing, act, by) === null ? [] : [`${by} ${act}`])));
    expect(possible(done)).toEqual(['asker disagree']);
    expect(possible({ ...done, disagreedAt: AT })).toEqual([]);
    // What was done cannot be taken back even when it was opened again.
    for (const reached of reachedFrom(done).values()) expect(statusAfter(reached, 'withdraw', 'asker')).toBeNull();
  });

  test('who does not agree is talked to before there is another answer', () => {
    const possible = acts.filter((act) => statusAfter({ ...draft, status: 'reopened' }, act, 'worker') !== null);
    expect(possible).toEqual(['talk']);
  });

  test('a promise that cannot be kept is talked about; another answer comes only after that', () => {
    const agreed: Standing = { ...draft, status: 'agreed' };
    expect(acts.filter((act) => statusAfter(agreed, act, 'worker') !== null)).toEqual(['talk', 'carry_out']);
    const talked = { ...agreed, status: statusAfter(agreed, 'talk', 'worker') ?? 'draft' };
    for (const act of ['answer_yes', 'answer_partly', 'answer_no'] as const) {
      expect(statusAfter(agreed, act, 'worker')).toBeNull();
      expect(statusAfter(talked, act, 'worker')).not.toBeNull();
    }
  });

  test('no way goes on for ever but by talking: each other step leads further', () => {
    // A talk may follow a talk, and a draft may be asked about again; apart from these no standing comes back.
    const reached = reachedFrom(draft);
    const further = (standing: Standing) =>
      acts
        .filter((act) => act !== 'talk' && act !== 'ask_help' && act !== 'explain')
        .flatMap((act) => bys.flatMap((by) => following(standing, act, by) ?? []));
    for (const standing of reached.values()) {
      const seen = new Set<string>();
      const ahead = [...further(standing)];
      for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
        const key = JSON.stringify(next);
        expect(key).not.toBe(JSON.stringify(standing));
        if (!seen.has(key)) ahead.push(...further(next));
        seen.add(key);
      }
    }
  });

  test('open is what waits for the worker; undone as well what is promised', () => {
    expect(requestStatuses.filter(isOpen)).toEqual(['sent', 'read', 'talking', 'reopened']);
    expect(requestStatuses.filter(isUndone)).toEqual(['sent', 'read', 'talking', 'agreed', 'reopened']);
  });
});

describe('rule 6: an answer is promised by a day', () => {
  test.each([
    ['Monday', '2026-11-23', 5, '2026-11-30'],
    ['Tuesday', '2026-11-24', 5, '2026-12-01'],
    ['Friday', '2026-11-27', 5, '2026-12-04'],
    ['Saturday', '2026-11-28', 5, '2026-12-04'],
    ['Sunday', '2026-11-29', 5, '2026-12-04'],
    ['over the end of summer time', '2026-10-22', 5, '2026-10-29'],
    // 24 to 26 December and 1 January are holidays; 31 December is one as well (law of 3 October 1990, article 1).
    ['over Christmas', '2026-12-17', 5, '2026-12-28'],
    ['over the new year', '2026-12-29', 5, '2027-01-07'],
    ['the next working day', '2026-11-23', 1, '2026-11-24'],
    ['30 working days', '2026-11-23', 30, '2027-01-08'],
  ])('%s', (_name, sentOn, workingDays, promisedOn) => {
    expect(promiseDay(Temporal.PlainDate.from(sentOn), workingDays).toString()).toBe(promisedOn);
  });
});

describe('rule 6: overdue after the promised day', () => {
  const today = Temporal.PlainDate.from('2026-11-30');
  test.each<[RequestStatus, string | null, boolean]>([
    ['sent', '2026-12-01', false],
    ['sent', '2026-11-30', false],
    ['sent', '2026-11-29', true],
    ['read', '2026-11-29', true],
    ['talking', '2026-11-29', true],
    ['reopened', '2026-11-29', true],
    ['agreed', '2026-11-29', true],
    ['agreed', '2026-11-30', false],
    ['carried_out', '2026-11-29', false],
    ['refused', '2026-11-29', false],
    ['withdrawn', '2026-11-29', false],
    ['draft', null, false],
  ])('%s, promised by %s', (status, promisedOn, answer) => {
    expect(isOverdue({ status, promisedOn }, today)).toBe(answer);
  });
});
