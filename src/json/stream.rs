//! A project read entry by entry, from a text that comes piece by piece.
//!
//! It takes what has no problem at all. As soon as there is one it gives up: the whole text has to be at hand
//! to tell every problem of it.

use alloc::sync::Arc;

use super::parse::Reader;
use super::{shape, shapes};
use crate::catalog::Catalog;
use crate::documents::List;
use crate::prelude::*;
use crate::problem::Report;
use crate::project::Project;
use crate::tree::{Tree, Value};
use crate::ward::Ward;

/// A project that is being loaded.
pub(crate) struct Loading {
    catalog: Arc<Catalog>,
    project: Project,
    /// The document without the entries of its lists, as far as it was read.
    frame: Tree<'static>,
    next: Next,
    /// By list, whether all its entries were loaded.
    loaded: [bool; 4],
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

impl Loading {
    pub(crate) fn new(catalog: Arc<Catalog>) -> Self {
        let (project, loaded) = (Project::default(), [false; 4]);
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
        let mut reader = Reader::new(text);
        let mut tree = Tree::of(text);
        let mut report = Report::default();
        loop {
            let start = reader.at;
            tree.clear();
            if self.step(&mut reader, &mut tree, &mut report).is_none() {
                let is_cut = reader.peek().is_none() && report.len() == 0 && !last;
                return if is_cut { Progress::More(start) } else { Progress::GaveUp };
            }
            if report.len() > 0 {
                return Progress::GaveUp;
            }
            if let Next::End = self.next {
                return match reader.peek() {
                    Some(_) => Progress::GaveUp,
                    None if last => self.finish(),
                    None => Progress::More(text.len()),
                };
            }
        }
    }

    /// Reads what comes next: an entry of a list, the beginning or end of one, or another member. `None` if it is not there,
    /// or not complete; then nothing was taken in.
    fn step<'s>(&mut self, reader: &mut Reader<'s>, tree: &mut Tree<'s>, report: &mut Report) -> Option<()> {
        match self.next {
            Next::Document => {
                reader.eat(b'{').then_some(())?;
                self.next = Next::Member { first: true };
            }
            Next::Member { .. } if reader.eat(b'}') => self.next = Next::End,
            Next::Member { first } => {
                (first || reader.eat(b',')).then_some(())?;
                (reader.peek() == Some(b'"')).then_some(())?;
                reader.name(tree, report, true).ok()?;
                let name = tree.root().as_text()?.to_owned();
                let list = List::ALL.into_iter().find(|list| list.member() == name);
                let value = match list {
                    Some(_) => reader.eat(b'[').then_some(Value::List),
                    None => {
                        tree.clear();
                        reader.value(tree, report).ok()?;
                        tree.root().as_text().map(Value::Text)
                    }
                };
                self.frame.put_once(&name, value?)?;
                self.next = match list {
                    Some(list) => Next::Entry { list, first: true, kept: self.is_due(list) },
                    None => Next::Member { first: false },
                };
            }
            Next::Entry { list, kept, .. } if reader.eat(b']') => {
                if let Some(loaded) = self.loaded.get_mut(list as usize) {
                    *loaded |= kept;
                }
                self.next = Next::Member { first: false };
            }
            Next::Entry { list, first, kept } => {
                (first || reader.eat(b',')).then_some(())?;
                reader.value(tree, report).ok()?;
                if kept {
                    shape::check(tree.root(), shapes::entry(list), report);
                    self.project.load_entry(list, tree.root(), &self.catalog, report);
                }
                self.next = Next::Entry { list, first: false, kept };
            }
            Next::End => {}
        }
        Some(())
    }

    /// Whether a list is to be loaded now. If what it refers to was not there yet, it is later.
    fn is_due(&mut self, list: List) -> bool {
        let is_loaded = |list: List| self.loaded.get(list as usize) == Some(&true);
        let ready = match list {
            List::Environments | List::Roles => true,
            List::Users => is_loaded(List::Environments) && is_loaded(List::Roles),
            List::Keys => is_loaded(List::Environments) && is_loaded(List::Users),
        };
        self.again |= !ready;
        ready && !is_loaded(list)
    }

    /// Judges the document as a whole, once its text has ended.
    fn finish(&mut self) -> Progress {
        let mut report = Report::default();
        self.frame.end();
        shape::check(self.frame.root(), &shapes::PROJECT, &mut report);
        self.project.load_head(self.frame.root(), &mut report);
        if report.len() > 0 {
            return Progress::GaveUp;
        }
        if core::mem::take(&mut self.again) {
            self.frame.clear();
            self.frame.open(true);
            self.next = Next::Document;
            return Progress::Again;
        }
        Progress::Loaded
    }
}
