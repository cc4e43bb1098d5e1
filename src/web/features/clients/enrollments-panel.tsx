import { useState } from 'react';
import {
  endReasons,
  endReasonWords,
  type EnrollmentView,
  listEnrollments,
  reopenEnrollment,
} from '#contract/enrollments.ts';
import { dayInWords } from '#domain/words.ts';
import { useAsk, useTell } from '#web/api/use-ask.ts';
import { Asked } from '#web/shell/asked.tsx';
import { useMay } from '#web/shell/use-may.ts';
import { Button } from '#web/ui/button.tsx';
import { ConfirmDialog } from '#web/ui/confirm-dialog.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { EmptyState } from '#web/ui/empty-state.tsx';
import { RowsList } from '#web/ui/rows-list.tsx';
import { SectionBand } from '#web/ui/section-band.tsx';
import { AssignForm, EndForm, EnrollForm } from './enrollment-forms.tsx';

type Open = { what: 'assign' | 'end' | 'reopen'; enrollment: EnrollmentView } | { what: 'enroll' };

/** In which programs the client is, with whom, since when; and who had them before. */
export function EnrollmentsPanel({ clientId }: { clientId: string }) {
  const asked = useAsk(listEnrollments, { clientId });
  const mayWrite = useMay('client:write');
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Asked asked={asked} label="Loading the enrollments">
      {({ enrollments, mayEnroll, today }) => (
        <SectionBand
          title="Enrollments"
          tools={
            mayEnroll && (
              <Button size="small" onPress={() => setOpen({ what: 'enroll' })}>
                Enroll in another program
              </Button>
            )
          }
        >
          {enrollments.length === 0 && <EmptyState title="No program to show." />}
          <RowsList
            label="Enrollments"
            items={enrollments.map((enrollment) => ({
              id: enrollment.enrollmentId,
              text: <EnrollmentText enrollment={enrollment} />,
              ...(mayWrite && {
                action: <Acts enrollment={enrollment} onOpen={setOpen} />,
              }),
            }))}
          />
          <Dialog
            title={open === null ? '' : titles[open.what]}
            isOpen={open !== null && open.what !== 'reopen'}
            onClose={close}
          >
            {open?.what === 'enroll' && <EnrollForm clientId={clientId} onClose={close} />}
            {open?.what === 'assign' && (
              <AssignForm enrollment={open.enrollment} today={today} onClose={close} />
            )}
            {open?.what === 'end' && (
              <EndForm enrollment={open.enrollment} today={today} onClose={close} />
            )}
          </Dialog>
          <Reopen enrollment={open?.what === 'reopen' ? open.enrollment : null} onClose={close} />
        </SectionBand>
      )}
    </Asked>
  );
}

const titles = {
  enroll: 'Enroll in another program',
  assign: 'Change the worker or team',
  end: 'End the enrollment',
  reopen: 'Reopen the enrollment',
};

const reasonOf = (code: string | null) => {
  const known = endReasons.find((reason) => reason === code);
  return known === undefined ? 'no reason recorded' : endReasonWords[known].toLowerCase();
};

function EnrollmentText({ enrollment }: { enrollment: EnrollmentView }) {
  const { programName, workerName, teamName, startedOn, endedOn, endReason, assignments } =
    enrollment;
  return (
    <>
      <span className="strong">{programName}</span>, {workerName ?? 'no worker yet'}, {teamName}
      <span className="second">
        {endedOn === null
          ? `Since ${dayInWords(startedOn)}.`
          : `From ${dayInWords(startedOn)} to ${dayInWords(endedOn)}: ${reasonOf(endReason)}.`}
      </span>
      {assignments.map((before) => (
        <span key={before.recordedAt} className="second">
          Before: {before.workerName ?? 'no worker'}, {before.teamName}, from{' '}
          {dayInWords(before.assignedOn)}.
        </span>
      ))}
    </>
  );
}

function Acts({
  enrollment,
  onOpen,
}: {
  enrollment: EnrollmentView;
  onOpen: (open: Open) => void;
}) {
  if (!enrollment.mayAssign) return null;
  if (enrollment.endedOn !== null)
    return (
      <Button
        size="row"
        aria-label={`Reopen, ${enrollment.programName}`}
        onPress={() => onOpen({ what: 'reopen', enrollment })}
      >
        Reopen
      </Button>
    );
  return (
    <>
      <Button
        size="row"
        aria-label={`Change worker, ${enrollment.programName}`}
        onPress={() => onOpen({ what: 'assign', enrollment })}
      >
        Change worker
      </Button>
      <Button
        size="row"
        aria-label={`End, ${enrollment.programName}`}
        onPress={() => onOpen({ what: 'end', enrollment })}
      >
        End
      </Button>
    </>
  );
}

function Reopen({
  enrollment,
  onClose,
}: {
  enrollment: EnrollmentView | null;
  onClose: () => void;
}) {
  const reopen = useTell(reopenEnrollment);
  return (
    <ConfirmDialog
      title="Reopen this enrollment?"
      confirm="Reopen it"
      keep="Leave it ended"
      look="primary"
      isOpen={enrollment !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (enrollment) await reopen.mutateAsync({ enrollmentId: enrollment.enrollmentId });
      }}
    >
      Use this when the end was recorded by mistake. The record keeps that it was, and the due dates
      come back.
    </ConfirmDialog>
  );
}
