//! The built-in catalog against the table of the documented operations.

use std::collections::BTreeSet;

use keyward::documents::{Access, AlternativeDocument, CatalogDocument};
use keyward::{Catalog, Reason};

/// A requirement as the table writes it.
fn written(alternatives: &[AlternativeDocument]) -> String {
    let alternative = |it: &AlternativeDocument| {
        let facts = it.when.iter().flatten().map(|(fact, value)| format!("[{}{fact}] ", if *value { "" } else { "!" }));
        let all_of = it.all_of.join(" & ");
        format!("{}{all_of}", facts.collect::<String>())
    };
    alternatives.iter().map(alternative).collect::<Vec<_>>().join(" | ")
}

#[test]
fn every_operation_is_that_of_the_table() {
    let CatalogDocument { operations, .. } = CatalogDocument::kontent_management();
    let rows: Vec<&str> = include_str!("vectors/kontent-management-v2.tsv").lines().skip(1).collect();
    let titles: Vec<&str> = include_str!("vectors/kontent-management-v2.titles.tsv").lines().skip(1).collect();
    assert_eq!((rows.len(), titles.len(), operations.len()), (106, 106, 106));
    for ((row, title), operation) in rows.iter().zip(titles).zip(&operations) {
        assert_eq!(title.split_once('\t'), Some((&*operation.id, operation.title.as_deref().unwrap_or_default())));
        let cells: Vec<&str> = row.split('\t').collect();
        let access = match operation.access {
            Some(Access::Read) => "read",
            Some(Access::Write) => "write",
            None => "",
        };
        let group = operation.group.as_deref().unwrap_or_default();
        assert_eq!(cells[..5], [&operation.id, &operation.method, &operation.path, group, access]);
        for (kind, cell) in ["management", "personal", "subscription"].into_iter().zip(&cells[5..8]) {
            let requires = operation.requires.iter().find(|(name, _)| name == kind).map(|(_, it)| written(it));
            let wanted = match *cell {
                "-" => None,
                "*" | "yes" => Some(""),
                cell => Some(cell),
            };
            assert_eq!(requires.as_deref(), wanted, "{kind} {row}");
        }
        assert_eq!(operation.deprecated == Some(true), cells[8] == "yes", "{row}");
    }
}

#[test]
fn its_permissions_are_those_that_are_documented() {
    let CatalogDocument { permissions, .. } = CatalogDocument::kontent_management();
    let own = permissions.iter().filter(|it| it.id.starts_with("key:"));
    assert_eq!((own.count(), permissions.len()), (8, 8 + 25));
    let named = |wanted: &dyn Fn(&keyward::documents::PermissionDocument) -> bool| -> Vec<&str> {
        permissions.iter().filter(|it| wanted(it)).map(|it| it.id.as_str()).collect()
    };
    assert_eq!(named(&|it| it.all_environments == Some(true)), ["key:manage-environments"]);
    assert_eq!(named(&|it| it.includes.is_some()), ["key:write-content", "key:write-assets"]);
    let scoped: BTreeSet<&str> = named(&|it| it.scoped_by.is_some()).into_iter().collect();
    let verbs = ["view", "edit", "create", "delete"];
    let expected: BTreeSet<String> =
        verbs.iter().flat_map(|it| [format!("role:{it}-content"), format!("role:{it}-assets")]).collect();
    assert_eq!(scoped, expected.iter().map(String::as_str).collect());
}

#[test]
fn what_the_project_and_the_environment_say_has_one_answer() {
    let document = CatalogDocument::kontent_management();
    assert_eq!(document.environment_parameter.as_deref(), Some("environment_id"));
    assert_eq!(document.bound_parameters, Some(vec!["subscription_id".to_owned()]));
    let catalog = Catalog::kontent_management();
    for reason in Reason::ALL {
        let code = match reason {
            Reason::ParameterOutOfScope | Reason::EnvironmentUnknown | Reason::EnvironmentOutOfScope => Some(4),
            Reason::PermissionMissing => Some(16),
            _ => None,
        };
        assert_eq!((catalog.code(reason), catalog.status(reason)), (code, reason.status()), "{reason:?}");
    }
}
