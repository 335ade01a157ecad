import { z } from 'zod';
import { latvian } from '../../src/core/text/text.ts';
import type { audiences, genders, guardianAreas, linkKinds, roles, topics, units, visitStatuses } from '../schema.ts';

type Cell<T> = z.ZodType<T, string>;

const LONGEST_TEXT = 500;

/** A cell's text as read, or a sentence about what was expected instead. */
function cell<T>(read: (text: string) => T | undefined, expected: () => string): Cell<T> {
  return z.string().transform((given, context): T => {
    const value = read(given);
    if (value !== undefined) return value;
    const message =
      given === ''
        ? latvian('import:expected.filled')
        : given.length > LONGEST_TEXT
          ? latvian('import:expected.short')
          : expected();
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** An empty cell is nothing; a filled one must be right. */
function optional<T>(filled: Cell<T>): Cell<T | null> {
  return z.string().transform((given, context): T | null => {
    if (given === '') return null;
    const read = filled.safeParse(given);
    if (read.success) return read.data;
    for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

function oneOf<T>(words: Readonly<Record<string, T>>): Cell<T> {
  return cell(
    (given) => codeOf(words, given),
    () => latvian('import:expected.oneOf', { list: Object.keys(words).join(', ') }),
  );
}

function someOf<T extends string>(words: Readonly<Record<string, T>>): Cell<readonly T[]> {
  return cell(
    (given) => {
      const parts = given === '' ? [] : given.split(',').map((part) => codeOf(words, part.trim()));
      const codes = parts.filter((code) => code !== undefined);
      return codes.length === parts.length && new Set(codes).size === codes.length ? codes : undefined;
    },
    () => latvian('import:expected.someOf', { list: Object.keys(words).join(', ') }),
  );
}

function codeOf<T>(words: Readonly<Record<string, T>>, given: string): T | undefined {
  const word = given.toLocaleLowerCase('lv');
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** The word the files use for a code. */
export function wordOf(words: Readonly<Record<string, string>>, code: string): string {
  return Object.keys(words).find((word) => words[word] === code) ?? code;
}

export const participantWord = 'dalībnieks';

type Post = Readonly<{ role: Exclude<(typeof roles)[number], 'participant'>; isHead: boolean }>;

const post = (role: Post['role']): Post => ({ role, isHead: false });
/** The head of the service is a social worker, too. */
const head: Post = { role: 'social_worker', isHead: true };

const postWords: Readonly<Record<string, Post>> = {
  tuvinieks: post('family'),
  vecāks: post('parent'),
  aizgādnis: post('guardian'),
  'atbalsta persona': post('support_person'),
  'sociālais darbinieks': post('social_worker'),
  sniedzējs: post('provider'),
  vadītājs: head,
  vadītāja: head,
};

/** The word the files use for a role. */
export function roleWord(role: (typeof roles)[number]): string {
  return Object.keys(postWords).find((word) => postWords[word]?.role === role) ?? role;
}

const genderWords: Readonly<Record<string, (typeof genders)[number]>> = { s: 'female', v: 'male' };
export const linkWords: Readonly<Record<string, (typeof linkKinds)[number]>> = {
  tuvinieks: 'family',
  vecāks: 'parent',
  aizgādnis: 'guardian',
  'atbalsta persona': 'support_person',
  'sociālais darbinieks': 'social_worker',
};
export const areaWords: Readonly<Record<string, (typeof guardianAreas)[number]>> = {
  finanses: 'finances',
  veselība: 'health',
  ikdiena: 'daily_life',
  tiesības: 'rights',
  aprūpe: 'care',
};
export const topicWords: Readonly<Record<string, (typeof topics)[number]>> = {
  plāns: 'plan',
  nauda: 'money',
  tikšanās: 'visits',
  lūgumi: 'requests',
};
const unitWords: Readonly<Record<string, (typeof units)[number]>> = {
  stunda: 'hour',
  reize: 'time',
  diena: 'day',
  brauciens: 'ride',
};
const audienceWords: Readonly<Record<string, (typeof audiences)[number]>> = {
  dalībnieks: 'participant',
  tuvinieks: 'family',
};
export const statusWords: Readonly<Record<string, (typeof visitStatuses)[number]>> = {
  plānota: 'planned',
  notika: 'happened',
  atcelta: 'cancelled',
  nenotika: 'did_not_happen',
};

const text = cell(
  (given) => (given !== '' && given.length <= LONGEST_TEXT ? given : undefined),
  () => latvian('import:expected.filled'),
);

const number = cell(
  (given) => (/^[\p{L}\d][\p{L}\d-]{0,19}$/u.test(given) ? given : undefined),
  () => latvian('import:expected.number'),
);

/** `23.11.2026`, and only days that the calendar has. */
const day = cell(
  (given) => {
    const [, dayOfMonth, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(given) ?? [];
    try {
      return Temporal.PlainDate.from(
        { year: Number(year), month: Number(month), day: Number(dayOfMonth) },
        { overflow: 'reject' },
      ).toString();
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  },
  () => latvian('import:expected.day'),
);

const time = cell(
  (given) => {
    const [, hour, minute] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(given) ?? [];
    if (hour === undefined || minute === undefined) return undefined;
    return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : undefined;
  },
  () => latvian('import:expected.time'),
);

/** `1 620,00`, `1620.5` or `1620`, in cents; taken apart as text, since a float would lose a cent somewhere. */
const money = cell(
  (given) => {
    const match = /^(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?$/.exec(given);
    const [, euros = '', cents = ''] = match ?? [];
    const amount = Number(euros.replace(/\D/g, '') + cents.padEnd(2, '0'));
    return match !== null && Number.isSafeInteger(amount) && amount > 0 ? amount : undefined;
  },
  () => latvian('import:expected.money'),
);

const count = cell(
  (given) => (/^\d{1,5}$/.test(given) && Number(given) > 0 ? Number(given) : undefined),
  () => latvian('import:expected.count'),
);

const phone = cell(
  (given) => (/^\+?\d[\d ]{6,18}\d$/.test(given) ? given : undefined),
  () => latvian('import:expected.phone'),
);

const email = cell(
  (given) => z.email().safeParse(given.toLowerCase()).data,
  () => latvian('import:expected.email'),
);

const https = cell(
  (given) => z.url({ protocol: /^https$/, hostname: z.regexes.domain }).safeParse(given).data,
  () => latvian('import:expected.https'),
);

const column = <T>(name: string, read: Cell<T>) => ({ name, read });

/** The eight files, their columns as staff name them, and what stands in each. */
export const tables = {
  participants: {
    file: 'dalibnieki.csv',
    columns: {
      number: column('dalibnieka_nr', number),
      firstName: column('vards', text),
      lastName: column('uzvards', text),
      vocative: column('uzruna', text),
      gender: column('dzimte', oneOf(genderWords)),
      bornOn: column('dzimsanas_datums', day),
      phone: column('talrunis', optional(phone)),
    },
  },
  people: {
    file: 'cilveki.csv',
    columns: {
      number: column('personas_nr', number),
      firstName: column('vards', text),
      lastName: column('uzvards', text),
      gender: column('dzimte', oneOf(genderWords)),
      post: column('loma', oneOf(postWords)),
      organisation: column('organizacija', optional(text)),
      phone: column('talrunis', optional(phone)),
      email: column('epasts', optional(email)),
    },
  },
  links: {
    file: 'saites.csv',
    columns: {
      participant: column('dalibnieka_nr', number),
      person: column('personas_nr', number),
      kind: column('saite', oneOf(linkWords)),
      areas: column('jomas', someOf(areaWords)),
      consents: column('piekrisana', someOf(topicWords)),
      fromOn: column('no', day),
      toOn: column('lidz', optional(day)),
    },
  },
  plans: {
    file: 'plani.csv',
    columns: {
      number: column('plana_nr', number),
      participant: column('dalibnieka_nr', number),
      fromOn: column('no', day),
      toOn: column('lidz', day),
      budgetCents: column('budzets_eur', money),
      dream: column('sapnis', text),
      version: column('versija', count),
    },
  },
  steps: {
    file: 'merki.csv',
    columns: {
      plan: column('plana_nr', number),
      goal: column('merka_nr', count),
      goalText: column('merkis', text),
      position: column('sola_nr', count),
      text: column('solis', text),
      doneOn: column('paveikts', optional(day)),
    },
  },
  services: {
    file: 'pakalpojumi.csv',
    columns: {
      code: column('kods', number),
      name: column('nosaukums', text),
      easyName: column('viegli', text),
      explanation: column('paskaidrojums', text),
      unit: column('vieniba', oneOf(unitWords)),
      priceCents: column('cena_eur', money),
      audience: column('kam', oneOf(audienceWords)),
    },
  },
  planServices: {
    file: 'plana_pakalpojumi.csv',
    columns: {
      plan: column('plana_nr', number),
      service: column('pakalpojuma_kods', number),
      provider: column('personas_nr', number),
      units: column('vienibas', count),
      priceCents: column('cena_eur', money),
      audience: column('kam', oneOf(audienceWords)),
    },
  },
  visits: {
    file: 'tiksanas.csv',
    columns: {
      number: column('tiksanas_nr', number),
      plan: column('plana_nr', number),
      service: column('pakalpojuma_kods', number),
      heldOn: column('datums', day),
      startTime: column('sakums', time),
      endTime: column('beigas', time),
      place: column('vieta', text),
      address: column('adrese', optional(text)),
      provider: column('personas_nr', number),
      videoUrl: column('saite', optional(https)),
      units: column('vienibas', count),
      status: column('statuss', oneOf(statusWords)),
      reason: column('iemesls', optional(text)),
    },
  },
} as const;

export type TableName = keyof typeof tables;
type Columns<N extends TableName> = (typeof tables)[N]['columns'];
export type ColumnOf<N extends TableName> = keyof Columns<N>;

/** What one row says; days as `YYYY-MM-DD`, times as `HH:MM`, money in cents. */
export type Values<N extends TableName> = {
  readonly [C in ColumnOf<N>]: Columns<N>[C] extends { read: Cell<infer T> } ? T : never;
};

/** One row of a file. The values are missing when one of its cells could not be read. */
export type Line<N extends TableName> = Readonly<{
  /** As the spreadsheet shows it: the header is row 1. */
  row: number;
  /** The cells as they were typed. */
  cells: Readonly<Record<ColumnOf<N>, string>>;
  values: Values<N> | null;
}>;

/** Every file's rows; null where the file as a whole could not be read. */
export type Lines = { readonly [N in TableName]: readonly Line<N>[] | null };

/** A row that was read whole, with its values. */
export type Whole<N extends TableName> = Line<N> & Readonly<{ values: Values<N> }>;

/** The rows that were read whole. */
export function wholeOf<N extends TableName>(lines: Lines, name: N): readonly Whole<N>[] {
  const table: readonly Line<N>[] = lines[name] ?? [];
  return table.filter((line): line is Whole<N> => line.values !== null);
}

export const tableNames = Object.keys(tables) as readonly TableName[];
