CREATE SCHEMA "cases";
--> statement-breakpoint
CREATE TABLE "cases"."case_agency" (
	"case_no" text NOT NULL,
	"agency" text NOT NULL,
	"role" text NOT NULL,
	"step" text,
	CONSTRAINT "case_agency_case_no_agency_role_pk" PRIMARY KEY("case_no","agency","role")
);
--> statement-breakpoint
CREATE TABLE "cases"."case_material" (
	"case_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"material_code" text,
	"source_kind" text NOT NULL,
	"licence_identifier" text,
	"received" boolean NOT NULL,
	"received_at" timestamp (3) with time zone,
	"get_type" text,
	CONSTRAINT "case_material_case_no_ordinal_pk" PRIMARY KEY("case_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "cases"."case_party" (
	"case_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_key" text NOT NULL,
	"subject_kind" text NOT NULL,
	"division" text NOT NULL,
	"matter_code" text NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"role" text NOT NULL,
	"name" text,
	CONSTRAINT "case_party_case_no_ordinal_pk" PRIMARY KEY("case_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "cases"."case_process" (
	"case_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"step" text NOT NULL,
	"event" text,
	"handler" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"agency" text,
	"state_code" text NOT NULL,
	CONSTRAINT "case_process_case_no_ordinal_pk" PRIMARY KEY("case_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "cases"."case" (
	"case_no" text PRIMARY KEY NOT NULL,
	"subject_key" text,
	"division" text NOT NULL,
	"matter_code" text NOT NULL,
	"basic_code" text NOT NULL,
	"kind" text NOT NULL,
	"summary" text,
	"state_code" text NOT NULL,
	"handling_division" text NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"promised_by" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"channel_code" text,
	"evidence" text NOT NULL,
	"roster_digest" text,
	"parent_case_no" text,
	"handed_over_by" text
);
--> statement-breakpoint
CREATE TABLE "cases"."case_result" (
	"case_no" text PRIMARY KEY NOT NULL,
	"result_type" text NOT NULL,
	"result_at" timestamp (3) with time zone NOT NULL,
	"licence_identifier" text,
	"explain" text
);
--> statement-breakpoint
CREATE INDEX "case_party_subject_idx" ON "cases"."case_party" USING btree ("subject_key","applied_at","case_no");