/** Every page asks this first. */
export const everyPageAsks = ['/api/session'] as const;

/** What Today asks at once, word for word as its requests name it, so that it can be on its way before the script is. */
export const todayAsks = [
  ...everyPageAsks,
  '/api/today/counts',
  '/api/today/now',
  '/api/today/due?when=due&strength=any&why=any&backlog=no',
] as const;
