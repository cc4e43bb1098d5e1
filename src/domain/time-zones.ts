type Zone = { id: string; label: string };

const common: readonly Zone[] = [
  { id: 'America/New_York', label: 'Eastern (New York)' },
  { id: 'America/Chicago', label: 'Central (Chicago)' },
  { id: 'America/Denver', label: 'Mountain (Denver)' },
  { id: 'America/Phoenix', label: 'Mountain without summer time (Phoenix)' },
  { id: 'America/Los_Angeles', label: 'Pacific (Los Angeles)' },
  { id: 'America/Anchorage', label: 'Alaska (Anchorage)' },
  { id: 'Pacific/Honolulu', label: 'Hawaii (Honolulu)' },
  { id: 'America/Puerto_Rico', label: 'Atlantic (Puerto Rico)' },
];

/** The zones to choose from: the common ones, and those that are in use here already. */
export function timeZoneChoices(inUse: readonly string[]): readonly Zone[] {
  const more = [...new Set(inUse)].filter((zone) => common.every(({ id }) => id !== zone));
  return [...common, ...more.map((id) => ({ id, label: id.replaceAll('_', ' ') }))];
}
