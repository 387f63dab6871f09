//! The fair-play screen on a sample with planted manipulation, and on the same one without.

#[expect(dead_code, reason = "the example prints what is held here")]
#[path = "../examples/fair_play.rs"]
mod example;

use example::{Outcome, screen};
use pingyi::simulate::Plan;

fn outcomes() -> (Outcome, Outcome) {
    let text = include_str!("manipulated/plan.toml");
    let plan = Plan::read("plan.toml", text, &|_| None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let manipulated = screen(&plan, &folder.path().join("manipulated")).unwrap();
    let clean = screen(&plan.without_manipulations(), &folder.path().join("clean")).unwrap();
    (manipulated, clean)
}

#[test]
fn manipulation_is_found_out_with_few_false_alarms() {
    let (manipulated, clean) = outcomes();
    println!("manipulated: {manipulated:?}\nclean: {clean:?}");
    let planted = |kind: &str| manipulated.planted[kind];
    assert_eq!(planted("straight-lining"), (20, 20));
    assert_eq!(planted("burst"), (12, 12));
    assert_eq!(planted("self-rating"), (15, 15));
    assert_eq!(planted("coaching"), (60, 60));
    assert_eq!((manipulated.papers, clean.papers), (850, 850));
    assert!(clean.planted.is_empty());
    for outcome in [&manipulated, &clean] {
        assert!(outcome.false_alarms * 200 <= 850, "one paper in 200: {}", outcome.false_alarms);
        assert_eq!(outcome.flagged["group-far-above"].1, 0);
    }
}
