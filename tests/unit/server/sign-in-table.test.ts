import { expect, test } from 'vitest';
import { signInTable } from '../../../src/server/sign-in-table.ts';

const nobody = { link: null, code: null, password: null };

test('prints each person with each way in, where they have it', () => {
  const table = signInTable('http://localhost:4321', [
    {
      ...nobody,
      number: 'D05',
      role: 'participant',
      firstName: 'Jānis',
      lastName: 'Kalns',
      link: 'http://localhost:4321/k#S',
      code: '12345678',
    },
    {
      ...nobody,
      number: 'P2',
      role: 'social_worker',
      firstName: 'Ilze',
      lastName: 'Ozola-Liepa',
      password: { email: 'ilze@example.lv', password: 'parole' },
    },
  ]);
  expect(table).toContain(
    [
      '  D05  Jānis Kalns       participant',
      '       card      http://localhost:4321/k#S',
      '       code      1234 5678  http://localhost:4321/ienakt/kods',
      '',
      '  P2   Ilze Ozola-Liepa  social worker',
      '       card      replaced; make another with: npm run card -- P2',
      '       password  ilze@example.lv  parole  http://localhost:4321/ienakt/parole',
    ].join('\n'),
  );
});
