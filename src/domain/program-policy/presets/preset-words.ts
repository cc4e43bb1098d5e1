import type { PresetId } from './presets.ts';

/** What a preset is called where one is chosen, and when its conferences are due. */
export const presetWords: Record<PresetId, { name: string; cadence: string }> = {
  supportive: {
    name: 'Supportive case management',
    cadence: 'Conferences as needed; never due by date.',
  },
  comprehensive: {
    name: 'Comprehensive case management',
    cadence: 'At least every 180 days, and as needed.',
  },
  cfp: {
    name: 'Community Follow-up Program',
    cadence: 'At each reassessment, and as needed.',
  },
  'health-home': {
    name: 'Health Home',
    cadence: 'At least every six months, and as needed.',
  },
  'community-care': {
    name: 'Community care agency',
    cadence: 'At the interval that the agency sets, and after certain events.',
  },
};

/** The presets as things to choose from. */
export const presetOptions = (ids: readonly PresetId[]) =>
  ids.map((id) => ({ id, label: presetWords[id].name, detail: presetWords[id].cadence }));
