import { useMemo } from 'react';
import { ChangePanel } from '#web/features/clients/clock/change-panel.tsx';
import { ContactPanel } from '#web/features/clients/timeline/contact-panel.tsx';
import { ReassessmentPanel } from '#web/features/clients/clock/reassessment-panel.tsx';
import { SuspensionPanel } from '#web/features/clients/clock/suspension-panel.tsx';

export type PanelId = 'contact' | 'change' | 'reassessment' | 'suspension';
export type Opening = Record<PanelId, () => void>;

export const useOpening = (setPanel: (panel: PanelId) => void): Opening =>
  useMemo(
    () => ({
      contact: () => setPanel('contact'),
      change: () => setPanel('change'),
      reassessment: () => setPanel('reassessment'),
      suspension: () => setPanel('suspension'),
    }),
    [setPanel],
  );

const panels = {
  contact: ContactPanel,
  change: ChangePanel,
  reassessment: ReassessmentPanel,
  suspension: SuspensionPanel,
};

type Props = { panel: PanelId | null; clientId: string; onClose: () => void };

/** One form beside the chart at a time; what was typed into another one is kept. */
export function ChartPanel({ panel, clientId, onClose }: Props) {
  if (panel === null) return null;
  const Panel = panels[panel];
  return <Panel key={panel} clientId={clientId} onClose={onClose} />;
}
