// Runs before the first paint, so that a chosen dark theme never flashes white.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;

// Some schemas are made before the first line of the application runs; zod must know by then that it may not compile any.
globalThis.__zod_globalConfig = { jitless: true };
