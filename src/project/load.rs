//! Loads a project: a document entry by entry, or a text, of which one entry is kept at a time.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Project;
use crate::catalog::Catalog;
use crate::document::place::Place;
use crate::document::strict::read;
use crate::document::tree::{Name, Reading, Value, read_text};
use crate::document::{EntryDocument, List, ProjectDocument};
use crate::problem::{DocumentKind, Problems, Report};

impl Project {
    /// Makes a project of a document.
    pub(crate) fn from_document(document: &ProjectDocument, catalog: &Catalog) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Project);
        let mut project = Self::default();
        let root = Place::typed();
        project.set_head(document, &root, catalog, &mut report);
        for (index, entry) in EntryDocument::all(document) {
            let list = root.member(entry.list().member());
            project.add_entry(&entry, &list.entry(index), catalog, &mut report);
        }
        report.strict(project)
    }

    /// Makes a project of a text.
    pub(crate) fn from_json(text: &str, catalog: &Catalog) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Project);
        let project = read_text(text, &mut report, |text, mark, report| {
            let mut loader = Loader::new(catalog, mark, report);
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let frame = Part { loader: &mut loader, list: None }.deserialize(&mut deserializer)?;
            deserializer.end()?;
            loader.finish(&frame);
            Ok(loader.project)
        });
        report.made(project)
    }
}

/// Makes a project of a text, of which one entry is kept at a time.
struct Loader<'l, 't> {
    catalog: &'l Catalog,
    mark: Option<char>,
    report: &'l mut Report,
    project: Project,
    /// The lists that stand before one that they refer to, kept up to the end; with the order of their members.
    waiting: Vec<(List, usize, Vec<Value<'t>>)>,
    /// The lists that were begun.
    seen: Vec<List>,
    /// The lists that were taken in: what refers to them can be checked.
    done: Vec<List>,
}

impl<'l, 't> Loader<'l, 't> {
    fn new(catalog: &'l Catalog, mark: Option<char>, report: &'l mut Report) -> Self {
        let (waiting, seen, done) = (Vec::new(), Vec::new(), Vec::new());
        Self { catalog, mark, report, project: Project::default(), waiting, seen, done }
    }

    const fn reading<'r>(&'r mut self, place: Place<'r>, depth: usize) -> Reading<'r> {
        Reading { place, depth, mark: self.mark, report: self.report }
    }

    /// Takes in one entry.
    fn take(&mut self, list: List, order: usize, index: usize, value: &Value<'_>) {
        let root = Place::text();
        let entries = root.ordered(list.member(), order);
        let place = entries.streamed(index, value);
        if let Some(entry) = EntryDocument::read(list, value, place, self.report) {
            self.project.add_entry(&entry, &place, self.catalog, self.report);
        }
    }

    /// Notes that a list has no more entries.
    fn end(&mut self, list: List) {
        if self.report.hides_list(list.member()) {
            self.project.hide_ids(list);
        }
        self.done.push(list);
    }

    /// Checks the members beside the lists, and takes in the lists that waited.
    fn finish(&mut self, frame: &Value<'t>) {
        let root = Place::tree(frame);
        if let Some(head) = read::<ProjectDocument>(frame, root, self.report) {
            self.project.set_head(&head, &root, self.catalog, self.report);
        }
        for list in List::ALL {
            if let Some(place) = self.waiting.iter().position(|(waiting, ..)| *waiting == list) {
                let (_, order, entries) = self.waiting.swap_remove(place);
                for (index, entry) in entries.iter().enumerate() {
                    if self.report.is_full() && self.report.stops_at(&root.ordered(list.member(), order).entry(index)) {
                        break;
                    }
                    self.take(list, order, index, entry);
                }
            }
            self.end(list);
        }
    }
}

/// What has to be taken in before a list.
const fn needed_by(list: List) -> &'static [List] {
    match list {
        List::Environments | List::Roles => &[],
        List::Users => &[List::Environments, List::Roles],
        List::Keys => &[List::Environments, List::Users],
    }
}

/// Reads a project's members, or one of its lists; in what it gives, the lists are empty.
struct Part<'r, 'l, 't> {
    loader: &'r mut Loader<'l, 't>,
    /// A list, and its place among the members; else the whole project.
    list: Option<(List, usize)>,
}

impl<'t> Part<'_, '_, 't> {
    /// Has a value read as anywhere in a tree.
    fn plain<T>(self, read: impl FnOnce(Reading<'_>) -> T) -> T {
        let root = Place::text();
        match self.list {
            Some((list, order)) => read(self.loader.reading(root.ordered(list.member(), order), 1)),
            None => read(self.loader.reading(root, 0)),
        }
    }
}

impl<'t> DeserializeSeed<'t> for Part<'_, '_, 't> {
    type Value = Value<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Value<'t>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Part<'_, '_, 't> {
    type Value = Value<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_unit())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_i64(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_u64(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_f64(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value<'t>, E> {
        self.plain(|reading| reading.visit_str(value))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut object: A) -> Result<Value<'t>, A::Error> {
        if self.list.is_some() {
            return self.plain(|reading| reading.visit_map(object));
        }
        let loader = self.loader;
        let mut members = Vec::new();
        while let Some(name) = object.next_key_seed(Name)? {
            let order = members.len();
            let value = match List::of(&name) {
                Some(list) if !loader.seen.contains(&list) => {
                    loader.seen.push(list);
                    object.next_value_seed(Part { loader, list: Some((list, order)) })?
                }
                Some(_) => {
                    let _: IgnoredAny = object.next_value()?;
                    Value::Null
                }
                None => {
                    members.push(loader.reading(Place::text(), 0).member(name, order, &mut object)?);
                    continue;
                }
            };
            members.push((name, value));
        }
        Ok(Value::object(members))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut entries: A) -> Result<Value<'t>, A::Error> {
        let Some((list, order)) = self.list else { return self.plain(|reading| reading.visit_seq(entries)) };
        let loader = self.loader;
        let root = Place::text();
        let member = root.ordered(list.member(), order);
        let waits = !needed_by(list).iter().all(|needed| loader.done.contains(needed));
        let (mut index, mut kept) = (0, Vec::new());
        loop {
            // every problem of what follows would stand behind those that are kept
            if loader.report.is_full() && loader.waiting.is_empty() && !waits {
                while entries.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            let Some(entry) = entries.next_element_seed(loader.reading(member.entry(index), 2))? else { break };
            if waits {
                kept.push(entry);
            } else {
                loader.take(list, order, index, &entry);
            }
            index = index.saturating_add(1);
        }
        if waits {
            loader.waiting.push((list, order, kept));
        } else {
            loader.end(list);
        }
        Ok(Value::List(Vec::new()))
    }
}
