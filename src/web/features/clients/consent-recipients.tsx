import { useState } from 'react';
import { readCareTeam } from '#contract/care-team.ts';
import type { ConsentView } from '#contract/consent-view.ts';
import { searchDirectory } from '#contract/directory.ts';
import type { PartySpec } from '#domain/consent/consent.ts';
import { call } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { findProviders } from '#web/shell/find-providers.ts';

type Kind = 'provider' | 'support' | 'organization' | 'treating-providers';
export type Chosen = { kind: Kind; id: string; label: string };

const kinds: readonly (Option & { id: Kind; of: PartySpec['kind'] })[] = [
  { id: 'provider', of: 'person', label: 'A provider' },
  {
    id: 'organization',
    of: 'organization',
    label: 'An organization',
    detail: 'Whoever works there on the day',
  },
  { id: 'support', of: 'person', label: 'Family or a close support' },
  {
    id: 'treating-providers',
    of: 'treating-providers',
    label: 'All treating providers',
    detail: 'Of the care team, as it is on the day',
  },
];

const findOrganizations = async (text: string): Promise<readonly Option[]> =>
  (await call(searchDirectory, { text })).organizations.map(
    ({ organizationId, name, isVictimService }) => ({
      id: organizationId,
      label: name,
      ...(isVictimService && { detail: 'Victim-service organization' }),
    }),
  );

/** Whom a consent names: the last one chosen counts without another press. */
export function useRecipients(from: { kind?: Kind; listed?: readonly Chosen[] } = {}) {
  const [kind, setKind] = useState<Kind>(from.kind ?? 'provider');
  const [current, setCurrent] = useState<Option | null>(null);
  const [listed, setListed] = useState<readonly Chosen[]>(from.listed ?? []);
  const chosen: readonly Chosen[] =
    kind === 'treating-providers'
      ? [...listed, { kind, id: '', label: 'All treating providers' }]
      : current === null
        ? listed
        : [...listed, { kind, id: current.id, label: current.label }];
  return { kind, setKind, current, setCurrent, listed, setListed, chosen };
}

type Props = ReturnType<typeof useRecipients> & {
  clientId: string;
  allowed: readonly PartySpec['kind'][];
  /** The path that the server calls them by, and the words of the sentence before them. */
  path?: string;
  label?: string;
  nameLabel?: string;
  /** One and no more. */
  isOne?: true;
};

/** Of a paper, those whom the form can name again. */
export const chosenFrom = (parties: ConsentView['recipients']): readonly Chosen[] =>
  parties.flatMap(({ kind, id, name }) =>
    kind === 'role-class' || kind === 'treating-providers' ? [] : [{ kind, id, label: name }],
  );

export function Recipients(props: Props) {
  const { clientId, allowed, kind, setKind, current, setCurrent, listed, setListed } = props;
  const { path = 'recipients', label = 'with', isOne = false, nameLabel = 'Name' } = props;
  const offered = kinds.filter(({ of }) => allowed.includes(of));
  const team = useAsk(readCareTeam, { clientId });
  const supports = (team.data?.supports ?? []).map(({ supportId, name, relationship }) => ({
    id: supportId,
    label: name,
    detail: relationship,
  }));
  const choices = kind === 'support' ? { options: supports } : { search: searchOf(kind) };
  return (
    <>
      {offered.length > 1 && (
        <RadioGroup
          label={label}
          options={offered}
          value={kind}
          layout="row"
          onChange={(id) => {
            setKind(kinds.find((each) => each.id === id)?.id ?? 'provider');
            setCurrent(null);
          }}
        />
      )}
      {kind !== 'treating-providers' && (
        <ComboBox
          key={`${kind}${listed.length}`}
          name={path}
          label={offered.length > 1 ? nameLabel : label}
          value={current}
          onChange={setCurrent}
          empty="Nobody is found. Add them to the directory or the care team first."
          {...choices}
        />
      )}
      {listed.length > 0 && (
        <RowsList
          label={`Also named, ${label}`}
          items={listed.map((each) => ({
            id: each.id,
            text: each.label,
            action: (
              <Button
                size="row"
                aria-label={`Take off, ${each.label}`}
                onPress={() => setListed(listed.filter((other) => other !== each))}
              >
                Take off
              </Button>
            ),
          }))}
        />
      )}
      {current !== null && !isOne && (
        <Button
          look="quiet"
          onPress={() => {
            setListed([...listed, { kind, id: current.id, label: current.label }]);
            setCurrent(null);
          }}
        >
          Name somebody else too
        </Button>
      )}
    </>
  );
}

const searchOf = (kind: Kind) => (kind === 'organization' ? findOrganizations : findProviders);
