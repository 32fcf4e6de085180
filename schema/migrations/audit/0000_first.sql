CREATE SCHEMA "audit";
--> statement-breakpoint
CREATE TABLE "audit"."access_record" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."access_record_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"trace_id" text NOT NULL,
	"consumer_id" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"agency_roles" text[] NOT NULL,
	"operator" text NOT NULL,
	"represented_key" text,
	"zone" text NOT NULL,
	"operation_name" text,
	"operation_hash" text NOT NULL,
	"matter_code" text,
	"case_no" text,
	"reason" text,
	"grants" text[] NOT NULL,
	"released" text[] NOT NULL,
	"refused" text[] NOT NULL,
	"searched" text[] NOT NULL,
	"rows" integer NOT NULL,
	"outcome" text NOT NULL,
	"duration_ms" integer NOT NULL,
	"policy_version" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."access_record_subject" (
	"record_id" bigint NOT NULL,
	"subject_key" text NOT NULL,
	CONSTRAINT "access_record_subject_record_id_subject_key_pk" PRIMARY KEY("record_id","subject_key")
);
--> statement-breakpoint
CREATE INDEX "access_record_agency_idx" ON "audit"."access_record" USING btree ("agency_credit_code","at","id");--> statement-breakpoint
CREATE INDEX "access_record_at_idx" ON "audit"."access_record" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "access_record_case_idx" ON "audit"."access_record" USING btree ("case_no");--> statement-breakpoint
CREATE INDEX "access_record_subject_idx" ON "audit"."access_record_subject" USING btree ("subject_key","record_id");