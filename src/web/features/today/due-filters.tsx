import { lazy, Suspense, useState } from 'react';
import type { z } from 'zod';
import { exportDue, reasonKinds, requestDueList, type DueCounts } from '#contract/today.ts';
import { TakeOutButton } from '#web/shell/take-out-button.tsx';
import { Button } from '#web/ui/button.tsx';
import { Menu } from '#web/ui/menu.tsx';
import type { TodayView } from './use-today-view.ts';

type Props = {
  view: TodayView;
  /** What the list is asked for, which is what is saved too. */
  asking: Omit<z.input<typeof exportDue.input>, 'reason'>;
  counts: DueCounts | undefined;
  onChange: (changed: Partial<TodayView>) => void;
};

const strengthWords = { any: 'all', required: 'required', recommended: 'recommended' } as const;
const whyWords = {
  any: 'all',
  routine: 'routine dates',
  reassessment: 'reassessments',
  change: 'significant changes',
  'two-programs': 'two programs at once',
  'key-providers': 'key providers',
} as const;
const whenWords: Partial<Record<TodayView['when'], string>> = {
  due: 'late and next five weeks',
  late: 'late',
  soon: 'next five weeks',
  later: 'after five weeks',
  'no-date': 'no date set',
  all: 'any time',
};
const capital = (words: string) => words.replace(/^./, (letter) => letter.toUpperCase());

/** On a phone the list itself must come into view; what is chosen already is never hidden. */
const isNarrowed = ({ why, strength, programId, workerId, providerId }: TodayView) =>
  why !== 'any' || strength !== 'any' || Boolean(programId ?? workerId ?? providerId);

/** What the list shows is its address: whoever keeps the address keeps the view. */
export function DueFilters({ view, asking, counts, onChange }: Props) {
  const [isWhole, setWhole] = useState(isNarrowed(view));
  return (
    <>
      <Menu
        look="quiet"
        size="small"
        label={`When: ${whenWords[view.when] ?? 'one week'}`}
        entries={(['due', 'late', 'soon', 'later', 'no-date', 'all'] as const).map((when) => ({
          id: when,
          label: capital(whenWords[when] ?? when),
          onAction: () => onChange({ when }),
        }))}
      />
      <Button
        look="quiet"
        size="small"
        className="phone-only"
        aria-expanded={isWhole}
        onPress={() => setWhole(!isWhole)}
      >
        {isWhole ? 'Fewer choices' : 'More choices'}
      </Button>
      <span className={isWhole ? 'more-tools' : 'more-tools hide-phone'}>
        <Menu
          look="quiet"
          size="small"
          label={`Why due: ${whyWords[view.why]}`}
          entries={reasonKinds.map((why) => ({
            id: why,
            label: capital(whyWords[why]),
            onAction: () => onChange({ why }),
          }))}
        />
        <Menu
          look="quiet"
          size="small"
          label={`Strength: ${strengthWords[view.strength]}`}
          entries={(['any', 'required', 'recommended'] as const).map((strength) => ({
            id: strength,
            label: capital(strengthWords[strength]),
            onAction: () => onChange({ strength }),
          }))}
        />
        <OneOf
          label="Program"
          options={(counts?.programs ?? []).map(({ programId: id, name }) => ({ id, name }))}
          chosen={view.programId}
          onChoose={(programId) => onChange({ programId })}
        />
        <OneOf
          label="Worker"
          options={(counts?.workers ?? []).map(({ staffId: id, name }) => ({ id, name }))}
          chosen={view.workerId}
          onChoose={(workerId) => onChange({ workerId })}
        />
        <OneProvider
          chosen={counts?.provider ?? null}
          isChosen={view.providerId !== undefined}
          onChoose={(providerId) => onChange({ providerId })}
        />
        <Views onChange={onChange} />
        <TakeOutButton
          size="small"
          look="quiet"
          file={exportDue}
          ask={requestDueList}
          what="due-list"
          inputFor={(taking) => ({ ...asking, ...taking })}
        />
        <Button look="quiet" size="small" onPress={() => print()}>
          Print
        </Button>
      </span>
    </>
  );
}

// Fetched when first opened: the list must answer before it is there.
const ProviderFilter = lazy(async () => ({
  default: (await import('./provider-filter.tsx')).ProviderFilter,
}));

type OneProviderProps = {
  chosen: DueCounts['provider'];
  isChosen: boolean;
  onChoose: (providerId: string | undefined) => void;
};

function OneProvider({ chosen, isChosen, onChoose }: OneProviderProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="small" onPress={() => setIsOpen(true)}>
        Provider: {isChosen ? (chosen?.name ?? 'unknown') : 'all'}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ProviderFilter chosen={chosen} onChoose={onChoose} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

type OneOfProps = {
  label: string;
  options: readonly { id: string; name: string }[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
};

function OneOf({ label, options, chosen, onChoose }: OneOfProps) {
  if (options.length < 2) return null;
  return (
    <Menu
      look="quiet"
      size="small"
      label={`${label}: ${options.find(({ id }) => id === chosen)?.name ?? 'all'}`}
      entries={[
        { id: 'all', label: 'All', onAction: () => onChoose(undefined) },
        ...options.map(({ id, name }) => ({ id, label: name, onAction: () => onChoose(id) })),
      ]}
    />
  );
}

const plain = {
  when: 'due',
  strength: 'any',
  why: 'any',
  workerId: undefined,
  providerId: undefined,
} as const;
const views = [
  { id: 'due', label: 'Late and next five weeks', view: plain },
  {
    id: 'late-required',
    label: 'Late and required',
    view: { ...plain, when: 'late', strength: 'required' },
  },
  {
    id: 'changes',
    label: 'Significant changes',
    view: { ...plain, when: 'all', why: 'change' },
  },
  {
    id: 'reassessments',
    label: 'Reassessments',
    view: { ...plain, when: 'all', why: 'reassessment' },
  },
] as const;

/** Looks that many people need; any other is kept as its address. */
const Views = ({ onChange }: Pick<Props, 'onChange'>) => (
  <Menu
    look="quiet"
    size="small"
    label="Views"
    entries={views.map(({ id, label, view }) => ({ id, label, onAction: () => onChange(view) }))}
  />
);
