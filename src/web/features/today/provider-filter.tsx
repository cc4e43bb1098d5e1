import { findProviders } from '#web/shell/find-providers.ts';
import { useOurWord } from '#web/shell/use-our-word.ts';
import { Button } from '#web/ui/button.tsx';
import { ComboBox } from '#web/ui/combo-box.tsx';
import { Dialog } from '#web/ui/dialog.tsx';

type Props = {
  chosen: { providerId: string; name: string } | null;
  onChoose: (providerId: string | undefined) => void;
  onClose: () => void;
};

/** Narrows the list to the clients whom one outside provider serves. */
export function ProviderFilter({ chosen, onChoose, onClose }: Props) {
  const { more, More } = useOurWord();
  const choose = (providerId: string | undefined) => {
    onChoose(providerId);
    onClose();
  };
  return (
    <Dialog title={`${More} of which provider?`} isOpen onClose={onClose}>
      <ComboBox
        label="Provider"
        hint="Those whose care team this person is on."
        search={findProviders}
        value={chosen && { id: chosen.providerId, label: chosen.name }}
        onChange={(option) => option && choose(option.id)}
        placeholder="Name or organization"
        autoFocus
      />
      <div className="actions">
        <Button onPress={() => choose(undefined)}>All {more}</Button>
        <Button look="quiet" onPress={onClose}>
          Leave it
        </Button>
      </div>
    </Dialog>
  );
}
