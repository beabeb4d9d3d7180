//! From JSON text to what is made of it.

use std::fmt;
use std::sync::{Arc, LazyLock};

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::place::Place;
use super::strict::read;
use super::tree::{Name, Reading, Value, parse, read_text};
use super::{CatalogDocument, EntryDocument, List, ProjectDocument};
use crate::catalog::Catalog;
use crate::problem::{DocumentKind, Problems, Report};
use crate::project::Project;
use crate::ward::Ward;

/// The built-in catalog `kontent-management-v2` as JSON text.
pub const KONTENT_MANAGEMENT: &str = include_str!("../../catalogs/kontent-management-v2.json");

/// Calls `make` with the tree of a text. `None`: it is no JSON, which is reported.
pub(crate) fn with_tree<T>(
    text: &str,
    report: &mut Report,
    mut make: impl FnMut(&Value<'_>, &mut Report) -> T,
) -> Option<T> {
    read_text(text, report, |text, mark, report| Ok(make(&parse(text, mark, report)?, report)))
}

/// Reads a document of a type. Only its form is checked.
fn read_document<T: for<'de> Deserialize<'de>>(text: &str, document: DocumentKind) -> Result<T, Problems> {
    let mut report = Report::new(document);
    let read = with_tree(text, &mut report, |tree, report| read(tree, Place::tree(tree), report));
    report.made(read.flatten())
}

/// Calls `make` with an input of a type, however wrong its form is, and its place.
pub(crate) fn read_input<T: for<'de> Deserialize<'de>, R>(
    text: &str,
    report: &mut Report,
    mut make: impl FnMut(T, &Place<'_>, &mut Report) -> R,
) -> Option<R> {
    with_tree(text, report, |tree, report| {
        let place = Place::tree(tree);
        read(tree, place, report).map(|input| make(input, &place, report))
    })
    .flatten()
}

impl CatalogDocument {
    /// Reads a catalog from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// let problems = CatalogDocument::from_json("{}").unwrap_err();
    /// assert!(problems.to_string().contains("missing"));
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        read_document(text, DocumentKind::Catalog)
    }

    /// The document of the built-in catalog.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// assert_eq!(CatalogDocument::kontent_management().operations.len(), 106);
    /// ```
    #[must_use]
    pub fn kontent_management() -> Self {
        Self::from_json(KONTENT_MANAGEMENT).unwrap_or_default()
    }

    /// The document as JSON text.
    ///
    /// # Example
    /// ```
    /// use keyward::documents::CatalogDocument;
    /// let catalog = CatalogDocument::kontent_management();
    /// assert_eq!(CatalogDocument::from_json(&catalog.to_json())?, catalog);
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl ProjectDocument {
    /// Reads a project from JSON text. Its references are not checked yet.
    ///
    /// # Errors
    /// Every problem of the document's form.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// use keyward::documents::ProjectDocument;
    /// assert_eq!(ProjectDocument::from_json(project)?.keys.len(), 1);
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        read_document(text, DocumentKind::Project)
    }

    /// The document as JSON text: instants as numbers, no defaults filled in.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// assert!(ward.to_document().to_json().contains(r#""id":"k1""#));
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Catalog {
    /// Checks a document and makes it ready.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    /// use keyward::{Catalog, documents::CatalogDocument};
    /// let mut document = CatalogDocument::kontent_management();
    /// document.operations.retain(|operation| operation.method == "GET");
    /// let catalog = Catalog::new(&document)?;
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    pub fn new(document: &CatalogDocument) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Catalog);
        let catalog = Self::load(document, &Place::typed(), &mut report);
        report.strict(catalog)
    }

    /// Reads a catalog from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    /// let catalog = keyward::Catalog::from_json(keyward::KONTENT_MANAGEMENT)?;
    /// # Ok::<(), keyward::Problems>(())
    /// ```
    pub fn from_json(text: &str) -> Result<Self, Problems> {
        let mut report = Report::new(DocumentKind::Catalog);
        let catalog = with_tree(text, &mut report, |tree, report| {
            let place = Place::tree(tree);
            read(tree, place, report).map(|document| Self::load(&document, &place, report))
        });
        report.made(catalog.flatten())
    }

    /// The built-in catalog `kontent-management-v2`: Kontent.ai's Management API.
    ///
    /// # Example
    /// ```
    /// let catalog = keyward::Catalog::kontent_management();
    /// assert_eq!(catalog.status(keyward::Reason::PermissionMissing), 403);
    /// ```
    #[must_use]
    pub fn kontent_management() -> Arc<Self> {
        static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(Catalog::built_in);
        Arc::clone(&CATALOG)
    }

    /// The built-in catalog, read anew. A test checks that it has no problem.
    pub(crate) fn built_in() -> Arc<Self> {
        let mut report = Report::new(DocumentKind::Catalog);
        Arc::new(Self::load(&CatalogDocument::kontent_management(), &Place::typed(), &mut report))
    }
}

impl Ward {
    /// Loads a project.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let again = Ward::new(&ward.to_document(), Catalog::kontent_management())?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn new(project: &ProjectDocument, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        let mut report = Report::new(DocumentKind::Project);
        let mut made = Project::default();
        let root = Place::typed();
        made.set_head(project, &root, &catalog, &mut report);
        for (index, entry) in EntryDocument::all(project) {
            let list = root.member(entry.list().member());
            made.add_entry(&entry, &list.entry(index), &catalog, &mut report);
        }
        report.strict(Self::of(made, catalog))
    }

    /// Loads a project from JSON text.
    ///
    /// # Errors
    /// Every problem of the document.
    ///
    /// # Example
    /// ```
    #[doc = include_str!("../example.txt")]
    /// let ward = Ward::from_json(project, Catalog::kontent_management())?;
    /// # Ok::<(), Problems>(())
    /// ```
    pub fn from_json(project: &str, catalog: impl Into<Arc<Catalog>>) -> Result<Self, Problems> {
        let catalog = catalog.into();
        let mut report = Report::new(DocumentKind::Project);
        let made = read_text(project, &mut report, |text, mark, report| {
            let mut loader = Loader::new(&catalog, mark, report);
            let mut deserializer = serde_json::Deserializer::from_str(text);
            let frame = Part { loader: &mut loader, list: None }.deserialize(&mut deserializer)?;
            deserializer.end()?;
            loader.finish(&frame);
            Ok(loader.project)
        });
        let made = report.made(made)?;
        Ok(Self::of(made, catalog))
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
        if self.report.hides_ids_of(list.member()) {
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
        let root = Place::text();
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
                    let mut reading = loader.reading(root.ordered(&name, order), 1);
                    if reading.is_marked(&name) {
                        reading.refuse_text();
                        let _: IgnoredAny = object.next_value()?;
                        members.push((Value::nameless(order), Value::Unreadable));
                        continue;
                    }
                    object.next_value_seed(reading)?
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
