import { listProviderKinds } from '#contract/provider-kinds.ts';
import { useAsk } from '#web/api/use-ask.ts';

/** The kinds of provider that the agency added, and whether they have come yet. */
export const useProviderKinds = () => useAsk(listProviderKinds, {});
