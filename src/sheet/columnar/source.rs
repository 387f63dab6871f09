//! Batches of rows out of a Parquet or Arrow file, a bounded number at a time.

use std::fs::File;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};

use super::super::Format;
use super::cell::{is_nested, is_text};
use super::{bounds, pages, values};

/// The key under which Pingyi writes what belongs to a table beside its columns, as JSON.
const NOTE: &str = crate::columnar::NOTE;

/// Cells of a batch; of a wide table fewer rows are held at a time.
const CELLS: usize = 1 << 20;

/// A walk over the rows of a file.
pub(super) struct Batches {
    schema: Arc<Schema>,
    note: Option<String>,
    n_rows: u64,
    /// The columns that are read, by their places in the file.
    read: Vec<usize>,
    /// How many rows of a Parquet file may be read at a time.
    at_once: usize,
    rows: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
}

impl Batches {
    /// Begins to read a file; `limit` is how many bytes of it may stand unpacked in memory, and `at_once`
    /// what the first look at a Parquet file gave, which a second one need not repeat. The error is a
    /// short detail.
    pub(super) fn open(
        file: &File,
        format: Format,
        limit: u64,
        at_once: Option<usize>,
    ) -> Result<Batches, String> {
        let start = |mut file: File| file.seek(SeekFrom::Start(0)).map(|_| file);
        let file = file.try_clone().and_then(start).map_err(|error| error.to_string())?;
        match format {
            Format::Parquet => parquet(file, limit, at_once),
            _ => arrow(file, limit),
        }
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.schema.fields().iter().map(|field| field.name().as_str())
    }

    /// The columns that no cell shows, with what they hold.
    pub(super) fn nested(&self) -> impl Iterator<Item = (usize, String)> {
        let fields = self.schema.fields().iter().enumerate();
        fields
            .filter(|(_, field)| is_nested(field.data_type()))
            .map(|(index, field)| (index, kind_of(field.data_type())))
    }

    /// The columns that are read, by their places in the file.
    pub(super) fn read(&self) -> &[usize] {
        &self.read
    }

    /// How many rows of a Parquet file may be read at a time.
    pub(super) fn at_once(&self) -> usize {
        self.at_once
    }

    /// What Pingyi wrote beside the columns.
    pub(super) fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }

    /// Whether there are any rows.
    pub(super) fn has_rows(&self) -> bool {
        self.n_rows > 0
    }

    /// The next rows; `None` after the last.
    pub(super) fn next_batch(&mut self) -> Result<Option<RecordBatch>, String> {
        self.rows.next().transpose().map_err(|error| error.to_string())
    }
}

fn parquet(mut file: File, limit: u64, at_once: Option<usize>) -> Result<Batches, String> {
    check_ends(&mut file)?;
    pages::check_columns(&mut file)?;
    let fault = |error: parquet::errors::ParquetError| error.to_string();
    let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(fault)?;
    let about = metadata.metadata().file_metadata();
    let note = about.key_value_metadata().into_iter().flatten().find(|pair| pair.key == NOTE);
    let note = note.and_then(|pair| pair.value.clone());
    let n_rows = u64::try_from(about.num_rows()).unwrap_or(0);
    let wanted = Arc::new(coded(metadata.schema()));
    let options = ArrowReaderOptions::new().with_schema(wanted);
    let metadata = Arc::clone(metadata.metadata());
    let metadata = ArrowReaderMetadata::try_new(metadata, options).map_err(fault)?;
    let schema = Arc::clone(metadata.schema());
    // What no cell shows is not read: a row of it may be longer than any memory.
    let is_read = |root: &usize| !is_nested(schema.field(*root).data_type());
    let read: Vec<usize> = (0..schema.fields().len()).filter(is_read).collect();
    let columns = metadata.parquet_schema();
    let mask = ProjectionMask::roots(columns, read.iter().copied());
    let is_read = |leaf: usize| mask.leaf_included(leaf);
    let at_once = match at_once {
        Some(at_once) => at_once,
        None => values::rows_at_once(&file, metadata.metadata(), limit, &is_read)?,
    };
    let by_cells = (CELLS / read.len().max(1)).clamp(16, 8192);
    let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata)
        .with_projection(mask)
        .with_batch_size(by_cells.min(at_once))
        .build()
        .map_err(fault)?;
    Ok(Batches { schema, note, n_rows, read, at_once, rows: Box::new(reader) })
}

/// Makes sure that a Parquet file ends as it begins.
fn check_ends(file: &mut File) -> Result<(), String> {
    let mut first = [0; 4];
    file.read_exact(&mut first).map_err(|_| "cut".to_owned())?;
    if first == *b"PARE" {
        return Err("encrypted".to_owned());
    }
    let mut last = [0; 4];
    // Before the word at the end stands how long the footer is.
    let ends = file.seek(SeekFrom::End(-4)).and_then(|at| file.read_exact(&mut last).map(|()| at));
    match (ends, last) {
        (Ok(8..), [b'P', b'A', b'R', b'1']) => Ok(()),
        (Ok(8..), [b'P', b'A', b'R', b'E']) => Err("encrypted".to_owned()),
        _ => Err("cut".to_owned()),
    }
}

/// The schema with texts as codes into a dictionary: a text that stands in every row is then held
/// once for a batch and not once for a row.
fn coded(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| {
        let text = || Box::new(DataType::Utf8);
        match field.data_type() {
            kind if is_text(kind) => {
                let kind = DataType::Dictionary(Box::new(DataType::Int32), text());
                Arc::new(Field::new(field.name(), kind, field.is_nullable()))
            }
            _ => Arc::clone(field),
        }
    });
    Schema::new(fields.collect::<Vec<_>>())
}

fn arrow(mut file: File, limit: u64) -> Result<Batches, String> {
    let mut first = [0; 8];
    file.read_exact(&mut first).map_err(|_| "cut".to_owned())?;
    if first.starts_with(b"FEA1") {
        return Err("feather1".to_owned());
    }
    let is_file = first.starts_with(b"ARROW1");
    let n_rows = match is_file {
        true => bounds::of_file(&mut file, limit)?,
        false => bounds::of_stream(&mut file, limit)?,
    };
    file.seek(SeekFrom::Start(0)).map_err(|error| error.to_string())?;
    let fault = |error: ArrowError| error.to_string();
    let with = |schema: Arc<Schema>, rows| {
        let note = schema.metadata().get(NOTE).cloned();
        let read = (0..schema.fields().len()).collect();
        Batches { schema, note, n_rows, read, at_once: usize::MAX, rows }
    };
    if is_file {
        let reader = FileReader::try_new(BufReader::new(file), None).map_err(fault)?;
        return Ok(with(reader.schema(), Box::new(reader)));
    }
    let reader = StreamReader::try_new(BufReader::new(file), None).map_err(fault)?;
    Ok(with(reader.schema(), Box::new(reader)))
}

/// What a column holds, in the words of Arrow without what is inside.
fn kind_of(kind: &DataType) -> String {
    let text = kind.to_string();
    text.split(['(', '<', ' ']).next().unwrap_or_default().to_owned()
}
