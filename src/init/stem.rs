//! What the stem of a matrix is about: `请您对市教育局的工作进行评价：` is about 市教育局.

use super::words::is_unit_like;

/// How stems begin before they name what they are about; the longer stands first.
const BEGUN: [&str; 16] = [
    "请您对照实际对",
    "请根据您的了解对",
    "请您评价一下",
    "请您评价",
    "请评价",
    "请您为",
    "请您给",
    "请您对",
    "请对",
    "您认为",
    "您对",
    "请为",
    "请给",
    "关于",
    "评价",
    "对",
];

/// How they go on after the name of a public body; whichever comes first ends the name.
const GOES_ON: [&str; 26] = [
    "的",
    "进行",
    "作出",
    "做出",
    "在",
    "各",
    "以下",
    "下列",
    "如下",
    "总体",
    "是否",
    "满意",
    "评价",
    "评议",
    "测评",
    "打分",
    "工作",
    "开展",
    "本",
    "上半年",
    "下半年",
    "20",
    "：",
    ":",
    "，",
    ",",
];

/// How they end where they are about something else than a public body.
const ENDED: [&str; 9] = [
    "进行评价",
    "作出评价",
    "做出评价",
    "的评价是",
    "的评价",
    "的满意程度",
    "的满意度",
    "满意度",
    "评价",
];

/// The public body that a stem names, or the stem without what every question says.
pub(super) fn subject(stem: &str) -> String {
    let stem = trimmed(stem);
    if let Some(quoted) = quoted(stem).filter(|name| is_unit_like(name)) {
        return quoted.to_owned();
    }
    let begun = BEGUN.iter().find_map(|start| stem.strip_prefix(start));
    let begun = begun.or_else(|| addressed(stem)).unwrap_or(stem);
    let begun = trimmed(begun);
    body(begun).unwrap_or_else(|| {
        let ended = ENDED.iter().find_map(|end| begun.strip_suffix(end)).unwrap_or(begun);
        let ended = trimmed(ended);
        if ended.is_empty() { stem.to_owned() } else { ended.to_owned() }
    })
}

/// What stands behind 对 where a stem addresses somebody: `请企业代表对市教育局…`.
fn addressed(stem: &str) -> Option<&str> {
    let speaks = ["请", "您", "作为"].iter().any(|word| stem.starts_with(word));
    let (_, rest) = stem.split_once('对').filter(|_| speaks)?;
    body(trimmed(rest)).is_some().then_some(rest)
}

/// The name of a public body with which a text begins.
fn body(text: &str) -> Option<String> {
    if is_unit_like(text) && !GOES_ON.iter().any(|word| text.contains(word)) {
        return Some(text.to_owned());
    }
    let mut ends: Vec<usize> =
        GOES_ON.iter().flat_map(|word| text.match_indices(word)).map(|(at, _)| at).collect();
    ends.sort_unstable();
    let names = ends.into_iter().map(|end| trimmed(&text[..end]));
    // 工作委员会 holds a word that may end a name: the first end that leaves a name counts.
    let mut names = names.filter(|name| is_unit_like(name));
    let first = names.next().or_else(|| Some(text).filter(|text| is_unit_like(text)))?;
    Some(first.to_owned())
}

/// What stands in the only pair of quotation marks.
fn quoted(text: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('「', '」'), ('《', '》'), ('【', '】'), ('"', '"')];
    pairs.into_iter().find_map(|(open, close)| {
        let (_, rest) = text.split_once(open)?;
        let (inner, after) = rest.split_once(close)?;
        let only = !after.contains(open);
        (only && !inner.trim().is_empty()).then(|| inner.trim())
    })
}

fn trimmed(text: &str) -> &str {
    let around = |c: char| c.is_whitespace() || "：:?？。，,；;“”\"「」—-".contains(c);
    text.trim_matches(around)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_about_the_public_body_that_it_names() {
        for (stem, about) in [
            ("请您对市教育局进行评价：", "市教育局"),
            ("您对市公安局2025年上半年各项工作的满意度如何？", "市公安局"),
            ("请您对市政府办公室（机关）进行评价", "市政府办公室（机关）"),
            ("您对市公安局各项工作的满意度如何？", "市公安局"),
            ("请评价“市对外经济合作局”的下列方面", "市对外经济合作局"),
            ("市委政法委员会", "市委政法委员会"),
            ("请您对市人民检察院的以下方面作出评价", "市人民检察院"),
            ("【市税务局】", "市税务局"),
            ("请企业代表对市教育局的工作进行评价", "市教育局"),
        ] {
            assert_eq!(subject(stem), about, "{stem}");
        }
    }

    #[test]
    fn a_stem_about_something_else_keeps_its_words() {
        assert_eq!(subject("业务工作"), "业务工作");
        assert_eq!(subject("您对下列单位办事效率的评价是："), "下列单位办事效率");
        assert_eq!(subject("评价"), "评价");
    }
}
