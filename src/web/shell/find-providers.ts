import { searchDirectory } from '#contract/directory.ts';
import { call } from '#web/api/call.ts';
import type { Option } from '#web/ui/option.ts';

/** Providers whose name, title or organization begins with what is typed. */
export async function findProviders(text: string): Promise<readonly Option[]> {
  const { providers } = await call(searchDirectory, { text });
  return providers.map(({ providerId, fullName, title, organization }) => ({
    id: providerId,
    label: fullName,
    detail: `${title}, ${organization.name}`,
  }));
}
