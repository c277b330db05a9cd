"use strict";
const report = (() => {
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const form = () => document.getElementById("filters");
  const wide = matchMedia("(min-width: 62rem)");
  const places = (element) => element.dataset.notes.split(" ").map((id) => document.getElementById(id));

  // Each note beside its place, or below the note before it.
  function align() {
    for (const margin of all(".margin")) {
      const shown = all(".note", margin).filter((note) => !note.hidden);
      for (const note of shown) note.style.removeProperty("--shift");
      if (!wide.matches) continue;
      const top = margin.getBoundingClientRect().top;
      const wanted = shown.map((note) => {
        const number = document.getElementById(note.id.replace("-note-", "-mark-"));
        return number ? number.getBoundingClientRect().top - top - 8 : 0;
      });
      const heights = shown.map((note) => note.offsetHeight);
      let bottom = 0;
      shown.forEach((note, at) => {
        const shift = Math.max(at ? 12 : 0, wanted[at] - bottom);
        note.style.setProperty("--shift", `${shift}px`);
        bottom += shift + heights[at];
      });
    }
  }

  function filter() {
    const notes = all(".note");
    const chosen = (name) => new Set(all(`input[name=${name}]:checked`, form()).map((box) => box.value));
    const severities = chosen("severity");
    const families = chosen("family");
    for (const note of notes) {
      note.hidden = !(severities.has(note.dataset.severity) && families.has(note.dataset.family));
    }
    for (const number of all("sup[data-notes]")) number.hidden = places(number).every((note) => note.hidden);
    for (const mark of all("mark[data-notes]")) mark.classList.toggle("off", places(mark).every((note) => note.hidden));
    const shown = notes.filter((note) => !note.hidden).length;
    form().querySelector("[role=status]").textContent = `${shown} of ${notes.length} findings shown`;
    align();
  }

  function light(note, on) {
    for (const mark of all(`mark[data-notes~="${note.id}"]`)) mark.classList.toggle("lit", on);
  }

  function open(id) {
    location.hash = id;
    const target = document.getElementById(id);
    if (!target) return;
    for (const details of all("details", target)) details.open = true;
    target.focus({ preventScroll: true });
  }

  function filters() {
    form().hidden = false;
    form().addEventListener("change", filter);
    form().addEventListener("reset", () => setTimeout(filter));
    const opener = document.getElementById("open-notes");
    opener.addEventListener("click", () => {
      const every = opener.getAttribute("aria-pressed") !== "true";
      opener.setAttribute("aria-pressed", String(every));
      for (const details of all(".note details")) details.open = every;
    });
    form().addEventListener("submit", (event) => event.preventDefault());
    filter();
  }

  // What is on the page by now: another program may put a new report there.
  function begin() {
    if (form()) filters();
    for (const mark of all("mark[data-notes]")) {
      mark.addEventListener("click", () => {
        const note = places(mark).find((found) => !found.hidden);
        if (note) open(note.id);
      });
    }
    for (const link of all("a.number")) {
      link.addEventListener("click", (event) => {
        event.preventDefault();
        open(link.hash.slice(1));
      });
    }
    for (const note of all(".note")) {
      for (const name of ["mouseenter", "focusin"]) note.addEventListener(name, () => light(note, true));
      for (const name of ["mouseleave", "focusout"]) note.addEventListener(name, () => light(note, false));
    }
    align();
  }

  addEventListener("resize", align);
  addEventListener("load", align);
  document.addEventListener("toggle", align, true);
  return { begin, align };
})();
report.begin();
