import { useState } from 'react';
import { announce } from '#web/ui/announce.ts';
import { Button } from '#web/ui/button.tsx';
import { Caret } from '#web/ui/caret.tsx';

type Item = { id: string; name: string };
type Props = { items: readonly Item[]; id: string; onMove: (from: number, to: number) => void };

/** Lifts one of several into another place: Enter, arrows, Enter; or the two buttons that appear. */
export function MoveButton({ items, id, onMove }: Props) {
  const [isLifted, setIsLifted] = useState(false);
  const at = items.findIndex((item) => item.id === id);
  const name = items[at]?.name ?? '';
  const placeOf = (index: number) => `${index + 1} of ${items.length}`;

  const move = (by: number) => {
    const to = at + by;
    if (to < 0 || to >= items.length) return;
    onMove(at, to);
    announce(`${name} is now ${placeOf(to)}.`);
  };
  const lift = () => {
    setIsLifted(!isLifted);
    announce(
      isLifted
        ? `${name} stays ${placeOf(at)}.`
        : `${name} is lifted. Move it with the arrow keys, and press Enter when it is right.`,
    );
  };
  if (items.length < 2) return null;
  return (
    <span className={isLifted ? 'mover mover-lifted' : 'mover'}>
      {isLifted && (
        <>
          <Button
            size="small"
            aria-label={`Move ${name} up`}
            isDisabled={at === 0}
            onPress={() => move(-1)}
          >
            <Caret to="up" />
          </Button>
          <Button
            size="small"
            aria-label={`Move ${name} down`}
            isDisabled={at === items.length - 1}
            onPress={() => move(1)}
          >
            <Caret />
          </Button>
        </>
      )}
      <Button
        look="quiet"
        size="small"
        onPress={lift}
        onKeyDown={(event) => {
          if (!isLifted) return;
          if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'Escape') lift();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {isLifted ? 'Done' : 'Move'}
        <span className="vh">{isLifted ? ` moving ${name}` : ` ${name}, ${placeOf(at)}`}</span>
      </Button>
    </span>
  );
}
