import { useState } from 'react';
import { readCareTeam } from '#contract/care-team.ts';
import type { ConsentView } from '#contract/consent-view.ts';
import { providerClassWords } from '#contract/consents.ts';
import type { ConsentFormChoice, PartySpec } from '#domain/consent/consent.ts';
import { formRules } from '#domain/consent/consent-forms.ts';
import { capitalized } from '#domain/policy-clock/plain-words.ts';
import { type ProviderClass, providerClasses } from '#domain/program-policy/policy-words.ts';
import { relationshipWords } from '#domain/relationships.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import type { Option } from '#web/ui/option.ts';
import { RadioGroup } from '#web/ui/radio-group.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { Select } from '#web/ui/select.tsx';
import { findProviders } from '#web/shell/find-providers.ts';
import { partyKey } from './consent-words.ts';
import { findOrganizationsFor } from './find-organizations.ts';

type Kind = 'provider' | 'support' | 'organization' | 'role-class' | 'treating-providers';
export type Chosen = Pick<ConsentView['recipients'][number], 'kind' | 'id' | 'providerClass'> & {
  label: string;
};

const kinds: readonly (Option & { id: Kind; of: PartySpec['kind'] })[] = [
  { id: 'provider', of: 'person', label: 'A provider' },
  {
    id: 'organization',
    of: 'organization',
    label: 'An organization',
    detail: 'Whoever works there on the day',
  },
  {
    id: 'role-class',
    of: 'role-class',
    label: 'One kind of provider of an organization',
    detail: 'Whoever works there as one on the day',
  },
  { id: 'support', of: 'person', label: 'Family or a close support' },
  {
    id: 'treating-providers',
    of: 'treating-providers',
    label: 'All treating providers',
    detail: 'Of the care team, as it is on the day',
  },
];

/** Whether a form that names these can name somebody of that kind. */
export const isKindOf = (kind: Kind, allowed: readonly PartySpec['kind'][]) =>
  kinds.some(({ id, of }) => id === kind && allowed.includes(of));

/** Who is chosen and not yet listed, or what kind of person they are to be. */
export type Choice = { kind: Kind; current: Option | null };
type From = {
  kind?: Kind;
  current?: Option | null;
  listed?: readonly Chosen[];
  /** For whoever keeps the choice beyond the form. */
  onChoose?: (choice: Choice) => void;
};

/** Whom a consent names: the last one chosen counts without another press. */
export function useRecipients(from: From = {}) {
  const [{ kind, current }, setChoice] = useState<Choice>({
    kind: from.kind ?? 'provider',
    current: from.current ?? null,
  });
  const choose = (choice: Choice) => {
    setChoice(choice);
    from.onChoose?.(choice);
  };
  const [providerClass, setProviderClass] = useState<ProviderClass>('medical');
  const [listed, setListed] = useState<readonly Chosen[]>(from.listed ?? []);
  const chosen =
    kind === 'treating-providers'
      ? withOne(listed, allTreating)
      : current === null
        ? listed
        : withOne(listed, named({ kind, providerClass, ...current }));
  const ofClass = { providerClass, setProviderClass };
  return { kind, current, choose, listed, setListed, chosen, ...ofClass };
}

const allTreating: Chosen = {
  kind: 'treating-providers',
  id: '',
  providerClass: null,
  label: 'All treating providers',
};
type Naming = { kind: Kind; providerClass: ProviderClass; id: string; label: string };
const named = ({ kind, providerClass, id, label }: Naming): Chosen =>
  kind === 'role-class'
    ? { kind, id, providerClass, label: `${providerClassWords[providerClass]} of ${label}` }
    : { kind, id, providerClass: null, label };

/** Whoever is named twice is named once. */
const withOne = (listed: readonly Chosen[], one: Chosen): readonly Chosen[] =>
  listed.some((each) => partyKey(each) === partyKey(one)) ? listed : [...listed, one];

/** As the server is told of them. */
export const askedFor = (chosen: readonly Chosen[]) =>
  chosen.map(({ kind, id, providerClass }) => ({
    kind,
    id,
    ...(providerClass === null ? {} : { providerClass }),
  }));

type Props = ReturnType<typeof useRecipients> & {
  clientId: string;
  allowed: readonly PartySpec['kind'][];
  /** The path that the server calls them by, and the words of the sentence before them. */
  path?: string;
  label?: string;
  nameLabel?: string;
  /** One and no more. */
  isOne?: true;
  /** Where they are named from the start, on this form. */
  form?: ConsentFormChoice;
};

/** Those whom an earlier paper names, to be named again. */
export const chosenFrom = (parties: ConsentView['recipients']): readonly Chosen[] =>
  parties
    .map(({ kind, id, providerClass, name }) =>
      kind === 'treating-providers' ? allTreating : { kind, id, providerClass, label: name },
    )
    .reduce<readonly Chosen[]>(withOne, []);

export function Recipients(props: Props) {
  const { clientId, allowed, kind, current, choose, listed, setListed } = props;
  const { providerClass, setProviderClass } = props;
  const { path = 'recipients', label = 'with', isOne = false, nameLabel = 'Name' } = props;
  const isPicky = props.form !== undefined && formRules[props.form].firstList !== null;
  const offered = kinds.filter(({ of }) => allowed.includes(of));
  const team = useAsk(readCareTeam, { clientId });
  const supports = (team.data?.supports ?? []).map(({ supportId, name, relationship }) => ({
    id: supportId,
    label: name,
    detail: relationshipWords[relationship],
  }));
  const choices =
    kind === 'support' ? { options: supports } : { search: searchOf(kind, props.form) };
  return (
    <>
      {offered.length > 1 && (
        <RadioGroup
          label={label}
          options={offered}
          value={kind}
          layout="row"
          onChange={(id) =>
            choose({
              kind: kinds.find((each) => each.id === id)?.id ?? 'provider',
              current: null,
            })
          }
        />
      )}
      {kind === 'role-class' && (
        <Select
          label="Which kind"
          options={classOptions}
          value={providerClass}
          onChange={(id) =>
            setProviderClass(providerClasses.find((each) => each === id) ?? 'medical')
          }
        />
      )}
      {kind !== 'treating-providers' && (
        <ComboBox
          key={`${kind}${listed.length}`}
          name={path}
          label={kind === 'role-class' ? 'Organization' : offered.length > 1 ? nameLabel : label}
          value={current}
          onChange={(next) => choose({ kind, current: next })}
          {...(isPicky && {
            hint: 'This form lists agencies. People, housing, social services and justice are added afterwards, with initials.',
          })}
          empty="Nobody is found. Add them to the directory or the care team first."
          {...choices}
        />
      )}
      {isPicky && current?.detail !== undefined && <p className="hint">{current.detail}</p>}
      {listed.length > 0 && (
        <RowsList
          label={`Also named, ${label}`}
          items={listed.map((each) => ({
            id: partyKey(each),
            text: each.label,
            action: (
              <Button
                size="row"
                className="beside-text"
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
            setListed(withOne(listed, named({ kind, providerClass, ...current })));
            choose({ kind, current: null });
          }}
        >
          Name somebody else too
        </Button>
      )}
    </>
  );
}

const classOptions = providerClasses.map((id) => ({
  id,
  label: capitalized(providerClassWords[id]),
}));

const searchOf = (kind: Kind, form?: ConsentFormChoice) =>
  kind === 'organization' || kind === 'role-class' ? findOrganizationsFor(form) : findProviders;
