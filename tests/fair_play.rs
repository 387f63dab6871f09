//! The fair-play screen on a sample with planted manipulation, and on the same one without.

#[expect(dead_code, reason = "the example prints what is held here")]
#[path = "../examples/fair_play.rs"]
mod example;

use example::{Outcome, print, screen};
use pingyi::simulate::Plan;

/// The outcome of a plan, and of the same one without manipulation.
fn outcomes(text: &str) -> (Outcome, Outcome) {
    let plan = Plan::read("plan.toml", text, &|_| None).expect("the sample is made and read");
    let folder = tempfile::tempdir().expect("the sample is made and read");
    let manipulated =
        screen(&plan, &folder.path().join("manipulated")).expect("the sample is made and read");
    let clean = screen(&plan.without_manipulations(), &folder.path().join("clean"))
        .expect("the sample is made and read");
    print("manipulated", &manipulated);
    print("clean", &clean);
    (manipulated, clean)
}

const PLAN: &str = include_str!("manipulated/plan.toml");

#[test]
fn manipulation_is_found_out_with_few_false_alarms() {
    let (manipulated, clean) = outcomes(PLAN);
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

#[test]
fn honest_samples_raise_hardly_an_alarm_whatever_the_seed() {
    let (mut alarms, mut papers) = (0, 0);
    for seed in ["11", "12", "13"] {
        // With seed 13 half of what raters say is the rater: some find everything good.
        let views =
            if seed == "13" { "[answers]\nrater_share = 0.5\n\n[groups]" } else { "[groups]" };
        let text = PLAN.replace("seed = 20260103", &format!("seed = {seed}"));
        let text = text.replace("[groups]", views);
        assert_ne!(text, PLAN);
        let plan = Plan::read("plan.toml", &text, &|_| None).unwrap().without_manipulations();
        let folder = tempfile::tempdir().expect("the sample is made and read");
        let clean = screen(&plan, folder.path()).expect("the sample is made and read");
        print(&format!("clean, seed {seed}"), &clean);
        alarms += clean.false_alarms + clean.flagged["group-far-above"].0;
        papers += 850;
    }
    assert!(alarms * 250 <= papers, "{alarms} alarms in {papers} honest papers");
}

#[test]
fn what_looks_like_honest_papers_is_left_alone() {
    let (faint, clean) = outcomes(include_str!("manipulated/faint.toml"));
    assert_eq!(faint.planted["burst"], (2, 0), "two papers may be equal by chance");
    assert_eq!(faint.planted["self-rating"], (15, 0), "nobody said where raters work");
    assert_eq!(faint.planted["coaching"], (10, 0));
    assert!(faint.planted["straight-lining"].1 < 20, "six units all alike are no proof");
    assert_eq!((faint.false_alarms, clean.false_alarms), (0, 0));
}
