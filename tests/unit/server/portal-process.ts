import { runPortal } from '../../../src/server/start-portal.ts';

// The real start and end of the portal's process, on a build given by the test and without demo people.
await runPortal(
  { variables: process.env, distFolder: process.argv[2] ?? '', loadDemo: () => undefined, tidy: () => undefined },
  async ({ env }) => {
    process.stdout.write(`The portal is at ${env.origin}\n`);
  },
);
