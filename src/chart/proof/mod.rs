//! What every figure must hold, checked on the picture as resvg sees it.

mod samples;

use samples::Tongue::{Chinese, English};

#[test]
#[ignore = "writes the gallery for looking at it"]
fn draws_the_gallery() {
    let folder = std::env::temp_dir().join("pingyi-gallery");
    std::fs::create_dir_all(&folder).unwrap();
    for tongue in [Chinese, English] {
        for units in [8, 41] {
            for chart in samples::all(tongue, units) {
                let file = folder.join(chart.name());
                std::fs::write(file.with_extension("svg"), chart.svg()).unwrap();
                std::fs::write(file.with_extension("png"), chart.png(1.5).unwrap()).unwrap();
            }
        }
    }
}
