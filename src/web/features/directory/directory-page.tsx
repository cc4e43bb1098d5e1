import { useEffect, useState } from 'react';
import { type OrganizationView, type ProviderView, searchDirectory } from '#contract/directory.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { KindFilter, kindAsked } from './kind-filter.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { ProviderForm } from './provider-form.tsx';
import { OrganizationName, ProvidersTable } from './providers-table.tsx';

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
            <ProvidersTable
              providers={providers}
              isSearch={settled !== ''}
              isOfKind={kind !== null}
              onOpen={(provider) => setOpen({ what: 'provider', provider })}
            />
            {kind === null && (
              <Organizations
                organizations={organizations}
                isSearch={settled !== ''}
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

type OnOpen = { onOpen: (open: Open) => void };

function Organizations(
  props: OnOpen & {
    organizations: readonly OrganizationView[];
    isSearch: boolean;
    mayWrite: boolean;
  },
) {
  const { organizations, isSearch, mayWrite, onOpen } = props;
  const { one } = useOurWord();
  const isUnsaid = organizations.every((each) => each.class === 'general');
  return (
    <SectionBand title="Organizations">
      {organizations.length === 0 && (
        <EmptyState
          title={isSearch ? 'No organization is found.' : 'There are no organizations yet.'}
        />
      )}
      {mayWrite && !isSearch && organizations.length > 0 && isUnsaid && (
        <p className="hint">
          Nothing is said yet of what being served there reveals. Until then whoever sees a {one}{' '}
          sees all their providers.
        </p>
      )}
      <RowsList
        label="Organizations"
        items={organizations.map((organization) => ({
          id: organization.organizationId,
          text: <OrganizationName organization={organization} hasKind />,
          ...(mayWrite && {
            action: (
              <Button
                size="row"
                className="beside-text"
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
