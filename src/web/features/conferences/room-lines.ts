import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { addEntry } from '#contract/conferences/capture.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { call } from '#web/api/call.ts';
import { troubleOf } from '#web/ui/trouble.ts';

type LineInput = InputOf<typeof addEntry>;

/** A line that was entered and is not on the server yet. */
export type WaitingLine = { id: number; input: LineInput; trouble: string | null };

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
    put({ ...next, trouble: troubleOf(error).title });
  } finally {
    isSending = false;
  }
  await send(refresh);
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
