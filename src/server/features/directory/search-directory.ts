import { sinceUnknown, type Provider } from '#server/stores/directory/directory.ts';
import { providerClassWords, type searchDirectory as contract } from '#contract/directory.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { searchKey } from '#domain/client-name.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { kindNamesOf } from '#server/stores/policies/provider-kinds.ts';
import { providerHistory, providersOn } from '#server/stores/directory/directory.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';

const pageSize = 50;
const wordsOf = (text: string) =>
  text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map((word) => searchKey(word))
    .filter((word) => word !== '');

/** An agency's directory is read whole: it holds its partners, not its clients. */
export async function searchDirectory(
  { text, page, kind }: InputOf<typeof contract>,
  visit: Visit,
) {
  const { tx, today, agencyId } = visit;
  const wanted = wordsOf(text);
  const fits = (...names: string[]) => {
    const words = wordsOf(names.join(' '));
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  };
  const from = page * pageSize;
  const providers = (await providersOn({ tx, agencyId }, today)).filter(
    (provider) =>
      (kind === undefined || kind === provider.ownKind || kind === provider.providerClass) &&
      fits(provider.fullName, provider.title, provider.organization.name),
  );
  const kindNames = await kindNamesOf(visit);
  const organizations = (await organizationsOf(tx, agencyId)).filter(
    ({ name }) => kind === undefined && fits(name),
  );
  return {
    providers: providers
      .slice(from, from + pageSize)
      .map((provider) => providerView(provider, kindNames)),
    organizations: organizations.slice(from, from + pageSize),
    hasMore: Math.max(providers.length, organizations.length) > from + pageSize,
  };
}

export async function readProvider({ providerId }: { providerId: string }, visit: Visit) {
  const { tx, today, agencyId } = visit;
  const [now, ...before] = await providerHistory(tx, agencyId, providerId);
  if (!now) throw new Refused('not-found');
  return {
    ...providerView(now, await kindNamesOf(visit)),
    today: today.toString(),
    before: before.map(({ title, organization, from, until }) => ({
      title,
      organizationName: organization.name,
      from: sinceOf(from),
      until: until?.toString() ?? '',
    })),
  };
}

const providerView = (
  { from, ownKind, ...provider }: Provider,
  names: ReadonlyMap<string, string>,
) => ({
  ...provider,
  kind: ownKind ?? provider.providerClass,
  kindInWords: names.get(ownKind ?? '') ?? providerClassWords[provider.providerClass],
  since: sinceOf(from),
});

const sinceOf = (from: Temporal.PlainDate) =>
  from.toString() === sinceUnknown ? '' : from.toString();
