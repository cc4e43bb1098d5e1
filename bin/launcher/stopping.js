/** Does this instead of ending at once when we are asked to stop; answers how to be asked no more. */
export function onStop(signals, stop) {
  for (const signal of signals) process.on(signal, stop);
  return () => signals.forEach((signal) => process.off(signal, stop));
}

/** Under npm a shell may stand between, which takes the signal and leaves us behind: then we stop too. */
export function watchParent(stop) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return undefined;
  return setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500);
}
