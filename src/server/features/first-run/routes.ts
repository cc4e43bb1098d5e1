import * as contract from '#contract/first-run.ts';
import { publicRoute } from '#server/platform/public-route.ts';
import { checkFoundingCode, foundAgency } from './found-agency.ts';

export const firstRunRoutes = [
  publicRoute(contract.checkFoundingCode, ({ code }, outside) => checkFoundingCode(code, outside)),
  publicRoute(contract.foundAgency, foundAgency),
];
