CREATE TABLE "audit"."access_record" (
	"stream" integer NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"agency_credit_code" text NOT NULL,
	"case_no" text,
	"body" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "access_record_pk" PRIMARY KEY("stream","seq","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "audit"."access_record_concern" (
	"key" text NOT NULL,
	"role" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"stream" integer NOT NULL,
	"seq" bigint NOT NULL,
	CONSTRAINT "access_record_concern_pk" PRIMARY KEY("key","at","stream","seq","role")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "audit"."alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"entry" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"operator" text NOT NULL,
	"case_no" text,
	"subject_key" text
);
--> statement-breakpoint
CREATE TABLE "audit"."decision_basis" (
	"hash" text PRIMARY KEY NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."stream" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."stream_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"writer" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "access_record_agency_idx" ON "audit"."access_record" USING btree ("agency_credit_code","at","stream","seq");--> statement-breakpoint
CREATE INDEX "access_record_at_idx" ON "audit"."access_record" USING btree ("at","stream","seq");--> statement-breakpoint
CREATE INDEX "access_record_case_idx" ON "audit"."access_record" USING btree ("case_no") WHERE case_no is not null;--> statement-breakpoint
CREATE INDEX "alert_at_idx" ON "audit"."alert" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "alert_agency_idx" ON "audit"."alert" USING btree ("agency_credit_code","at","id");--> statement-breakpoint
-- Months get partitions of their own as they come; what falls into none is not refused.
CREATE TABLE "audit"."access_record_other" PARTITION OF "audit"."access_record" DEFAULT;--> statement-breakpoint
CREATE TABLE "audit"."access_record_concern_other" PARTITION OF "audit"."access_record_concern" DEFAULT;--> statement-breakpoint
CREATE VIEW "audit"."access_entry" AS
SELECT record.stream || '-' || record.seq AS id, record.stream, record.seq, record.at, record.agency_credit_code AS agency,
	said."traceId" AS trace_id, coalesce(said."consumer", '') AS consumer, coalesce(said."agencyRoles", '{}') AS agency_roles,
	coalesce(said."operator", '') AS operator, said."represented" AS represented, said."zone" AS zone, said."channel" AS channel,
	coalesce(said."client", '') AS client, said."operationName" AS operation_name, said."operationHash" AS operation_hash,
	said."matter" AS matter, record.case_no, said."reason" AS reason, coalesce(said."grants", '{}') AS grants,
	coalesce(said."released", '{}') || coalesce(said."refused", '{}') || coalesce(said."asked", '{}') AS asked,
	coalesce(said."released", '{}') AS released, coalesce(said."refused", '{}') AS refused,
	coalesce(said."searched", '{}') AS searched, coalesce(said."verdicts", '{}') AS verdicts, coalesce(said."rows", 0) AS rows,
	said."outcome" AS outcome, said."durationMs" AS duration_ms, said."catalogueVersion" AS catalogue_version,
	said."policyVersion" AS policy_version, said."answer" AS answer, coalesce(said."subjects", '{}') AS subjects,
	coalesce(said."providers", '{}') AS providers, said."basis" AS basis, said."circumstances" AS circumstances
FROM "audit"."access_record" AS record
CROSS JOIN LATERAL jsonb_to_record(record.body::jsonb) AS said(
	"traceId" text, "consumer" text, "agencyRoles" text[], "operator" text, "represented" text, "zone" text, "channel" text, "client" text,
	"operationName" text, "operationHash" text, "matter" text, "reason" text, "grants" text[], "asked" text[], "released" text[],
	"refused" text[], "searched" text[], "verdicts" text[], "rows" integer, "outcome" text, "durationMs" integer,
	"catalogueVersion" bigint, "policyVersion" text, "answer" text, "subjects" text[], "providers" text[], "basis" text,
	"circumstances" jsonb);
--> statement-breakpoint
-- A month begins at midnight in Beijing. One whose entries have fallen among the others meanwhile is left there.
CREATE FUNCTION "audit"."make_month"(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	first text := to_char(day, 'YYYY-MM') || '-01 00:00:00+08';
	next text := to_char(day + interval '1 month', 'YYYY-MM') || '-01 00:00:00+08';
	parted text;
	part text;
BEGIN
	FOREACH parted IN ARRAY ARRAY['access_record', 'access_record_concern'] LOOP
		part := parted || to_char(day, '_YYYY_MM');
		IF to_regclass('audit.' || part) IS NULL THEN
			BEGIN
				EXECUTE format('CREATE TABLE IF NOT EXISTS audit.%I PARTITION OF audit.%I FOR VALUES FROM (%L) TO (%L)', part, parted, first, next);
			EXCEPTION WHEN check_violation OR unique_violation OR duplicate_table THEN NULL;
			END;
		END IF;
	END LOOP;
END $$;
