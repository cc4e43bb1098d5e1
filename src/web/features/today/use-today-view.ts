import { useRouter, useRouterState } from '@tanstack/react-router';
import { reasonKinds, scopes } from '#contract/today.ts';
import { whens } from '#domain/worklist/weeks-ahead.ts';

const strengths = ['any', 'required', 'recommended'] as const;

const oneOf = <T extends string>(known: readonly T[], asked: string | null): T | undefined =>
  known.find((each) => each === asked);

export type TodayView = ReturnType<typeof viewIn>;

/** A view is its address: who keeps the address keeps the view. What is not understood is left out. */
function viewIn(search: string) {
  const params = new URLSearchParams(search);
  return {
    scope: oneOf(scopes, params.get('scope')),
    when: oneOf(whens, params.get('when')) ?? 'due',
    strength: oneOf(strengths, params.get('strength')) ?? 'any',
    why: oneOf(reasonKinds, params.get('why')) ?? 'any',
    programId: params.get('program') ?? undefined,
    workerId: params.get('worker') ?? undefined,
    providerId: params.get('provider') ?? undefined,
  };
}

/** Whose work a view means. Left out, the scope is what the person's role begins with: nobody need ask for it first. */
export const whoseIn = ({ scope, programId, workerId, providerId }: TodayView) => ({
  ...(scope !== undefined && { scope }),
  ...(programId !== undefined && { programId }),
  ...(workerId !== undefined && scope !== 'mine' && { workerId }),
  ...(providerId !== undefined && { providerId }),
});

export function useTodayView() {
  const { history } = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const view = viewIn(search);
  const change = (changed: Partial<TodayView>) =>
    history.replace(addressOf({ ...view, ...changed }));
  return { view, change };
}

function addressOf(view: TodayView) {
  const { scope, when, strength, why, programId, workerId, providerId } = view;
  const params = new URLSearchParams();
  if (scope !== undefined) params.set('scope', scope);
  if (when !== 'due') params.set('when', when);
  if (strength !== 'any') params.set('strength', strength);
  if (why !== 'any') params.set('why', why);
  if (programId !== undefined) params.set('program', programId);
  if (workerId !== undefined && scope !== 'mine') params.set('worker', workerId);
  if (providerId !== undefined) params.set('provider', providerId);
  return params.size > 0 ? `/?${params}` : '/';
}
