//! Tables of typed columns, written as Parquet or Arrow for data frames and other machines.
//!
//! *What it is.* A [`Writer`] takes rows in batches of [`Column`]s and writes one file. `sheet` reads
//! such files back as text.
//!
//! *What it promises.* The same table gives the same bytes: no clock and no machine is in the file.
//! Weights are decimals of six places, whole to the last digit; what is absent is null.
//!
//! *What it does not do.* It gives no column its name: each schema is the writer's, and stands in
//! `docs/formats.md`.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use arrow_array::{
    ArrayRef, BooleanArray, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_ipc::CompressionType;
use arrow_ipc::writer::{FileWriter, IpcWriteOptions};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_writer::ArrowWriterOptions;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

/// The key under which what belongs to a table stands beside its columns, as JSON.
pub const NOTE: &str = "pingyi";

/// Digits of a weight, and how many of them stand behind the point.
const WEIGHT: (u8, i8) = (38, 6);

/// How a table is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stored {
    /// Apache Parquet, packed with Zstandard.
    Parquet,
    /// An Arrow file, also called Feather, packed with LZ4.
    Arrow,
}

/// What a column holds; `None` is absent.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Text.
    Text(Vec<Option<String>>),
    /// Whole numbers.
    Whole(Vec<Option<i64>>),
    /// Numbers near to what is meant.
    Number(Vec<Option<f64>>),
    /// Yes or no.
    Truth(Vec<Option<bool>>),
    /// Exact decimals, in millionths; at most 38 digits.
    Millionths(Vec<Option<i128>>),
}

/// A column with its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// What it holds in each row.
    pub values: Values,
}

/// Writes a table in batches of rows.
pub struct Writer<W: Write + Send> {
    schema: Arc<Schema>,
    sink: Sink<W>,
}

enum Sink<W: Write + Send> {
    // Boxed, because both are large.
    Parquet(Box<ArrowWriter<W>>),
    Arrow(Box<FileWriter<W>>),
}

impl Stored {
    /// How a file of this name is stored, by its ending: `.parquet` and `.pq`, `.arrow` and
    /// `.feather`; `None` for any other.
    pub fn of_name(name: &str) -> Option<Stored> {
        match name.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
            "parquet" | "pq" => Some(Stored::Parquet),
            "arrow" | "feather" => Some(Stored::Arrow),
            _ => None,
        }
    }
}

impl Column {
    /// A column of text that is absent nowhere.
    pub fn text(name: &str, values: Vec<String>) -> Column {
        let values = Values::Text(values.into_iter().map(Some).collect());
        Column { name: name.to_owned(), values }
    }

    /// A column of any kind.
    pub fn new(name: &str, values: Values) -> Column {
        Column { name: name.to_owned(), values }
    }

    fn field(&self) -> Field {
        let kind = match self.values {
            Values::Text(_) => DataType::Utf8,
            Values::Whole(_) => DataType::Int64,
            Values::Number(_) => DataType::Float64,
            Values::Truth(_) => DataType::Boolean,
            Values::Millionths(_) => DataType::Decimal128(WEIGHT.0, WEIGHT.1),
        };
        Field::new(&self.name, kind, true)
    }

    fn array(self) -> io::Result<ArrayRef> {
        Ok(match self.values {
            Values::Text(values) => Arc::new(StringArray::from(values)),
            Values::Whole(values) => Arc::new(Int64Array::from(values)),
            Values::Number(values) => Arc::new(Float64Array::from(values)),
            Values::Truth(values) => Arc::new(BooleanArray::from(values)),
            Values::Millionths(values) => {
                let array = Decimal128Array::from(values);
                let array = array.with_precision_and_scale(WEIGHT.0, WEIGHT.1).map_err(of_arrow)?;
                array.validate_decimal_precision(WEIGHT.0).map_err(of_arrow)?;
                Arc::new(array)
            }
        })
    }
}

impl<W: Write + Send> Writer<W> {
    /// Begins a file with the columns of `like`, whose rows are not written, and what belongs to the
    /// table.
    ///
    /// # Errors
    /// What writing says.
    pub fn new(
        out: W,
        stored: Stored,
        like: &[Column],
        note: Option<&str>,
    ) -> io::Result<Writer<W>> {
        let fields: Vec<Field> = like.iter().map(Column::field).collect();
        let schema = Arc::new(Schema::new(fields));
        let sink = match stored {
            Stored::Parquet => {
                let note = note.map(|note| vec![KeyValue::new(NOTE.to_owned(), note.to_owned())]);
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_key_value_metadata(note)
                    .build();
                let options = ArrowWriterOptions::new()
                    .with_properties(properties)
                    .with_skip_arrow_metadata(true);
                let writer = ArrowWriter::try_new_with_options(out, Arc::clone(&schema), options);
                Sink::Parquet(Box::new(writer.map_err(of_parquet)?))
            }
            Stored::Arrow => {
                let noted = note.map(|note| (NOTE.to_owned(), note.to_owned()));
                let noted = schema
                    .as_ref()
                    .clone()
                    .with_metadata(noted.into_iter().collect::<BTreeMap<_, _>>());
                let options = IpcWriteOptions::default()
                    .try_with_compression(Some(CompressionType::LZ4_FRAME))
                    .map_err(of_arrow)?;
                let writer = FileWriter::try_new_with_options(out, &noted, options);
                Sink::Arrow(Box::new(writer.map_err(of_arrow)?))
            }
        };
        Ok(Writer { schema, sink })
    }

    /// Writes a batch of rows: the columns the file was begun with, of equal length.
    ///
    /// # Errors
    /// What writing says, or that a weight has more than 38 digits.
    pub fn write(&mut self, columns: Vec<Column>) -> io::Result<()> {
        let arrays = columns.into_iter().map(Column::array).collect::<io::Result<Vec<_>>>()?;
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(of_arrow)?;
        match &mut self.sink {
            Sink::Parquet(writer) => writer.write(&batch).map_err(of_parquet),
            Sink::Arrow(writer) => writer.write(&batch).map_err(of_arrow),
        }
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    /// What writing says.
    pub fn finish(self) -> io::Result<W> {
        match self.sink {
            Sink::Parquet(writer) => writer.into_inner().map_err(of_parquet),
            Sink::Arrow(mut writer) => {
                writer.finish().map_err(of_arrow)?;
                writer.into_inner().map_err(of_arrow)
            }
        }
    }
}

/// A whole table as the bytes of a file.
///
/// # Errors
/// That a weight has more than 38 digits.
pub fn whole(columns: Vec<Column>, stored: Stored, note: Option<&str>) -> io::Result<Vec<u8>> {
    let mut writer = Writer::new(Vec::new(), stored, &columns, note)?;
    writer.write(columns)?;
    writer.finish()
}

fn of_arrow(error: ArrowError) -> io::Error {
    match error {
        ArrowError::IoError(_, error) => error,
        other => io::Error::other(other.to_string()),
    }
}

fn of_parquet(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(source) => match source.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(other) => io::Error::other(other.to_string()),
        },
        other => io::Error::other(other.to_string()),
    }
}
