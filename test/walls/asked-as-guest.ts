import { openWindow, type Window } from '#test/browser-like.ts';
import { guestsIn } from '#test/given-guest.ts';
import type { House } from '#test/house.ts';
import type { GuestRelation } from '#test/walls/authorization-of-guests.ts';
import type { GuestsByRelation } from '#test/walls/guests-by-relation.ts';

/** Who may finds what was asked for, or a letter more on its way; everybody else what there is for nobody. */
export type Met = { met: 'may' | 'unknown'; bytes: string };
export type Holding = {
  ahead: Window;
  closed: Window;
  visitId: string;
  ids: { reviewId: string; actionItemId: string };
  /** A link that was mailed to them, and the code for it. */
  fresh: () => Promise<{ link: string; code: string }>;
};
type Answer = { status: number; text: string };

export function askedAsGuest(house: House, guests: GuestsByRelation) {
  const letters = async () => {
    const { rows } = await house.owner.query(
      `select count(*)::integer as asked from queue.job where name like 'write-guest-%'`,
    );
    return Number(rows[0].asked);
  };
  const byAnswer = ({ status, text }: Answer): Met => ({
    met: status === 200 ? 'may' : 'unknown',
    bytes: `${status} ${text}`,
  });
  const byLetter = async (path: string, { fresh }: Holding): Promise<Met> => {
    const { link } = await fresh();
    const before = await letters();
    const { bytes } = byAnswer(await openWindow(house).post(path, { link }));
    return { met: (await letters()) > before ? 'may' : 'unknown', bytes };
  };
  const nobodys = () => ({ reviewId: house.newId(), actionItemId: house.newId() });

  /** In an order in which the one does not take away what the next is about. */
  const operations: ReadonlyMap<string, (holding: Holding) => Promise<Met>> = new Map([
    [
      'GET /api/guest/meeting',
      async ({ ahead }) => byAnswer(await ahead.get('/api/guest/meeting')),
    ],
    [
      'POST /api/guest/reply',
      async ({ ahead, visitId }) =>
        byAnswer(await ahead.post('/api/guest/reply', { visitId, reply: 'yes' })),
    ],
    [
      'GET /api/guest/forms/:reviewId/form.pdf',
      async ({ closed, ids: { reviewId } }) =>
        byAnswer(await closed.get(`/api/guest/forms/${reviewId}/form.pdf`)),
    ],
    [
      'POST /api/guest/actions/:actionItemId/say',
      async ({ closed, ids: { actionItemId } }) =>
        byAnswer(await closed.post(`/api/guest/actions/${actionItemId}/say`, { said: 'done' })),
    ],
    ['POST /api/guest/leave', async ({ ahead }) => byAnswer(await ahead.post('/api/guest/leave'))],
    ['POST /api/guest/code', (holding) => byLetter('/api/guest/code', holding)],
    ['POST /api/guest/link', (holding) => byLetter('/api/guest/link', holding)],
    [
      'POST /api/guest/open',
      async ({ fresh }) => byAnswer(await openWindow(house).post('/api/guest/open', await fresh())),
    ],
  ]);

  /** What each holds who asks. */
  const holdingOf = (relation: GuestRelation): Holding => {
    const window = openWindow(house);
    const fresh = () => Promise.resolve({ link: 'x'.repeat(43), code: '12345678' });
    const none = { ahead: window, closed: window, visitId: house.newId(), ids: nobodys(), fresh };
    if (relation === 'nothing') return none;
    if (relation === 'staff') {
      window.jar.set('session', house.as('ana-north').token ?? '');
      return { ...none, ids: guests.of('agreed').closed };
    }
    const { ahead, closed } = guests.of(relation);
    const { visitId } = ahead;
    const mailed = async () => {
      const { link, linkId } = await guestsIn(house).linkFor(ahead.whose);
      return { link, code: await guestsIn(house).codeFor(linkId) };
    };
    return { ahead: ahead.window, closed: closed.window, visitId, ids: closed, fresh: mailed };
  };
  return { operations, holdingOf, nobodys };
}
