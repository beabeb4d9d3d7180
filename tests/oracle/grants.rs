//! Who gives what a decision rests on, found by trying each thing that is written down by itself.

use serde_json::{Value, json};

use super::{Holder, Oracle, find, list, text};

impl<'a> Oracle<'a> {
    /// The grants of a question, of which `decision` is what [`Oracle::decide`] says.
    pub fn grants(self, request: &Value, decision: &Value) -> Value {
        if decision["reason"] != "permitted" && decision["reason"] != "facts_needed" {
            return json!([]);
        }
        let key = text(request, "key").map(|id| find(&self.project["keys"], id).unwrap());
        let owner = key.map_or(text(request, "user"), |key| text(key, "owner"));
        let kind = key.map_or_else(|| self.kind_of_users(), |key| text(key, "kind")).unwrap();
        let holder = Holder {
            source: text(&self.catalog["kinds"][kind], "permissions").unwrap(),
            key,
            owner: owner.map(|id| find(&self.project["users"], id).unwrap()),
            environment: text(decision, "environment"),
        };
        let known = &request["facts"];
        let languages = self.candidates("languages", known.get("language"));
        let scopes: Vec<(&str, &str)> = self
            .candidates("collections", known.get("collection"))
            .into_iter()
            .flat_map(|collection| languages.iter().map(move |language| (collection, *language)))
            .collect();
        let is_covered = holder.source != "owner" || !self.covering(&holder).is_empty();

        let operation = find(&self.catalog["operations"], text(decision, "operation").unwrap()).unwrap();
        let mut grants = Vec::new();
        for (place, alternative) in list(&operation["requires"], kind).iter().enumerate() {
            let when = alternative.get("when").and_then(Value::as_object);
            let is_excluded = when.is_some_and(|when| {
                when.iter().any(|(fact, wanted)| known.get(fact).is_some_and(|known| known != wanted))
            });
            let all_of = alternative.get("allOf").unwrap_or(alternative).as_array().unwrap();
            let all_of: Vec<&str> = all_of.iter().map(|permission| permission.as_str().unwrap()).collect();
            let mut met = scopes.clone();
            met.retain(|(collection, language)| all_of.iter().all(|it| self.holds(&holder, it, collection, language)));
            if is_covered && !is_excluded && !met.is_empty() {
                let permissions: Vec<Value> = all_of.iter().flat_map(|it| self.givers(&holder, it, &met)).collect();
                grants.push(json!({"alternative": place, "permissions": permissions}));
            }
        }
        json!(grants)
    }

    /// Everything written down that gives a permission by itself, in one of these collections and languages.
    fn givers(self, holder: &Holder<'a>, permission: &str, scopes: &[(&str, &str)]) -> Vec<Value> {
        let grant = |listed: &Value, role: &Value, assignment: Value| json!({"permission": permission, "listed": listed, "role": role, "assignment": assignment});
        let mut givers = Vec::new();
        match holder.source {
            "every" => givers.push(grant(&json!("every"), &Value::Null, Value::Null)),
            "own" => {
                for listed in list(holder.key.unwrap(), "permissions") {
                    if self.gives(&json!([listed]), permission, &|id| !self.is_limited(holder, id)) {
                        givers.push(grant(listed, &Value::Null, Value::Null));
                    }
                }
            }
            _ => {
                for (place, assignment) in list(holder.owner.unwrap(), "roles").iter().enumerate() {
                    if !self.covering(holder).contains(&assignment) {
                        continue;
                    }
                    let role = find(&self.project["roles"], text(assignment, "role").unwrap()).unwrap();
                    let all = [json!("every")];
                    for listed in role["permissions"].as_array().map_or(&all[..], Vec::as_slice) {
                        let written = if listed == "every" { listed.clone() } else { json!([listed]) };
                        let counts = scopes.iter().any(|(collection, language)| {
                            self.gives(&written, permission, &|id| {
                                !self.is_limited(holder, id)
                                    && self.reaches(holder, assignment, id, collection, language)
                            })
                        });
                        if counts {
                            givers.push(grant(listed, &role["id"], json!(place)));
                        }
                    }
                }
            }
        }
        givers
    }
}
