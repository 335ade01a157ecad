import type { DemoSignIn } from '../features/sign-in/index.ts';

/**
 * The ways in, person by person, for the console of the demo. Columns stand at least two spaces apart, and an empty line
 * between people, so that a program can read it too.
 */
export function signInTable(origin: string, signIns: readonly DemoSignIn[]): string {
  const names = signIns.map(({ firstName, lastName }) => `${firstName} ${lastName}`);
  const numberWidth = Math.max(0, ...signIns.map(({ number }) => number.length));
  const nameWidth = Math.max(0, ...names.map((name) => name.length));
  const people = signIns.map((signIn, index) => {
    const head = [signIn.number.padEnd(numberWidth), names[index]?.padEnd(nameWidth), signIn.role.replace('_', ' ')];
    return [head.join('  '), ...waysIn(origin, signIn).map((way) => `     ${way}`)]
      .map((line) => `  ${line}`)
      .join('\n');
  });
  return `\nDemo with invented people. Each of them signs in like this:\n\n${people.join('\n\n')}\n\n`;
}

function waysIn(origin: string, { number, link, code, password }: DemoSignIn): readonly string[] {
  const ways = [`card      ${link ?? `replaced; make another with: npm run card -- ${number}`}`];
  if (code !== null) {
    ways.push(`code      ${code.slice(0, 4)} ${code.slice(4)}  ${origin}/ienakt/kods`);
  }
  if (password !== null) {
    ways.push(`password  ${password.email}  ${password.password}  ${origin}/ienakt/parole`);
  }
  return ways;
}
