// Tables as files for a spreadsheet; the scripts of all pages use it.
const spreadsheet = (function () {
  "use strict";

  // A spreadsheet runs what begins with one of these; a number may begin with a sign.
  function harmless(text) {
    // The arrow of a real change is no part of the number.
    text = text.replace(/^[▲▼](?=[+-][0-9])/, "");
    if (/^[+-]?[0-9]+(\.[0-9]+)?$/.test(text)) return text.replace(/^\+/, "");
    return /^\s*[=+\-@＝＋－＠]/.test(text) ? "'" + text : text;
  }

  function field(text) {
    text = harmless(text.replace(/\s+/g, " ").trim());
    return /[",]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  // Lines of texts as a file; `name` is without an extension.
  function save(name, lines) {
    name += ".csv";
    const text = "\ufeff" + lines.map((line) => line.map(field).join(",") + "\r\n").join("");
    const blob = new Blob([text], { type: "text/csv;charset=utf-8" });
    if (window.navigator.msSaveBlob) {
      window.navigator.msSaveBlob(blob, name);
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  return { save: save };
})();
