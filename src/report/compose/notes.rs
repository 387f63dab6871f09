//! How the figures were made, for whoever must defend or doubt them.

use super::super::material::View;
use crate::exact::Rounding;
use crate::locale::Args;
use crate::scheme::{Compare, MarkKind, MissingGroup, Mode, Stage, TieBreaker, Ties, Trim};

/// Heading and text of each note.
pub(super) fn notes(view: &View<'_>) -> Vec<(String, String)> {
    let texts = [
        ("scale", scale(view)),
        ("score", score(view)),
        ("groups", groups(view)),
        ("missing", missing(view)),
        ("rates", rates(view)),
        ("rounding", rounding(view)),
        ("ranking", ranking(view)),
        ("trend", view.locale.word("method-trend")),
        ("cautions", cautions(view)),
        ("sources", sources(view)),
    ];
    texts
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(id, text)| (view.locale.word(&format!("method-{id}-title")), text))
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
            let percent = weight * &crate::exact::Ratio::whole(100);
            let args = Args::none().text("indicator", locale.label(&leaf.label));
            let share = percent.publish(Rounding::HalfUp, 2).to_string();
            locale.text("method-weight", args.text("share", share))
        })
        .collect();
    let id = match scheme.scoring.mode {
        Mode::Pooled => "method-score-pooled",
        Mode::BallotFirst => "method-score-ballot-first",
    };
    let mut text = locale.text(id, Args::none().text("weights", locale.list(&weights)));
    text.push_str(&match &scheme.scoring.trim {
        None => String::new(),
        Some(Trim::Share(share)) => {
            let percent = share * &crate::exact::Ratio::whole(100);
            locale.text("method-trim-share", Args::none().text("share", percent.to_string()))
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
        let sum = weights.iter().fold(crate::exact::Ratio::zero(), |sum, weight| &sum + weight);
        let parts: Vec<String> = scheme
            .groups
            .iter()
            .zip(weights)
            .filter_map(|(group, weight)| {
                let share = weight.divided_by(&sum)?;
                let percent = (&share * &crate::exact::Ratio::whole(100))
                    .publish(Rounding::HalfUp, 2)
                    .to_string();
                let args = Args::none().text("indicator", locale.label(&group.label));
                Some(locale.text("method-weight", args.text("share", percent)))
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
            let lines = shown.iter().map(|category| {
                let args = Args::none().text("category", view.category(*category));
                locale.text("method-groups-of", args.text("weights", line(*category)))
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
        view.locale.list(&names)
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
    text.push_str(&view.locale.word("method-rate-knowledge"));
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
    cautions.concat()
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
    let note = view.locale.label(&scheme.note);
    match (sources.is_empty(), note.is_empty()) {
        (true, true) => String::new(),
        (true, false) => note.to_owned(),
        (false, _) => {
            let separator = match view.locale.language() {
                crate::scheme::Language::Chinese => "；",
                crate::scheme::Language::English => "; ",
            };
            let args = Args::none().text("note", note).text("sources", sources.join(separator));
            view.locale.text("method-sources", args)
        }
    }
}
