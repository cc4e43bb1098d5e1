import {
  organizationKindWords,
  type OrganizationView,
  type ProviderView,
} from '#contract/directory.ts';
import { programClassLabel } from '#web/shell/program-class-options.ts';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';

type Props = {
  providers: readonly ProviderView[];
  isSearch: boolean;
  isOfKind: boolean;
  onOpen: (provider: ProviderView) => void;
};

export function ProvidersTable({ providers, onOpen, ...asked }: Props) {
  const empty = emptyWords(asked);
  return (
    <SectionBand title="Providers">
      <DataTable
        label="Providers"
        items={providers.map((provider) => ({ ...provider, id: provider.providerId }))}
        nameOf={({ fullName }) => fullName}
        onOpen={onOpen}
        columns={columnsFor(onOpen)}
        empty={<EmptyState title={empty.title}>{empty.remedy}</EmptyState>}
      />
    </SectionBand>
  );
}

function emptyWords({ isSearch, isOfKind }: Pick<Props, 'isSearch' | 'isOfKind'>) {
  if (isSearch)
    return {
      title: 'No provider is found.',
      remedy: isOfKind ? 'Check the spelling, or look in every kind.' : 'Check the spelling.',
    };
  if (isOfKind)
    return { title: 'No provider is of this kind.', remedy: 'Choose another, or every kind.' };
  return {
    title: 'There are no providers yet.',
    remedy: 'Add an organization first, then the people who work there.',
  };
}

type Named = { organization: OrganizationView; hasKind?: true };

export const OrganizationName = ({ organization, hasKind }: Named) => (
  <>
    {organization.name}
    {hasKind && (
      <span className="second">
        {organization.kind === null
          ? 'Kind not known yet'
          : organizationKindWords[organization.kind]}
      </span>
    )}
    {organization.class !== 'general' && (
      <span className="second">Reveals: {programClassLabel(organization.class)}</span>
    )}
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
    phone: 'fact',
    cell: ({ organization }) => <OrganizationName organization={organization} />,
  },
  {
    id: 'kind',
    label: 'Kind',
    phone: 'fact',
    cell: ({ kindInWords }) => kindInWords,
  },
  {
    id: 'reach',
    label: 'Phone and email',
    phone: 'fact',
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
