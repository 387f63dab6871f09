//! What the fuzzers have kept, through the code that they ran: `docs/security.md` says how.

#[path = "../fuzz/bodies/mod.rs"]
#[expect(unreachable_pub, reason = "the same text is the library of the fuzzers")]
mod bodies;

use std::path::{Path, PathBuf};

fn seeds(target: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let entries = std::fs::read_dir(&folder).unwrap_or_else(|_| panic!("{}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_target_has_seeds_a_program_and_a_line_in_the_manifest() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    for (target, _) in bodies::BODIES {
        assert!(!seeds(target).is_empty(), "{target}");
        let program = std::fs::read_to_string(root.join(format!("targets/{target}.rs"))).unwrap();
        assert!(program.contains(&format!("bodies::run(\"{target}\"")), "{target}");
        assert!(manifest.contains(&format!("path = \"targets/{target}.rs\"")), "{target}");
    }
    let programs = std::fs::read_dir(root.join("targets")).unwrap().count();
    assert_eq!(programs, bodies::BODIES.len());
}

#[test]
fn what_the_fuzzers_have_kept_is_read_or_explained() {
    let mut failed = Vec::new();
    for (target, _) in bodies::BODIES {
        for path in seeds(target) {
            let data = std::fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| bodies::run(target, &data)).is_err() {
                failed.push(path);
            }
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}
