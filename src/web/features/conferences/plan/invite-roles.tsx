import { useState } from 'react';
import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import { saveRoles } from '#contract/conferences/plan.ts';
import { roles } from '#domain/conference/conference.ts';
import { useTell } from '#web/api/use-ask.ts';
import { Banner } from '#web/ui/banner.tsx';
import { Button } from '#web/ui/button.tsx';
import { troubleOf } from '#web/ui/trouble.ts';
import { roleWords } from '#web/features/conferences/hold-words.ts';
import { rolesInput } from './plan-drafts.ts';
import { RoleFields } from './plan-roles.tsx';

/** Roles may still pass to somebody else until the meeting begins. */
export function ScheduledRoles({ view }: { view: ConferenceView }) {
  const [draft, setDraft] = useState<ConferenceView['roles'] | null>(null);
  const save = useTell(saveRoles);
  const { conferenceId, version } = view;
  const nameOf = (id: string | null | undefined) =>
    view.attendees.find(({ person }) => person.id === id)?.name ?? 'Nobody yet';
  const staff = view.attendees.filter(({ person }) => person.kind === 'staff');

  if (draft === null) {
    return (
      <>
        <dl className="pairs pairs-near">
          {roles.map((role) => (
            <div key={role} className="pair">
              <dt>{roleWords[role]}</dt>
              <dd>{nameOf(view.roles[role])}</dd>
            </div>
          ))}
        </dl>
        {view.may.plan && (
          <p className="form-actions">
            <Button onPress={() => setDraft(view.roles)}>Change roles</Button>
          </p>
        )}
      </>
    );
  }
  const finish = async () => {
    await save.mutateAsync({ conferenceId, version, roles: rolesInput(draft) });
    setDraft(null);
  };
  return (
    <>
      <RoleFields view={view} staff={staff} value={draft} onChange={setDraft} />
      {save.isError && <Banner tone="late" title={troubleOf(save.error).title} />}
      <p className="form-actions">
        <Button isPending={save.isPending} onPress={() => void finish().catch(() => null)}>
          Save roles
        </Button>
        <Button look="quiet" onPress={() => setDraft(null)}>
          Leave them
        </Button>
      </p>
    </>
  );
}
