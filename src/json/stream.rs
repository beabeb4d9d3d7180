//! A project read entry by entry, from a text that comes piece by piece.
//!
//! It takes what has no problem at all. As soon as there is one it gives up: the whole text has to be at hand
//! to tell every problem of it.

use std::sync::Arc;

use super::parse::{Reader, TOO_LONG};
use super::{shape, shapes};
use crate::catalog::Catalog;
use crate::documents::List;
use crate::problem::Report;
use crate::project::Project;
use crate::tree::{Names, Tree, Value};
use crate::ward::Ward;

/// A project that is being loaded.
pub(crate) struct Loading {
    catalog: Arc<Catalog>,
    project: Project,
    /// The document without the entries of its lists, as far as it was read.
    frame: Tree<'static>,
    next: Next,
    /// A bit for each list of which all entries were loaded.
    loaded: u32,
    /// Whether a list was passed over, as what it refers to was not there yet.
    again: bool,
}

/// What comes next in the text.
#[derive(Clone, Copy)]
enum Next {
    Document,
    Member { first: bool },
    Entry { list: List, first: bool, kept: bool },
    End,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Progress {
    /// So many bytes were read, and more have to come after those that were not.
    More(usize),
    /// The whole text has to come once more.
    Again,
    Loaded,
    /// There is a problem with it.
    GaveUp,
}

const fn bit(list: List) -> u32 {
    1_u32.wrapping_shl(list as u32)
}

impl Loading {
    pub(crate) fn new(catalog: Arc<Catalog>) -> Self {
        let (project, loaded) = (Project::default(), 0);
        let mut loading = Self { catalog, project, frame: Tree::default(), next: Next::Document, loaded, again: false };
        loading.frame.open(true);
        loading
    }

    /// The ward, once it is [`Progress::Loaded`].
    pub(crate) fn ward(self) -> Ward {
        Ward::of(self.project, self.catalog)
    }

    /// Loads a text that is whole; `None` if there is a problem with it.
    pub(super) fn read_all(mut self, text: &str) -> Option<Ward> {
        if text.len() >= TOO_LONG {
            return None;
        }
        loop {
            match self.read(text, true) {
                Progress::Again => {}
                Progress::Loaded => return Some(self.ward()),
                Progress::More(_) | Progress::GaveUp => return None,
            }
        }
    }

    /// Reads what comes after that which was read already. `last`: nothing comes after it.
    pub(crate) fn read(&mut self, text: &str, last: bool) -> Progress {
        let mut report = Report::default();
        self.take(&mut Reader::new(text, &mut report), last)
    }

    fn take(&mut self, reader: &mut Reader<'_, '_>, last: bool) -> Progress {
        loop {
            let start = reader.at;
            reader.tree.clear();
            if self.step(reader).is_none() {
                let is_cut = reader.peek().is_none() && reader.report.len() == 0 && !last;
                return if is_cut { Progress::More(start) } else { Progress::GaveUp };
            }
            if reader.report.len() > 0 {
                return Progress::GaveUp;
            }
            if let Next::End = self.next {
                return match reader.peek() {
                    Some(_) => Progress::GaveUp,
                    None if last => self.finish(reader.report),
                    None => Progress::More(reader.text.len()),
                };
            }
        }
    }

    /// Reads what comes next: an entry of a list, or something else. `None` if it is not there, or not complete; then
    /// nothing was taken in.
    fn step(&mut self, reader: &mut Reader<'_, '_>) -> Option<()> {
        match self.next {
            Next::Entry { list, first, kept } => self.entry(reader, list, first, kept),
            _ => self.around(reader),
        }
    }

    /// Reads the next entry of a list, or its end.
    #[inline(never)]
    fn entry(&mut self, reader: &mut Reader<'_, '_>, list: List, first: bool, kept: bool) -> Option<()> {
        if reader.eat(b']') {
            if kept {
                self.loaded |= bit(list);
            }
            self.next = Next::Member { first: false };
            return Some(());
        }
        (first || reader.eat(b',')).then_some(())?;
        reader.value()?;
        if kept {
            shape::check(reader.tree.root(), shapes::entry(list), reader.report);
            self.project.load_entry(list, reader.tree.root(), &self.catalog, reader.report);
        }
        self.next = Next::Entry { list, first: false, kept };
        Some(())
    }

    /// Reads the beginning of the document, of a list or another member, or the end of the document.
    #[inline(never)]
    fn around(&mut self, reader: &mut Reader<'_, '_>) -> Option<()> {
        match self.next {
            Next::Document => {
                reader.eat(b'{').then_some(())?;
                self.next = Next::Member { first: true };
            }
            Next::Member { .. } if reader.eat(b'}') => self.next = Next::End,
            Next::Member { first } => {
                (first || reader.eat(b',')).then_some(())?;
                (reader.peek() == Some(b'"')).then_some(())?;
                reader.name(&mut Names::default())?;
                let list = List::of(reader.tree.root().as_text()?);
                match list {
                    Some(_) => reader.eat(b'[').then(|| reader.tree.add(Value::List))?,
                    None => reader.value()?,
                }
                self.frame.put_once(&reader.tree)?;
                self.next = match list {
                    Some(list) => Next::Entry { list, first: true, kept: self.is_due(list) },
                    None => Next::Member { first: false },
                };
            }
            Next::Entry { .. } | Next::End => {}
        }
        Some(())
    }

    /// Whether a list is to be loaded now. If what it refers to was not there yet, it is later.
    fn is_due(&mut self, list: List) -> bool {
        let needed = match list {
            List::Environments | List::Roles => 0,
            List::Users => bit(List::Environments) | bit(List::Roles),
            List::Keys => bit(List::Environments) | bit(List::Users),
        };
        let ready = self.loaded & needed == needed;
        self.again |= !ready;
        ready && self.loaded & bit(list) == 0
    }

    /// Judges the document as a whole, once its text has ended.
    fn finish(&mut self, report: &mut Report) -> Progress {
        self.frame.end();
        shape::check(self.frame.root(), &shapes::PROJECT, report);
        self.project.load_head(self.frame.root(), &self.catalog, report);
        if report.len() > 0 {
            return Progress::GaveUp;
        }
        if std::mem::take(&mut self.again) {
            self.frame.clear();
            self.frame.open(true);
            self.next = Next::Document;
            return Progress::Again;
        }
        Progress::Loaded
    }
}
