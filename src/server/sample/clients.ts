import { comprehensiveClients } from './clients-comprehensive.ts';
import { healthHomeClients } from './clients-health-home.ts';
import { moreClients } from './clients-more.ts';
import type { SampleClient } from './sample-client.ts';

const everybody = { ...comprehensiveClients, ...healthHomeClients, ...moreClients };

export type ClientKey = keyof typeof everybody;

/** Forty invented clients. */
export const clients: ReadonlyMap<string, SampleClient> = new Map(Object.entries(everybody));
