CREATE TABLE "audit"."record_export" (
	"id" text PRIMARY KEY NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"agency_credit_code" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"reason" text NOT NULL,
	"filter" jsonb NOT NULL,
	"entries" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."record_verification" (
	"id" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"state" text DEFAULT 'WAITING' NOT NULL,
	"worker" text,
	"heard_at" timestamp (3) with time zone,
	"total" bigint,
	"verified" bigint DEFAULT 0 NOT NULL,
	"checkpoints" integer,
	"not_anchored" bigint,
	"ended_at" timestamp (3) with time zone,
	"fault" text
);
--> statement-breakpoint
CREATE INDEX "record_export_agency_idx" ON "audit"."record_export" USING btree ("agency_credit_code","opened_at","id");--> statement-breakpoint
CREATE INDEX "record_export_opened_idx" ON "audit"."record_export" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "record_verification_asked_idx" ON "audit"."record_verification" USING btree ("asked_at","id");--> statement-breakpoint
CREATE INDEX "access_record_outcome_idx" ON "audit"."access_record" USING btree (substring(body, '"outcome":"([A-Z]+)"'),"at") WHERE substring(body, '"outcome":"([A-Z]+)"') is not null;--> statement-breakpoint
CREATE OR REPLACE VIEW "audit"."access_entry" AS
SELECT record.stream || '-' || record.seq AS id, record.stream, record.seq, record.at, record.agency_credit_code AS agency,
	own."traceId" AS trace_id, coalesce(own."consumer", '') AS consumer, coalesce(said."agencyRoles", '{}') AS agency_roles,
	coalesce(own."operator", '') AS operator, own."represented" AS represented, said."zone" AS zone, said."channel" AS channel,
	coalesce(own."client", '') AS client, said."operationName" AS operation_name, said."operationHash" AS operation_hash,
	-- The number of a case begins with the code of its matter, so that is not kept twice.
	coalesce(own."matter", split_part(own."caseNo", '-', 1)) AS matter, own."caseNo" AS case_no, own."reason" AS reason,
	coalesce(said."grants", '{}') AS grants,
	coalesce(said."released", '{}') || coalesce(said."refused", '{}') || coalesce(said."asked", '{}') AS asked,
	coalesce(said."released", '{}') AS released, coalesce(said."refused", '{}') AS refused,
	coalesce(said."searched", '{}') AS searched, coalesce(own."verdicts", '{}') AS verdicts, coalesce(own."rows", 0) AS rows,
	coalesce(own."outcome", 'ANSWERED') AS outcome, own."ms" AS duration_ms, own."version" AS catalogue_version,
	said."policyVersion" AS policy_version, own."answer" AS answer, coalesce(own."subjects", '{}') AS subjects,
	decision.providers, own."decision" AS decision, nullif(decision.basis, '') AS basis, own."circumstances" AS circumstances,
	own."category" AS category, said."provided" AS provided, coalesce(own."named", '{}') AS named, record.case_hash,
	-- As the index finds it.
	substring(record.body, '"outcome":"([A-Z]+)"') AS ended
FROM "audit"."access_record" AS record
JOIN "audit"."decision" AS decision ON decision.id = record.decision
CROSS JOIN LATERAL jsonb_to_record(record.body::jsonb) AS own(
	"traceId" text, "consumer" text, "operator" text, "represented" text, "client" text, "matter" text, "caseNo" text, "reason" text,
	"verdicts" text[], "rows" integer, "outcome" text, "ms" integer, "version" bigint, "answer" text, "subjects" text[],
	"decision" text, "circumstances" jsonb, "category" text, "named" text[])
CROSS JOIN LATERAL jsonb_to_record(decision.said::jsonb) AS said(
	"agencyRoles" text[], "zone" text, "channel" text, "operationName" text, "operationHash" text, "grants" text[], "asked" text[],
	"released" text[], "refused" text[], "searched" text[], "policyVersion" text, "provided" jsonb);
