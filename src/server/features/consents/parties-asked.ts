import type { PartyAsked } from '#contract/consents.ts';
import { commonProblems } from '#contract/problem.ts';
import type { ClientId } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { NewParty, PartySide } from '#server/stores/consents/consents-save.ts';
import { asOn, providerHistory, type Provider } from '#server/stores/directory/directory.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';
import { supportsOf } from '#server/stores/clients/supports.ts';

type Naming = {
  clientId: ClientId;
  side: PartySide;
  on: Temporal.PlainDate;
  /** The client says no to them. */
  isRefusal?: boolean;
  /** Where they are named, when it is not the list of that side. */
  field?: 'recipient.id';
};

const listOf = {
  recipient: 'recipients',
  discloser: 'disclosers',
  excluded: 'excluded',
} as const satisfies Record<PartySide, string>;

const unknown = (path: string) =>
  new Refused('unknown-person', [{ path, message: commonProblems['unknown-person'].title }]);

/** Those who are named, with what the directory knows of them on the day: a provider belongs to an organization on it. */
export async function partiesAsked(
  visit: Visit,
  asked: readonly PartyAsked[],
  naming: Naming,
): Promise<NewParty[]> {
  const parties: NewParty[] = [];
  for (const one of eachOnce(asked))
    parties.push({ side: naming.side, party: await specOf(visit, one, naming) });
  return parties;
}

/** Whoever is named twice is named once. */
const eachOnce = (asked: readonly PartyAsked[]) => [
  ...new Map(
    asked.map((one) => [`${one.kind} ${one.id} ${one.providerClass ?? ''}`, one]),
  ).values(),
];

async function specOf(
  visit: Visit,
  { kind, id, providerClass }: PartyAsked,
  { clientId, side, on, isRefusal = false, field }: Naming,
): Promise<NewParty['party']> {
  const { tx, agencyId } = visit;
  const path = field ?? listOf[side];
  switch (kind) {
    case 'treating-providers':
      return { kind };
    case 'support': {
      const theirs = await supportsOf(tx, agencyId, [clientId]);
      if (!theirs.some(({ supportId }) => supportId === id)) throw unknown(path);
      return { kind: 'person', person: { kind, id }, organizationId: null };
    }
    case 'provider': {
      const history = await providerHistory(tx, agencyId, id);
      if (history.length === 0) throw unknown(path);
      const person = { kind, id } as const;
      // Whoever is never to be told is meant wherever they work, and when they have left too.
      const isNeverTold = isRefusal || side === 'excluded';
      const organizationId = isNeverTold ? null : organizationOn(history, on, path);
      return { kind: 'person', person, organizationId };
    }
    case 'organization':
    case 'role-class': {
      const all = await organizationsOf(tx, agencyId);
      if (!all.some(({ organizationId }) => organizationId === id)) throw unknown(path);
      if (kind === 'organization') return { kind, organizationId: id };
      if (providerClass === undefined) throw badInput(path, 'Choose which kind of people there.');
      return { kind, organizationId: id, providerClass };
    }
  }
}

function organizationOn(
  history: readonly Provider[],
  on: Temporal.PlainDate,
  path: string,
): string {
  const [latest] = history;
  if (!latest) throw unknown(path);
  const then = asOn(history, on);
  if (then) return then.organizationId;
  const left = latest.until === null ? '' : ` since ${dateInWords(latest.until)}`;
  const message = `${latest.fullName} is no longer with ${latest.organization.name}${left}. Bring the directory up to date, or name somebody else.`;
  throw badInput(path, message);
}
