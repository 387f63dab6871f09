//! Comments that say nearly the same, put together.
//!
//! The formula is that of `docs/methods.md`, §23: texts are one where twice the pairs of neighbouring
//! characters that they share is at least a share of all their pairs (Dice 1945, Sørensen 1948).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::sense::{Sense, Stance};

/// A text is compared with at most so many leaders that might be alike, those that lead most first: else
/// texts of a few stock phrases would each be compared with all others.
const MOST_COMPARED: usize = 400;

/// Two neighbouring characters of a key; the third number tells those apart that occur again.
type Pair = (char, char, u32);

/// What is put together with others.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// What it says, as it is compared.
    pub(super) key: String,
    /// How often it was said in these words.
    pub(super) times: u64,
    pub(super) sense: Sense,
}

/// Groups of those that say nearly the same, each with its leader first.
///
/// Whoever was said most often leads, of those the longest, of those the first by its characters. Each
/// other joins the leader that it is most like, at `alike` per cent or more; so every member is alike to
/// its leader, and the order in which they are given means nothing.
///
/// Two are never one that differ in their stance, in the number of words that deny, or in a number.
pub(super) fn groups(told: &[Told], alike: u64) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..told.len()).collect();
    order.sort_by_cached_key(|at| {
        let Told { key, times, .. } = &told[*at];
        (Reverse(*times), Reverse(key.chars().count()), key.clone())
    });
    let pairs: Vec<Vec<Pair>> = told.iter().map(|told| pairs_of(&told.key)).collect();
    let mut frequency: BTreeMap<Pair, u32> = BTreeMap::new();
    for pair in pairs.iter().flatten() {
        *frequency.entry(*pair).or_default() += 1;
    }
    let mut kinds: BTreeMap<(Stance, u32, String), usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut leading: BTreeMap<(usize, Pair), Vec<usize>> = BTreeMap::new();
    for at in order {
        let own = &pairs[at];
        let n_kinds = kinds.len();
        let kind = *kinds.entry(fixed(&told[at])).or_insert(n_kinds);
        // Rare ones first, so that few have their first pairs in common.
        let mut rare = own.clone();
        rare.sort_unstable_by_key(|pair| (frequency.get(pair).copied(), *pair));
        rare.truncate(head(own.len(), alike));
        let mut near: Vec<usize> =
            rare.iter().filter_map(|pair| leading.get(&(kind, *pair))).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let best = near
            .into_iter()
            .take(MOST_COMPARED)
            .map(|group| (likeness(own, &pairs[groups[group][0]]), group))
            .filter(|((shared, of), _)| shared * 100 >= alike * of)
            // Of those as like, the one that leads more.
            .max_by(|((a, of_a), first), ((b, of_b), second)| {
                (a * of_b).cmp(&(b * of_a)).then_with(|| second.cmp(first))
            });
        match best {
            Some((_, group)) => groups[group].push(at),
            None => {
                for pair in &rare {
                    let known = leading.entry((kind, *pair)).or_default();
                    if known.len() < MOST_COMPARED {
                        known.push(groups.len());
                    }
                }
                groups.push(vec![at]);
            }
        }
    }
    groups
}

/// What must be the same in two comments that are one.
fn fixed(told: &Told) -> (Stance, u32, String) {
    let digits = told.key.chars().filter(char::is_ascii_digit).collect();
    (told.sense.stance(), told.sense.negations, digits)
}

/// The pairs of a key, sorted.
fn pairs_of(key: &str) -> Vec<Pair> {
    let chars: Vec<char> = key.chars().collect();
    let mut seen: BTreeMap<(char, char), u32> = BTreeMap::new();
    let mut pairs = Vec::new();
    for pair in chars.windows(2) {
        let again = seen.entry((pair[0], pair[1])).or_default();
        pairs.push((pair[0], pair[1], *again));
        *again += 1;
    }
    pairs.sort_unstable();
    pairs
}

/// How many of its rarest pairs a text must share one of with every text that is alike (prefix filter:
/// Chaudhuri, Ganti and Kaushik 2006). Of `n` pairs at least `n · t / (2 − t)` are shared.
fn head(n: usize, alike: u64) -> usize {
    let n = n as u64;
    let shared = (n * alike).div_ceil(200 - alike.min(100));
    usize::try_from((n + 1).saturating_sub(shared).min(n)).unwrap_or(usize::MAX)
}

/// Twice the pairs that two have in common, and all that they have; both are sorted.
fn likeness(a: &[Pair], b: &[Pair]) -> (u64, u64) {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(first), Some(second)) = (a.get(i), b.get(j)) {
        match first.cmp(second) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 2;
                i += 1;
                j += 1;
            }
        }
    }
    (shared, (a.len() + b.len()) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::comment::topics::Topics;

    fn merged(texts: &[&str], alike: u64) -> Vec<Vec<String>> {
        let topics = Topics::shipped();
        let sense = |text: &str| Sense::of(&text.chars().collect::<Vec<_>>(), &topics);
        let told: Vec<Told> = texts
            .iter()
            .map(|key| Told { key: (*key).to_owned(), times: 1, sense: sense(key) })
            .collect();
        let named = |group: Vec<usize>| group.into_iter().map(|at| texts[at].to_owned()).collect();
        groups(&told, alike).into_iter().map(named).collect()
    }

    #[test]
    fn what_says_nearly_the_same_is_one_in_any_order_of_rows() {
        let texts = [
            "办理营业执照的窗口太少排队时间太长",
            "办理营业执照的窗口太少排队时间很长",
            "停车场太小",
            "办理营业执照窗口太少排队时间太长",
        ];
        let once = merged(&texts, 80);
        assert_eq!(once.len(), 2);
        assert_eq!(once[0].len(), 3);
        let mut turned = texts;
        turned.reverse();
        assert_eq!(merged(&turned, 80), once);
        assert_eq!(merged(&texts, 100).len(), 4);
    }

    #[test]
    fn the_example_of_three_wordings() {
        let likeness = |a: &str, b: &str| likeness(&pairs_of(a), &pairs_of(b));
        assert_eq!(likeness("办事效率太慢", "办事效率太慢了"), (10, 11));
        assert_eq!(likeness("办事效率太慢", "效率太慢"), (6, 8));
        assert_eq!(merged(&["办事效率太慢", "办事效率太慢了"], 80).len(), 1);
        assert_eq!(merged(&["办事效率太慢", "效率太慢"], 80).len(), 2);
        assert_eq!(merged(&["办事效率太慢", "效率太慢"], 75).len(), 1);
        assert_eq!(merged(&["办事效率太慢", "办事效率不慢"], 50).len(), 2);
    }

    #[test]
    fn opposites_and_other_numbers_are_never_one() {
        for pair in [
            ["窗口工作人员的服务态度非常好办事效率高", "窗口工作人员的服务态度非常差办事效率高"],
            ["窗口工作人员去年以来一直都在岗位上", "窗口工作人员去年以来一直都不在岗位上"],
            ["请在大厅3号窗口加派工作人员办理业务", "请在大厅5号窗口加派工作人员办理业务"],
        ] {
            assert_eq!(merged(&pair, 50).len(), 2, "{pair:?}");
        }
    }

    #[test]
    fn the_prefix_filter_loses_no_pair_that_is_alike() {
        // Every pair of texts against the plain comparison.
        let texts: Vec<String> = (0..18u32)
            .map(|n| {
                let pool: Vec<char> = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午戌申酉".chars().collect();
                (0..14).map(|i| pool[((n * 7 + i * (1 + n % 3)) % 20) as usize]).collect()
            })
            .collect();
        for a in &texts {
            for b in &texts {
                let (shared, of) = likeness(&pairs_of(a), &pairs_of(b));
                let expected = if a == b || shared * 100 >= 70 * of { 1 } else { 2 };
                assert_eq!(merged(&[a, b], 70).len(), expected, "{a} {b}");
            }
        }
    }
}
