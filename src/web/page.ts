import type { ComponentType } from 'react';
import type { Ability } from '#domain/access/abilities.ts';
import type { RailGroup } from '#web/shell/rail.tsx';

/** An address, what it shows, and where it stands. */
export type Page = {
  path: string;
  load: () => Promise<{ default: ComponentType }>;
  /** Where it stands in the rail, and who sees it there. */
  rail?: { group: RailGroup; label: string; needs: Ability; keys?: string; isOfClients?: true };
  /** Stands alone, and nobody need be signed in. */
  isOpen?: true;
};
