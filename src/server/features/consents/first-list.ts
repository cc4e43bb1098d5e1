import type { ConsentFormChoice } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { flawsOfFirstList, type FirstListed } from '#domain/consent/first-list.ts';
import { personKey } from '#domain/people.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf } from '#server/stores/conferences/attendees.ts';
import type { NewParty } from '#server/stores/consents/consents-save.ts';
import { organizationsOf } from '#server/stores/directory/organizations.ts';

type Paper = {
  form: ConsentFormChoice;
  isRefusal: boolean;
  on: Temporal.PlainDate;
  clientWord: string;
};

/** Sent back where the first list of its form names somebody who is only added later; a refusal names whom the client likes. */
export async function checkFirstList(
  visit: Visit,
  { form, isRefusal, on, clientWord }: Paper,
  parties: readonly NewParty[],
) {
  if (isRefusal || formRules[form].firstList === null) return;
  const listed = await listedAs(visit, parties, on);
  const flaws = flawsOfFirstList({ form, listed, clientWord });
  if (flaws.length > 0) throw new Refused('bad-input', flaws);
}

async function listedAs(visit: Visit, parties: readonly NewParty[], on: Temporal.PlainDate) {
  const { tx, agencyId, at } = visit;
  const all = await organizationsOf(tx, agencyId);
  const people = parties.flatMap(({ party }) => (party.kind === 'person' ? [party.person] : []));
  const known = await peopleAsOf(visit, people, { on, knownAt: at });
  return parties.flatMap(({ side, party }): FirstListed[] => {
    if (side === 'excluded') return [];
    const path = side === 'recipient' ? 'recipients' : 'disclosers';
    const { kind } = party;
    if (party.kind === 'person') {
      const name = known.get(personKey(party.person))?.name ?? 'Not known';
      return [{ path, name, kind, organizationKind: null }];
    }
    const body =
      'organizationId' in party
        ? all.find(({ organizationId }) => organizationId === party.organizationId)
        : undefined;
    return [{ path, name: body?.name ?? '', kind, organizationKind: body?.kind ?? null }];
  });
}
