import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';

type TakenOn = { owner: string; followUpBy: string; needId?: string };

/** A conference about one client that Ana led, to which Dr Lee came, who may learn what is general, and Mo Chen, who may learn of HIV too. */
export async function heldWithTwo(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  const client = await given.client(agency, {
    program,
    worker: ana,
    name: 'Zephyrine Quillfeather',
  });
  const { providerId: lee } = await given.provider(agency);
  const { providerId: mo } = await given.provider(agency, {
    name: 'Mo Chen',
    organization: 'North Clinic',
  });
  const did = async (path: string, body: object = {}) => {
    const { status, body: said } = await house.as('ana').post(path, body);
    if (status !== 200) throw new Error(JSON.stringify(said));
    return said;
  };
  const sign = async (providerId: string, classes: string[]): Promise<string> =>
    (
      await did(`/api/clients/${client.clientId}/consents`, {
        form: 'DOH-5032',
        recipients: [{ kind: 'provider', id: providerId }],
        classes,
        purposes: ['case_conference'],
        validFrom: '2027-03-01',
        validUntil: '2028-03-01',
        signedOn: '2027-03-01',
      })
    ).consentId;
  const ofLee = await sign(lee, ['general']);
  const ofMo = await sign(mo, ['general', 'hiv']);
  const people = [lee, mo].map((id) => ({ kind: 'provider', id }) as const);
  const meeting = await meetings.planned('ana', [client], { ...work, people });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  const path = `/api/conferences/${meeting.conferenceId}`;
  const [reviewId = ''] = meeting.reviewIds;
  return {
    work,
    client,
    lee,
    mo,
    /** Which paper each may learn it by. */
    ofLee,
    ofMo,
    meeting,
    reviewId,
    did,
    sign,
    writtenDown: async (kind: string, text: string, sensitivity: string): Promise<string> =>
      (await did(`${path}/reviews/${reviewId}/entries`, { kind, text, class: sensitivity }))
        .entryId,
    takenOn: async (
      text: string,
      sensitivity: string,
      { owner, followUpBy, needId }: TakenOn,
    ): Promise<string> =>
      (
        await did(`${path}/reviews/${reviewId}/action-items`, {
          text,
          class: sensitivity,
          needId: needId ?? null,
          owner: { kind: 'provider', id: owner },
          dueOn: '2027-03-22',
          followUp: { on: '2027-03-25', how: 'By telephone', by: followUpBy },
        })
      ).actionItemId,
    closed: async () => {
      await did(`${path}/close`);
      await house.runJobs();
    },
  };
}
