import { searchDirectory } from '#contract/directory.ts';
import { call } from '#web/api/call.ts';
import type { Option } from '#web/ui/option.ts';

export const findOrganizations = async (text: string): Promise<readonly Option[]> =>
  (await call(searchDirectory, { text })).organizations.map(({ organizationId, name }) => ({
    id: organizationId,
    label: name,
  }));
