import { useState } from 'react';
import type { ConsentView } from '#contract/consent-view.ts';
import type { ConsentFormChoice } from '#domain/consent/consent.ts';
import { Checkbox } from '#web/ui/checkbox.tsx';
import { askedFor, chosenFrom, Recipients, useRecipients } from './consent-recipients.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

/** Who else the paper names: organizations that may tell beside us or in our place, and whoever is never to be told. */
export function useOtherParties(replacing: ConsentView | null) {
  const earlier = {
    disclosers: chosenFrom(replacing?.disclosers ?? []),
    excluded: chosenFrom(replacing?.excluded ?? []),
  };
  const [hasDisclosers, setHasDisclosers] = useState(earlier.disclosers.length > 0);
  const [hasExcluded, setHasExcluded] = useState(earlier.excluded.length > 0);
  const [weReceive, setWeReceive] = useState(replacing?.weReceive ?? false);
  const [weDisclose, setWeDisclose] = useState(replacing?.weDisclose ?? true);
  const disclosers = useRecipients({ kind: 'organization', listed: earlier.disclosers });
  const excluded = useRecipients({ listed: earlier.excluded });
  return {
    hasDisclosers,
    setHasDisclosers,
    hasExcluded,
    setHasExcluded,
    weReceive,
    setWeReceive,
    weDisclose,
    setWeDisclose,
    disclosers,
    excluded,
    entered: {
      weDisclose: !hasDisclosers || weDisclose,
      weReceive: hasDisclosers && weReceive,
      disclosers: hasDisclosers ? disclosers.chosen.map(({ id }) => id) : [],
      excluded: hasExcluded ? askedFor(excluded.chosen) : [],
    },
  };
}

type Props = ReturnType<typeof useOtherParties> & {
  clientId: string;
  /** On which they are named from the start. */
  form?: ConsentFormChoice;
};

export function OtherParties({ clientId, disclosers, excluded, ...props }: Props) {
  const word = useClientWord(clientId);
  return (
    <>
      <Checkbox isSelected={props.hasDisclosers} onChange={props.setHasDisclosers}>
        Others may tell
      </Checkbox>
      {props.hasDisclosers && (
        <>
          <Recipients
            {...disclosers}
            clientId={clientId}
            allowed={['organization']}
            {...(props.form && { form: props.form })}
            path="disclosers"
            label="Organization that may tell"
          />
          <Checkbox isSelected={props.weReceive} onChange={props.setWeReceive}>
            They may tell us
          </Checkbox>
          <Checkbox
            isSelected={!props.weDisclose}
            onChange={(isTheirs) => props.setWeDisclose(!isTheirs)}
          >
            Only they may tell, and not we
          </Checkbox>
        </>
      )}
      <Checkbox
        isSelected={props.hasExcluded}
        onChange={props.setHasExcluded}
        hint={`It wins over whatever else the ${word} signs, until they take it back.`}
      >
        The {word} names somebody who is never to be told
      </Checkbox>
      {props.hasExcluded && (
        <Recipients
          {...excluded}
          clientId={clientId}
          allowed={['person', 'organization']}
          path="excluded"
          label="Never to be told"
          nameLabel="Who is never to be told"
        />
      )}
    </>
  );
}
