import type { KindReadiness } from '#contract/consent-view.ts';
import { classWords } from '#contract/consents.ts';
import { readMayTell } from '#contract/may-tell.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { keepsSomethingBack, NotToTellWords } from '#web/shell/not-to-tell.tsx';
import { everythingElse, isWorthShowing } from '#web/shell/seldom-classes.ts';
import { Banner } from '#web/ui/banner.tsx';
import { CheckboxGroup } from '#web/ui/checkbox-group.tsx';
import { useClientWord } from '#web/features/clients/use-client-word.ts';

type Party = { kind: 'provider' | 'support' | 'organization'; id: string; name: string };
type Telling = { told: readonly string[]; onChange: (told: string[]) => void };
type Props = { clientId: string; party: Party; telling?: Telling };

/** Beside whoever was chosen: what the papers let them hear, and what the client keeps back from them all the same. */
export function MayTell(props: Props) {
  const { kind, id } = props.party;
  // Each party begins anew: what one may hear never stands under the name of another, not even while it is asked.
  return <OfParty key={`${kind} ${id}`} {...props} />;
}

function OfParty({ clientId, party: { kind, id, name }, telling }: Props) {
  const word = useClientWord(clientId);
  const { data, isError, refetch } = useAsk(readMayTell, { clientId, ...asked(kind, id) });
  if (isError)
    return (
      <Banner
        tone="soon"
        title={`What ${name} may be told could not be read.`}
        onRetry={() => void refetch()}
      >
        Look at the consents of the {word} before you tell them anything.
      </Banner>
    );
  if (!data) return null;
  const { kinds, notToTell } = data;
  return (
    <>
      {telling && <p className="small soft">{kindsInWords(kinds)}</p>}
      {keepsSomethingBack(notToTell) && (
        <Banner tone="soon" title={`The ${word} keeps something back from ${name}.`}>
          <NotToTellWords {...notToTell} />
        </Banner>
      )}
      {telling && kind === 'provider' && (
        <CheckboxGroup
          name="told"
          label={`What you told ${name} about the ${word}`}
          hint={`Nothing ticked: they were told nothing. What is ticked stands in the accounting that the ${word} can ask for.`}
          isOptional
          options={kinds.map(({ class: each }) => ({ id: each, label: classWords[each] }))}
          value={[...telling.told]}
          onChange={telling.onChange}
        />
      )}
    </>
  );
}

function asked(kind: Party['kind'], id: string) {
  switch (kind) {
    case 'provider':
      return { providerId: id };
    case 'support':
      return { supportId: id };
    case 'organization':
      return { organizationId: id };
  }
}

function kindsInWords(kinds: readonly KindReadiness[]): string {
  const shown = kinds.filter(isWorthShowing);
  const rest = shown.length < kinds.length ? [everythingElse] : [];
  return [...shown.map(kindInWords), ...rest].join(' ');
}

function kindInWords({ class: kind, state, endsOn }: KindReadiness): string {
  const name = classWords[kind];
  switch (state) {
    case 'ok':
      return endsOn === null
        ? `${name}: may be told.`
        : `${name}: may be told until ${dayInWords(endsOn)}.`;
    case 'ends-before':
      return endsOn === null
        ? `${name}: no consent.`
        : `${name}: the consent ended ${dayInWords(endsOn)}.`;
    case 'revoked':
      return `${name}: the consent was taken back.`;
    case 'none':
      return `${name}: no consent.`;
  }
}
