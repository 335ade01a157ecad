import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { REFERENCE_TIME } from './clock.ts';
import type { Portal } from './portal.ts';

const ROOT = join(import.meta.dirname, '../..');

const isParticipant = (number: string) => number.startsWith('D');

/** The secret on a person's card. */
export function cardSecret(portal: Portal, number: string): string {
  const { card } = portal.signIn(number);
  if (card === null) throw new Error(`${number} has no card.`);
  return new URL(card).hash.slice(1);
}

/** As on a tablet: the camera opens the card's address, one press enters. */
export async function enterByCard(page: Page, portal: Portal, number: string): Promise<void> {
  await page.goto(`/k#${cardSecret(portal, number)}`);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('button', { name: 'Beigt' })).toBeVisible();
}

/** Participants only; a code opens the door once. */
export async function enterByCode(page: Page, code: string): Promise<void> {
  await page.goto('/ienakt');
  await page.getByRole('link', { name: 'Man ir kods' }).click();
  await page.getByLabel('Mans kods').fill(code);
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('button', { name: 'Beigt' })).toBeVisible();
}

/** Everybody who is not a participant. */
export async function enterByPassword(page: Page, portal: Portal, number: string): Promise<void> {
  const { email, password } = portal.signIn(number);
  await page.goto('/ienakt');
  await page.getByRole('link', { name: 'Es palīdzu' }).click();
  await page.getByLabel('E-pasts').fill(email ?? '');
  await page.getByLabel('Parole', { exact: true }).fill(password ?? '');
  await page.getByRole('button', { name: 'Ienākt' }).click();
  await expect(page.getByRole('button', { name: 'Beigt' })).toBeVisible();
}

/** The way in that a person has without scripts: a code, or e-mail and password. */
export async function enterWithoutScripts(page: Page, portal: Portal, number: string): Promise<void> {
  if (!isParticipant(number)) return enterByPassword(page, portal, number);
  const { code } = portal.signIn(number);
  await enterByCode(page, code ?? '');
}

/** A session made over HTTP, where signing in is not what is tested. @returns the value of the session's cookie */
export async function openSession(portal: Portal, number: string): Promise<string> {
  const answer = await fetch(`${portal.origin}/k`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: portal.origin, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ secret: cardSecret(portal, number) }),
  });
  const session = /^session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1];
  if (answer.status !== 303 || session === undefined) throw new Error(`${number} could not sign in: ${answer.status}.`);
  return session;
}

/** Signs this browser in as the person. */
export async function becomes(context: BrowserContext, portal: Portal, number: string): Promise<void> {
  const value = await openSession(portal, number);
  await context.addCookies([{ name: 'session', value, url: portal.origin, httpOnly: true, sameSite: 'Lax' }]);
}

/** Runs one of the commands that give a person a way in, against the portal's own database. @returns what it printed */
export function runCommand(portal: Portal, command: 'card' | 'code' | 'invite', ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`src/commands/${command}.ts`, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DEMO: '1',
      ORIGIN: portal.origin,
      DATABASE_FILE: portal.databaseFile,
      CLOCK_AT: REFERENCE_TIME,
    },
  });
  if (status !== 0) throw new Error(`${command} failed:\n${stderr}`);
  return stdout;
}
