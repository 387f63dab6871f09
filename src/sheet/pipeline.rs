//! Blocks of a text through several threads and back in their order.
//!
//! One thread reads and cuts, others take the rows of a block each, and the caller gets what they made of
//! them in the order of the file: whatever the number of threads, the same comes out.

use std::collections::BTreeMap;
use std::io;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
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

/// One block on its way to a visitor.
type Job = (usize, Block);

/// What became of a block.
struct Done<V> {
    number: usize,
    visitor: V,
    pass: Pass,
    n_bytes: u64,
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
    let (to_work, jobs) = sync_channel::<Job>(n_workers);
    let jobs = Mutex::new(jobs);
    let (to_merge, done) = sync_channel::<Done<V>>(2 * n_workers);
    let (give_back, memory) = channel::<Vec<u8>>();
    let mut passes = Passes::default();
    let read = thread::scope(|scope| {
        let stopped = &stopped;
        let reader = scope.spawn(move || cut(cutter, stopped, to_work, &memory));
        for _ in 0..n_workers {
            let (to_merge, give_back) = (to_merge.clone(), give_back.clone());
            let jobs = &jobs;
            scope.spawn(move || visit(sheet, lettering, start, jobs, &to_merge, &give_back));
        }
        drop((to_merge, give_back));
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
        reader.join()
    });
    match read {
        Ok((reader, outcome)) => (passes, Some(reader), outcome),
        Err(_) => (passes, None, Err(io::Error::other("the reader gave up"))),
    }
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

/// Cuts blocks until the end, or until nobody wants more.
fn cut<R: io::Read>(
    mut cutter: Cutter<R>,
    stopped: &AtomicBool,
    to_work: SyncSender<Job>,
    memory: &Receiver<Vec<u8>>,
) -> (R, io::Result<()>) {
    for number in 0.. {
        if stopped.load(Ordering::Relaxed) {
            break;
        }
        match cutter.next(memory.try_recv().unwrap_or_default()) {
            Ok(Some(block)) => {
                if to_work.send((number, block)).is_err() {
                    break;
                }
            }
            Ok(None) => break,
            Err(error) => return (cutter.into_inner(), Err(error)),
        }
    }
    (cutter.into_inner(), Ok(()))
}

fn visit<V: Visitor>(
    sheet: &Sheet,
    lettering: Lettering,
    start: &(dyn Fn() -> V + Sync),
    jobs: &Mutex<Receiver<Job>>,
    to_merge: &SyncSender<Done<V>>,
    give_back: &Sender<Vec<u8>>,
) {
    loop {
        let job = match jobs.lock() {
            Ok(jobs) => jobs.recv(),
            Err(_) => return,
        };
        let Ok((number, block)) = job else { return };
        let mut visitor = start();
        let pass = block.visit(sheet, lettering, &mut visitor);
        let n_bytes = block.bytes.len() as u64;
        // Who no longer reads needs no memory.
        let _ = give_back.send(block.bytes);
        if to_merge.send(Done { number, visitor, pass, n_bytes }).is_err() {
            return;
        }
    }
}
