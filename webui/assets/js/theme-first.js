// Runs before the first paint, so that a chosen theme does not flash. A classic script on purpose.
(function () {
  try {
    var theme = window.localStorage.getItem('meseta.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (ignored) {
    // No storage (private window, blocked cookies): the system's preference applies.
  }
})();
