import { useRouter, useRouterState } from '@tanstack/react-router';
import { stretches, whoseClients } from '#contract/consents-ahead.ts';

export const shown = [...stretches, 'to-tell'] as const;
export type Shown = (typeof shown)[number];
type Whose = (typeof whoseClients)[number];

type View = { show: Shown; whose: Whose | undefined; after: string | undefined };

/** A view is its address. What is not understood is left out. */
function viewIn(search: string): View {
  const params = new URLSearchParams(search);
  return {
    show: shown.find((each) => each === params.get('show')) ?? '60',
    whose: whoseClients.find((each) => each === params.get('whose')),
    after: params.get('after') ?? undefined,
  };
}

export function addressOf({ show, whose, after }: View): string {
  const params = new URLSearchParams();
  if (show !== '60') params.set('show', show);
  if (whose !== undefined) params.set('whose', whose);
  if (after !== undefined) params.set('after', after);
  return params.size > 0 ? `/consents?${params}` : '/consents';
}

export function useConsentsView() {
  const { history } = useRouter();
  const search = useRouterState({ select: ({ location }) => location.searchStr });
  const view = viewIn(search);
  /** Another list begins at its first page. */
  const change = (changed: Partial<View>) =>
    history.replace(addressOf({ ...view, after: undefined, ...changed }));
  return { view, change };
}
