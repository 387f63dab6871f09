//! How the figures were made, for whoever must defend or doubt them.

mod chance;

use super::super::Audience;
use super::super::chance::percent;
use super::super::material::View;
use crate::exact::{Ratio, Rounding};
use crate::locale::Args;
use crate::scheme::{
    Compare, Language, MarkKind, MissingGroup, Mode, Stage, TieBreaker, Ties, Trim,
};

/// Heading and text of each note.
pub(in crate::report) fn notes(view: &View<'_>) -> Vec<(String, String)> {
    let texts = [
        ("scale", scale(view)),
        ("score", score(view)),
        ("groups", groups(view)),
        ("missing", missing(view)),
        ("rates", rates(view)),
        ("rounding", rounding(view)),
        ("ranking", ranking(view)),
        ("error", chance::error(view)),
        ("sets", chance::sets(view)),
        ("comparisons", chance::comparisons(view)),
        ("trend", chance::trend(view)),
        ("cautions", cautions(view)),
        ("sources", sources(view)),
    ];
    texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| {
            (view.locale.word(&format!("method-{id}-title")), text.trim_end().to_owned())
        })
        .collect()
}

/// The levels with what each counts.
fn scale(view: &View<'_>) -> String {
    let scale = &view.scheme().scale;
    let locale = view.locale;
    let mut parts: Vec<String> = scale
        .levels
        .iter()
        .map(|level| {
            let args = Args::none().text("level", locale.label(&level.label));
            match (&level.points, level.kind) {
                (Some(points), _) => {
                    locale.text("method-level", args.text("points", points.to_string()))
                }
                (None, MarkKind::Unknown) => locale.text("method-level-unknown", args),
                (None, _) => locale.text("method-level-excluded", args),
            }
        })
        .collect();
    if let Some(range) = &scale.range {
        let args = Args::none()
            .text("min", range.min.to_string())
            .text("max", range.max.to_string())
            .text("step", range.step.to_string());
        parts.push(locale.text("method-range", args));
    }
    for band in &scale.bands {
        let args = Args::none().text("level", locale.label(&band.label));
        parts.push(locale.text("method-band", args.text("from", band.from.to_string())));
    }
    let parts = locale.list(&parts);
    locale.text("method-scale", Args::none().text("levels", parts))
}

fn score(view: &View<'_>) -> String {
    let locale = view.locale;
    let scheme = view.scheme();
    let indicators = &scheme.indicators;
    let weights: Vec<String> = indicators
        .leaves()
        .iter()
        .zip(indicators.weights())
        .map(|(leaf, weight)| {
            let args = Args::none().text("indicator", locale.label(&leaf.label));
            locale.text("method-weight", args.text("share", percent(weight)))
        })
        .collect();
    let equal = indicators.weights().windows(2).all(|pair| pair[0] == pair[1]);
    let weights = if equal && weights.len() > 1 {
        locale.word("method-weights-equal")
    } else {
        locale.list(&weights)
    };
    let id = match scheme.scoring.mode {
        Mode::Pooled => "method-score-pooled",
        Mode::BallotFirst => "method-score-ballot-first",
    };
    let mut text = locale.text(id, Args::none().text("weights", weights));
    text.push_str(&match &scheme.scoring.trim {
        None => String::new(),
        Some(Trim::Share(share)) => {
            locale.text("method-trim-share", Args::none().text("share", percent(share)))
        }
        Some(Trim::Extremes { count, above }) => {
            let args = Args::none().count("count", *count).count("above", *above);
            locale.text("method-trim-extremes", args)
        }
    });
    text
}

/// Group weights, by category where they differ.
fn groups(view: &View<'_>) -> String {
    let locale = view.locale;
    let scheme = view.scheme();
    let line = |category: usize| {
        let weights = &scheme.categories[category].weights;
        let sum = weights.iter().fold(Ratio::zero(), |sum, weight| &sum + weight);
        let parts: Vec<String> = scheme
            .groups
            .iter()
            .zip(weights)
            .enumerate()
            .filter(|(at, _)| view.shows_group(*at))
            .filter_map(|(_, (group, weight))| {
                let share = weight.divided_by(&sum)?;
                let args = Args::none().text("indicator", locale.label(&group.label));
                if weight.is_zero() {
                    return Some(locale.text("method-weight-none", args));
                }
                Some(locale.text("method-weight", args.text("share", percent(&share))))
            })
            .collect();
        locale.list(&parts)
    };
    let shown: Vec<usize> = view.categories().collect();
    let same = shown
        .windows(2)
        .all(|pair| scheme.categories[pair[0]].weights == scheme.categories[pair[1]].weights);
    match shown.first() {
        None => String::new(),
        Some(first) if same => {
            locale.text("method-groups", Args::none().text("weights", line(*first)))
        }
        Some(_) => {
            // Categories with the same weights that follow each other share a line.
            let weights = |category: &usize| &scheme.categories[*category].weights;
            let alike = shown.chunk_by(|above, below| weights(above) == weights(below));
            let lines = alike.filter_map(|categories| {
                let names: Vec<String> = categories.iter().map(|c| view.category(*c)).collect();
                let args = Args::none().text("category", locale.list(&names));
                Some(
                    locale
                        .text("method-groups-of", args.text("weights", line(*categories.first()?))),
                )
            });
            lines.collect::<Vec<_>>().concat()
        }
    }
}

fn missing(view: &View<'_>) -> String {
    let scoring = &view.scheme().scoring;
    let id = match scoring.missing_group {
        MissingGroup::Renormalise => "method-missing-renormalise",
        MissingGroup::CategoryMean => "method-missing-category-mean",
        MissingGroup::Zero => "method-missing-zero",
        MissingGroup::Unranked => "method-missing-unranked",
    };
    let args =
        || Args::none().count("group", scoring.min_n_group).count("unit", scoring.min_n_unit);
    format!("{}{}", view.locale.text(id, args()), view.locale.text("method-min-n", args()))
}

fn rates(view: &View<'_>) -> String {
    let scheme = view.scheme();
    let bins = scheme.scale.bins();
    let names = |set: &[usize]| {
        let names: Vec<&str> = set.iter().map(|bin| view.locale.label(bins[*bin].label)).collect();
        view.locale.series(&names)
    };
    let mut text = String::new();
    for (id, set) in [
        ("method-rate-satisfied", &scheme.rates.satisfied),
        ("method-rate-dissatisfied", &scheme.rates.dissatisfied),
    ] {
        if !set.is_empty() {
            text.push_str(&view.locale.text(id, Args::none().text("levels", names(set))));
        }
    }
    if view.has_knowledge() {
        text.push_str(&view.locale.word("method-rate-knowledge"));
    }
    if !text.is_empty() {
        text.push_str(&view.locale.word("method-rate-score"));
    }
    text
}

fn rounding(view: &View<'_>) -> String {
    let rounding = &view.scheme().rounding;
    let rule = view.locale.word(match rounding.rule {
        Rounding::HalfUp => "method-half-up",
        Rounding::HalfEven => "method-half-even",
    });
    let args = Args::none().text("rule", rule).count("decimals", rounding.decimals);
    let mut text = view.locale.text("method-rounding", args);
    for stage in &rounding.stages {
        text.push_str(&view.locale.word(match stage {
            Stage::Group => "method-stage-group",
            Stage::Indicator => "method-stage-indicator",
        }));
    }
    text
}

fn ranking(view: &View<'_>) -> String {
    let ranking = &view.scheme().ranking;
    let mut text = view.locale.word(match ranking.compare {
        Compare::Published => "method-compare-published",
        Compare::Exact => "method-compare-exact",
    });
    text.push_str(&view.locale.word(match ranking.ties {
        Ties::Competition => "method-ties-competition",
        Ties::Dense => "method-ties-dense",
    }));
    for breaker in &ranking.tie_breakers {
        text.push_str(&view.locale.word(match breaker {
            TieBreaker::SatisfiedRate => "note-breaker-satisfied",
            TieBreaker::DissatisfiedRate => "note-breaker-dissatisfied",
            TieBreaker::ValidN => "note-breaker-n",
        }));
    }
    text
}

fn cautions(view: &View<'_>) -> String {
    let cautions: Vec<String> =
        view.scheme().cautions.iter().map(|finding| view.locale.finding(finding)).collect();
    cautions.join(gap(view))
}

fn sources(view: &View<'_>) -> String {
    let scheme = view.scheme();
    let sources: Vec<String> = scheme
        .sources
        .iter()
        .map(|source| match &source.url {
            Some(url) => format!("{} <{url}>", source.title),
            None => source.title.clone(),
        })
        .collect();
    // The scheme's own words may speak of what is for the leaders only.
    let hushed = view.audience == Audience::Public && view.has_internal();
    let note = if hushed { "" } else { view.locale.label(&scheme.note) };
    match (sources.is_empty(), note.is_empty()) {
        (true, true) => String::new(),
        (true, false) => note.to_owned(),
        (false, _) => {
            let separator = match view.locale.language() {
                Language::Chinese => "；",
                Language::English => "; ",
            };
            let args = Args::none().text("sources", sources.join(separator));
            let sources = view.locale.text("method-sources", args);
            if note.is_empty() { sources } else { [note, sources.as_str()].join(gap(view)) }
        }
    }
}

/// What stands between two sentences.
fn gap(view: &View<'_>) -> &'static str {
    match view.locale.language() {
        Language::Chinese => "",
        Language::English => " ",
    }
}
