import { describe, expect, test } from 'vitest';
import { bondOf } from '../../../../src/features/circle/index.ts';

describe('what binds a helper', () => {
  const juris = { personId: 3, organisation: 'Blakus' };
  const studio = { personId: 20, firstName: 'Kristīne', organisation: 'Skaņa' };
  const colleague = { personId: 2, firstName: 'Anna', organisation: 'Blakus' };
  const tie = { helperId: 3, providerId: 20, kind: 'related' } as const;

  test.each([
    ['nothing', [studio], [], null],
    ['that they are paid for it themself', [{ ...colleague, personId: 3 }], [], 'is_provider'],
    ['the same place of work', [studio, colleague], [], 'works_for'],
    ['what was noted', [studio], [tie], 'related'],
    ['what was noted, before the place', [colleague], [{ ...tie, providerId: 2, kind: 'paid_by' }], 'paid_by'],
    ['not what was noted of another helper', [studio], [{ ...tie, helperId: 4 }], null],
    ['not what was noted of another provider', [studio], [{ ...tie, providerId: 21 }], null],
    ['nothing where nobody is paid', [], [tie], null],
  ] as const)('%s', (_name, providers, ties, bond) => {
    expect(bondOf(juris, providers, ties)?.bond ?? null).toBe(bond);
  });

  test('two who work nowhere do not work at the same place', () => {
    expect(bondOf({ ...juris, organisation: null }, [{ ...studio, organisation: null }], [])).toBeNull();
  });
});
