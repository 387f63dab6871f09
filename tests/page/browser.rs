//! A browser that opens a page, runs a script after the page's own, and says what came of it.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use pingyi::locale::Locale;
use pingyi::report::Report;
use pingyi::report::write::html;
use serde_json::Value;

/// Browsers that take Chromium's arguments; `PINGYI_BROWSER` names another.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "microsoft-edge"];

/// How time passes for the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// As outside, until the page is loaded: for what is measured.
    Real,
    /// A few seconds at once, so that the script may wait.
    Quick,
}

/// What `script` gives back as the function body it is, which may wait; `None`, with a word to the
/// person who runs the tests, where there is no browser.
pub(super) fn run(report: &Report, script: &str, time: Time) -> Option<Value> {
    let browser = found()?;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    let page = html(report, &Locale::new(report.language)).unwrap();
    fs::write(&file, page.replace("</body>", &format!("{}</body>", listener(script)))).unwrap();
    let output = Command::new(browser)
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"])
        .arg(format!("--user-data-dir={}", folder.path().join("user").display()))
        .args(["--window-size=1280,900", "--timeout=20000", "--dump-dom"])
        .args((time == Time::Quick).then_some("--virtual-time-budget=4000"))
        .arg(format!("file://{}", file.display()))
        .stderr(Stdio::null())
        .output()
        .unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    let (_, outcome) = page.split_once("<pre id=\"outcome\">").expect("the script ended");
    let (outcome, _) = outcome.split_once("</pre>").unwrap();
    let outcome = outcome.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    Some(serde_json::from_str(&outcome).unwrap())
}

/// Puts the outcome into the page once the function has ended.
fn listener(script: &str) -> String {
    format!(
        "<script>(async function () {{ {script} }})().catch((error) => String(error)).then((outcome) => {{
           const place = document.createElement('pre');
           place.id = 'outcome';
           place.textContent = JSON.stringify(outcome);
           document.body.appendChild(place);
         }});</script>"
    )
}

/// The browser; `None`, with a word to the person who runs the tests, where there is none.
pub(super) fn found() -> Option<PathBuf> {
    let browser = find();
    if browser.is_none() {
        // Not by a macro for printing: the harness would keep that to itself.
        let word = "skipped: no Chromium found; PINGYI_BROWSER may name one\n";
        std::io::stderr().write_all(word.as_bytes()).unwrap();
    }
    browser
}

fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PINGYI_BROWSER") {
        return Some(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let files = NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    files.into_iter().find(|file| file.is_file())
}
