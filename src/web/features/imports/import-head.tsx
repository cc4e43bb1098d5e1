import { useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { discardImport, type ImportView } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { useTell } from '#web/api/use-ask.ts';
import { dayAndTime } from '#web/shell/day-and-time.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { exportedInWords } from './import-words.ts';

type HeadProps = { open: ImportView; step: string; saved?: ReactNode; actions?: ReactNode };

/** Which file it is, how far it has come, and what can be done with it. */
export function ImportHead({ open, step, saved, actions }: HeadProps) {
  const { more } = useOurWord();
  const lead = [
    open.fileName || 'HMIS export',
    open.readRows > 0 && counted(open.readRows, 'row'),
    exportedInWords(open),
    `started ${dayAndTime(open.startedAt)}`,
  ];
  const isOpen = open.state === 'choosing' || open.state === 'preview';
  return (
    <PageHead
      title={`Import ${more}`}
      kicker={step === '' ? <Link href="/imports">Imports</Link> : step}
      lead={`${lead.filter(Boolean).join(', ')}.${isOpen ? ' Nothing is imported yet.' : ''}`}
      saved={saved}
      actions={actions}
    />
  );
}

export function DiscardImport({ open }: { open: ImportView }) {
  const tell = useTell(discardImport);
  const { history } = useRouter();
  // By then the page shows that the import is discarded, and this button is gone.
  const discard = async () => {
    await tell.mutateAsync({ importId: open.importId }).then(
      () => history.push('/imports'),
      () => {},
    );
  };
  return (
    <Button look="quiet" isPending={tell.isPending} onPress={() => void discard()}>
      Cancel the import
    </Button>
  );
}
