import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

const oneStatement = 5_000;

const inParts = <Item>(items: readonly Item[]) =>
  Array.from({ length: Math.ceil(items.length / oneStatement) }, (_, part) =>
    items.slice(part * oneStatement, (part + 1) * oneStatement),
  );

/** The clients whom the asker sees, by the numbers that this agency gave them. */
export async function clientsByNumber(
  { tx, agencyId }: Here,
  numbers: readonly number[],
): Promise<Map<number, ClientId>> {
  const found = new Map<number, ClientId>();
  for (const part of inParts([...new Set(numbers)])) {
    const rows = await tx
      .selectFrom('client')
      .select(['client_number', 'client_id'])
      .where('agency_id', '=', agencyId)
      .where('client_number', 'in', part)
      .execute();
    for (const row of rows) found.set(row.client_number, row.client_id);
  }
  return found;
}

export const identifierKey = (value: string) => value.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The clients whom the asker sees, by the numbers that others gave them; one number may belong to several. */
export async function clientsByIdentifier(
  { tx, agencyId }: Here,
  values: readonly string[],
): Promise<Map<string, ClientId[]>> {
  const found = new Map<string, ClientId[]>();
  for (const part of inParts([...new Set(values.map(identifierKey))].filter((key) => key !== ''))) {
    const rows = await tx
      .selectFrom('client_identifier')
      .select(['value_key', 'client_id'])
      .where('agency_id', '=', agencyId)
      .where('value_key', 'in', part)
      .execute();
    for (const { value_key: key, client_id: id } of rows) {
      const known = found.get(key ?? '') ?? [];
      if (!known.includes(id)) found.set(key ?? '', [...known, id]);
    }
  }
  return found;
}
