"use strict";
// Dropping files, progress, sorting, ticking, local times. Without it every page works as plain forms.
(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const spoken = one("#spoken");
  const say = (words) => { if (spoken) spoken.textContent = words; };

  // Days and times as this computer writes them.
  const format = new Intl.DateTimeFormat("en-AU", { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" });
  for (const each of all("time[datetime]")) {
    const at = new Date(each.dateTime);
    if (!Number.isNaN(at.valueOf())) each.textContent = format.format(at);
  }

  // Work in progress.
  const work = one("#work");
  const seen = document.body.dataset.seen ?? "";
  let busy = work !== null && !work.hidden;
  let lastSaid = 0;
  // A page on which somebody writes stays as it is, whatever ends meanwhile.
  let touched = false;
  addEventListener("input", () => { touched = true; });
  const writing = () => touched || one("form.righting[aria-label]") !== null;
  async function look() {
    try {
      const answer = await fetch("/work", { headers: { accept: "application/json" } });
      if (!answer.ok) return;
      const now = await answer.json();
      for (const job of now.jobs) show(job);
      if (busy && now.jobs.length === 0 && !writing()) { say("Done."); location.reload(); return; }
      busy = now.jobs.length > 0;
      if (!busy && seen && now.seen !== seen) one("#newer")?.removeAttribute("hidden");
    } catch { /* the desk was closed */ }
    setTimeout(look, busy ? 600 : 10000);
  }
  function show(job) {
    const box = one(`[data-job="${CSS.escape(job.id)}"]`);
    if (!box) return;
    const bar = one("progress", box);
    const far = job.total ? `${job.done} of ${job.total}` : "";
    one(".left", box).textContent = `${far} ${job.left}`.trim();
    if (job.total) { bar.max = job.total; bar.value = job.done; }
    if (Date.now() - lastSaid > 5000) { lastSaid = Date.now(); say(`${job.title}: ${far} ${job.left}`); }
  }
  if (work) setTimeout(look, busy ? 400 : 10000);

  // Dropping files and folders anywhere.
  const veil = one("#drop");
  let deep = 0;
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  if (veil) {
    addEventListener("dragenter", (event) => { if (carries(event)) { deep += 1; veil.hidden = false; } });
    addEventListener("dragleave", (event) => { if (carries(event) && (deep -= 1) <= 0) { deep = 0; veil.hidden = true; } });
    addEventListener("dragover", (event) => { if (carries(event)) event.preventDefault(); });
    addEventListener("drop", async (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      deep = 0; veil.hidden = true;
      const entries = [...event.dataTransfer.items].map((each) => each.webkitGetAsEntry?.()).filter(Boolean);
      const files = entries.length ? (await Promise.all(entries.map(within))).flat() : [...event.dataTransfer.files];
      send(files);
    });
  }
  async function within(entry) {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader(), found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) return found;
      for (const each of some) found.push(...(await within(each)));
    }
  }
  const form = one("form[data-drop]");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send([...one("input[type=file]", form).files]);
  });
  function send(files) {
    if (files.length === 0) return;
    const body = new FormData();
    for (const each of files) body.append("file", each, each.name);
    const box = document.createElement("div"), words = document.createElement("p"), bar = document.createElement("progress"), stop = document.createElement("button");
    box.className = "job"; stop.className = "quiet"; stop.textContent = "Cancel"; bar.setAttribute("aria-label", "Sending the files");
    words.textContent = `Sending ${files.length} ${files.length === 1 ? "file" : "files"}`;
    box.append(words, stop, bar);
    if (work) { work.hidden = false; work.append(box); }
    say(words.textContent);
    const request = new XMLHttpRequest();
    request.open("POST", form?.dataset.drop || "/returned");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => { if (event.lengthComputable) { bar.max = event.total; bar.value = event.loaded; } };
    request.onload = () => {
      if (request.status < 400) { location.assign(form?.dataset.then || "/returned"); return; }
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      words.textContent = one("main .card p", page)?.textContent ?? "The files were not added.";
      bar.remove(); stop.remove(); say(words.textContent);
    };
    request.onerror = () => { words.textContent = "The desk cannot be reached; was it closed? Start it again, and drop the files again."; bar.remove(); say(words.textContent); };
    stop.onclick = () => { request.abort(); box.remove(); say("Cancelled."); };
    request.send(body);
  }

  // Ticking all that are shown.
  const ticker = one("[data-tick-all]");
  ticker?.addEventListener("change", () => { for (const each of all('input[name="key"]')) each.checked = ticker.checked; });

  // Sorting a table by a heading.
  for (const table of all("table[data-sortable]")) {
    all("thead th", table).forEach((head, place) => {
      const press = document.createElement("button");
      press.type = "button"; press.textContent = head.textContent;
      head.replaceChildren(press);
      press.addEventListener("click", () => sort(table, head, place));
    });
  }
  function sort(table, head, place) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const each of all("thead th", table)) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const compare = new Intl.Collator("en-AU", { numeric: true }).compare;
    const text = (row) => row.cells[place].textContent.trim();
    const rows = [...body.rows].sort((a, b) => (text(a) === "") - (text(b) === "") || compare(text(a), text(b)) * (down ? -1 : 1));
    body.append(...rows);
    say(`Sorted by ${head.textContent}, ${down ? "descending" : "ascending"}.`);
  }
})();
