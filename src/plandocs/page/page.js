function unfold() {
  var section = location.hash && document.getElementById(location.hash.slice(1)), fold = section && section.querySelector("details");
  if (fold) { fold.open = true; section.scrollIntoView(); }
}
window.addEventListener("hashchange", unfold);
unfold();

document.querySelectorAll("nav a").forEach(function (link) {
  link.addEventListener("click", function () { if (link.hash === location.hash) unfold(); });
});

(function () {
  var folds = Array.from(document.querySelectorAll("section > details")), button = document.createElement("button");
  function label() { button.textContent = folds.every(function (fold) { return fold.open; }) ? "Fold all" : "Unfold all"; }
  button.type = "button";
  button.addEventListener("click", function () {
    var open = !folds.every(function (fold) { return fold.open; });
    folds.forEach(function (fold) { fold.open = open; });
  });
  folds.forEach(function (fold) { fold.addEventListener("toggle", label); });
  label();
  document.querySelector("nav").appendChild(button);
})();

function sortable(box) {
  var body = box.querySelector("tbody"), heads = Array.from(box.querySelectorAll("thead th"));
  function order(row, place) {
    var cell = row.cells[place], text = cell.dataset.order || cell.textContent.trim(), number = Number(text);
    return text === "" ? [2, 0, ""] : !cell.dataset.order && !isNaN(number) ? [0, number, ""] : [heads[place].className === "n" && !cell.dataset.order ? 1 : 0, 0, text];
  }
  heads.forEach(function (head, place) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") === "ascending", turn = down ? -1 : 1;
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      Array.from(body.rows).map(function (row) { return [order(row, place), row]; }).sort(function (one, other) {
        var a = one[0], b = other[0];
        return a[0] - b[0] || turn * (a[1] - b[1] || a[2].localeCompare(b[2], undefined, { numeric: true }));
      }).forEach(function (pair) { body.appendChild(pair[1]); });
    });
  });
}

document.querySelectorAll("section .wide").forEach(function (box) {
  var rows = Array.from(box.querySelectorAll("tbody tr"));
  sortable(box);
  if (rows.length < 8) return;
  var section = box.closest("section"), count = section.querySelector("h2 small"), every = count.textContent, find = document.createElement("input");
  find.type = "search"; find.className = "find"; find.placeholder = "Find in this table";
  find.setAttribute("aria-label", "Find in " + section.querySelector("h2").firstChild.textContent.trim());
  find.addEventListener("input", function () {
    var words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every(function (word) { return text.includes(word); });
      if (!row.hidden) shown += 1;
    });
    count.textContent = words.length ? shown + " of " + rows.length : every;
  });
  box.parentNode.insertBefore(find, box);
});
