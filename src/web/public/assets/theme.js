// Runs before the first paint, so that a chosen dark theme never flashes white.
const chosen = localStorage.getItem('theme');
if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
