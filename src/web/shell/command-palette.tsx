import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import type { Option } from '#web/ui/option.ts';
import { OptionWords } from '#web/ui/option-words.tsx';
import { useOptions } from '#web/ui/use-options.ts';
import { useOurWord } from './use-our-word.ts';
import type { Command } from './command.ts';
import { useSharedScreen } from './use-shared-screen.ts';

export type PaletteProps = {
  commands: readonly Command[];
  searchClients?: ((query: string) => Promise<readonly Option[]>) | undefined;
  onOpenClient: (id: string) => void;
  onClose: () => void;
};

const emptyWords = (isShared: boolean) =>
  isShared
    ? 'While this screen is shared, nobody is looked for.'
    : 'Nothing found. Check the spelling.';

/** Find a client or do a thing by its name, without leaving the keyboard. */
export function CommandPalette({ commands, searchClients, onOpenClient, onClose }: PaletteProps) {
  const { one, More } = useOurWord();
  const { isShared, share } = useSharedScreen();
  const asked = isShared ? 'Find a command' : `Find a ${one} or a command`;
  const [typed, setTyped] = useState('');
  const clients = useOptions({
    typed,
    options: [],
    search: isShared || typed.trim() === '' ? undefined : searchClients,
  });
  const ending: Command = {
    id: 'end-shared-screen',
    label: `End the shared screen, to find a ${one}`,
    run: () => share(false),
  };
  const fits = [...(isShared ? [ending] : []), ...commands].filter(({ label }) =>
    label.toLowerCase().includes(typed.trim().toLowerCase()),
  );
  const isAsking = clients.isLoading && typed.trim() !== '';
  const act = (run: () => void) => () => {
    onClose();
    run();
  };

  return (
    <ModalOverlay
      className="scrim"
      isOpen
      isDismissable
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className="dialog palette">
        <Dialog aria-label="Search or command">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField aria-label={asked} autoFocus>
              <Input className="palette-input" placeholder={asked} />
            </SearchField>
            <Menu
              className="options"
              aria-label="Found"
              renderEmptyState={() => (
                <p className="options-empty">{isAsking ? 'Looking…' : emptyWords(isShared)}</p>
              )}
            >
              {clients.items.length > 0 && (
                <MenuSection>
                  <Header className="options-head">{More}</Header>
                  {clients.items.map(({ id, label, detail }) => (
                    <MenuItem
                      key={id}
                      id={`client ${id}`}
                      textValue={label}
                      className="option"
                      onAction={act(() => onOpenClient(id))}
                    >
                      <OptionWords label={label} detail={detail} />
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
              {fits.length > 0 && (
                <MenuSection>
                  <Header className="options-head">Commands</Header>
                  {fits.map(({ id, label, keys, run }) => (
                    <MenuItem
                      key={id}
                      id={id}
                      textValue={label}
                      className="option"
                      onAction={act(run)}
                    >
                      <Text slot="label" className="palette-command">
                        {label} {keys !== undefined && <kbd>{keys}</kbd>}
                      </Text>
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
