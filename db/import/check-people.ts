import { latvian } from '../../src/core/text/text.ts';
import { asTyped, type Checking, checkOrder } from './checking.ts';
import { areaWords, linkWords, participantWord, roleWord, topicWords, type Whole, wholeOf, wordOf } from './columns.ts';
import { staysEndedOn } from './portal-changes.ts';
import { keyOf } from './stored.ts';

const ADULT_FROM_YEARS = 18;

/** Which links a person of a role may have; a relative may be the guardian too. */
const relatives: readonly string[] = ['family', 'parent', 'guardian'];

export function checkPeople({ lines, stored, today, error }: Checking): void {
  for (const line of wholeOf(lines, 'participants')) {
    const { number, bornOn } = line.values;
    if (bornOn >= today.toString()) error('participants', line, 'bornOn', latvian('import:check.bornLater'));
    const known = stored.people.get(number);
    if (known !== undefined && known.role !== 'participant') {
      error('participants', line, 'number', latvian('import:check.otherRole', { role: roleWord(known.role) }));
    }
  }
  const people = wholeOf(lines, 'people');
  const inFile = new Set(people.map(({ values }) => values.number));
  const taken = new Set(stored.emailsElsewhere);
  for (const { number, email } of stored.people.values()) if (email !== null && !inFile.has(number)) taken.add(email);
  for (const line of people) {
    const { number, email } = line.values;
    if (stored.people.get(number)?.role === 'participant') {
      error('people', line, 'number', latvian('import:check.otherRole', { role: participantWord }));
    }
    if (email === null) continue;
    if (taken.has(email)) error('people', line, 'email', latvian('import:check.emailTaken'));
    taken.add(email);
  }
}

export function checkLinks({ lines, error, warn }: Checking): void {
  const people = new Map(wholeOf(lines, 'people').map((line) => [line.values.number, line]));
  const born = new Map(wholeOf(lines, 'participants').map(({ values }) => [values.number, values.bornOn]));
  for (const line of wholeOf(lines, 'links')) {
    const { participant, person, kind, areas, consents, fromOn, toOn } = line.values;
    checkOrder({ error }, 'links', line, 'toOn', fromOn, toOn);
    const other = people.get(person);
    const role = other?.values.post.role;
    if (role !== undefined && role !== kind && !(relatives.includes(role) && relatives.includes(kind))) {
      const names = { kind: wordOf(linkWords, kind), role: other?.cells.post ?? '' };
      error('links', line, 'kind', latvian('import:check.linkRole', names));
    }
    if (kind === 'guardian' && areas.length === 0) {
      error('links', line, 'areas', latvian('import:check.areasMissing', { list: Object.keys(areaWords).join(', ') }));
    }
    if (kind !== 'guardian' && areas.length > 0) error('links', line, 'areas', latvian('import:check.areasOfOther'));
    if (kind === 'social_worker' && consents.length > 0) {
      error('links', line, 'consents', latvian('import:check.consentOfWorker'));
    }
    const bornOn = born.get(participant);
    if (kind === 'parent' && bornOn !== undefined && isAdult(bornOn, fromOn)) {
      warn('links', line, 'kind', latvian('import:warning.parentOfAdult'));
    }
  }
}

/** What the participant allowed or took back in the portal stays so; the file only adds what was never there. */
export function checkConsents({ lines, stored, warn }: Checking): void {
  const warnOf = (line: Whole<'links'>, text: 'consentTakenBack' | 'consentKept', topic: string) =>
    warn('links', line, 'consents', latvian(`import:warning.${text}`, { topic: wordOf(topicWords, topic) }));
  const pairs = Map.groupBy(wholeOf(lines, 'links'), ({ values }) => keyOf(values.participant, values.person));
  for (const [pair, links] of pairs) {
    const known = stored.consents.get(pair) ?? [];
    const active = new Set(known.filter(({ isActive }) => isActive).map(({ topic }) => topic));
    const takenBack = new Set(known.map(({ topic }) => topic)).difference(active);
    for (const line of links) {
      for (const topic of line.values.consents) if (takenBack.has(topic)) warnOf(line, 'consentTakenBack', topic);
    }
    const asked = new Set<string>(links.flatMap(({ values }) => values.consents));
    for (const line of links.slice(0, 1)) {
      for (const topic of active.difference(asked)) warnOf(line, 'consentKept', topic);
    }
  }
}

/** Whom the participant has sent away in the portal, the file does not let in again. */
export function checkEndedLinks({ lines, stored, today, warn }: Checking): void {
  for (const line of wholeOf(lines, 'links')) {
    const { participant, person, kind } = line.values;
    const known = stored.links.get(keyOf(participant, person, kind));
    const { fromOn, toOn } = line.values;
    if (known?.isChangedInPortal === true) {
      if (known.fromOn !== fromOn || known.toOn !== toOn)
        warn('links', line, 'toOn', latvian('import:warning.linkKept'));
      continue;
    }
    const endedOn = staysEndedOn(known, line.values, today);
    if (endedOn !== null) warn('links', line, 'toOn', latvian('import:warning.linkEnded', { day: asTyped(endedOn) }));
  }
}

function isAdult(bornOn: string, on: string): boolean {
  return Temporal.PlainDate.from(bornOn).add({ years: ADULT_FROM_YEARS }).toString() <= on;
}
