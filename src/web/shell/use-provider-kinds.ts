import { providerClassWords } from '#contract/directory.ts';
import { listProviderKinds, type ProviderKindView } from '#contract/provider-kinds.ts';
import { providerClasses } from '#domain/program-policy/policy-words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import type { Option } from '#web/ui/option.ts';

const none: readonly ProviderKindView[] = [];

/** The kinds of provider that the agency added. */
export const useProviderKinds = (): readonly ProviderKindView[] =>
  useAsk(listProviderKinds, {}).data?.kinds ?? none;

/** Every kind that can be chosen, the agency’s own after the one that each belongs under; a retired one only for whoever has it. */
export function useKindOptions(had: string | null = null): Option[] {
  const own = useProviderKinds().filter(({ isRetired, code }) => !isRetired || code === had);
  return providerClasses.flatMap((id) => [
    { id, label: providerClassWords[id] },
    ...own
      .filter(({ providerClass }) => providerClass === id)
      .map(({ code, name, isRetired }) => ({
        id: code,
        label: isRetired ? `${name} (retired)` : name,
      })),
  ]);
}
