//! Makes the files of an appraisal folder from its plan.
//!
//! Run with `cargo run --example simulate -- sample-data/plan.toml sample-data`.

#![expect(clippy::print_stdout, reason = "an example says what it made")]

use std::path::Path;

use pingyi::error::Error;
use pingyi::simulate::{Plan, simulate};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let plan = arguments.next().unwrap_or_else(|| "sample-data/plan.toml".to_owned());
    let folder = arguments.next().unwrap_or_else(|| "sample-data".to_owned());
    let text = std::fs::read_to_string(&plan).map_err(Error::io(&plan))?;
    let beside = |name: &str| std::fs::read_to_string(Path::new(&plan).with_file_name(name)).ok();
    let plan = Plan::read(&plan, &text, &beside)?;
    for file in simulate(&plan)? {
        let path = Path::new(&folder).join(&file.name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(Error::io(parent))?;
        }
        std::fs::write(&path, &file.bytes).map_err(Error::io(&path))?;
        println!("{:>9}  {}", file.bytes.len(), file.name);
    }
    Ok(())
}
