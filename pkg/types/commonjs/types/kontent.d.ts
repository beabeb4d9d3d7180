import type { Catalog, CatalogKind, CatalogOperation, CatalogPermission } from "./catalog.js";
/** The operations of Kontent.ai's Management API. */
export type KontentOperation = "activate-a-user-in-all-projects" | "activate-web-spotlight" | "add-a-content-item" | "add-a-content-type" | "add-a-content-type-snippet" | "add-a-custom-app" | "add-a-language" | "add-a-rendition" | "add-a-space" | "add-a-taxonomy-group" | "add-a-webhook" | "add-a-workflow" | "add-an-asset" | "add-asset-folders" | "bulk-get-items-with-language-variants" | "cancel-scheduled-publishing-of-a-language-variant" | "cancel-scheduled-unpublishing-of-a-language-variant" | "change-a-user-s-role" | "change-live-preview-status" | "change-the-workflow-of-a-language-variant" | "change-the-workflow-step-of-a-language-variant" | "check-content-validation-progress" | "check-web-spotlight-status" | "clone-an-environment" | "create-a-new-version-of-a-language-variant" | "deactivate-a-user-in-all-projects" | "deactivate-web-spotlight" | "delete-a-content-item" | "delete-a-content-type" | "delete-a-content-type-snippet" | "delete-a-custom-app" | "delete-a-language-variant" | "delete-a-space" | "delete-a-taxonomy-group" | "delete-a-webhook" | "delete-a-workflow" | "delete-an-asset" | "delete-an-environment" | "disable-a-webhook" | "enable-a-webhook" | "filter-items-with-language-variants" | "get-a-custom-app" | "get-custom-apps" | "get-status-of-environment-cloning" | "get-status-of-live-preview" | "invite-a-user" | "list-assets" | "list-collections" | "list-content-items" | "list-content-type-snippets" | "list-content-types" | "list-content-validation-results" | "list-language-variants-by-collection" | "list-language-variants-by-space" | "list-language-variants-by-type" | "list-language-variants-containing-components-by-type" | "list-languages" | "list-projects-under-a-subscription" | "list-renditions" | "list-roles" | "list-spaces" | "list-taxonomy-groups" | "list-users-under-a-subscription" | "mark-environment-as-production" | "modify-a-content-type" | "modify-a-content-type-snippet" | "modify-a-custom-app" | "modify-a-language" | "modify-a-rendition" | "modify-a-space" | "modify-a-taxonomy-group" | "modify-asset-folders" | "modify-collections" | "modify-preview-configuration" | "publish-or-schedule-a-language-variant" | "rename-an-environment" | "retrieve-a-content-item" | "retrieve-a-content-type" | "retrieve-a-content-type-snippet" | "retrieve-a-language" | "retrieve-a-rendition" | "retrieve-a-role" | "retrieve-a-space" | "retrieve-a-taxonomy-group" | "retrieve-a-user" | "retrieve-a-webhook" | "retrieve-an-asset" | "retrieve-asset-folders" | "retrieve-environment-information" | "retrieve-language-variants-of-an-item" | "retrieve-preview-configuration" | "retrieve-the-latest-language-variant" | "retrieve-the-published-language-variant" | "retrieve-webhooks" | "retrieve-workflow-steps" | "retrieve-workflows" | "schedule-publishing-and-unpublishing-of-a-language-variant" | "start-content-validation" | "unpublish-a-language-variant" | "unpublish-or-schedule-unpublishing-of-a-language-variant" | "update-a-workflow" | "upload-a-binary-file" | "upsert-a-content-item" | "upsert-a-language-variant" | "upsert-an-asset" | "validate-content";
/** The permissions of Kontent.ai's keys and roles. */
export type KontentPermission = "key:manage-content-model" | "key:manage-custom-apps" | "key:manage-environment-settings" | "key:manage-environments" | "key:read-assets" | "key:read-content" | "key:write-assets" | "key:write-content" | "role:access-agent" | "role:access-audit-log" | "role:create-assets" | "role:create-content" | "role:create-personal-key" | "role:delete-assets" | "role:delete-content" | "role:edit-assets" | "role:edit-content" | "role:manage-api-keys" | "role:manage-collections" | "role:manage-content-types" | "role:manage-custom-apps" | "role:manage-development-settings" | "role:manage-environment" | "role:manage-localization" | "role:manage-members" | "role:manage-roles" | "role:manage-sitemap" | "role:manage-spaces" | "role:manage-taxonomy" | "role:manage-workflows" | "role:project-manager" | "role:view-assets" | "role:view-content";
/** The kinds of Kontent.ai's keys. */
export type KontentKind = "management" | "personal" | "subscription";
/** The yes/no facts on which permissions for Kontent.ai's Management API depend. */
export type KontentFact = "exists" | "workflow";
/** The built-in catalog, with its ids as types. */
export interface KontentManagement extends Catalog {
    readonly permissions: readonly (CatalogPermission & {
        readonly id: KontentPermission;
    })[];
    readonly kinds: {
        readonly [kind in KontentKind]: CatalogKind;
    };
    readonly operations: readonly (Omit<CatalogOperation, "id" | "requires"> & {
        readonly id: KontentOperation;
        readonly requires: KontentRequirements;
    })[];
}
type KontentRequirements = {
    readonly [kind in KontentKind]?: readonly (readonly KontentPermission[] | {
        readonly when: KontentCondition;
        readonly allOf: readonly KontentPermission[];
    })[];
};
type KontentCondition = {
    readonly [fact in KontentFact]: {
        readonly [name in fact]: boolean;
    };
}[KontentFact];
export {};
