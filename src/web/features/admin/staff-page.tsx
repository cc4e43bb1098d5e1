import { useState } from 'react';
import { roleWords } from '#domain/access/access-words.ts';
import { listStaff } from '#contract/staff.ts';
import type { StaffMember } from '#contract/staff-member.ts';
import { sampleInWords } from '#domain/access/auditor-scope.ts';
import { dayInWords, listInWords } from '#domain/words.ts';
import { useAsk } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { DataTable } from '#web/ui/data-table.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { PageHead } from '#web/ui/page-head.tsx';
import { Skeleton } from '#web/ui/skeleton.tsx';
import { Status } from '#web/ui/status.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { wholeDays } from '#web/ui/whole-days.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberPanel } from './member-panel.tsx';

type Row = StaffMember & { id: string };
type Columns = Parameters<typeof DataTable<Row>>[0]['columns'];

/** Who works here, what they may do, and how they get in. */
export function StaffPage() {
  const asked = useAsk(listStaff, {});
  const [isInviting, setIsInviting] = useState(false);
  const [openId, setOpenId] = useState<string | null>(null);
  const rows = (asked.data?.staff ?? []).map((member) => ({ ...member, id: member.staffId }));
  const open = rows.find(({ id }) => id === openId);
  const columns = columnsFor(setOpenId);
  const invite = (
    <Button look="primary" onPress={() => setIsInviting(true)}>
      Invite somebody
    </Button>
  );

  return (
    <>
      <PageHead title="Staff" actions={invite} />
      {asked.isError && (
        <Banner
          tone="late"
          title={troubleOf(asked.error).title}
          onRetry={() => void asked.refetch()}
        />
      )}
      {asked.isLoading && <Skeleton label="Loading the staff" />}
      {asked.data && (
        <DataTable
          label="Staff"
          columns={columns}
          items={rows}
          nameOf={({ fullName }) => fullName}
          onOpen={({ id }) => setOpenId(id)}
          empty={<EmptyState title="Nobody is on the staff yet." />}
        />
      )}
      <div className="bottombar">{invite}</div>
      <Dialog title="Invite somebody" isOpen={isInviting} onClose={() => setIsInviting(false)}>
        <InviteForm onClose={() => setIsInviting(false)} />
      </Dialog>
      <Dialog
        title={open?.fullName ?? ''}
        isOpen={open !== undefined}
        onClose={() => setOpenId(null)}
        isWide
      >
        {open && (
          <MemberPanel
            member={open}
            isOnlyAdministrator={isOnlyAdministrator(open, rows)}
            onClose={() => setOpenId(null)}
          />
        )}
      </Dialog>
    </>
  );
}

const isOnlyAdministrator = (member: StaffMember, staff: readonly StaffMember[]) =>
  !staff.some(
    ({ staffId, roles, state }) =>
      staffId !== member.staffId && roles.includes('administrator') && state === 'active',
  );

const columnsFor = (onOpen: (id: string) => void): Columns => [
  {
    id: 'name',
    label: 'Name',
    isRowHeader: true,
    phone: 'title',
    cell: (row) => <NameCell row={row} onOpen={() => onOpen(row.id)} />,
  },
  {
    id: 'roles',
    label: 'Roles',
    phone: 'fact',
    cell: (row) => <RolesCell row={row} />,
  },
  {
    id: 'teams',
    label: 'Teams',
    phone: 'fact',
    cell: ({ teams }) =>
      teams.map(({ programName, teamName }) => `${programName}, ${teamName}`).join('; ') || 'None',
  },
  { id: 'state', label: 'Sign-in', phone: 'corner', cell: (row) => <SignInState row={row} /> },
];

const NameCell = ({ row, onOpen }: { row: Row; onOpen: () => void }) => (
  <>
    <Button look="bare" className="link" onPress={onOpen}>
      {row.fullName}
    </Button>
    {row.isYou && <span className="soft"> (you)</span>}
    <span className="second">
      {row.title}, {wholeDays(row.email || 'no email address')}
    </span>
  </>
);

const RolesCell = ({ row }: { row: Row }) => (
  <>
    {row.roles.map((role) => roleWords[role]).join(', ')}
    {row.mayTakeLists && <span className="second">May save lists as files</span>}
    {row.roles.includes('auditor') && <span className="second">{lastDayWords(row)}</span>}
    {row.auditorSample !== null && (
      <span className="second">Of {sampleInWords(row.auditorSample)} alone</span>
    )}
    {row.auditorPeriod !== null && (
      <span className="second">
        Of {dayInWords(row.auditorPeriod.from)} to {dayInWords(row.auditorPeriod.until)} alone
      </span>
    )}
    {row.auditorPrograms !== null && (
      <span className="second">
        For {listInWords(row.auditorPrograms.map(({ name }) => name))} alone
      </span>
    )}
  </>
);

function lastDayWords({ auditorUntil, auditorHasEnded }: Row) {
  if (auditorUntil === null) return <Status kind="soon">Auditor without a last day</Status>;
  const day = dayInWords(auditorUntil);
  return auditorHasEnded ? (
    <Status kind="blocked">Auditor, ended on {day}</Status>
  ) : (
    `Auditor until ${day}`
  );
}

function SignInState({ row }: { row: Row }) {
  if (row.isLocked) return <Status kind="late">Locked after wrong passwords</Status>;
  switch (row.state) {
    case 'active':
      return 'Active';
    case 'invited':
      return <Status kind="soon">Invited</Status>;
    case 'invitation-waits':
      return <Status kind="soon">Waits for a second person</Status>;
    case 'not-invited':
      return <Status kind="planned">No invitation</Status>;
    case 'deactivated':
      return <Status kind="blocked">Deactivated</Status>;
  }
}
