import { useState } from 'react';
import { dueFilters, scopes, searchClients } from '#contract/clients.ts';
import { listEnrollmentChoices } from '#contract/enrollments.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { Link } from '#web/ui/link.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Segment } from '#web/ui/segment.tsx';
import { Select } from '#web/ui/select.tsx';
import { TablePages } from '#web/ui/table-pages.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { ClientsTable } from './clients-table.tsx';
import { useSettled } from './use-settled.ts';

type Scope = (typeof scopes)[number];
const scopeWords: Record<Scope, string> = { mine: 'Mine', team: 'My team', all: 'All' };
const any = 'any';
const dueOptions = [
  { id: any, label: 'Any time' },
  { id: 'overdue', label: 'Late' },
  { id: 'due_soon', label: 'Due soon' },
];

/** Finds a person by what one knows of them. What one may not see is not there. */
export function ClientsPage() {
  const { one, more, More } = useOurWord();
  const [text, setText] = useState('');
  const [scope, setScope] = useState<Scope>('all');
  const [program, setProgram] = useState(any);
  const [due, setDue] = useState(any);
  const mayAdd = useMay('client:write');
  const choices = useAsk(listEnrollmentChoices, {});
  const settled = useSettled(text);
  const filters = {
    text: settled,
    scope,
    programId: program === any ? null : program,
    due: dueFilters.find((each) => each === due) ?? null,
  };

  return (
    <>
      <PageHead
        title={More}
        actions={
          <>
            <Segment
              label={`Whose ${more}`}
              options={scopes.map((id) => ({ id, label: scopeWords[id] }))}
              value={scope}
              onChange={setScope}
            />
            {mayAdd && <AddClient />}
          </>
        }
      />
      <TextField
        label={`Find a ${one}`}
        hint="The start of a name, a number, or a date of birth like 3/27/1984"
        value={text}
        onChange={setText}
        autoComplete="off"
        type="search"
      />
      <div className="filters">
        <Select
          label="Program"
          options={[
            { id: any, label: 'Every program' },
            ...(choices.data?.programs ?? []).map(({ programId, name }) => ({
              id: programId,
              label: name,
            })),
          ]}
          value={program}
          onChange={(id) => setProgram(id ?? any)}
        />
        <Select
          label="Next conference"
          options={dueOptions}
          value={due}
          onChange={(id) => setDue(id ?? any)}
        />
      </div>
      <Found key={JSON.stringify(filters)} filters={filters} mayAdd={mayAdd} />
      {mayAdd && (
        <div className="bottombar">
          <AddClient />
        </div>
      )}
    </>
  );
}

function AddClient({ look = 'primary' }: { look?: 'primary' | 'secondary' }) {
  const { one } = useOurWord();
  return (
    <Link href="/clients/new" look={look}>
      Add a {one}
    </Link>
  );
}

type Filters = {
  text: string;
  scope: Scope;
  programId: string | null;
  due: (typeof dueFilters)[number] | null;
};

function Found({ filters, mayAdd }: { filters: Filters; mayAdd: boolean }) {
  const { more, More } = useOurWord();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const asked = useAsk(searchClients, { ...filters, after: pages.at(-1) ?? null });
  return (
    <section className="band" aria-label={`${More} found`}>
      <Asked asked={asked} label={`Looking for ${more}`} rows={8}>
        {({ clients, next }) => (
          <>
            <ClientsTable
              label={More}
              clients={clients}
              empty={<NobodyFound filters={filters} mayAdd={mayAdd} />}
            />
            <TablePages pages={pages} next={next} onPages={setPages} />
          </>
        )}
      </Asked>
    </section>
  );
}

/** What is missing, and who helps: nobody is told to import who may not. */
function NobodyFound({ filters, mayAdd }: { filters: Filters; mayAdd: boolean }) {
  const { text, scope, programId, due } = filters;
  const { one, more } = useOurWord();
  const mayImport = useMay('import:run');
  const add = mayAdd ? <AddClient look="secondary" /> : undefined;
  if (text.trim() !== '')
    return (
      <EmptyState title="Nobody is found." action={add}>
        Check the spelling, or search by number or date of birth. You find only {more} of your own
        caseload and teams.
      </EmptyState>
    );
  if (programId !== null || due !== null)
    return <EmptyState title={`No ${one} fits these filters.`} />;
  return (
    <EmptyState
      title={
        scope === 'all' ? `There are no ${more} here yet.` : `There are no ${more} in this list.`
      }
      action={add}
    >
      {mayImport
        ? `Import a caseload, or add the first ${one}.`
        : `${mayAdd ? `Add the first ${one} yourself, or be handed one. ` : ''}Somebody who keeps the staff puts you on a team, or hands you a ${one}; a colleague can put you on a care team.`}
    </EmptyState>
  );
}
