import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

/** A conference that goes on, about a case that holds mental health information. */
async function inSession(house: House) {
  await house.at('2027-03-15T13:58:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const alma = await given.client(agency, { program, worker: ana });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'mental_health', 'test', now())`,
    [agency.agencyId, alma.clientId],
  );
  const meeting = await meetings.planned('ana', [alma], { ana, bo });
  await meetings.invited('ana', meeting);
  const path = `/conferences/${meeting.conferenceId}`;
  for (const what of ['start', `reviews/${meeting.reviewIds[0]}/activate`]) {
    const reply = await house.as('ana').post(`/api${path}/${what}`);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  }
  return { path, bo };
}

const { served, world, open, close } = await openWorld(inSession);
afterAll(close);

const untrained = 'You may not see again what you write here.';
const ofEveryCase = /Who reads it again, you among them/;

test('whoever is shown no marks reads once that their words may be gone from their eyes: by their trainings, or as of every case (REQ-036, EP-07)', async () => {
  const ofBo = async () => {
    const { page, complaints } = await open('bo', world.path);
    await page.getByRole('textbox', { name: 'Add a strength' }).waitFor();
    await page
      .getByText(/You may not see again|Who reads it again/)
      .first()
      .waitFor();
    const said = async () => ({
      untrained: await page.getByText(untrained).count(),
      ofEveryCase: await page.getByText(ofEveryCase).count(),
    });
    return { page, complaints, said };
  };
  const trained = await ofBo();
  await expect.poll(trained.said).toEqual({ untrained: 0, ofEveryCase: 1 });
  await pictureEachWay(trained.page, 'room-of-every-case');
  await served.house.owner.query(`delete from staff_training where staff_id = $1`, [
    world.bo.staffId,
  ]);

  const { page, complaints, said } = await ofBo();
  await expect.poll(said).toEqual({ untrained: 1, ofEveryCase: 0 });
  await pictureEachWay(page, 'room-untrained');
  // What a group looks at does not say what somebody lacks.
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByText(untrained).waitFor({ state: 'detached' });
  expect(await page.getByText(ofEveryCase).count()).toBe(0);
  expect([...trained.complaints, ...complaints]).toEqual([]);
});
