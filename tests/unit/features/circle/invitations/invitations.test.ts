import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../../db/client.ts';
import { circleEvent, circleInvitation, municipality, person } from '../../../../../db/schema.ts';
import type { Actor } from '../../../../../src/core/access/actor.ts';
import { allowedAmong, authorize, authorizeOwn } from '../../../../../src/core/access/grant.ts';
import { NotFound } from '../../../../../src/core/problem.ts';
import {
  answerInvitation,
  findInvitations,
  findInvited,
  findReceivedInvitations,
  invite,
  inviteAgain,
  takeInvitationBack,
} from '../../../../../src/features/circle/invitations/index.ts';
import { movableClock } from '../../../../support/clock.ts';
import { pilotDatabase } from '../../../../support/database.ts';
import { actorOf, addForeignWorker, allow, endLinks, link } from '../../../../support/people.ts';

let db: Database;
let app: { db: Database; clock: ReturnType<typeof movableClock> };
let janis: Actor;
let dina: Actor;
let aija: Actor;

beforeEach(() => {
  db = pilotDatabase();
  app = { db, clock: movableClock() };
  janis = actorOf(db, 'D01');
  dina = actorOf(db, 'P01');
  aija = actorOf(db, 'P09');
});

const nobody = { firstName: '', lastName: '', gender: '' };
const zane = { firstName: 'Zane', lastName: 'Ozola', gender: 'female' };
const manage = () => authorize(app, dina, 'circle.manage', janis.personId);
const own = (who: Actor) => authorizeOwn(who, who.role === 'support_person' ? 'helping.read' : 'family.read');
const inviteAija = () => {
  const invited = invite(app, manage(), 'family', { personId: aija.personId });
  if ('problems' in invited) throw new Error('Aija could not be invited.');
  return invited.invitation.id;
};
const answer = (id: number, said: 'accepted' | 'declined' = 'accepted', who = aija) =>
  answerInvitation(app, own(who), id, said);
const received = (who = aija) => findReceivedInvitations(app, own(who)).map(({ participantName }) => participantName);
const reach = (who = aija) =>
  allowedAmong(app, who, ['circle.read', 'plan.read', 'money.read', 'visits.read', 'requests.read'], janis.personId);
const events = () =>
  db
    .select()
    .from(circleEvent)
    .all()
    .map(({ kind, linkKind, personId, byPersonId }) => [kind, linkKind, personId, byPersonId]);
const people = () => db.select().from(person).all().length;

describe('inviting', () => {
  test('opens nothing before it is accepted, and then still nothing that was not allowed', () => {
    const id = inviteAija();
    expect([received(), reach()]).toEqual([['Jānis Ozols'], []]);
    expect(answer(id)).toBe('accepted');
    expect([received(), reach()]).toEqual([[], ['circle.read']]);
    expect(events()).toEqual([
      ['invited', 'family', aija.personId, dina.personId],
      ['accepted', 'family', aija.personId, aija.personId],
    ]);
  });

  test('twice makes one', () => {
    inviteAija();
    const again = invite(app, manage(), 'family', { personId: aija.personId });
    expect(again).toMatchObject({ isNew: false });
    expect(db.select().from(circleInvitation).all()).toHaveLength(1);
    expect(events()).toHaveLength(1);
  });

  test('an address that is known is its owner’s, whatever name was typed', () => {
    const before = people();
    const invited = invite(app, manage(), 'family', { email: ' AIJA.P09@example.org ', newcomer: zane });
    expect(invited).toMatchObject({ isNew: true, invitation: { personId: aija.personId } });
    expect(people()).toBe(before);
  });

  test('an unknown address makes a new person, with a number that no file holds', () => {
    const invited = invite(app, manage(), 'support_person', { email: 'Zane@Example.org', newcomer: zane });
    expect(invited).toMatchObject({ isNew: true });
    const made = db.select().from(person).where(eq(person.email, 'zane@example.org')).get();
    expect(made).toMatchObject({ number: 'U.1', role: 'support_person', municipalityId: dina.municipalityId });
    invite(app, manage(), 'family', { email: 'other@example.org', newcomer: zane });
    expect(actorOf(db, 'U.2').role).toBe('family');
    // The second tap finds the person that the first one made.
    expect(invite(app, manage(), 'support_person', { email: 'zane@example.org', newcomer: zane })).toMatchObject({
      isNew: false,
    });
  });

  test.each([
    ['', zane, ['email no_email']],
    ['zane', zane, ['email no_email']],
    ['zane@example.org', nobody, ['firstName no_first_name', 'lastName no_last_name', 'gender no_gender']],
    // A provider, a worker, and somebody of another municipality.
    ['kristine.p20@example.org', zane, ['email email_taken']],
    ['inga.p30@example.org', zane, ['email email_taken']],
    ['elsewhere@example.org', zane, ['email email_taken']],
    // Already there.
    ['rita.p05@example.org', zane, ['email already_there']],
  ])('"%s": %j is not enough', (email, newcomer, problems) => {
    const { id } = db.insert(municipality).values({ code: 'CITS', name: 'Cits' }).returning().get();
    db.insert(person)
      .values({
        municipalityId: id,
        number: 'X02',
        role: 'family',
        firstName: 'Vita',
        lastName: 'Krasta',
        gender: 'female',
        email: 'elsewhere@example.org',
      })
      .run();
    const before = people();
    const invited = invite(app, manage(), 'family', { email, newcomer });
    const found = 'problems' in invited ? invited.problems.map(({ field, reason }) => `${field} ${reason}`) : [];
    expect(found).toEqual(problems);
    expect(people()).toBe(before);
    expect(events()).toEqual([]);
  });

  test('nobody of another municipality or role is invited by number', () => {
    const foreign = addForeignWorker(db);
    for (const { personId } of [foreign, actorOf(db, 'P03'), actorOf(db, 'P20'), janis]) {
      expect(() => invite(app, manage(), 'family', { personId })).toThrow(NotFound);
    }
    expect(events()).toEqual([]);
  });

  test('the participant knows who is invited', () => {
    const writing = () => authorize(app, janis, 'circle.write', janis.personId);
    const id = inviteAija();
    expect(findInvited(app, writing()).map(({ firstName }) => firstName)).toEqual(['Aija']);
    answer(id, 'declined');
    expect(findInvited(app, writing())).toEqual([]);
  });
});

describe('answering', () => {
  test('is for the very person alone', () => {
    const id = inviteAija();
    for (const number of ['P05', 'P07', 'P03', 'P08']) {
      expect(answer(id, 'accepted', actorOf(db, number))).toBe('gone');
      expect(received(actorOf(db, number))).toEqual([]);
    }
    expect(received()).toEqual(['Jānis Ozols']);
  });

  test('is not for somebody who has gone to another municipality', () => {
    const id = inviteAija();
    const other = db.insert(municipality).values({ code: 'CITS', name: 'Cits' }).returning().get();
    db.update(person).set({ municipalityId: other.id }).where(eq(person.id, aija.personId)).run();
    aija = actorOf(db, 'P09');
    expect([received(), answer(id)]).toEqual([[], 'gone']);
    expect(reach()).toEqual([]);
  });

  test('twice says the same, and the first answer counts', () => {
    const id = inviteAija();
    expect([answer(id, 'declined'), answer(id, 'declined'), answer(id, 'accepted')]).toEqual([
      'declined',
      'declined',
      'declined',
    ]);
    expect(reach()).toEqual([]);
    expect(events()).toHaveLength(2);
  });

  test('is over after 14 days', () => {
    const id = inviteAija();
    app.clock.move({ hours: 14 * 24 });
    expect([received(), answer(id), reach()]).toEqual([[], 'gone', []]);
    expect(findInvitations(app, manage())).toMatchObject([{ isOver: true }]);
    // The worker invites again, and it is one invitation still.
    expect(invite(app, manage(), 'family', { personId: aija.personId })).toMatchObject({ isNew: true });
    expect(db.select().from(circleInvitation).all()).toHaveLength(1);
    expect(answer(id)).toBe('accepted');
  });

  test('is over when it was taken back, and does not begin again by itself', () => {
    const id = inviteAija();
    expect(takeInvitationBack(app, manage(), id)).toEqual({ isTakenBack: true, uninvited: aija.personId });
    expect(takeInvitationBack(app, manage(), id)).toEqual({ isTakenBack: true, uninvited: null });
    expect([received(), answer(id), inviteAgain(app, manage(), id), reach()]).toEqual([[], 'gone', null, []]);
    expect(events().map(([kind]) => kind)).toEqual(['invited', 'invitation_taken_back']);
    expect(answer(inviteAija())).toBe('accepted');
  });

  test('what was accepted cannot be taken back', () => {
    const id = inviteAija();
    answer(id);
    expect(takeInvitationBack(app, manage(), id)).toEqual({ isTakenBack: false, uninvited: null });
    expect(reach()).toEqual(['circle.read']);
  });

  test('a way in stays open while somebody else invites too', () => {
    const id = inviteAija();
    const ilze = actorOf(db, 'D02');
    invite(app, authorize(app, dina, 'circle.manage', ilze.personId), 'family', { personId: aija.personId });
    expect(takeInvitationBack(app, manage(), id)).toEqual({ isTakenBack: true, uninvited: null });
  });

  test('of another circle cannot be taken back or sent again', () => {
    const id = inviteAija();
    const ilze = authorize(app, dina, 'circle.manage', actorOf(db, 'D02').personId);
    expect(takeInvitationBack(app, ilze, id)).toEqual({ isTakenBack: false, uninvited: null });
    expect(inviteAgain(app, ilze, id)).toBeNull();
    expect(received()).toEqual(['Jānis Ozols']);
  });

  test('who comes again does not find what was allowed before', () => {
    link(db, janis, aija, 'family');
    allow(db, janis, aija, 'money');
    endLinks(db, janis, aija, '2026-11-01');
    answer(inviteAija());
    expect(reach()).toEqual(['circle.read']);
  });
});
