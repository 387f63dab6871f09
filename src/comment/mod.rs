//! Beside the road · comments (意见): what raters wrote in their own words.
//!
//! *What it is.* [`Comments::read`] takes the files that the appraisal names and gives what was said of
//! each unit. On the way a text is scrubbed (phones, identity cards, bank cards, plates, accounts,
//! listed names: [`Secret`]), put together with those that say nearly the same, given its topics by an
//! editable dictionary ([`Topics`]), told as praise, complaint or suggestion ([`Stance`]), passed to its
//! unit and followed until it is done ([`Status`]).
//!
//! *What it promises.* What was struck out is in no value and no finding. A comment knows neither rater
//! nor group nor time, nor the row in which it stood: comments are in an order that follows from their
//! words and the scheme's seed. So the order of rows and files changes no byte. No comment is lost in
//! silence: [`Received`] adds up. An [id](Comment::id) stays as long as the words do, and the status that
//! the office wrote beside it is carried on.
//!
//! *What it does not do.* It scores nothing, and nothing on the road knows it. It does not understand
//! language: it looks words up. Who reads a list before it is handed on finds what no pattern finds, such
//! as an address or a story that only one person can tell; the office can overrule the stance and the
//! unit of any comment in the list that it fills in.
//!
//! The formulas are in `docs/methods.md`, §23, the files in `docs/formats.md`.

mod alike;
mod count;
mod gather;
mod plain;
mod read;
mod scrub;
mod sense;
mod topics;
mod track;

pub use count::{Counts, UnitCounts};
pub use plain::{Piece, Scrubbed, Secret};
pub use read::Received;
pub use scrub::{NameList, UnspokenUnits, scrub};
pub use sense::Stance;
pub use topics::{Topic, Topics, shipped_topics};
pub use track::{Followed, Status};

use crate::appraisal::{Appraisal, InputFile, Quote};
use crate::error::Error;
use crate::finding::{Finding, any_stop};
use crate::period::Period;
use read::Reader;
use track::Followups;

/// What was said in a period.
#[derive(Debug, Clone)]
pub struct Comments {
    /// The period.
    pub period: Period,
    /// The topics, in the order of the dictionary.
    pub topics: Vec<Topic>,
    /// The comments by unit, those of no unit last; within a unit in an order that tells nothing.
    pub comments: Vec<Comment>,
    /// What became of the rows.
    pub received: Received,
    /// How much of the text a unit gets to read.
    pub quote: Quote,
    /// The names of units that are struck out where a comment is quoted.
    pub unspoken: UnspokenUnits,
    /// What was noticed; never a stop.
    pub findings: Vec<Finding>,
    /// The files that were read, beside those of the appraisal.
    pub inputs: Vec<InputFile>,
}

/// What one or several raters said of a unit in nearly the same words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// By which it is found again: from unit and words, and from nothing else.
    pub id: String,
    /// The unit, by position in the register: that to which the office passed it on, else that of which
    /// it was said; absent where it names none.
    pub unit: Option<usize>,
    /// How it was said most often.
    pub text: Scrubbed,
    /// How many said it.
    pub times: u64,
    /// Every wording with how many used it, that of [`Comment::text`] first.
    pub wordings: Vec<(Scrubbed, u64)>,
    /// What it is about, as positions in [`Comments::topics`]; empty where no word tells.
    pub topics: Vec<usize>,
    /// What it is: by the judgement of the office, else by its words.
    pub stance: Stance,
    /// Units that are named in a comment that was made of none: perhaps theirs.
    pub mentioned: Vec<usize>,
    /// What the office wrote beside it.
    pub followed: Followed,
}

/// What a unit may read of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted<'a> {
    /// The scrubbed text, without the names of units that the reader may not know of.
    pub text: Scrubbed,
    /// How many said it.
    pub times: u64,
    /// The comment it belongs to.
    pub comment: &'a Comment,
}

impl Comment {
    /// How far it is; absent for praise of which nothing is written.
    pub fn status(&self) -> Option<Status> {
        self.followed.status.or_else(|| self.stance.is_to_handle().then(Status::default))
    }
}

impl Comments {
    /// Reads the comments of an appraisal; those of a year are those of its parts.
    ///
    /// # Errors
    /// [`Error::Findings`] where a file cannot be read, a column is missing, the dictionary is unsound,
    /// or the list of what became of them cannot be understood.
    pub fn read(appraisal: &Appraisal) -> Result<Comments, Error> {
        let files = &appraisal.comments;
        let topics = match &files.topics {
            Some((name, text)) => Topics::read(name, text)?,
            None => Topics::shipped(),
        };
        let mut reader = Reader::new(appraisal, &topics);
        for source in &files.sources {
            reader.source(source);
        }
        let mut followups = Followups::read(appraisal);
        let Reader { said, received, mut findings, mut inputs, .. } = reader;
        inputs.append(&mut followups.inputs);
        let comments = gather::gather(said, &topics, appraisal, &mut followups);
        findings.append(&mut followups.into_findings());
        if any_stop(&findings) {
            return Err(Error::Findings(findings));
        }
        Ok(Comments {
            period: appraisal.period,
            topics: topics.topics,
            comments,
            received,
            quote: files.quote,
            unspoken: UnspokenUnits::of(appraisal),
            findings,
            inputs,
        })
    }

    /// What was said of a unit, or of none.
    pub fn of(&self, unit: Option<usize>) -> impl Iterator<Item = &Comment> {
        // They stand by unit, those of none last, so that many units are not many times all comments.
        let place = |unit: Option<usize>| unit.unwrap_or(usize::MAX);
        let from = self.comments.partition_point(|other| place(other.unit) < place(unit));
        let own = self.comments[from..].iter();
        own.take_while(move |comment| comment.unit == unit)
    }

    /// What a unit may read: what the office lets it, by [`Comments::quote`].
    pub fn quoted(&self, unit: usize) -> Vec<Quoted<'_>> {
        let quote = self.quote;
        let readable = |text| self.unspoken.struck_from(text, unit);
        let of = |comment| -> Vec<Quoted<'_>> {
            let comment: &Comment = comment;
            match quote {
                Quote::None => Vec::new(),
                Quote::Merged => {
                    let text = readable(&comment.text);
                    vec![Quoted { text, times: comment.times, comment }]
                }
                Quote::All => {
                    let wordings = comment.wordings.iter();
                    wordings
                        .map(|(text, times)| Quoted {
                            text: readable(text),
                            times: *times,
                            comment,
                        })
                        .collect()
                }
            }
        };
        self.of(Some(unit)).flat_map(of).collect()
    }
}
