// Streamlit opens every link of a text in a new tab. Here a link to a page of this house stays in
// its tab, so that the way back leads back; files and other houses still get a tab of their own.
(() => {
  "use strict";
  const PAGE = /^\/(?:[^/.]*|notice\/[^/.]+)$/;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('[data-testid="stMarkdownContainer"] a[target="_blank"]');
    if (link && link.origin === location.origin && PAGE.test(link.pathname)) link.target = "_self";
  }, true);
})();
