//! Who is connected with whom: the graph of raters and units.
//!
//! Two units can be compared after adjustment only where raters link them: one rater rates both, or
//! there is a chain of units of which one rater rates each two. And where the chain hangs on a single
//! rater, so does the comparison.

use super::rating::{Ratings, breadth};

/// Units that raters link with one another, and their raters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// In order of the register.
    pub(super) units: Vec<u32>,
    /// The raters, as positions in [`Ratings::papers`].
    pub(super) papers: Vec<usize>,
    /// How many of them rate two units or more.
    pub(super) n_linking: usize,
    /// How many of them hold the part together alone: without any one of these it falls apart.
    pub(super) n_bridging: usize,
}

/// The parts of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Graph {
    /// In order of their first unit.
    pub(super) parts: Vec<Part>,
    /// The part of each unit of the register; absent where nobody rates it.
    pub(super) part_of: Vec<Option<usize>>,
    /// The first unit of those that stay linked with a unit whichever one rater is taken away.
    pub(super) firm: Vec<u32>,
}

/// A walk in depth over units (first) and raters (behind them).
struct Walk<'a> {
    neighbours: &'a [Vec<u32>],
    /// When a vertex was met first, from 1; 0 where it was not.
    met: Vec<u32>,
    /// The earliest vertex that its descendants reach by one further edge.
    low: Vec<u32>,
    parent: Vec<u32>,
    n_met: u32,
}

/// The parent of a vertex that has none.
const NONE: u32 = u32::MAX;

impl Graph {
    /// Finds the parts and their weak places, in time linear in the ratings.
    pub(super) fn of(ratings: &Ratings) -> Graph {
        let n_units = ratings.n_units;
        let neighbours = neighbours(ratings);
        let mut walk = Walk::over(&neighbours);
        let mut parts = Vec::new();
        let mut part_of = vec![None; n_units];
        let mut sets = Sets::new(n_units);
        for (unit, raters) in neighbours[..n_units].iter().enumerate() {
            if walk.met[unit] > 0 || raters.is_empty() {
                continue;
            }
            let order = walk.from(vertex(unit));
            let bridges = walk.bridges(&order, n_units, &mut sets);
            let mut part =
                Part { units: Vec::new(), papers: Vec::new(), n_linking: 0, n_bridging: bridges };
            for at in order {
                match (at as usize).checked_sub(n_units) {
                    Some(paper) => part.papers.push(paper),
                    None => part.units.push(at),
                }
            }
            part.units.sort_unstable();
            part.papers.sort_unstable();
            let linking = part.papers.iter().filter(|paper| breadth(ratings.paper(**paper)) > 1);
            part.n_linking = linking.count();
            part.units.iter().for_each(|unit| part_of[*unit as usize] = Some(parts.len()));
            parts.push(part);
        }
        let firm = (0..n_units).map(|unit| sets.first(vertex(unit))).collect();
        Graph { parts, part_of, firm }
    }
}

impl<'a> Walk<'a> {
    fn over(neighbours: &'a [Vec<u32>]) -> Walk<'a> {
        let n = neighbours.len();
        let (met, low) = (vec![0; n], vec![0; n]);
        Walk { neighbours, met, low, parent: vec![NONE; n], n_met: 0 }
    }

    /// Walks from a vertex to all that hang together with it, and gives them in the order in which
    /// they were met. Without recursion: a chain of units may be as long as the register.
    fn from(&mut self, root: u32) -> Vec<u32> {
        let mut order = vec![root];
        let mut path = vec![(root, 0)];
        self.meet(root, NONE);
        while let Some((at, next)) = path.last_mut() {
            let from = *at;
            let Some(to) = self.neighbours[from as usize].get(*next).copied() else {
                path.pop();
                continue;
            };
            *next += 1;
            if self.met[to as usize] == 0 {
                self.meet(to, from);
                order.push(to);
                path.push((to, 0));
            }
        }
        for at in order.iter().rev() {
            let low = self.reach(*at);
            self.low[*at as usize] = low;
        }
        order
    }

    fn meet(&mut self, at: u32, parent: u32) {
        self.n_met += 1;
        self.met[at as usize] = self.n_met;
        self.parent[at as usize] = parent;
    }

    /// The lowlink of Hopcroft and Tarjan: of itself, of its neighbours but the one it was met from,
    /// and of what its children reach, which is known already.
    fn reach(&self, at: u32) -> u32 {
        let parent = self.parent[at as usize];
        let others = self.neighbours[at as usize].iter().filter(|other| **other != parent);
        let reach = others.map(|other| match self.parent[*other as usize] == at {
            true => self.low[*other as usize],
            false => self.met[*other as usize],
        });
        reach.fold(self.met[at as usize], u32::min)
    }

    /// Joins the units that no single rater separates, and counts the raters who separate some.
    ///
    /// A unit below a rater stays with the unit above that rater exactly where a way leads past the
    /// rater: where its lowlink lies before the rater.
    fn bridges(&self, order: &[u32], n_units: usize, sets: &mut Sets) -> usize {
        let mut bridging: Vec<u32> = Vec::new();
        for unit in order.iter().filter(|at| (**at as usize) < n_units) {
            let rater = self.parent[*unit as usize];
            if rater == NONE {
                continue;
            }
            if self.low[*unit as usize] < self.met[rater as usize] {
                sets.join(*unit, self.parent[rater as usize]);
            } else {
                bridging.push(rater);
            }
        }
        bridging.sort_unstable();
        bridging.dedup();
        bridging.len()
    }
}

/// Disjoint sets of units, each known by its first unit (union-find).
struct Sets {
    above: Vec<u32>,
}

impl Sets {
    fn new(n: usize) -> Sets {
        Sets { above: (0..n).map(vertex).collect() }
    }

    fn first(&mut self, unit: u32) -> u32 {
        let mut at = unit;
        while self.above[at as usize] != at {
            let next = self.above[at as usize];
            self.above[at as usize] = self.above[next as usize];
            at = next;
        }
        at
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.first(a), self.first(b));
        self.above[a.max(b) as usize] = a.min(b);
    }
}

/// For each unit its raters, then for each rater the units.
fn neighbours(ratings: &Ratings) -> Vec<Vec<u32>> {
    let n_units = ratings.n_units;
    let mut neighbours = vec![Vec::new(); n_units + ratings.papers.len()];
    for paper in 0..ratings.papers.len() {
        for on_unit in ratings.paper(paper).chunk_by(|a, b| a.unit == b.unit) {
            let unit = on_unit[0].unit;
            neighbours[unit as usize].push(vertex(n_units + paper));
            neighbours[n_units + paper].push(unit);
        }
    }
    neighbours
}

/// Units and raters together are far fewer than this width holds.
fn vertex(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::super::rating::Rating;
    use super::*;

    /// Ratings by pairs of rater and unit.
    fn graph(pairs: &[(u32, u32)], n_units: usize) -> Graph {
        let rating = |(rater, unit): &(u32, u32)| Rating {
            rater: *rater,
            unit: *unit,
            group: 0,
            response: 50.0,
            weight: 1.0,
        };
        Graph::of(&Ratings::new(pairs.iter().map(rating).collect(), n_units))
    }

    #[test]
    fn units_without_a_common_rater_are_parts_of_their_own() {
        // 0 and 1 share a rater; 2 has raters who rate nothing else; nobody rates 3.
        let graph = graph(&[(0, 0), (0, 1), (1, 2), (2, 2)], 4);
        assert_eq!(graph.part_of, [Some(0), Some(0), Some(1), None]);
        assert_eq!(graph.parts[0].units, [0, 1]);
        assert_eq!((graph.parts[0].n_linking, graph.parts[1].n_linking), (1, 0));
        assert_eq!(graph.parts[1].papers.len(), 2);
    }

    #[test]
    fn a_part_that_hangs_on_one_rater_says_so() {
        // Raters 0 and 1 both link 0 with 1; rater 3 alone links them with 2, which 4 links with 3.
        let pairs =
            [(0, 0), (0, 1), (1, 0), (1, 1), (3, 1), (3, 2), (4, 2), (4, 3), (5, 3), (5, 2)];
        let graph = graph(&pairs, 4);
        assert_eq!(graph.parts.len(), 1);
        assert_eq!(graph.parts[0].n_bridging, 1);
        assert_eq!(graph.firm, [0, 0, 2, 2]);
    }

    /// The definition, worked out the long way: units that stay linked whichever rater goes.
    fn firm_by_hand(pairs: &[(u32, u32)], n_units: usize) -> Vec<u32> {
        let linked = |without: Option<u32>| -> Vec<u32> {
            let mut sets = Sets::new(n_units);
            let kept: Vec<_> = pairs.iter().filter(|(rater, _)| Some(*rater) != without).collect();
            for (rater, unit) in &kept {
                let same = kept.iter().filter(|(other, _)| other == rater);
                same.for_each(|(_, other)| sets.join(*unit, *other));
            }
            (0..n_units).map(|unit| sets.first(vertex(unit))).collect()
        };
        let raters = pairs.iter().map(|(rater, _)| Some(*rater)).chain([None]);
        let ways: Vec<Vec<u32>> = raters.map(linked).collect();
        let alike = |a: usize, b: usize| ways.iter().all(|way| way[a] == way[b]);
        let first = |unit: usize| (0..=unit).find(|other| alike(*other, unit)).unwrap();
        (0..n_units).map(|unit| vertex(first(unit))).collect()
    }

    #[test]
    fn weak_places_are_those_found_by_taking_away_each_rater() {
        let mut state = 7_u32;
        let mut draw = |n: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % n
        };
        for n_pairs in (4..40).cycle().take(300) {
            let mut pairs: Vec<_> = (0..n_pairs).map(|_| (draw(9), draw(8))).collect();
            pairs.sort_unstable();
            pairs.dedup();
            let graph = graph(&pairs, 8);
            assert_eq!(graph.firm, firm_by_hand(&pairs, 8), "{pairs:?}");
            let firm_parts = |part: &Part| {
                let mut firm: Vec<u32> =
                    part.units.iter().map(|unit| graph.firm[*unit as usize]).collect();
                firm.sort_unstable();
                firm.dedup();
                firm.len()
            };
            let weak = |part: &Part| part.n_bridging > 0;
            assert!(graph.parts.iter().all(|part| weak(part) == (firm_parts(part) > 1)));
        }
    }
}
