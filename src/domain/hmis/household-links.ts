import { exitFrom, type ChosenEnrollments } from './choose-enrollments.ts';
import type { Findings } from './findings.ts';
import type { HmisData } from './hmis-data.ts';
import { hmisFiles } from './hmis-files.ts';
import { owned } from './hmis-table.ts';
import { relationBetween, relationToHead, type HouseholdRelation } from './household-relations.ts';

/** More people under one household identifier are a mistake in the data, and their pairs would be many. */
const largestHousehold = 30;

export type HouseholdLink = { relation: HouseholdRelation; isCurrent: boolean };

type Member = { client: string; toHead: HouseholdRelation; isOpen: boolean; row: number };

function householdsOf(data: HmisData, { chosen, exitPlaces }: ChosenEnrollments) {
  const { tables } = data;
  const places = new Map<string, number[]>();
  for (const at of chosen) {
    const household = owned(tables.enrollment.at(at).get('HouseholdID'));
    const together = places.get(household);
    if (together) together.push(at);
    else if (household !== '') places.set(household, [at]);
  }
  const member = (at: number): Member => {
    const { row, get } = tables.enrollment.at(at);
    return {
      client: get('PersonalID'),
      toHead: relationToHead(get('RelationshipToHoH')),
      isOpen: exitFrom(data, exitPlaces, at) === null,
      row,
    };
  };
  return [...places.values()].filter(({ length }) => length > 1).map((all) => all.map(member));
}

// A tab is in no identifier: the reading turns control characters into spaces.
const linkKey = (client: string, other: string) => owned(`${client}\t${other}`);

export const clientsOfLink = (key: string) => {
  const [clientId = '', otherClientId = ''] = key.split('\t');
  return { clientId, otherClientId };
};

/** The few links that there can be, each once: pairs are many. */
function sharedLinks() {
  const made = new Map<string, HouseholdLink>();
  return (relation: HouseholdRelation, isCurrent: boolean): HouseholdLink => {
    const known = made.get(`${relation} ${isCurrent}`);
    if (known) return known;
    const link = { relation, isCurrent };
    made.set(`${relation} ${isCurrent}`, link);
    return link;
  };
}

/** Each pair of this agency's clients who share a household, from both sides; an open household outweighs a past one. */
export function linkHouseholds(
  data: HmisData,
  enrollments: ChosenEnrollments,
  findings: Findings,
): ReadonlyMap<string, HouseholdLink> {
  const links = new Map<string, HouseholdLink>();
  const linkOf = sharedLinks();
  for (const members of householdsOf(data, enrollments)) {
    if (members.length > largestHousehold) {
      const { name: file } = hmisFiles.enrollment;
      findings.add('household-too-large', {
        file,
        row: members[0]?.row ?? 0,
        column: 'HouseholdID',
      });
      continue;
    }
    for (const one of members)
      for (const other of members) {
        if (one.client === other.client) continue;
        const key = linkKey(one.client, other.client);
        const isCurrent = one.isOpen && other.isOpen;
        if (links.get(key)?.isCurrent && !isCurrent) continue;
        links.set(key, linkOf(relationBetween(one.toHead, other.toHead), isCurrent));
      }
  }
  return links;
}
