import { useRouter } from '@tanstack/react-router';
import { Menu } from '#web/ui/menu.tsx';
import type { Opening } from './chart-panel.tsx';
import { addressOf, type TabId } from './chart-tabs.ts';
import { useClientWord } from './use-client-word.ts';

type AddProps = { clientId: string; open: Opening; onTried: () => void; className?: string };

/** All that can be written down of somebody, from any tab of the chart. */
export function AddToChart({ clientId, open, onTried, className = '' }: AddProps) {
  const { history } = useRouter();
  const word = useClientWord(clientId);
  const goTo = (tab: TabId) => () => history.push(addressOf(clientId, tab));
  return (
    <Menu
      look="primary"
      className={className}
      label="Add"
      entries={[
        {
          id: 'contact',
          label: 'Contact',
          detail: 'What was said and done (a)',
          onAction: open.contact,
        },
        {
          id: 'change',
          label: 'Change',
          detail: `Something has changed for the ${word} (s)`,
          onAction: open.change,
        },
        {
          id: 'attempt',
          label: 'Attempt',
          detail: 'A request without an answer (e)',
          onAction: onTried,
        },
        { id: 'reassessment', label: 'Reassessment', onAction: open.reassessment },
        { id: 'suspension', label: 'Exemption or pause', onAction: open.suspension },
        { id: 'consent', label: 'Consent', onAction: goTo('consents') },
        { id: 'person', label: 'Somebody on the care team', onAction: goTo('care-team') },
      ]}
    />
  );
}
