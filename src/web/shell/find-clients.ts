import { call } from '#web/api/call.ts';
import type { Option } from '#web/ui/option.ts';

const shown = 8;

/** The first clients that fit what is typed; the name travels in the body, never in an address. */
export async function findClients(text: string): Promise<readonly Option[]> {
  const { searchClients } = await import('#contract/clients.ts');
  const { clients } = await call(searchClients, { text });
  return clients.slice(0, shown).map(({ clientId, name, number, enrollments }) => ({
    id: clientId,
    label: name,
    detail: [`#${number}`, ...enrollments.map(({ programName }) => programName)].join(' '),
  }));
}
