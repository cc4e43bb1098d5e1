import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { z } from 'zod';
import type { ReplyOf } from '#contract/endpoint.ts';
import { listImports, readImport, uploadExport } from '#contract/imports.ts';
import { counted } from '#domain/plurals.ts';
import { upload } from '#web/api/call.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { dayAndTime } from '#web/shell/day-and-time.ts';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Banner } from '#web/ui/banner.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { FileDrop } from '#web/ui/file-drop.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Progress } from '#web/ui/progress.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { type Trouble, troubleOf } from '#web/ui/trouble.ts';
import { filesOfExport } from './folder-of-export.ts';
import { ImportProgress } from './import-progress.tsx';
import { stateWords } from './import-words.ts';

type Imports = ReplyOf<typeof listImports>;

const often = 1_000;

/** Where an HMIS export is handed in, and what earlier ones did. */
export function ImportsPage() {
  const { more } = useOurWord();
  const mayImport = useMay('import:run');
  return (
    <>
      <PageHead
        title={`Import ${more}`}
        {...(mayImport && { kicker: 'Step 1 of 3: choose a file' })}
        lead="From an HMIS CSV export, as one zip file or as the folder with its files. You see what will happen before anything is saved."
        actions={<Link href="/imports/held-elsewhere">Conferences held elsewhere</Link>}
      />
      {mayImport ? (
        <Imports />
      ) : (
        <Banner tone="plain" title="Your role does not import.">
          An administrator does, and can give you that role.
        </Banner>
      )}
    </>
  );
}

/** What is on its way: first packed, where it is a folder, then sent. */
type Sent = { name: string; bytes: number; packed: number | null };

function Imports() {
  const [sending, setSending] = useState<Sent | null>(null);
  const asked = useAsk(listImports, {}, sending ? { refetchInterval: often } : {});
  return (
    <Asked asked={asked} label="Loading the imports">
      {(imports) => (
        <>
          <OpenOrNew imports={imports} sending={sending} onSending={setSending} />
          <Past imports={imports} />
        </>
      )}
    </Asked>
  );
}

type SendingProps = {
  imports: Imports;
  sending: Sent | null;
  onSending: (sent: Sent | null) => void;
};

const sent = z.object({ importId: z.string() });

function OpenOrNew({ imports, sending, onSending }: SendingProps) {
  const queries = useQueryClient();
  const { history } = useRouter();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { openImportId } = imports;
  const send = async (name: string, fileOf: () => Promise<Blob>) => {
    setTrouble(null);
    try {
      const file = await fileOf();
      onSending({ name, bytes: file.size, packed: null });
      const address = `${uploadExport.path}?${new URLSearchParams({ fileName: name }).toString()}`;
      const { importId } = sent.parse(await upload(address, file));
      await queries.invalidateQueries();
      history.push(`/imports/${importId}`);
    } catch (error) {
      setTrouble(troubleOf(error));
      void queries.invalidateQueries();
    } finally {
      onSending(null);
    }
  };

  const sendFile = ([file]: readonly File[]) => {
    if (file) void send(file.name, async () => file);
  };
  const sendFolder = (all: readonly File[], name: string) => {
    const found = filesOfExport(all);
    if ('problem' in found) setTrouble({ title: found.problem, fields: {} });
    else void send(name, () => packed(name, found.files, onSending));
  };

  if (sending && sending.packed !== null)
    return (
      <Progress
        label="Packing the folder"
        words={sending.name}
        value={sending.packed}
        max={sending.bytes}
      />
    );
  if (sending) return <Sending openImportId={openImportId} bytes={sending.bytes} />;
  return (
    <>
      {trouble && (
        <Banner tone="late" title={trouble.title} reference={trouble.reference}>
          Nothing was imported.
        </Banner>
      )}
      {openImportId === null ? (
        <FileDrop
          label="HMIS CSV export"
          hint="It is read in memory and never stored. Social security numbers are not read at all."
          button="Choose the zip file"
          accept={['.zip', 'application/zip']}
          onFiles={sendFile}
          folder={{ button: 'Choose a folder', onFiles: sendFolder }}
        />
      ) : (
        <Banner
          tone="info"
          title="An import is open."
          action={
            <Link href={`/imports/${openImportId}`} look="primary">
              Go on with it
            </Link>
          }
        >
          Finish it, or cancel it there to choose another file.
        </Banner>
      )}
    </>
  );
}

/** Only the files of the export leave this machine, packed into one. */
async function packed(
  name: string,
  files: readonly File[],
  onSending: SendingProps['onSending'],
): Promise<Blob> {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  onSending({ name, bytes, packed: 0 });
  const { zipFiles } = await import('#web/api/zip-files.ts');
  return zipFiles(files, (read) => onSending({ name, bytes, packed: read }));
}

function Sending({ openImportId, bytes }: { openImportId: string | null; bytes: number }) {
  const asked = useAsk(
    readImport,
    { importId: openImportId ?? '' },
    { enabled: openImportId !== null, refetchInterval: often },
  );
  const progress = asked.data?.progress;
  const none = { doing: 'reading', done: 0, of: null, receivedBytes: 0 } as const;
  return <ImportProgress progress={progress ?? none} bytes={bytes} />;
}

function Past({ imports: { imports, openImportId } }: { imports: Imports }) {
  const { more } = useOurWord();
  const past = imports.filter(({ importId }) => importId !== openImportId);
  return (
    <SectionBand title="Earlier imports" count={past.length}>
      {past.length === 0 ? (
        <EmptyState title="Nothing was imported yet.">
          The first export brings in {more} with their enrollments. Later ones of the same HMIS
          update them.
        </EmptyState>
      ) : (
        <RowsList
          label="Earlier imports"
          items={past.map(({ importId, fileName, state, startedAt, startedBy, readRows }) => ({
            id: importId,
            when: dayAndTime(startedAt),
            text: (
              <>
                <Link href={`/imports/${importId}`}>{fileName || 'HMIS export'}</Link>
                <span className="hint">
                  {stateWords[state]}. {counted(readRows, 'row')}, by {startedBy}.
                </span>
              </>
            ),
          }))}
        />
      )}
    </SectionBand>
  );
}
