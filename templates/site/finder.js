// The page is complete without this script; it lets a reader choose indicator, period, category and
// grade, search, sort, and take the table along. ES2015 and no library.
(function () {
  "use strict";

  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("finder-data").textContent);
  const words = data.words;
  const plain = (text) => (text.normalize ? text.normalize("NFKC") : text).toLowerCase().trim();
  const make = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // As many rows are drawn at once; the others follow as they are scrolled to.
  const STEP = 200;
  // Where an entry keeps what; those at the end are left out where they are empty.
  const SCORE = 1, N = 2, INTERVAL = 3, CHANGE = 4, OVERALL = 5, WITHIN = 9;
  const RANK = 0, SET = 1, GRADE = 2, MOVED = 3;

  const names = data.units.map((unit) => plain(unit[0]));
  const compareText = (function () {
    try {
      return new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    } catch (missing) {
      return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    }
  })();

  // A cell is a text that reads as its number, or a text with its number or null.
  const text = (cell) => (cell === undefined ? "" : typeof cell === "string" ? cell : cell[0]);
  function number(cell) {
    if (cell === undefined || cell === "") return null;
    if (typeof cell !== "string") return cell[1];
    const value = Number(cell);
    return isNaN(value) ? null : value;
  }
  const isReason = (cell) => Array.isArray(cell) && cell[1] === null;

  const state = { period: 0, measure: 0, category: -1, grade: "", text: "", sort: "", falling: false };
  const initial = JSON.stringify(state);

  // Each board is read when it is first asked for: all of them at once would keep the reader waiting.
  const boards = {};
  const nameOf = (period, measure) => "board-" + period + "-" + measure;
  function board() {
    const name = nameOf(state.period, state.measure);
    const packed = boards[name] === undefined ? byId(name) : null;
    if (packed) boards[name] = JSON.parse(packed.textContent);
    return boards[name];
  }
  const place = (now) => (state.category >= 0 || !now.overall ? WITHIN : OVERALL);
  const gradeOf = (entry) => text(entry[OVERALL + GRADE]) || text(entry[WITHIN + GRADE]);

  // The columns of the table as it is chosen: what stands in them, and how they sort.
  function columnsOf(now) {
    const at = place(now);
    const used = (index) => now.entries.some((entry) => text(entry[index]) !== "");
    const graded = now.entries.some((entry) => gradeOf(entry) !== "");
    const column = (id, cell, falling, wanted) => ({ id, cell, falling, wanted: wanted !== false });
    return [
      column("rank", (entry) => entry[at + RANK], false),
      column("unit", (entry) => data.units[entry[0]][0], false),
      column("category", (entry) => data.categories[data.units[entry[0]][1]], false,
        data.categories.length > 1 && state.category < 0),
      column("score", (entry) => entry[SCORE], true),
      column("grade", (entry) => gradeOf(entry), false, graded),
      column("n", (entry) => entry[N], true),
      column("change", (entry) => entry[CHANGE], true, used(CHANGE)),
      column("move", (entry) => entry[at + MOVED], true, used(at + MOVED)),
    ].filter((one) => one.wanted);
  }
  const isText = (id) => id === "unit" || id === "category";

  // The grades sort as they are ranked, best first.
  function keyOf(column, entry) {
    const cell = column.cell(entry);
    if (column.id === "grade") {
      const at = data.grades.indexOf(cell);
      return at < 0 ? null : at;
    }
    if (isText(column.id)) return cell;
    return number(cell);
  }

  function chosen(now, columns) {
    const wanted = plain(state.text);
    const fits = now.entries.filter(
      (entry) =>
        (state.category < 0 || data.units[entry[0]][1] === state.category) &&
        (state.grade === "" || gradeOf(entry) === state.grade) &&
        (wanted === "" || names[entry[0]].indexOf(wanted) >= 0),
    );
    const rank = columns[0];
    const ranked = (entry) => number(rank.cell(entry)) !== null;
    const wished = columns.find((column) => column.id === state.sort);
    // Where nothing ranks over all, the units stay by category.
    const column = wished || (place(now) === OVERALL || state.category >= 0 ? rank : null);
    if (!column) return fits;
    const sign = wished && state.falling ? -1 : 1;
    const keyed = fits.map((entry, order) => ({
      entry, order, key: keyOf(column, entry), last: !ranked(entry),
    }));
    keyed.sort((a, b) => {
      if (a.last !== b.last) return a.last - b.last;
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.order - b.order;
      }
      const by = typeof a.key === "number" ? a.key - b.key : compareText(a.key, b.key);
      return sign * by || a.order - b.order;
    });
    return keyed.map((one) => one.entry);
  }

  // From the least to the greatest score of ranked units: where the dots lie.
  function scaleOf(now) {
    const at = place(now);
    let low = Infinity, high = -Infinity, count = 0;
    now.entries.forEach((entry) => {
      if (state.category >= 0 && data.units[entry[0]][1] !== state.category) return;
      const value = number(entry[SCORE]);
      if (value === null || number(entry[at + RANK]) === null) return;
      const ends = text(entry[INTERVAL]).split("–").map(Number);
      low = Math.min(low, value, ends.length === 2 ? ends[0] : value);
      high = Math.max(high, value, ends.length === 2 ? ends[1] : value);
      count += 1;
    });
    if (count < 3 || !(low < high)) return null;
    return (value) => Math.max(0, Math.min(100, ((value - low) / (high - low)) * 100));
  }

  function tipOf(entry, at) {
    const parts = [[words.n, N], [words.interval, INTERVAL], [words.ranks, at + SET]];
    return parts
      .filter((part) => text(entry[part[1]]) !== "")
      .map((part) => part[0] + " " + text(entry[part[1]]))
      .join(" · ");
  }

  function scoreCell(entry, at, scale) {
    const cell = make("td", "score", text(entry[SCORE]));
    const value = number(entry[SCORE]);
    if (scale && value !== null && number(entry[at + RANK]) !== null) {
      cell.classList.add("dot");
      cell.style.setProperty("--at", scale(value).toFixed(1));
      const ends = text(entry[INTERVAL]).split("–").map(Number);
      if (ends.length === 2) {
        cell.classList.add("error");
        cell.style.setProperty("--from", scale(ends[0]).toFixed(1));
        cell.style.setProperty("--long", (scale(ends[1]) - scale(ends[0])).toFixed(1));
      }
    }
    const tip = make("span", "tip", tipOf(entry, at));
    tip.id = "tip-" + (entry[0] + 1);
    tip.setAttribute("role", "tooltip");
    cell.appendChild(tip);
    return cell;
  }

  const toneOf = (shown) => (shown[0] === "▲" ? " up" : shown[0] === "▼" ? " down" : "");

  function rowOf(entry, columns, at, scale) {
    const row = make("tr");
    row.id = "unit-" + (entry[0] + 1);
    const reason = isReason(entry[at + RANK]) ? text(entry[at + RANK]) : "";
    if (reason) row.className = "unranked";
    columns.forEach((column) => {
      const cell = column.cell(entry);
      const shown = text(cell);
      if (column.id === "unit") {
        const head = make("th", "unit");
        head.scope = "row";
        const link = make("a", "", shown);
        link.href = data.units[entry[0]][2];
        link.setAttribute("aria-describedby", "tip-" + (entry[0] + 1));
        head.appendChild(link);
        if (reason) head.appendChild(make("span", "because", reason));
        row.appendChild(head);
      } else if (column.id === "score") {
        row.appendChild(scoreCell(entry, at, scale));
      } else {
        const tone = column.id === "change" || column.id === "move" ? toneOf(shown) : "";
        row.appendChild(make("td", column.id + tone, isReason(cell) ? "" : shown));
      }
    });
    return row;
  }

  const table = byId("finder-table");
  const body = table.tBodies[0];
  let shown = [], drawn = 0, columns = [], draw = null;

  function further(count) {
    const batch = document.createDocumentFragment();
    const end = Math.min(shown.length, drawn + count);
    for (; drawn < end; drawn += 1) batch.appendChild(draw(shown[drawn]));
    body.appendChild(batch);
    byId("finder-more").hidden = drawn >= shown.length;
  }

  function heads() {
    const row = make("tr");
    columns.forEach((column) => {
      const head = make("th", column.id);
      head.scope = "col";
      const within = column.id === "rank" && place(board()) === WITHIN && state.category < 0;
      const button = make("button", "", within ? words.within : words[column.id]);
      button.type = "button";
      button.setAttribute("data-column", column.id);
      head.appendChild(button);
      if (state.sort === column.id) {
        head.setAttribute("aria-sort", state.falling ? "descending" : "ascending");
      }
      row.appendChild(head);
    });
    return row;
  }

  function meanRow(now) {
    const mean = now.means[state.category + 1];
    const row = make("tr", "mean");
    if (!mean) return row;
    columns.forEach((column) => {
      const of = { unit: mean[0], score: mean[1], change: text(mean[2]) }[column.id] || "";
      const cell = make(column.id === "unit" ? "th" : "td", column.id + toneOf(of), of);
      if (column.id === "unit") cell.scope = "row";
      row.appendChild(cell);
    });
    return row;
  }

  // What the choice is called, above the table and in a file.
  function title() {
    const scope = state.category < 0 ? data.scope : data.categories[state.category];
    const parts = [data.periods[state.period], data.measures[state.measure], scope, state.grade];
    return parts.filter((part) => part !== "").join(" · ");
  }

  function render() {
    const now = board();
    columns = columnsOf(now);
    shown = chosen(now, columns);
    const at = place(now), scale = scaleOf(now);
    draw = (entry) => rowOf(entry, columns, at, scale);
    const focused = document.activeElement && document.activeElement.getAttribute("data-column");
    table.tHead.replaceChild(heads(), table.tHead.rows[0]);
    if (focused) {
      const button = table.tHead.querySelector('[data-column="' + focused + '"]');
      if (button) button.focus();
    }
    body.textContent = "";
    drawn = 0;
    further(STEP);
    table.tFoot.textContent = "";
    table.tFoot.appendChild(meanRow(now));
    byId("finder-chosen").textContent = title();
    const all = state.category < 0
      ? now.entries.length
      : now.entries.filter((entry) => data.units[entry[0]][1] === state.category).length;
    byId("finder-shown").textContent =
      words.shown.replace("{shown}", String(shown.length)).replace("{all}", String(all));
    byId("finder-nothing").hidden = shown.length > 0;
    const notes = byId("finder-notes");
    notes.textContent = "";
    now.notes[state.category + 1].forEach((note) => notes.appendChild(make("p", "", data.notes[note])));
  }

  // The choice is kept in the address, so that coming back and changing language find it again.
  const KEYS = { period: "p", measure: "m", category: "c", grade: "g", text: "q", sort: "s" };
  function remember() {
    const first = JSON.parse(initial);
    const parts = Object.keys(KEYS)
      .filter((key) => state[key] !== first[key])
      .map((key) => KEYS[key] + "=" + encodeURIComponent(state[key]));
    if (state.sort && state.falling) parts.push("d=1");
    const hash = parts.length ? "#finder?" + parts.join("&") : "";
    try {
      history.replaceState(null, "", hash || location.href.split("#")[0]);
    } catch (refused) {
      return;
    }
    languages(hash);
  }

  function languages(hash) {
    // Names and grades differ between the languages.
    const kept = hash.replace(/([?&])(?:q|g)=[^&]*(&|$)/g, "$1").replace(/[?&]$/, "");
    Array.prototype.forEach.call(document.querySelectorAll(".languages a"), (link) => {
      link.hash = kept;
    });
  }

  function recall() {
    const asked = /^#finder\?(.*)$/.exec(location.hash);
    Object.assign(state, JSON.parse(initial));
    if (!asked) return;
    asked[1].split("&").forEach((part) => {
      const [name, value] = part.split("=");
      const key = Object.keys(KEYS).find((one) => KEYS[one] === name);
      if (name === "d") state.falling = true;
      if (!key || value === undefined) return;
      try {
        const read = decodeURIComponent(value);
        state[key] = typeof state[key] === "number" ? Number(read) : read;
      } catch (malformed) {
        return;
      }
    });
    if (!board()) Object.assign(state, { period: 0, measure: 0 });
    if (!data.categories[state.category]) state.category = -1;
    if (data.grades.indexOf(state.grade) < 0) state.grade = "";
  }

  function options(id, choices, value) {
    const select = byId(id);
    select.textContent = "";
    choices.forEach((choice) => {
      const option = make("option", "", choice[1]);
      option.value = String(choice[0]);
      select.appendChild(option);
    });
    select.value = String(value);
    select.parentNode.hidden = choices.length < 2;
  }

  // The choices that stand open with what is chosen.
  function controls() {
    const listed = (list) => list.map((name, at) => [at, name]);
    const known = (measure) => byId(nameOf(state.period, measure)) !== null;
    options("finder-period", listed(data.periods), state.period);
    options("finder-measure", listed(data.measures).filter((one) => known(one[0])), state.measure);
    const categories = data.categories.length > 1 ? listed(data.categories) : [];
    options("finder-category", [[-1, words.all_categories]].concat(categories), state.category);
    const graded = board().entries.some((entry) => gradeOf(entry) !== "");
    const grades = graded ? data.grades.map((grade) => [grade, grade]) : [];
    options("finder-grade", [["", words.all_grades]].concat(grades), state.grade);
    if (byId("finder-text").value !== state.text) byId("finder-text").value = state.text;
  }

  function change(what) {
    Object.assign(state, what);
    const graded = () => board().entries.some((entry) => gradeOf(entry) !== "");
    if (!board()) state.measure = 0;
    if (state.grade && !graded()) state.grade = "";
    controls();
    render();
    remember();
  }

  function listen() {
    const whole = (id, key) =>
      byId(id).addEventListener("change", (event) => change({ [key]: Number(event.target.value) }));
    whole("finder-period", "period");
    whole("finder-measure", "measure");
    whole("finder-category", "category");
    byId("finder-grade").addEventListener("change", (event) => change({ grade: event.target.value }));
    byId("finder-text").addEventListener("input", (event) => {
      state.text = event.target.value;
      render();
      remember();
    });
    byId("finder-reset").addEventListener("click", () => change(JSON.parse(initial)));
    byId("finder-more").addEventListener("click", () => further(shown.length));
    byId("finder-save").addEventListener("click", () => {
      const head = columns.map((column) => words[column.id]);
      const lines = shown.map((entry) => columns.map((column) => text(column.cell(entry))));
      spreadsheet.save(title(), [head].concat(lines));
    });
    table.tHead.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const id = button.getAttribute("data-column");
      const first = columns.find((column) => column.id === id).falling;
      if (state.sort !== id) change({ sort: id, falling: first });
      else if (state.falling === first) change({ sort: id, falling: !first });
      else change({ sort: "", falling: false });
    });
    window.addEventListener("hashchange", () => {
      if (/^#finder\?/.test(location.hash)) {
        recall();
        controls();
        render();
      } else {
        reveal();
      }
    });
    window.addEventListener("beforeprint", () => further(shown.length));
  }

  // Somebody comes back from the page of a unit.
  function reveal() {
    const asked = /^#unit-(\d+)$/.exec(location.hash);
    if (!asked) return;
    const at = shown.findIndex((entry) => entry[0] + 1 === Number(asked[1]));
    if (at < 0) return;
    if (at >= drawn) further(at - drawn + STEP);
    const row = byId(location.hash.slice(1));
    row.scrollIntoView({ block: "center" });
    row.querySelector("a").focus({ preventScroll: true });
  }

  // What a row has to say stands beside it for as long as the pointer or the focus is there.
  function tips() {
    const settle = (event) => {
      const row = event.target.closest ? event.target.closest("tr") : null;
      table.classList.remove("quieted");
      const tip = row && row.querySelector(".tip");
      if (!tip) return;
      tip.classList.remove("above");
      const room = window.innerHeight - row.getBoundingClientRect().bottom;
      tip.classList.toggle("above", room < tip.offsetHeight + 12);
    };
    body.addEventListener("mouseover", settle);
    body.addEventListener("focusin", settle);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") table.classList.add("quieted");
    });
  }

  function steps() {
    if (!("IntersectionObserver" in window)) return;
    const watcher = new IntersectionObserver(
      (seen) => seen.some((one) => one.isIntersecting) && further(STEP),
      { rootMargin: "600px 0px" },
    );
    watcher.observe(byId("finder-more"));
  }

  // A table that is too wide for the window scrolls by itself; one that fits keeps its heads in sight.
  function fit() {
    const box = table.parentNode;
    const wide = table.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("fits", !wide);
    if (wide) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  }

  // What stands there for readers without scripts is drawn by the script from now on.
  Array.prototype.slice.call(table.tBodies, 1).forEach((rest) => table.removeChild(rest));
  recall();
  controls();
  render();
  languages(/^#finder\?/.test(location.hash) ? location.hash : "");
  listen();
  tips();
  steps();
  fit();
  window.addEventListener("resize", fit);
  document.querySelector("#finder .tools").hidden = false;
  Array.prototype.forEach.call(document.querySelectorAll("#finder .scripted"), (part) => {
    part.hidden = false;
  });
  // The browser itself goes to what the address names once the page is loaded, and takes the focus away.
  window.addEventListener("load", () => setTimeout(reveal, 0));
})();
