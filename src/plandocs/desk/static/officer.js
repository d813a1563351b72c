"use strict";
// A value leads to its words in the document, and words to their field. Links do that by themselves; here all words
// of a field are marked, the place is brought into view, and a screen reader is told.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const spoken = document.querySelector("#spoken");
  const paper = document.querySelector(".document");
  if (!paper) return;

  const wordsOf = (anchor) => all(`a[href="#${CSS.escape(anchor)}"]`, paper);
  function mark(anchor) {
    for (const each of all(".marked")) each.classList.remove("marked");
    const words = wordsOf(anchor);
    for (const each of words) each.classList.add("marked");
    document.getElementById(anchor)?.classList.add("marked");
    return words;
  }
  function show(element) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    history.replaceState(null, "", `#${element.id}`);
  }

  addEventListener("click", (event) => {
    const link = event.target.closest("a.to-words, .document a.value, .document a.loose");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const inPaper = paper.contains(link);
    const anchor = inPaper ? link.hash.slice(1) : link.closest("[id]").id;
    const words = mark(anchor), place = document.getElementById(anchor);
    const to = inPaper ? place?.querySelector("a.to-words") ?? place : words[0];
    if (!to) return;
    event.preventDefault();
    if (to === place) place.tabIndex = -1;
    show(to);
    if (inPaper && place !== to) place.scrollIntoView({ block: "center" });
    if (spoken) spoken.textContent = inPaper ? `At ${link.title}.` : `Words in the document: ${words[0].title}.`;
  });

  // Escape takes the marks away.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") for (const each of all(".marked")) each.classList.remove("marked");
  });
  if (location.hash) {
    const at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at) mark(paper.contains(at) ? at.hash?.slice(1) ?? "" : at.id);
  }
})();
