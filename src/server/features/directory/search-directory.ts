import { sinceUnknown, type Provider } from '#server/stores/directory.ts';
import type { searchDirectory as contract } from '#contract/directory.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { searchKey } from '#domain/client-name.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { agencyToday } from '#server/stores/agencies.ts';
import { organizationsOf, providerHistory, providersOn } from '#server/stores/directory.ts';

const pageSize = 50;
const wordsOf = (text: string) =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => searchKey(word))
    .filter((word) => word !== '');

/** An agency's directory is read whole: it holds its partners, not its clients. */
export async function searchDirectory({ text, page }: InputOf<typeof contract>, visit: Visit) {
  const { tx, at, agencyId } = visit;
  const today = await agencyToday(tx, agencyId, at);
  const wanted = wordsOf(text);
  const fits = (...names: string[]) => {
    const words = wordsOf(names.join(' '));
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
  const from = page * pageSize;
  const providers = (await providersOn({ tx, agencyId }, today)).filter(
    ({ fullName, title, organization }) => fits(fullName, title, organization.name),
  );
  const organizations = (await organizationsOf(tx, agencyId)).filter(({ name }) => fits(name));
  return {
    providers: providers.slice(from, from + pageSize).map((provider) => providerView(provider)),
    organizations: organizations.slice(from, from + pageSize),
    hasMore: Math.max(providers.length, organizations.length) > from + pageSize,
  };
}

export async function readProvider({ providerId }: { providerId: string }, visit: Visit) {
  const { tx, at, agencyId } = visit;
  const [now, ...before] = await providerHistory(tx, agencyId, providerId);
  if (!now) throw new Refused('not-found');
  return {
    ...providerView(now),
    today: (await agencyToday(tx, agencyId, at)).toString(),
    before: before.map(({ title, organization, from, until }) => ({
      title,
      organizationName: organization.name,
      from: sinceOf(from),
      until: until?.toString() ?? '',
    })),
  };
}

const providerView = ({ from, ...provider }: Provider) => ({ ...provider, since: sinceOf(from) });

const sinceOf = (from: Temporal.PlainDate) =>
  from.toString() === sinceUnknown ? '' : from.toString();
