import { useEffect, useState } from 'react';
import { type OrganizationView, type ProviderView, searchDirectory } from '#contract/directory.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { KindFilter, kindAsked } from './kind-filter.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { ProviderForm } from './provider-form.tsx';

type Open =
  | { what: 'provider'; provider: ProviderView | null }
  | { what: 'organization'; organization: OrganizationView | null };

/** The providers and organizations that the agency works with. */
export function DirectoryPage() {
  const [text, setText] = useState('');
  const [settled, setSettled] = useState('');
  const [page, setPage] = useState(0);
  const [open, setOpen] = useState<Open | null>(null);
  const mayWrite = useMay('directory:write');
  const [kind, setKind] = useState<string | null>(null);
  const asked = useAsk(searchDirectory, { text: settled, page, ...kindAsked(kind) });
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
      setPage(0);
    }, 200);
    return () => clearTimeout(timer);
  }, [text]);

  const isSearch = settled !== '' || kind !== null;

  return (
    <>
      <PageHead
        title="Directory"
        lead="Outside providers and their organizations."
        actions={
          mayWrite && (
            <>
              <Button onPress={() => setOpen({ what: 'organization', organization: null })}>
                Add an organization
              </Button>
              <Button look="primary" onPress={() => setOpen({ what: 'provider', provider: null })}>
                Add a provider
              </Button>
            </>
          )
        }
      />
      {mayWrite && (
        <div className="bottombar">
          <Button look="primary" onPress={() => setOpen({ what: 'provider', provider: null })}>
            Add a provider
          </Button>
        </div>
      )}
      <TextField
        label="Find"
        hint="The start of a name, a title or an organization"
        value={text}
        onChange={setText}
        type="search"
        autoComplete="off"
      />
      <KindFilter
        kind={kind}
        onChange={(chosen) => {
          setKind(chosen);
          setPage(0);
        }}
      />
      <Asked asked={asked} label="Loading the directory" rows={8}>
        {({ providers, organizations, hasMore }) => (
          <>
            <Providers providers={providers} isSearch={isSearch} onOpen={setOpen} />
            {kind === null && (
              <Organizations
                organizations={organizations}
                isSearch={isSearch}
                mayWrite={mayWrite}
                onOpen={setOpen}
              />
            )}
            {(hasMore || page > 0) && (
              <div className="table-foot">
                <span className="soft">Page {page + 1}</span>
                {page > 0 && (
                  <Button size="small" onPress={() => setPage(page - 1)}>
                    Previous 50
                  </Button>
                )}
                {hasMore && (
                  <Button size="small" onPress={() => setPage(page + 1)}>
                    Next 50
                  </Button>
                )}
              </div>
            )}
          </>
        )}
      </Asked>
      <Dialog
        title={open?.what === 'organization' ? 'Organization' : 'Provider'}
        isOpen={open !== null}
        onClose={() => setOpen(null)}
      >
        {open?.what === 'provider' && (
          <ProviderForm
            provider={open.provider}
            mayWrite={mayWrite}
            onClose={() => setOpen(null)}
          />
        )}
        {open?.what === 'organization' && (
          <OrganizationForm organization={open.organization} onClose={() => setOpen(null)} />
        )}
      </Dialog>
    </>
  );
}

type OnOpen = { isSearch: boolean; onOpen: (open: Open) => void };

function Providers({
  providers,
  isSearch,
  onOpen,
}: OnOpen & { providers: readonly ProviderView[] }) {
  const rows = providers.map((provider) => ({ ...provider, id: provider.providerId }));
  return (
    <SectionBand title="Providers">
      <DataTable
        label="Providers"
        items={rows}
        nameOf={({ fullName }) => fullName}
        onOpen={(provider) => onOpen({ what: 'provider', provider })}
        columns={columnsFor((provider) => onOpen({ what: 'provider', provider }))}
        empty={
          isSearch ? (
            <EmptyState title="No provider is found.">Check the spelling.</EmptyState>
          ) : (
            <EmptyState title="There are no providers yet.">
              Add an organization first, then the people who work there.
            </EmptyState>
          )
        }
      />
    </SectionBand>
  );
}

function Organizations(
  props: OnOpen & { organizations: readonly OrganizationView[]; mayWrite: boolean },
) {
  const { organizations, isSearch, mayWrite, onOpen } = props;
  return (
    <SectionBand title="Organizations">
      {organizations.length === 0 && (
        <EmptyState
          title={isSearch ? 'No organization is found.' : 'There are no organizations yet.'}
        />
      )}
      <RowsList
        label="Organizations"
        items={organizations.map((organization) => ({
          id: organization.organizationId,
          text: <OrganizationName organization={organization} />,
          ...(mayWrite && {
            action: (
              <Button
                size="row"
                aria-label={`Change ${organization.name}`}
                onPress={() => onOpen({ what: 'organization', organization })}
              >
                Change
              </Button>
            ),
          }),
        }))}
      />
    </SectionBand>
  );
}

const OrganizationName = ({ organization }: { organization: OrganizationView }) => (
  <>
    {organization.name}
    {organization.isVictimService && (
      <span className="second">Victim-service organization: held apart</span>
    )}
  </>
);

type Row = ProviderView & { id: string };
type Columns = Parameters<typeof DataTable<Row>>[0]['columns'];

const columnsFor = (onOpen: (provider: Row) => void): Columns => [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    phone: 'title',
    cell: (provider) => (
      <>
        <span className="strong">{provider.fullName}</span>
        <span className="second">{provider.title}</span>
      </>
    ),
  },
  {
    id: 'organization',
    label: 'Organization',
    cell: ({ organization }) => <OrganizationName organization={organization} />,
  },
  {
    id: 'kind',
    label: 'Kind',
    cell: ({ kindInWords }) => kindInWords,
  },
  {
    id: 'reach',
    label: 'Phone and email',
    cell: ({ phone, email }) =>
      [phone, email].filter((part) => part !== '').join(', ') || 'Not known',
  },
  {
    id: 'open',
    label: 'More',
    width: 's',
    cell: (provider) => (
      <Button size="row" aria-label={`Open ${provider.fullName}`} onPress={() => onOpen(provider)}>
        Open
      </Button>
    ),
  },
];
