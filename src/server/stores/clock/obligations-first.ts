import { sql } from 'kysely';
import { isMeant, type Branch } from './obligations-scope.ts';

/** Which duties a list means: those that it could show, wherever they stand in time. */
export type Meant = {
  agencyId: string;
  branches: readonly Branch[];
  strengths: readonly ('required' | 'recommended')[];
  kinds: readonly string[] | null;
  isBacklog: boolean;
};

/**
 * Whether the duty `o` stands for its client: none that the list means, and that the asker may know of, comes before it.
 * One probe of the client's own index range for each row that is read, so a first page costs what its 50 clients owe and
 * no more. As a scalar with a limit the planner keeps it a probe; as `not exists` it may hash the whole table instead.
 */
export function isFirstOfClient({ agencyId, branches, strengths, kinds, isBacklog }: Meant) {
  const isKind = kinds === null ? sql`true` : sql`e.kind = any(${[...kinds]}::text[])`;
  return sql<boolean>`(select true from obligation e
    where e.agency_id = ${agencyId} and e.client_id = o.client_id
      and (e.due_key, e.enrollment_id, e.obligation_key) < (o.due_key, o.enrollment_id, o.obligation_key)
      and e.state = 'open' and e.is_backlog = ${isBacklog} and e.strength = any(${[...strengths]}::text[]) and ${isKind} and ${isMeant(branches, 'e')} limit 1) is null`;
}
