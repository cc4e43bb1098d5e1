import * as contract from '#contract/policies/policies.ts';
import * as previews from '#contract/policies/policy-previews.ts';
import * as runs from '#contract/policies/updating.ts';
import { fileRoute, route } from '#server/platform/route.ts';
import { compareVersions } from './compare-versions.ts';
import { listPolicies } from './list-policies.ts';
import { cancelPreview, listEffects, readPreview, startPreview } from './preview-effect.ts';
import { printPolicy } from './print-policy.ts';
import { publishDraft, takeBackVersion } from './publish-draft.ts';
import { readPolicyVersion } from './read-policy-version.ts';
import { discardDraft, saveDraft } from './save-draft.ts';
import { readUpdating } from './read-updating.ts';
import { startDraft } from './start-draft.ts';

const rights = { needs: 'program:manage', purpose: 'administration' } as const;

export const policyRoutes = [
  route(contract.listPolicies, rights, listPolicies),
  route(contract.readPolicyVersion, rights, readPolicyVersion),
  route(contract.compareVersions, rights, compareVersions),
  fileRoute(contract.printPolicy, rights, printPolicy),
  route(contract.startDraft, rights, startDraft),
  route(contract.saveDraft, rights, saveDraft),
  route(contract.discardDraft, rights, discardDraft),
  route(contract.publishDraft, rights, publishDraft),
  route(contract.takeBackVersion, rights, takeBackVersion),
  route(previews.startPreview, rights, startPreview),
  route(previews.readPreview, rights, readPreview),
  route(previews.cancelPreview, rights, cancelPreview),
  route(previews.listEffects, rights, listEffects),
  route(runs.readUpdating, { needs: 'client:read', purpose: 'care-coordination' }, readUpdating),
];
