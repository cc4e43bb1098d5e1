import { useSetting } from './use-setting.ts';

/** Whether others look at this screen too: then it names nobody but the client whom the group is at (EP-06). */
export function useSharedScreen() {
  const [kept, keep] = useSetting('shared-screen', ['no', 'yes']);
  return { isShared: kept === 'yes', share: (isShared: boolean) => keep(isShared ? 'yes' : 'no') };
}
