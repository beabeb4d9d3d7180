// What the page writes into a path template where the sample has to name something.

const values: Record<string, string> = {
  item_identifier: "codename/opening_hours",
  type_identifier: "codename/exhibition",
  snippet_identifier: "codename/seo_fields",
  taxonomy_group_identifier: "codename/art_periods",
  collection_identifier: "codename/education",
  asset_identifier: "external-id/poster-spring",
  rendition_identifier: "external-id/poster-spring-square",
  variant_language_identifier: "codename/en-GB",
  language_identifier: "codename/ja-JP",
  space_identifier: "codename/museum_site",
  workflow_identifier: "codename/default",
  workflow_step_identifier: "codename/review",
  role_identifier: "codename/content_creator",
  custom_app_identifier: "codename/ticket_counter",
  user_identifier: "email/ingrid.sorby@example.com",
  file_name: "poster.jpg",
};

const someId = "4f1d7a90-26c3-4b8e-9d55-7e0c1ab3f628";

/** A path of the template, in which some parameters are given. */
export function samplePath(template: string, given: ReadonlyMap<string, string>): string {
  return template.replace(/\{([^}]+)\}/g, (_, parameter: string) => {
    const value = given.get(parameter);
    return value === undefined ? (values[parameter] ?? someId) : encodeURIComponent(value);
  });
}
