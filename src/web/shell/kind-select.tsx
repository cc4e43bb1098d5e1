import { providerClassWords } from '#contract/directory.ts';
import type { ProviderKindView } from '#contract/provider-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import type { Option } from '#web/ui/option.ts';
import { Select } from '#web/ui/select.tsx';
import { Asked } from './asked.tsx';
import { useProviderKinds } from './use-provider-kinds.ts';

type Props = Omit<Parameters<typeof Select>[0], 'options'> & {
  first?: readonly Option[];
  /** Of the retired kinds these alone can be chosen. */
  keeps?: (code: string) => boolean;
};

/** Every kind that can be chosen, the agency’s own after the one that each belongs under. */
export function KindSelect({ first = [], keeps = () => false, ...field }: Props) {
  const asked = useProviderKinds();
  return (
    <Asked asked={asked} label="Loading the kinds of provider" rows={1}>
      {({ kinds }) => (
        <Select
          {...field}
          options={[
            ...first,
            ...optionsOf(kinds.filter(({ isRetired, code }) => !isRetired || keeps(code))),
          ]}
        />
      )}
    </Asked>
  );
}

const optionsOf = (own: readonly ProviderKindView[]): Option[] =>
  providerClasses.flatMap((id) => [
    { id, label: providerClassWords[id] },
    ...own
      .filter(({ providerClass }) => providerClass === id)
      .map(({ code, name, isRetired }) => ({
        id: code,
        label: isRetired ? `${name} (retired)` : name,
      })),
  ]);
