//! Runs the real program on a small folder. Silence is an assertion: what is not said to be
//! printed must not be printed, and no file may be written that is not said to be.

pub(crate) mod case;
pub(crate) mod files;
mod lines;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder to run the program in.
pub(crate) struct Folder {
    root: TempDir,
}

/// What a run gave.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
    /// Files that are new or changed.
    pub(crate) written: Vec<String>,
}

impl Folder {
    /// A folder with these files.
    pub(crate) fn with(files: &BTreeMap<String, Vec<u8>>) -> Folder {
        let root = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
        Folder { root }
    }

    /// A folder that gives no finding.
    pub(crate) fn sound() -> Folder {
        Folder::with(&files::sound())
    }

    pub(crate) fn path(&self) -> &Path {
        self.root.path()
    }

    /// Runs the program in the folder, with no environment of its own.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs the program in the folder with an environment.
    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let before = self.snapshot();
        let output = Command::new(env!("CARGO_BIN_EXE_pingyi"))
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .envs(environment.iter().copied())
            .output()
            .expect("the program runs");
        let after = self.snapshot();
        let written = after
            .iter()
            .filter(|(path, bytes)| before.get(*path) != Some(bytes))
            .map(|(path, _)| path.to_string_lossy().replace('\\', "/"))
            .collect();
        Run {
            status: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
            written,
        }
    }

    /// Every file with its bytes.
    fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files_in(self.path())
    }
}

/// Every file of a folder and the folders in it, by its path from there, with its bytes.
pub(crate) fn files_in(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_path_buf();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}
