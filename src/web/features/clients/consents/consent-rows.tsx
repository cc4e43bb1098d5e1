import { useState } from 'react';
import type { ConsentView } from '#contract/consent-view.ts';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import type { MenuEntry } from '#web/ui/menu-entry.ts';
import { Menu } from '#web/ui/menu.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { AddendumDialog, EndDialog, WithdrawDialog } from './consent-end-dialogs.tsx';
import { RevokeDialog, type Stopped } from './consent-revoke-dialog.tsx';
import { ConsentSentence } from './consent-sentence.tsx';
import { eventWords, namesOf } from './consent-words.ts';

type Act = 'revoke' | 'end' | 'add' | 'withdraw';

type Props = {
  consents: readonly ConsentView[];
  clientId: string;
  clientName: string;
  today: string;
  onReplace: (consent: ConsentView) => void;
  onStopped: (stopped: Stopped) => void;
};

/** What is in force, each with what may become of it. */
export function ConsentRows({ consents, clientId, clientName, today, ...rest }: Props) {
  const { onReplace, onStopped } = rest;
  const mayWrite = useMay('consent:write');
  const [doing, setDoing] = useState<{ act: Act; consent: ConsentView } | null>(null);
  const onClose = () => setDoing(null);
  return (
    <>
      <RowsList
        label="Consents in force"
        items={consents.map((consent) => ({
          id: consent.consentId,
          text: <ConsentSentence {...{ consent, clientId, clientName }} />,
          ...(mayWrite && {
            action: (
              <Acts
                consent={consent}
                onAct={(act) => setDoing({ act, consent })}
                onReplace={() => onReplace(consent)}
              />
            ),
          }),
        }))}
      />
      {doing?.act === 'revoke' && (
        <RevokeDialog
          {...{ consent: doing.consent, consents, clientId, today, onStopped, onClose }}
        />
      )}
      {doing?.act === 'end' && (
        <EndDialog {...{ consent: doing.consent, clientId, today, onClose }} />
      )}
      {doing?.act === 'add' && (
        <AddendumDialog {...{ consent: doing.consent, clientId, today, onClose }} />
      )}
      {doing?.act === 'withdraw' && (
        <WithdrawDialog {...{ consent: doing.consent, clientId, today, onClose }} />
      )}
    </>
  );
}

type ActsProps = { consent: ConsentView; onAct: (act: Act) => void; onReplace: () => void };

function Acts({ consent, onAct, onReplace }: ActsProps) {
  const { isRefusal, mayChange, mayGrow, endsWith } = consent;
  const entries: MenuEntry[] = [
    { id: 'replace', label: 'Replace by a newer one', onAction: onReplace },
    ...(mayGrow && !isRefusal
      ? [{ id: 'add', label: 'Add a partner', onAction: () => onAct('add') }]
      : []),
    ...(endsWith === null
      ? []
      : [{ id: 'end', label: eventWords(endsWith), onAction: () => onAct('end') }]),
    { id: 'withdraw', label: 'Recorded in error', onAction: () => onAct('withdraw') },
  ];
  return (
    <>
      {(mayChange || !isRefusal) && (
        <Button
          size="row"
          aria-label={`${isRefusal ? 'Take back' : 'Revoke'}, ${namesOf(consent)}`}
          onPress={() => onAct('revoke')}
        >
          {isRefusal ? 'Take back' : 'Revoke'}
        </Button>
      )}
      {mayChange && (
        <Menu
          label="More"
          size="row"
          look="quiet"
          aria-label={`More, about the consent for ${namesOf(consent)}`}
          entries={entries}
        />
      )}
    </>
  );
}
