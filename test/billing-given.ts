import { cfp } from '#domain/program-policy/presets/cfp.ts';
import type { BillingRule } from '#domain/program-policy/policy-rules.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';

export const policyThatBills = (over: Partial<BillingRule> = {}) => ({
  ...cfp,
  billing: { ...cfp.billing, unitRule: 'floor15', ...over },
});

type Held = {
  agency: GivenAgency;
  clients: GivenClient[];
  providerId: string;
  by: GivenStaff;
  beside: GivenStaff;
  time?: string;
  from?: string;
};

/** A conference by video with a provider who serves these clients, 15 minutes for each, closed. */
export async function conferenceToBill(house: House, held: Held) {
  const { agency, clients, providerId, by, beside, time = '10:00', from } = held;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const as = house.as(by.name);
  for (const client of clients) {
    await given.consent(agency, { client, providerId, by, classes: ['general', 'hiv'] });
    await as.post(`/api/clients/${client.clientId}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      from: '2026-02-01',
    });
  }
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  const people = [{ kind: 'provider' as const, id: providerId }];
  const meeting = await meetings.planned(by.name, clients, { ana: by, bo: beside, people, time });
  await meetings.invited(by.name, meeting);
  await meetings.held(by.name, meeting, { owner: by, ...(from && { from }) });
  // A quarter of an hour to the second: the clock runs on while a test holds its meeting.
  await house.owner.query(
    `update client_review set started_at = date_trunc('minute', started_at), ended_at = date_trunc('minute', ended_at)
     where review_id = any($1)`,
    [meeting.reviewIds],
  );
  await house.owner.query(
    `update attendance_version set valid_from = date_trunc('minute', valid_from), valid_to = date_trunc('minute', valid_to)
     where review_attendee_id in (select review_attendee_id from review_attendee where review_id = any($1))`,
    [meeting.reviewIds],
  );
  const closed = await as.post(`/api/conferences/${meeting.conferenceId}/close`);
  if (closed.status !== 200) throw new Error(JSON.stringify(closed.body));
  return meeting;
}

export type BillingGiven = Awaited<ReturnType<typeof billingGiven>>;

/** An agency that bills by quarters of an hour, one conference closed; people who may bill, and who may not know of it. */
export async function billingGiven(house: House, rule: Partial<BillingRule> = {}) {
  const given = givenIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const agency = await given.agency('riverbend');
  const other = await given.agency('lakeside');
  const program: GivenProgram = await given.program(agency, {
    name: 'Follow-up',
    policy: policyThatBills(rule),
  });
  const plain = await given.program(agency, { name: 'Comprehensive' });
  const person = (name: string, how: Parameters<typeof given.staff>[2]) =>
    given.staff(agency, name, how);
  const ana = await person('ana', { roles: ['case-manager'], program });
  const bo = await person('bo', { roles: ['case-manager'], program });
  await person('cy', { roles: ['case-manager'], program });
  await person('sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await person('sid', { roles: ['supervisor'], program: plain, teamRole: 'supervisor' });
  await person('far', { roles: ['case-manager'], program: plain });
  await person('bill', { roles: ['biller'], trained: [] });
  await person('bella', { roles: ['biller'], trained: ['hiv'] });
  await person('audrey', { roles: ['auditor'] });
  const elsewhere = await given.program(other, { policy: policyThatBills(rule) });
  await given.staff(other, 'olga', { roles: ['case-manager'], program: elsewhere });
  await given.staff(other, 'obi', { roles: ['biller'] });
  const alma = await given.client(agency, { program, worker: ana });
  const { providerId } = await given.provider(agency);
  const meeting = await conferenceToBill(house, {
    agency,
    clients: [alma],
    providerId,
    by: ana,
    beside: bo,
  });
  const [reviewId = ''] = meeting.reviewIds;
  return { agency, program, ana, bo, alma, providerId, meeting, reviewId };
}
