import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkText, type Finding } from '../core/easy-read/check.ts';
import { checkPortal, portalTexts } from '../core/easy-read/check-portal.ts';
import { readLexicon } from '../core/easy-read/read-lexicon.ts';
import type { Profile } from '../core/easy-read/rules.ts';
import { latvian } from '../core/text/text.ts';

type Found = Readonly<{ place: string; finding: Finding }>;
type Call = Readonly<{ files: readonly string[]; profile: Profile }>;

const PROFILES: readonly Profile[] = ['participant', 'adult', 'letter'];

const call = readCall();
if (call === null) refuse(latvian('easyRead:command.usage'));
else run(call);

function refuse(why: string): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = 1;
}

function readCall(): Call | null {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { profile: { type: 'string' } } });
    const profile = PROFILES.find((known) => known === (values.profile ?? 'participant'));
    return profile === undefined ? null : { files: positionals, profile };
  } catch {
    return null;
  }
}

function run({ files, profile }: Call): void {
  const unreadable = files.find((file) => !existsSync(file));
  if (unreadable !== undefined) {
    refuse(latvian('easyRead:command.unreadable', { file: unreadable }));
    return;
  }
  const lexicon = readLexicon();
  const found: readonly Found[] =
    files.length === 0
      ? checkPortal(lexicon).map(({ key, finding }) => ({ place: `${fileOf(key)} ${key}`, finding }))
      : files.flatMap((file) => {
          const text = readFileSync(file, 'utf8');
          return checkText(text, { profile, lexicon }).map((finding) => ({
            place: `${file}:${lineAndColumn(text, finding.from)}`,
            finding,
          }));
        });
  for (const { place, finding } of found) process.stdout.write(`${place} ${sayFinding(finding)}\n`);
  const errors = found.filter(({ finding }) => finding.severity === 'error').length;
  const texts = files.length === 0 ? portalTexts.length : files.length;
  const counts = latvian('easyRead:command.counts', { texts, errors, warnings: found.length - errors });
  process.stdout.write(`${counts}\n`);
  if (errors > 0) process.exitCode = 1;
}

function sayFinding({ severity, rule, words, suggestions, advice }: Finding): string {
  const easier = suggestions.map((word) => word || latvian('easyRead:command.leaveOut')).join(' / ');
  return [
    `${latvian(`easyRead:command.${severity}`)} ${rule}: “${words}”.`,
    latvian(`easyRead:why.${rule}`),
    easier && latvian('easyRead:command.easier', { words: easier }),
    advice && latvian('easyRead:command.advice', { advice }),
  ]
    .filter(Boolean)
    .join(' ');
}

/** `signIn:card.title` stands in `locales/lv/sign-in.json`. */
function fileOf(key: string): string {
  const [namespace = ''] = key.split(':');
  return `locales/lv/${namespace.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}.json`;
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
