// Runs before the first paint, so that a chosen theme does not flash. A blocked storage means: as the system says.
try {
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
} catch {
  // nothing was chosen
}
