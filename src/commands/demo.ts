import { loadDemo } from '../../db/demo/load.ts';
import { openApp } from '../core/app.ts';
import { demoSignIns } from '../features/sign-in/index.ts';
import { signInTable } from '../server/sign-in-table.ts';

// Before `astro dev`, which runs without the server that does this at its start.
const app = openApp();
if (app.env.isDemo) {
  loadDemo(app.db, app.clock.now());
  process.stdout.write(signInTable(app.env.origin, await demoSignIns(app)));
}
app.db.$client.close();
