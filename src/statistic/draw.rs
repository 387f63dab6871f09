//! Draws: normal vectors with a given covariance, one stream of chance for each.
//!
//! A draw depends on seed, purpose and number only, so any number of threads gives the same bits and
//! the first thousand draws of ten thousand are those of a thousand.

use std::sync::{Arc, Mutex};

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rayon::prelude::*;

use super::lanes::{LANES, Lanes, combined, in_step};
use super::symmetric::Factor;

/// Blocks of draws that a thread takes at least at once.
const BLOCKS: usize = 16;

/// What draws are for: those of one purpose are independent of those of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Confidence sets for ranks.
    Ranks = 1,
    /// Families of comparisons.
    Comparisons = 2,
    /// True scores, given what was measured.
    Posterior = 3,
    /// Whatever a caller simulates.
    Other = 4,
    /// Answers that might have been given, by the multiplier bootstrap.
    Cells = 5,
    /// Weights that might have been written.
    Weights = 6,
}

/// Fills `out` with standard normals, those of one replicate.
pub fn normals(seed: u64, purpose: Purpose, replicate: u64, out: &mut [f64]) {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
    let mut stream = ChaCha8Rng::from_seed(key);
    stream.set_stream(replicate);
    out.fill_with(|| StandardNormal.sample(&mut stream));
}

/// Normal vectors with a given covariance and mean zero.
#[derive(Debug, Clone)]
pub(super) struct Draws {
    /// How long a vector is.
    n: usize,
    /// How many there are.
    replicates: usize,
    /// Block after block of [`LANES`] draws, in each of them number after number.
    values: Vec<Lanes>,
}

impl Draws {
    /// Draws so many vectors, whose covariance is that of which `factor` is the factor.
    pub(super) fn new(factor: &Factor, replicates: usize, seed: u64, purpose: Purpose) -> Draws {
        let n = factor.n();
        let plain = Plain::of(n, replicates, seed, purpose);
        let mut values = vec![[0.0; LANES]; replicates.div_ceil(LANES) * n];
        let blocks = values.par_chunks_mut(n.max(1)).zip(plain.values.par_chunks(plain.n.max(1)));
        blocks.with_min_len(BLOCKS).for_each(|(out, plain)| {
            in_step(
                #[inline(always)]
                || {
                    for (row, out) in out.iter_mut().enumerate() {
                        *out = combined(factor.row(row), plain);
                    }
                },
            );
        });
        Draws { n, replicates, values }
    }

    /// How many draws there are.
    pub(super) fn replicates(&self) -> usize {
        self.replicates
    }

    /// How long a draw is.
    pub(super) fn n(&self) -> usize {
        self.n
    }

    /// One of the draws.
    pub(super) fn one(&self, replicate: usize) -> Vec<f64> {
        let block = self.values.chunks_exact(self.n.max(1)).nth(replicate / LANES).unwrap_or(&[]);
        block.iter().map(|lanes| lanes[replicate % LANES]).collect()
    }

    /// Block after block of draws side by side, each with how many of them count.
    pub(super) fn blocks(&self) -> impl IndexedParallelIterator<Item = (&[Lanes], usize)> {
        let blocks = self.values.par_chunks(self.n.max(1)).enumerate();
        blocks.map(|(block, lanes)| (lanes, (self.replicates - block * LANES).min(LANES)))
    }

    /// The draws in groups of blocks: a list that is walked for each group stays near for all of it.
    pub(super) fn groups(&self, blocks: usize) -> rayon::slice::Chunks<'_, Lanes> {
        self.values.par_chunks((blocks * self.n).max(1))
    }
}

/// Independent standard normals, block after block of [`LANES`] replicates.
struct Plain {
    seed: u64,
    purpose: Purpose,
    /// How many there are of each replicate.
    n: usize,
    values: Vec<Lanes>,
}

/// The normals last drawn for each purpose. A league table of every measure and category takes the same ones,
/// and drawing them costs more than all that follows.
static DRAWN: Mutex<Vec<Arc<Plain>>> = Mutex::new(Vec::new());

/// Numbers that are kept, of eight bytes each.
const MOST_KEPT: usize = 1 << 22;

impl Plain {
    /// At least `n` normals of at least so many replicates: what is asked for is the beginning of it.
    fn of(n: usize, replicates: usize, seed: u64, purpose: Purpose) -> Arc<Plain> {
        let n_blocks = replicates.div_ceil(LANES);
        let serves = |plain: &Arc<Plain>| {
            let has = plain.n >= n && plain.values.len() >= n_blocks * plain.n;
            plain.seed == seed && plain.purpose == purpose && has
        };
        let known = DRAWN.lock().ok().and_then(|drawn| drawn.iter().find(|p| serves(p)).cloned());
        if let Some(plain) = known {
            return plain;
        }
        let plain = Arc::new(Plain::draw(n, n_blocks, seed, purpose));
        if plain.values.len() * LANES <= MOST_KEPT
            && let Ok(mut drawn) = DRAWN.lock()
        {
            drawn.retain(|known| known.purpose != purpose);
            drawn.push(Arc::clone(&plain));
        }
        plain
    }

    fn draw(n: usize, n_blocks: usize, seed: u64, purpose: Purpose) -> Plain {
        let mut values = vec![[0.0; LANES]; n_blocks * n];
        values.par_chunks_mut(n.max(1)).enumerate().for_each(|(block, out)| {
            let mut one = vec![0.0; n];
            for lane in 0..LANES {
                normals(seed, purpose, (block * LANES + lane) as u64, &mut one);
                out.iter_mut().zip(&one).for_each(|(lanes, value)| lanes[lane] = *value);
            }
        });
        Plain { seed, purpose, n, values }
    }
}

#[cfg(test)]
mod tests {
    use super::super::symmetric::Symmetric;
    use super::*;

    #[test]
    fn a_replicate_does_not_depend_on_how_many_there_are() {
        let v = Symmetric::from_lower(2, vec![2.0, 1.0, 3.0]).unwrap();
        let few = Draws::new(&v.factor(), 9, 7, Purpose::Other);
        let many = Draws::new(&v.factor(), 100, 7, Purpose::Other);
        assert_eq!(few.values[..2 * 2], many.values[..2 * 2]);
        let other = Draws::new(&v.factor(), 9, 7, Purpose::Ranks);
        assert_ne!(few.values, other.values);
    }

    #[test]
    fn draws_have_the_covariance_that_is_asked_for() {
        let v = Symmetric::from_lower(2, vec![2.0, 1.0, 3.0]).unwrap();
        let draws = Draws::new(&v.factor(), 80_000, 1, Purpose::Other);
        let mut sums = [0.0; 5];
        for block in draws.values.chunks(2) {
            for (a, b) in block[0].iter().zip(&block[1]) {
                for (sum, more) in sums.iter_mut().zip([*a, *b, a * a, a * b, b * b]) {
                    *sum += more / 80_000.0;
                }
            }
        }
        for (sum, wanted) in sums.iter().zip([0.0, 0.0, 2.0, 1.0, 3.0]) {
            assert!((sum - wanted).abs() < 0.05, "{sums:?}");
        }
    }
}
