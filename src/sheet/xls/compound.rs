//! The stream of the workbook inside a compound file, \[MS-CFB\].
//!
//! The file is a small file system: a table chains its sectors into streams. A chain that runs in
//! circles, or is longer than the file, ends the reading.

use super::record::{u16_at, u32_at};

/// From here on a number in the table is no sector.
const LAST: u32 = 0xFFFF_FFFA;

/// Streams below this size lie in the mini stream, in sectors of 64 bytes.
const MINI_LIMIT: usize = 4096;
const MINI: usize = 64;

/// How long an entry of the directory is.
const ENTRY: usize = 128;

/// The stream called `Workbook`, or `Book` as before Excel 97; nothing where the file is damaged.
pub(super) fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = File::open(bytes)?;
    let directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
    let entries: Vec<Entry> = directory.chunks_exact(ENTRY).filter_map(Entry::read).collect();
    let named = |name: &str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let entry = named("Workbook").or_else(|| named("Book"))?;
    if entry.size >= MINI_LIMIT {
        return file.chain(entry.start, entry.size);
    }
    let root = entries.first()?;
    let small = file.chain(root.start, root.size)?;
    let table = words(&file.chain(u32_at(bytes, 60)?, usize::MAX)?);
    let sectors = Sectors { bytes: &small, size: MINI, first: 0 };
    follow(&sectors, &table, entry.start, entry.size)
}

struct File<'a> {
    sectors: Sectors<'a>,
    /// For each sector the next one of its chain.
    table: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<File<'a>> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        // The header fills the first sector.
        let sectors = Sectors { bytes, size, first: 1 };
        let n_sectors = bytes.len() / size;
        // Where the table itself lies: 109 places in the header, the others in a chain.
        let mut places = words(bytes.get(76..512)?);
        let mut further = u32_at(bytes, 68)?;
        let mut n_further = 0;
        while further < LAST && n_further < n_sectors {
            let mut listed = words(sectors.get(further)?);
            further = listed.pop().unwrap_or(LAST);
            places.extend(listed);
            n_further += 1;
        }
        let mut table = Vec::new();
        for place in places.into_iter().filter(|place| *place < LAST) {
            // What comes after the last sector of the file describes nothing.
            if table.len() >= n_sectors {
                break;
            }
            table.extend(words(sectors.get(place)?));
        }
        Some(File { sectors, table })
    }

    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        follow(&self.sectors, &self.table, start, size)
    }
}

/// Sectors of one size, one after the other.
struct Sectors<'a> {
    bytes: &'a [u8],
    size: usize,
    /// Where sector 0 lies, in sectors.
    first: usize,
}

impl<'a> Sectors<'a> {
    /// A sector; the last of a file may be cut short.
    fn get(&self, number: u32) -> Option<&'a [u8]> {
        let start =
            usize::try_from(number).ok()?.checked_add(self.first)?.checked_mul(self.size)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        Some(&rest[..rest.len().min(self.size)])
    }
}

/// The bytes of a chain, as many as `size` or all; nothing where it runs in circles or out of the
/// file.
fn follow(sectors: &Sectors<'_>, table: &[u32], start: u32, size: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut sector = start;
    let most = sectors.bytes.len() / sectors.size + 1;
    for _ in 0..most {
        if sector >= LAST || bytes.len() >= size {
            break;
        }
        let found = sectors.get(sector)?;
        bytes.extend_from_slice(&found[..found.len().min(size - bytes.len())]);
        sector = *table.get(usize::try_from(sector).ok()?)?;
    }
    // A chain that is not at its end after as many steps as there are sectors never gets there.
    (sector >= LAST || bytes.len() >= size).then_some(bytes)
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl Entry {
    fn read(bytes: &[u8]) -> Option<Entry> {
        let units =
            bytes.get(..64)?.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
        let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
        Some(Entry {
            name: String::from_utf16_lossy(&units),
            start: u32_at(bytes, 116)?,
            // The high half is for files beyond what Excel writes, and undefined in most.
            size: usize::try_from(u32_at(bytes, 120)?).ok()?,
        })
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect()
}
