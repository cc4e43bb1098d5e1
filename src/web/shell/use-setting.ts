import { useSyncExternalStore } from 'react';

const changed = new Set<() => void>();

const subscribe = (listener: () => void) => {
  changed.add(listener);
  return () => {
    changed.delete(listener);
  };
};

/** A taste of this browser, such as the theme; never anything about a client. */
export function useSetting<Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
) {
  const kept = useSyncExternalStore(subscribe, () => localStorage.getItem(name));
  const value = values.find((one) => one === kept) ?? values[0];
  const change = (next: Value) => {
    localStorage.setItem(name, next);
    for (const listener of changed) listener();
  };
  return [value, change] as const;
}
