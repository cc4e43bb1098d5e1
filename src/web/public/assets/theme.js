// Runs before the first paint, so that a chosen dark theme never flashes white.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;

// zod otherwise tries `new Function`, which the content security policy refuses and reports; it must know before its first line runs.
globalThis.__zod_globalConfig = { jitless: true };
