CREATE TABLE "audit"."access_record" (
	"stream" integer NOT NULL,
	"decision" integer NOT NULL,
	"seq" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"case_hash" bigint,
	"agency_credit_code" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"body" text NOT NULL,
	CONSTRAINT "access_record_pk" PRIMARY KEY("stream","seq","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "audit"."access_record_concern" (
	"at" timestamp (3) with time zone NOT NULL,
	"seq" bigint NOT NULL,
	"stream" integer NOT NULL,
	"role" text NOT NULL,
	"key" text NOT NULL,
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
CREATE TABLE "audit"."decision" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."decision_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"hash" text NOT NULL,
	"said" text NOT NULL,
	"basis" text NOT NULL,
	"providers" text[] NOT NULL,
	CONSTRAINT "decision_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "audit"."stream" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."stream_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"writer" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "access_record_agency_idx" ON "audit"."access_record" USING btree ("agency_credit_code","at");--> statement-breakpoint
CREATE INDEX "access_record_at_idx" ON "audit"."access_record" USING btree ("at");--> statement-breakpoint
CREATE INDEX "access_record_decision_idx" ON "audit"."access_record" USING btree ("decision","at");--> statement-breakpoint
CREATE INDEX "access_record_case_idx" ON "audit"."access_record" USING btree ("case_hash") WHERE case_hash is not null;--> statement-breakpoint
CREATE INDEX "alert_at_idx" ON "audit"."alert" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "alert_agency_idx" ON "audit"."alert" USING btree ("agency_credit_code","at","id");--> statement-breakpoint
CREATE INDEX "decision_providers_idx" ON "audit"."decision" USING gin ("providers");--> statement-breakpoint
-- Months get partitions of their own as they come; what falls into none is not refused.
CREATE TABLE "audit"."access_record_other" PARTITION OF "audit"."access_record" DEFAULT;--> statement-breakpoint
CREATE TABLE "audit"."access_record_concern_other" PARTITION OF "audit"."access_record_concern" DEFAULT;--> statement-breakpoint
CREATE VIEW "audit"."access_entry" AS
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
	decision.providers, own."decision" AS decision, nullif(decision.basis, '') AS basis, own."circumstances" AS circumstances
FROM "audit"."access_record" AS record
JOIN "audit"."decision" AS decision ON decision.id = record.decision
CROSS JOIN LATERAL jsonb_to_record(record.body::jsonb) AS own(
	"traceId" text, "consumer" text, "operator" text, "represented" text, "client" text, "matter" text, "caseNo" text, "reason" text,
	"verdicts" text[], "rows" integer, "outcome" text, "ms" integer, "version" bigint, "answer" text, "subjects" text[],
	"decision" text, "circumstances" jsonb)
CROSS JOIN LATERAL jsonb_to_record(decision.said::jsonb) AS said(
	"agencyRoles" text[], "zone" text, "channel" text, "operationName" text, "operationHash" text, "grants" text[], "asked" text[],
	"released" text[], "refused" text[], "searched" text[], "policyVersion" text);
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
