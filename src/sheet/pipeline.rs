//! Blocks of a text through several threads and back in their order.
//!
//! Threads take turns at cutting a block and then take its rows side by side; the caller gets what they made
//! of them in the order of the file: whatever the number of threads, the same comes out.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

use super::Sheet;
use super::block::Lettering;
use super::cut::{Block, Cutter};
use super::visit::{Pass, Passes, Visitor};

/// What the rows of a text are handed to.
pub(super) struct Hands<'a, V> {
    /// Gives a visitor for the next block.
    pub(super) start: &'a (dyn Fn() -> V + Sync),
    /// Takes the visitors back in the order of the blocks.
    pub(super) take: &'a mut dyn FnMut(V),
    /// Hears how many rows and bytes a block had.
    pub(super) heard: &'a (dyn Fn(u64, u64) + Sync),
}

/// What became of a block.
struct Done<V> {
    number: usize,
    visitor: V,
    pass: Pass,
    n_bytes: u64,
}

/// Where blocks come from, one at a time.
struct Cutting<R> {
    cutter: Cutter<R>,
    /// How many blocks were cut.
    n: usize,
    outcome: io::Result<()>,
    is_over: bool,
}

impl<R: io::Read> Cutting<R> {
    /// The next block with its number; `None` at the end, or after an error.
    fn next(&mut self, memory: Vec<u8>) -> Option<(usize, Block)> {
        if self.is_over {
            return None;
        }
        // An unpacker may give up on bytes that were made to harm.
        let next = catch_unwind(AssertUnwindSafe(|| self.cutter.next(memory)));
        match next.unwrap_or_else(|_| Err(io::Error::other("the reader gave up"))) {
            Ok(Some(block)) => {
                self.n += 1;
                return Some((self.n - 1, block));
            }
            Ok(None) => {}
            Err(error) => self.outcome = Err(error),
        }
        self.is_over = true;
        None
    }
}

/// Reads all blocks; gives what the passes came to, the reader back, and an error of reading.
pub(super) fn run<R: io::Read + Send, V: Visitor + Send>(
    sheet: &Sheet,
    lettering: Lettering,
    cutter: Cutter<R>,
    hands: Hands<'_, V>,
) -> (Passes, Option<R>, io::Result<()>) {
    let n_workers = rayon::current_num_threads().max(1);
    let Hands { start, take, heard } = hands;
    let stopped = AtomicBool::new(false);
    let cutting = Mutex::new(Cutting { cutter, n: 0, outcome: Ok(()), is_over: false });
    let (to_merge, done) = sync_channel::<Done<V>>(2 * n_workers);
    let mut passes = Passes::default();
    thread::scope(|scope| {
        let (stopped, cutting) = (&stopped, &cutting);
        for _ in 0..n_workers {
            let to_merge = to_merge.clone();
            scope.spawn(move || visit(sheet, lettering, start, (cutting, stopped), &to_merge));
        }
        drop(to_merge);
        let mut waiting: BTreeMap<usize, Done<V>> = BTreeMap::new();
        let mut next = 0;
        for one in &done {
            waiting.insert(one.number, one);
            while let Some(one) = waiting.remove(&next) {
                next += 1;
                if passes.is_stopped() {
                    stopped.store(true, Ordering::Relaxed);
                    continue;
                }
                heard(one.pass.rows, one.n_bytes);
                passes.add(one.pass);
                take(one.visitor);
            }
        }
    });
    let cutting = cutting.into_inner().unwrap_or_else(PoisonError::into_inner);
    (passes, Some(cutting.cutter.into_inner()), cutting.outcome)
}

/// Reads all blocks one after the other.
pub(super) fn in_turn<R: io::Read>(
    sheet: &Sheet,
    lettering: Lettering,
    mut cutter: Cutter<R>,
    visitor: &mut dyn Visitor,
) -> (Passes, Option<R>, io::Result<()>) {
    let mut passes = Passes::default();
    let mut memory = Vec::new();
    let outcome = loop {
        match cutter.next(memory) {
            Ok(Some(block)) => {
                passes.add(block.visit(sheet, lettering, visitor));
                memory = block.bytes;
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
        if passes.is_stopped() {
            break Ok(());
        }
    };
    (passes, Some(cutter.into_inner()), outcome)
}

/// Cuts and visits blocks until the end, or until nobody wants more. Whoever cuts a block reads it, while it
/// is near.
fn visit<R: io::Read, V: Visitor>(
    sheet: &Sheet,
    lettering: Lettering,
    start: &(dyn Fn() -> V + Sync),
    (cutting, stopped): (&Mutex<Cutting<R>>, &AtomicBool),
    to_merge: &SyncSender<Done<V>>,
) {
    let mut memory = Vec::new();
    while !stopped.load(Ordering::Relaxed) {
        // Who gave up while cutting has ended the text for all.
        let Some((number, block)) = cutting.lock().ok().and_then(|mut all| all.next(memory)) else {
            return;
        };
        let mut visitor = start();
        let pass = block.visit(sheet, lettering, &mut visitor);
        let n_bytes = block.bytes.len() as u64;
        memory = block.bytes;
        if to_merge.send(Done { number, visitor, pass, n_bytes }).is_err() {
            return;
        }
    }
}
