import type { GivenClient, GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

export type Message = { from: object; sentAt: string; text?: string } & Partial<{
  isSubstantive: boolean;
  isCopy: boolean;
  class: string;
}>;

/** Conferences by email as one worker records them, each step through the API. */
export function exchangesOf(house: House, worker: GivenStaff) {
  const as = () => house.as(worker.name);
  const tell = async (path: string, body: object = {}) => {
    const reply = await as().post(path, body);
    if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };

  /** An exchange begun for this client: its conference, its review, and how one email is put on record. */
  async function begin({ enrollmentId }: GivenClient) {
    const { conferenceId } = await tell('/api/conferences/by-email', { enrollmentId });
    const { reviews } = (await as().get(`/api/conferences/${conferenceId}`)).body;
    const review = `/api/conferences/${conferenceId}/reviews/${reviews[0].reviewId}`;
    const write = (message: Message) =>
      as().post(`${review}/exchange`, {
        text: 'What was written',
        isSubstantive: true,
        isCopy: true,
        ...message,
      });
    return { conferenceId, reviewId: reviews[0].reviewId, review, write };
  }

  /** Everything that a close asks for, but for the answer. */
  async function finish(conferenceId: string, review: string) {
    await tell(`${review}/entries`, { kind: 'need', text: 'Another dose' });
    await tell(`${review}/summary`, { text: 'The dose is changed', how: 'each-agreed' });
    await tell(`${review}/action-items`, {
      needId: null,
      text: 'Tell her about the new dose',
      owner: { kind: 'staff', id: worker.staffId },
      dueOn: '2026-05-20',
      followUp: { on: '2026-05-27', how: 'By telephone', by: worker.staffId },
    });
    await tell(`/api/conferences/${conferenceId}/end`);
  }

  return { begin, finish, tell };
}
