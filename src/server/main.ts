import { join, resolve } from 'node:path';
import { loadDemo } from '../../db/demo/load.ts';
import { demoSignIns, forgetExpired } from '../features/sign-in/index.ts';
import { signInTable } from './sign-in-table.ts';
import { runPortal } from './start-portal.ts';

/** `node src/server/main.ts [FOLDER]`: another build than the usual one. */
const distFolder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../dist'));

await runPortal(
  {
    variables: process.env,
    distFolder,
    loadDemo: ({ db, clock }) => void loadDemo(db, clock.now()),
    tidy: forgetExpired,
  },
  async (app) => {
    process.stdout.write(`\nThe portal is at ${app.env.origin}\n`);
    if (app.env.isDemo) process.stdout.write(signInTable(app.env.origin, await demoSignIns(app)));
  },
);
