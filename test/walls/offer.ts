import type { House } from '#test/house.ts';

export type Body = Awaited<ReturnType<House['visitor']['get']>>['body'];

/** A thing to be done that comes with a record: whether it is offered, and the question that does it. */
export type Offer = { what: string; isOffered: boolean; path: string; body: object };
export type Shown = { read: string; offers: (body: Body) => Offer[] };

type Question = [path: string, body?: object];

export const offer = (what: string, isOffered: boolean, ...[path, body = {}]: Question): Offer => ({
  what,
  isOffered,
  path,
  body,
});

export const note = 'What was found and done.';

export const actions = (items: Body): Offer[] =>
  items.flatMap(({ actionItemId: id, version, may }: Body) => [
    offer('finish an action', may.finish, `/api/actions/${id}/done`, { version }),
    offer('give an action up', may.finish, `/api/actions/${id}/cancel`, { version, reason: note }),
  ]);
