// The page is complete without this script; it adds sorting, filters, downloads and links into closed
// figures. ES2015 and no library, for the browsers that offices have.
(function () {
  "use strict";

  const each = (list, act) => Array.prototype.forEach.call(list, act);
  const plain = (text) => (text.normalize ? text.normalize("NFKC") : text).toLowerCase().trim();

  const compareText = (function () {
    try {
      return new Intl.Collator("zh-CN", { numeric: true }).compare;
    } catch (missing) {
      return (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    }
  })();

  // As many rows are drawn at once; the others follow as they are scrolled to, or all at a word.
  const STEP = 200;

  // A row with all that sorting and filtering ask of it, read once.
  function readRow(row, order, textual) {
    const body = row.parentNode;
    const searched = textual.map((column) => (row.cells[column] ? row.cells[column].textContent : ""));
    return {
      row: row,
      order: order,
      home: body,
      kind: body.className,
      category: row.getAttribute("data-category"),
      joint: row.hasAttribute("data-joint"),
      text: plain(searched.join(" ")),
    };
  }

  // The sort key of a cell: a number, a text, or null for what is absent.
  function keyOf(row, column, numeric) {
    const cell = row.cells[column];
    if (!cell) return null;
    if (numeric) {
      const exact = cell.getAttribute("data-sort");
      if (exact !== null) return Number(exact);
      // A text that is its number needs no other.
      const shown = cell.textContent.trim();
      const value = Number(shown);
      return shown === "" || cell.classList.contains("absent") || isNaN(value) ? null : value;
    }
    const text = cell.textContent.trim();
    return text === "" || cell.classList.contains("absent") ? null : text;
  }

  function sorted(rows, column, numeric, falling) {
    const sign = falling ? -1 : 1;
    const keyed = rows.map((entry) => ({ entry: entry, key: keyOf(entry.row, column, numeric) }));
    keyed.sort((a, b) => {
      if (a.key === null || b.key === null) {
        return (a.key === null) - (b.key === null) || a.entry.order - b.entry.order;
      }
      const by = numeric ? a.key - b.key : compareText(a.key, b.key);
      return sign * by || a.entry.order - b.entry.order;
    });
    return keyed.map((pair) => pair.entry);
  }

  function append(body, entries) {
    const batch = document.createDocumentFragment();
    entries.forEach((entry) => batch.appendChild(entry.row));
    body.appendChild(batch);
  }

  // Keeps what is drawn of a long table to its first rows, in the order in which they stand.
  function limited(table, rows) {
    const words = table.querySelector(".shown");
    if (rows.length <= STEP || !words) return () => {};
    const body = table.querySelector("table");
    const entries = new Map(rows.map((entry) => [entry.row, entry]));
    const more = document.createElement("button");
    let limit = STEP;
    document.documentElement.classList.add("scripted-page");
    function draw() {
      let count = 0;
      each(body.querySelectorAll("tbody tr"), (row) => {
        if (row.hidden || entries.get(row).kind === "mean") return;
        count += 1;
        const later = count > limit;
        if (row.classList.contains("rest") !== later) row.classList.toggle("rest", later);
      });
      more.hidden = count <= limit;
    }
    more.type = "button";
    more.className = "further";
    more.textContent = words.getAttribute("data-more");
    more.addEventListener("click", () => {
      limit = Infinity;
      draw();
    });
    body.parentNode.appendChild(more);
    if ("IntersectionObserver" in window) {
      const watcher = new IntersectionObserver((seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        limit += STEP;
        draw();
      });
      watcher.observe(more);
    }
    // Another order or choice begins at its first rows again.
    return () => {
      if (limit !== Infinity) limit = STEP;
      draw();
    };
  }

  function sortable(heads, rows, redraw) {
    const ranked = rows.filter((entry) => entry.kind === "ranked");
    if (ranked.length < 3) return;

    function arrange(column, order) {
      if (order === null) {
        let run = [];
        ranked.forEach((entry, i) => {
          run.push(entry);
          if (i + 1 === ranked.length || ranked[i + 1].home !== entry.home) {
            append(entry.home, run);
            run = [];
          }
        });
      } else {
        const numeric = heads[column].getAttribute("data-kind") === "number";
        append(ranked[0].home, sorted(ranked, column, numeric, order === "descending"));
      }
      each(heads, (head, i) => {
        if (i === column && order !== null) head.setAttribute("aria-sort", order);
        else head.removeAttribute("aria-sort");
      });
      redraw();
    }

    each(heads, (head, column) => {
      const first = head.hasAttribute("data-falling") ? "descending" : "ascending";
      const second = first === "ascending" ? "descending" : "ascending";
      const button = document.createElement("button");
      button.type = "button";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        arrange(column, now === null ? first : now === first ? second : null);
      });
    });
  }

  function filterable(table, rows, redraw) {
    const tools = table.querySelector(".tools");
    if (!tools) return;
    const input = tools.querySelector("input");
    const chips = tools.querySelectorAll(".chips button");
    const joint = tools.querySelector(".joint");
    const shown = tools.querySelector(".shown");
    const pressed = (button) => button.getAttribute("aria-pressed") === "true";
    let category = "";

    function apply() {
      const wanted = plain(input.value);
      const jointOnly = joint !== null && pressed(joint);
      let count = 0;
      rows.forEach((entry) => {
        const mean = entry.kind === "mean";
        const fits =
          (category === "" || entry.category === category || (mean && entry.category === null)) &&
          (mean || ((wanted === "" || entry.text.indexOf(wanted) >= 0) && (!jointOnly || entry.joint)));
        if (entry.row.hidden === fits) entry.row.hidden = !fits;
        if (fits && !mean) count += 1;
      });
      shown.textContent = shown.getAttribute("data-text").replace("{shown}", String(count));
      redraw();
    }

    input.addEventListener("input", apply);
    each(chips, (chip) => {
      chip.addEventListener("click", () => {
        category = chip.getAttribute("data-category");
        each(chips, (other) => other.setAttribute("aria-pressed", String(other === chip)));
        apply();
      });
    });
    if (joint) {
      joint.addEventListener("click", () => {
        joint.setAttribute("aria-pressed", String(!pressed(joint)));
        apply();
      });
    }
    tools.querySelector(".download").addEventListener("click", (event) => {
      const lines = Array.prototype.filter.call(table.querySelectorAll("tr"), (row) => !row.hidden);
      const texts = (row) => Array.prototype.map.call(row.cells, (cell) => cell.textContent);
      spreadsheet.save(event.currentTarget.getAttribute("data-file"), lines.map(texts));
    });
    tools.hidden = false;
    apply();
  }

  // What can be scrolled can be reached by keyboard; what fits is passed over.
  function reachable(box, scrolls) {
    if (scrolls) box.setAttribute("tabindex", "0");
    else box.removeAttribute("tabindex");
  }

  // A table that fits needs no box to scroll in, so that its heads stay at the top of the window.
  function boxes() {
    const found = document.querySelectorAll(".scroll");
    function measure() {
      each(found, (box) => {
        const long = box.parentNode.classList.contains("long");
        const fits = !long && box.firstElementChild.scrollWidth <= box.clientWidth + 1;
        box.classList.toggle("fits", fits);
        reachable(box, !fits);
      });
      each(document.querySelectorAll(".chart"), (chart) => {
        reachable(chart, chart.scrollWidth > chart.clientWidth + 1);
      });
    }
    each(found, (box) => {
      box.addEventListener("scroll", () => box.classList.toggle("moved", box.scrollLeft > 2));
    });
    measure();
    window.addEventListener("resize", measure);
    // A figure has no size before it is opened; the event does not rise, so it is caught on its way.
    document.addEventListener("toggle", measure, true);
  }

  function profiles() {
    function reveal() {
      let target = null;
      try {
        target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      } catch (malformed) {
        return;
      }
      if (target && target.tagName === "DETAILS" && !target.open) {
        target.open = true;
        target.scrollIntoView();
      }
    }
    window.addEventListener("hashchange", reveal);
    // The same name may be followed twice, with the figure closed in between.
    document.addEventListener("click", (event) => {
      const link = event.target.closest ? event.target.closest("a[href^='#']") : null;
      if (link && link.getAttribute("href") === location.hash) reveal();
    });
    reveal();
    each(document.querySelectorAll(".expand"), (button) => {
      const figures = button.parentNode.parentNode.querySelectorAll("details");
      button.addEventListener("click", () => {
        const open = button.textContent === button.getAttribute("data-expand");
        each(figures, (figure) => {
          figure.open = open;
        });
        button.textContent = button.getAttribute(open ? "data-collapse" : "data-expand");
      });
    });
  }

  // Older browsers print only what is open.
  function paper() {
    const folded = document.querySelectorAll("details.folded");
    let closed = [];
    window.addEventListener("beforeprint", () => {
      closed = Array.prototype.filter.call(folded, (part) => !part.open);
      closed.forEach((part) => (part.open = true));
    });
    window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
  }

  function contents() {
    if (!("IntersectionObserver" in window)) return;
    const links = document.querySelectorAll(".contents a");
    const inView = [];
    const parts = Array.prototype.map.call(links, (link) =>
      document.getElementById(link.getAttribute("href").slice(1)),
    );
    const watcher = new IntersectionObserver(
      (changes) => {
        changes.forEach((change) => {
          inView[parts.indexOf(change.target)] = change.isIntersecting;
        });
        const current = inView.indexOf(true);
        if (current < 0) return;
        each(links, (link, i) => {
          if (i === current) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        });
      },
      { rootMargin: "-15% 0px -70% 0px" },
    );
    parts.forEach((part) => part && watcher.observe(part));
  }

  // The same place in the other language.
  each(document.querySelectorAll(".languages a"), (link) => {
    link.addEventListener("click", () => {
      link.hash = location.hash;
    });
  });
  each(document.querySelectorAll(".table"), (table) => {
    const heads = table.querySelectorAll("thead th");
    const textual = [];
    each(heads, (head, column) => {
      if (head.getAttribute("data-kind") === "text") textual.push(column);
    });
    const rows = Array.prototype.map.call(table.querySelectorAll("tbody tr"), (row, order) =>
      readRow(row, order, textual),
    );
    const redraw = limited(table, rows);
    sortable(heads, rows, redraw);
    filterable(table, rows, redraw);
  });
  each(document.querySelectorAll(".scripted"), (part) => {
    part.hidden = false;
  });
  boxes();
  profiles();
  paper();
  contents();
})();
