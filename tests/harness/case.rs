//! A case: the smallest broken folder, and what the program must say of it in both languages.

use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Folder, Run, files};

/// Languages with their option.
const LANGUAGES: [&str; 2] = ["zh", "en"];

/// One broken input with what must be said of it.
pub(crate) struct Case {
    /// Its file.
    pub(crate) path: PathBuf,
    /// The kind of finding that it shows, by its folder.
    pub(crate) kind: String,
    table: Table,
}

/// All cases, by folder and name.
pub(crate) fn all() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut cases = Vec::new();
    for folder in entries(&root).into_iter().filter(|path| path.is_dir()) {
        let kind = name_of(&folder);
        for path in entries(&folder) {
            let text = std::fs::read_to_string(&path).expect("a case");
            let table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            cases.push(Case { path, kind: kind.clone(), table });
        }
    }
    cases
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<PathBuf> = read.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn name_of(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

impl Case {
    /// The folder it describes.
    pub(crate) fn folder(&self) -> Folder {
        let empty = Table::new();
        let table = |key: &str| self.table.get(key).and_then(Value::as_table).unwrap_or(&empty);
        Folder::with(&files::of(table("files"), table("replace")))
    }

    fn arguments(&self) -> Vec<String> {
        let given = self.table.get("run").and_then(Value::as_str).unwrap_or("check");
        given.split(' ').map(str::to_owned).collect()
    }

    /// What the program gives in one language.
    fn run(&self, language: &str) -> Run {
        let mut arguments = self.arguments();
        arguments.extend(["--lang".to_owned(), language.to_owned()]);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        self.folder().run(&arguments)
    }

    fn expected(&self, language: &str) -> Run {
        let all = self.table.get("said").and_then(Value::as_table);
        let said = all.and_then(|all| all.get(language)).and_then(Value::as_table);
        let text = |key: &str| {
            let text = said.and_then(|said| said.get(key)).and_then(Value::as_str);
            text.unwrap_or("").to_owned()
        };
        let status =
            all.and_then(|all| all.get("status")).and_then(Value::as_integer).unwrap_or(-2);
        Run {
            status: i32::try_from(status).expect("a status"),
            out: text("out"),
            err: text("err"),
            written: Vec::new(),
        }
    }

    /// What differs from what must be said; nothing where all is as it must be.
    pub(crate) fn differences(&self) -> Vec<String> {
        let mut differences = Vec::new();
        for language in LANGUAGES {
            let (given, expected) = (self.run(language), self.expected(language));
            if given != expected {
                differences.push(format!(
                    "{} {language}\n── expected\n{expected:#?}\n── given\n{given:#?}\n{}{}",
                    self.path.display(),
                    given.out,
                    given.err
                ));
            }
        }
        differences
    }

    /// Whether what it says names the kind whose folder it is in.
    pub(crate) fn names_its_kind(&self) -> bool {
        LANGUAGES.iter().all(|language| {
            let Run { out, err, .. } = self.expected(language);
            let spelt = [format!("({})", self.kind), format!("（{}）", self.kind)];
            // A caution about a scheme is shown with the scheme.
            spelt.iter().any(|code| err.contains(code))
                || out.contains(&format!("  {}  ", self.kind))
        })
    }

    /// Writes down what the program says now, for a person to read and judge.
    pub(crate) fn write_down(&self) {
        let text = std::fs::read_to_string(&self.path).expect("a case");
        let before = text.split("\n[said]").next().expect("a beginning").trim_end();
        let runs = LANGUAGES.map(|language| (language, self.run(language)));
        let mut written = format!("{before}\n\n[said]\nstatus = {}\n", runs[0].1.status);
        for (language, run) in &runs {
            written.push_str(&format!("\n[said.{language}]\n"));
            for (key, text) in [("out", &run.out), ("err", &run.err)] {
                if !text.is_empty() {
                    assert!(!text.contains("'''"), "cannot be written down: {text}");
                    written.push_str(&format!("{key} = '''\n{text}'''\n"));
                }
            }
        }
        std::fs::write(&self.path, written).expect("written down");
    }
}
