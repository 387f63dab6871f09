//! What the rules that judge whole papers met: counts, and nobody's name.

/// What the rules that judge papers met, whatever follows from it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Screen {
    /// Papers looked at.
    pub papers: u64,
    /// Ballots looked at.
    pub ballots: u64,
    /// Each such rule, in the order of the scheme.
    pub by_rule: Vec<RuleHits>,
}

/// What one rule met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleHits {
    /// Position in [`Scheme::rules`](crate::scheme::Scheme::rules).
    pub rule: usize,
    /// Papers of which a ballot meets it.
    pub papers: u64,
    /// Ballots that meet it.
    pub ballots: u64,
    /// Such ballots on each unit, in the order of the register.
    pub by_unit: Vec<u64>,
    /// Such ballots of each group, in the order of the scheme.
    pub by_group: Vec<u64>,
}

impl Screen {
    /// What the same rules met in several parts of a year. Rules stand in the same places in both.
    #[must_use]
    pub fn plus(mut self, other: &Screen) -> Screen {
        self.papers += other.papers;
        self.ballots += other.ballots;
        for hits in &other.by_rule {
            match self.by_rule.iter_mut().find(|known| known.rule == hits.rule) {
                Some(known) => known.add(hits),
                None => self.by_rule.push(hits.clone()),
            }
        }
        self
    }

    /// What the rule at this position of the scheme met; `None` where it judges no papers.
    pub fn rule(&self, rule: usize) -> Option<&RuleHits> {
        self.by_rule.iter().find(|hits| hits.rule == rule)
    }
}

impl RuleHits {
    fn add(&mut self, other: &RuleHits) {
        self.papers += other.papers;
        self.ballots += other.ballots;
        let sum = |known: &mut Vec<u64>, others: &[u64]| {
            known.resize(known.len().max(others.len()), 0);
            known.iter_mut().zip(others).for_each(|(known, other)| *known += other);
        };
        sum(&mut self.by_unit, &other.by_unit);
        sum(&mut self.by_group, &other.by_group);
    }
}
