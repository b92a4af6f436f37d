// Before the first paint, so that a dark page never flashes white. A file of its own: no inline script is allowed.
try {
  var theme = localStorage.getItem('baton.theme')
  if (theme === 'dark' || theme === 'light') document.documentElement.dataset.theme = theme
} catch {
  // Storage may be closed; the system's choice then holds.
}
