use super::*;

fn shipped() -> String {
    shipped_text("xiaoneng-6").unwrap().to_owned()
}

fn mistakes(text: &str) -> Vec<(Kind, String)> {
    match Scheme::read("s.toml", text) {
        Err(Error::Findings(findings)) => findings
            .iter()
            .map(|f| (f.kind, f.place.key.as_deref().unwrap_or("").to_owned()))
            .collect(),
        other => panic!("read without a mistake: {other:?}"),
    }
}

#[test]
fn all_mistakes_come_at_once_with_their_keys() {
    let text = shipped()
        .replacen("weight = 20", "weight = 19.9", 1)
        .replacen("points = 80", "points = 120", 1)
        .replacen("label = \"弃权\"", "label = \" 满 意\"", 1)
        .replacen("decimals = 2", "decimals = 7", 1)
        .replacen("missing_group", "mising_group", 1)
        .replacen("satisfied = [\"满意\", \"基本满意\"]", "satisfied = [\"较满意\"]", 1);
    let found = mistakes(&text);
    for (kind, key) in [
        (Kind::WeightsSum, "groups[1].weight"),
        (Kind::PointsNotFalling, "scale.levels[2].points"),
        (Kind::DuplicateName, "scale.levels[6]"),
        (Kind::BadNumber, "rounding.decimals"),
        (Kind::UnknownKey, "scoring.mising_group"),
        (Kind::UnknownReference, "rates.satisfied[1]"),
    ] {
        assert!(found.contains(&(kind, key.to_owned())), "{kind:?} {key} not in {found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
}

#[test]
fn what_is_required_is_an_open_question_not_a_number() {
    let text = shipped().replacen("points = 80", "points = \"REQUIRED\"", 1);
    let scheme = Scheme::read("s.toml", &text).unwrap();
    assert_eq!(scheme.open_questions.len(), 1);
    let key = scheme.open_questions[0].place.key.as_deref();
    assert_eq!(key, Some("scale.levels[2].points"));
}

#[test]
fn a_cell_is_a_mark_a_blank_several_marks_or_off_the_scale() {
    let scale = Scheme::read("s", &shipped()).unwrap().scale;
    assert_eq!(scale.read(" 基本 满意"), Mark::On(Code(1)));
    assert_eq!(scale.read("\u{3000}"), Mark::Blank);
    assert_eq!(scale.read("-3"), Mark::Blank);
    assert_eq!(scale.read("满意┋一般"), Mark::Several);
    assert_eq!(scale.read("较满意"), Mark::Off);
    assert_eq!(scale.kind(Code(4)), MarkKind::Unknown);
}

#[test]
fn a_range_has_steps_void_values_and_bands() {
    let text = "id='d'\nname='n'\nindicators=[{label='a'}]\ngroups=[{label='g'}]\n\
        [scale]\nrange={min=50,max=99,void=[50]}\n\
        bands=[{label='好',from=90},{label='中',from=70},{label='差',from=50}]\n\
        [rates]\nsatisfied=['好']";
    let scheme = Scheme::read("s", text).unwrap();
    let scale = &scheme.scale;
    let Mark::On(code) = scale.read("９０") else { panic!("90 is on the scale") };
    assert_eq!(scale.points(code).unwrap().to_string(), "90");
    assert_eq!(scale.bin(code), Some(0));
    let Mark::On(void) = scale.read("50") else { panic!("50 is on the scale") };
    assert_eq!((scale.points(void), scale.kind(void)), (None, MarkKind::Unknown));
    assert_eq!(scale.read("90.5"), Mark::Off);
    assert_eq!(scale.read("100"), Mark::Off);
}

#[test]
fn an_indicator_tree_gives_each_leaf_its_share_of_the_whole() {
    let text = "id='t'\nname='n'\ngroups=[{label='g'}]\n\
        scale={levels=[{label='是',points=1},{label='否',points=0}]}\n\
        indicators=[{label='作风',weight=60},{label='效能',weight=40},\
        {label='态度',parent='作风',weight=50},{label='纪律',parent='作风',weight=50}]";
    let indicators = Scheme::read("s", text).unwrap().indicators;
    let leaves: Vec<&str> = indicators.leaves().iter().map(|i| i.id.as_str()).collect();
    assert_eq!(leaves, ["效能", "态度", "纪律"]);
    let weights: Vec<String> = indicators.weights().iter().map(Ratio::to_string).collect();
    assert_eq!(weights, ["0.4", "0.3", "0.3"]);
    let node = &indicators.all()[3];
    assert_eq!((node.id.as_str(), node.leaves.len()), ("作风", 2));
}

#[test]
fn equal_points_far_above_zero_are_cautioned() {
    // 开县 2010: 1 / 0.9 / 0.7 / 0.5, so that all “dissatisfied” still scored 50.
    let text = "id='k'\nname='n'\ngroups=[{label='g'}]\nindicators=[{label='a'}]\n\
        scale={levels=[{label='非常满意',points=100},{label='满意',points=90},\
        {label='基本满意',points=70},{label='不满意',points=50}]}";
    let scheme = Scheme::read("s", text).unwrap();
    assert!(scheme.cautions.iter().any(|finding| finding.kind == Kind::FloorScore));
}

#[test]
fn a_label_beside_a_range_falls_into_the_band_of_its_name_or_of_its_points() {
    let text = "id='d'\nname='n'\nindicators=[{label='a'}]\ngroups=[{label='g'}]\n\
        [scale]\nrange={min=0,max=100}\nlevels=[{label='优秀',points=95},{label='中',points=70},\
        {label='不了解',kind='unknown'}]\n\
        bands=[{label='好',from=90},{label='中',from=60},{label='差',from=0}]";
    let scale = Scheme::read("s", text).unwrap().scale;
    let bins: Vec<_> = (0..3).map(|code| scale.bin(Code(code))).collect();
    assert_eq!(bins, [Some(0), Some(1), None]);
}

#[test]
fn a_scheme_with_a_line_lost_is_read_or_named_as_mistaken() {
    for id in ["xiaoneng-6", "danglian-10", "ankang-3feng"] {
        let text = shipped_text(id).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for lost in 0..lines.len() {
            let rest = [&lines[..lost], &lines[lost + 1..]].concat().join("\n");
            if let Err(error) = Scheme::read("s", &rest) {
                let Error::Findings(findings) = error else {
                    panic!("{id} without line {}: {error:?}", lost + 1)
                };
                assert!(any_stop(&findings), "{id} without line {}", lost + 1);
            }
        }
    }
}
