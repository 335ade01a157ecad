import { expect, it } from 'vitest';
import { acceptInvitation } from '../../../../src/features/sign-in/accept-invitation.ts';
import { closeWayIn, makeWayIn } from '../../../../src/features/sign-in/issue.ts';
import { aPortal, callFrom, holderOf } from './a-portal.ts';

const PASSWORD = 'zaļš koks aug lēni';
const codeIn = (way: ReturnType<typeof makeWayIn>) => way.code ?? '';

it('gives who has no password a code to set one, once', async () => {
  const { app, db } = aPortal();
  const { id } = holderOf(db, 'P05');
  const way = makeWayIn(app, id);
  expect(way.page).toBe(`${app.env.origin}/uzaicinajums`);
  expect(codeIn(way)).toMatch(/^(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}$/);
  const accept = () => acceptInvitation(app, { invitation: codeIn(way), password: PASSWORD }, callFrom());
  expect((await accept()).status).toBe('signed_in');
  expect(await accept()).toEqual({ status: 'refused' });
});

it('leads who has a password to where it is typed, and leaves it as it is', async () => {
  const { app, db } = aPortal();
  const { id } = holderOf(db, 'P05');
  await acceptInvitation(app, { invitation: codeIn(makeWayIn(app, id)), password: PASSWORD }, callFrom());
  expect(makeWayIn(app, id)).toEqual({ page: `${app.env.origin}/ienakt/parole`, code: null });
});

it('ends the one before, and can be closed', async () => {
  const { app, db } = aPortal();
  const { id } = holderOf(db, 'P05');
  const [first, second] = [codeIn(makeWayIn(app, id)), codeIn(makeWayIn(app, id))];
  const accept = (invitation: string) => acceptInvitation(app, { invitation, password: PASSWORD }, callFrom());
  expect(await accept(first)).toEqual({ status: 'refused' });
  closeWayIn(app, id);
  expect(await accept(second)).toEqual({ status: 'refused' });
});

it('opens nothing for a participant or a provider', async () => {
  const { app, db } = aPortal();
  for (const number of ['D05', 'P20']) {
    const invitation = codeIn(makeWayIn(app, holderOf(db, number).id));
    expect(await acceptInvitation(app, { invitation, password: PASSWORD }, callFrom())).toEqual({ status: 'refused' });
  }
});
