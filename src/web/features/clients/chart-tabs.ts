import { useSearch } from '@tanstack/react-router';

export const tabs = [
  { id: 'timeline', label: 'Timeline', needs: 'record:read' },
  { id: 'actions', label: 'Actions', needs: 'record:read' },
  { id: 'service-plan', label: 'Service plan', needs: 'record:read' },
  { id: 'conferences', label: 'Conferences', needs: 'client:read' },
  { id: 'consents', label: 'Consents', needs: 'record:read' },
  { id: 'contacts', label: 'Contacts', needs: 'record:read' },
  { id: 'disclosures', label: 'Disclosures', needs: 'record:read' },
  { id: 'care-team', label: 'Care team', needs: 'client:read' },
  { id: 'details', label: 'Details', needs: 'client:read' },
] as const;
export type TabId = (typeof tabs)[number]['id'];

export const addressOf = (clientId: string, tab: TabId) =>
  tab === 'timeline' ? `/clients/${clientId}` : `/clients/${clientId}?tab=${tab}`;

/** The tab that the address names, or the first that its reader has. */
export function useTab(shown: readonly TabId[]): TabId {
  const { tab: wanted }: { tab?: unknown } = useSearch({ strict: false });
  return shown.find((id) => id === wanted) ?? shown[0] ?? 'details';
}
