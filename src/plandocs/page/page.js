document.querySelectorAll("section .wide").forEach(function (box) {
  var rows = Array.from(box.querySelectorAll("tbody tr"));
  if (rows.length < 8) return;
  var section = box.parentNode, count = section.querySelector("h2 small"), find = document.createElement("input");
  find.type = "search"; find.className = "find"; find.placeholder = "Find in this table";
  find.setAttribute("aria-label", "Find in " + section.querySelector("h2").firstChild.textContent.trim());
  find.addEventListener("input", function () {
    var words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean), shown = 0;
    rows.forEach(function (row) {
      var text = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every(function (word) { return text.includes(word); });
      if (!row.hidden) shown += 1;
    });
    count.textContent = words.length ? shown + " of " + rows.length : rows.length;
  });
  section.insertBefore(find, box);
});
