import { personKey } from '#domain/people.ts';
import type { ObligationStatus } from '#domain/policy-clock/status-on.ts';
import {
  heldInWords,
  keyProvidersInWords,
  timelyEvidence,
  toldKeyProvidersInWords,
  type TimelyEvidence,
} from '#domain/policy-clock/timely-evidence.ts';
import type { DueSnapshotRow } from '#contract/due-snapshots.ts';
import type { Visit } from '#server/platform/shell.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { withTitles } from '#server/stores/conferences/colleague-titles.ts';
import type { ClockFacts } from '#server/stores/clock/clock-facts.ts';
import type { StoredSnapshot } from '#server/stores/clock/due-snapshots.ts';
import { reviewsToldWhole } from '#server/stores/conferences/reviews-told.ts';
import { attendedIn } from '#server/stores/conferences/reviews-attended.ts';

type Behind = { id: string; known: ClockFacts; obligation: ObligationStatus; isNamed: boolean };

export type HeldInWords = NonNullable<DueSnapshotRow['held']> & {
  heldOn: string;
  wasDueOn: string | null;
};

/** By row, the conference that counts behind it. Who was there is named to whoever reads the client by name, and the conference. */
export async function heldBehind(
  visit: Visit,
  { asOf, knownAt }: StoredSnapshot,
  rows: readonly Behind[],
): Promise<Map<string, HeldInWords>> {
  const when = { asOf, asKnownAt: knownAt };
  const found = rows.flatMap(({ id, known: { enrollment, facts }, obligation, isNamed }) => {
    const evidence = timelyEvidence(obligation, { enrollment, facts, when });
    return evidence === null ? [] : [{ id, evidence, isNamed }];
  });
  const reviewIds = found.flatMap(({ evidence, isNamed }) =>
    isNamed && evidence.by === 'conference' ? [evidence.id] : [],
  );
  const toldWhole = await reviewsToldWhole(visit, [...new Set(reviewIds)]);
  const attended = await attendedIn(visit, [...new Set(reviewIds)], knownAt);
  const people = await peopleAsOf(visit, [...attended.values()].flat(), { on: asOf, knownAt });
  const thereIn = ({ id }: TimelyEvidence) =>
    (attended.get(id) ?? []).flatMap((person) => people.get(personKey(person)) ?? []);
  return new Map(
    found.map(({ id, evidence, isNamed }) => {
      const isWhole = toldWhole.has(evidence.id);
      return [
        id,
        inWords(evidence, {
          there: isNamed ? thereIn(evidence).map(withTitles(visit, isWhole)) : [],
          isSome: isNamed && evidence.by === 'conference' && !isWhole,
        }),
      ];
    }),
  );
}

type There = { there: readonly KnownPerson[]; isSome: boolean };

function inWords(evidence: TimelyEvidence, { there, isSome }: There): HeldInWords {
  const isKey = ({ person }: KnownPerson) => evidence.keyProviderIds?.includes(person.id) === true;
  const names = there.filter(isKey).map(nameOf);
  return {
    when: heldInWords(evidence),
    keyProviders: isSome
      ? toldKeyProvidersInWords(there.length === 0 ? null : names)
      : keyProvidersInWords(evidence, names),
    others: there.filter((person) => !isKey(person)).map(nameOf),
    heldOn: evidence.heldOn.toString(),
    wasDueOn: evidence.wasDueOn?.toString() ?? null,
  };
}

const nameOf = ({ name, title, agency }: KnownPerson) => {
  const place = [title, agency].filter((part) => part !== null && part !== '').join(', ');
  return place === '' ? name : `${name} (${place})`;
};
