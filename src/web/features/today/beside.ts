import { createContext, use } from 'react';
import type { Beside } from '#contract/today.ts';

/** What is read after the list, by client: it comes late, and draws anew only the parts of the rows that show it. */
export const BesideRows = createContext<ReadonlyMap<string, Beside>>(new Map());

export const useBeside = (clientId: string): Beside | undefined => use(BesideRows).get(clientId);
