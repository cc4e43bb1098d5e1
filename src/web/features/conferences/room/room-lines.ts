import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { addEntry } from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { call } from '#web/api/call.ts';
import { troubleOf } from '#web/ui/trouble.ts';

type LineInput = InputOf<typeof addEntry>;

/** A line that was entered and is not on the server yet. */
export type WaitingLine = {
  id: number;
  input: LineInput;
  trouble: string | null;
  /** Only the way to the server is missing: it goes by itself once there is one. */
  isHeld?: boolean;
};

const tryAgainAfter = 3_000;

let waiting: readonly WaitingLine[] = [];
let savedAt: number | null = null;
let isSending = false;
let lastId = 0;
const listeners = new Set<() => void>();

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

const change = (next: readonly WaitingLine[]) => {
  waiting = next;
  for (const listener of listeners) listener();
};

const without = (id: number) => waiting.filter((line) => line.id !== id);
const put = (line: WaitingLine) =>
  change(waiting.map((other) => (other.id === line.id ? line : other)));

/** One after another, in the order of writing; what fails stays on the list with its reason. */
async function send(refresh: () => Promise<void>): Promise<void> {
  const next = waiting.find(({ trouble }) => trouble === null);
  if (isSending || !next) return;
  isSending = true;
  try {
    await call(addEntry, next.input);
    await refresh();
    savedAt = Date.now();
    change(without(next.id));
  } catch (error) {
    const { title, status } = troubleOf(error);
    if (status === 0) hold(title, refresh);
    else put({ ...next, trouble: title });
  } finally {
    isSending = false;
  }
  await send(refresh);
}

/** Nothing overtakes what was written before it: all wait, and go in their order. */
function hold(trouble: string, refresh: () => Promise<void>) {
  change(
    waiting.map((line) => (line.trouble === null ? { ...line, trouble, isHeld: true } : line)),
  );
  setTimeout(() => {
    change(waiting.map((line) => (line.isHeld ? { ...line, trouble: null, isHeld: false } : line)));
    void send(refresh);
  }, tryAgainAfter);
}

/** Lines on their way to the server: they outlive the page, and none is lost without a word. */
export function useLines() {
  const queries = useQueryClient();
  const lines = useSyncExternalStore(subscribe, () => waiting);
  const refresh = useCallback(() => queries.invalidateQueries().catch(() => undefined), [queries]);
  return {
    lines,
    savedAt,
    add: (input: LineInput) => {
      lastId += 1;
      change([...waiting, { id: lastId, input, trouble: null }]);
      void send(refresh);
    },
    retry: (line: WaitingLine) => {
      put({ ...line, trouble: null });
      void send(refresh);
    },
    drop: ({ id }: WaitingLine) => change(without(id)),
  };
}
