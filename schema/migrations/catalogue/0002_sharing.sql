CREATE TABLE "catalogue"."application" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"applicant_credit_code" text NOT NULL,
	"class_basic_code" text,
	"class_region" text,
	"provider_credit_code" text NOT NULL,
	"matters" text[] NOT NULL,
	"agency_roles" text[] NOT NULL,
	"binding" jsonb NOT NULL,
	"regions" text[] NOT NULL,
	"quota_per_day" integer,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"legal_basis" text NOT NULL,
	"scenario" text NOT NULL,
	"standing" boolean NOT NULL,
	"two_persons" boolean NOT NULL,
	"submitted_by" text NOT NULL,
	"submitted_at" timestamp (3) with time zone NOT NULL,
	"due_on" date,
	"extended" boolean DEFAULT false NOT NULL,
	"supplement_asked" text,
	"supplement" text,
	"first_approver" text,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"decision" text,
	"dispute" text,
	"grant_id" text
);--> statement-breakpoint
CREATE TABLE "catalogue"."application_item" (
	"application_id" text NOT NULL,
	"item" text NOT NULL,
	"disclosure" text NOT NULL,
	"arguments" jsonb,
	"approved" boolean,
	"given" text,
	"reason" text,
	CONSTRAINT "application_item_application_id_item_pk" PRIMARY KEY("application_id","item")
);--> statement-breakpoint
CREATE TABLE "catalogue"."calendar_day" (
	"day" date PRIMARY KEY NOT NULL,
	"worked" boolean NOT NULL,
	"name" text NOT NULL
);--> statement-breakpoint
CREATE TABLE "catalogue"."client_mutation" (
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operation" text NOT NULL,
	"client_mutation_id" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_id" text,
	CONSTRAINT "client_mutation_pk" PRIMARY KEY("agency","consumer_id","operation","client_mutation_id")
);--> statement-breakpoint
CREATE TABLE "catalogue"."event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue"."event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"version" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"note" text
);--> statement-breakpoint
CREATE TABLE "catalogue"."grant_item_use" (
	"grant_id" text NOT NULL,
	"item" text NOT NULL,
	"last_read_on" date NOT NULL,
	CONSTRAINT "grant_item_use_grant_id_item_pk" PRIMARY KEY("grant_id","item")
);--> statement-breakpoint
CREATE TABLE "catalogue"."mismatch" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue"."mismatch_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_no" text NOT NULL,
	"operator" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"verdicts" integer NOT NULL
);--> statement-breakpoint
CREATE TABLE "catalogue"."quota_use" (
	"grant_id" text NOT NULL,
	"day" date NOT NULL,
	"used" bigint NOT NULL,
	CONSTRAINT "quota_use_grant_id_day_pk" PRIMARY KEY("grant_id","day")
);--> statement-breakpoint
CREATE TABLE "catalogue"."region_override" (
	"id" text PRIMARY KEY NOT NULL,
	"consumer_agency" text NOT NULL,
	"case_no" text NOT NULL,
	"reason" text NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL
);--> statement-breakpoint
CREATE TABLE "catalogue"."resource_item" (
	"resource_code" text NOT NULL,
	"item" text NOT NULL,
	"ordinal" integer NOT NULL,
	"title" text NOT NULL,
	"data_type" text NOT NULL,
	"description" text,
	"share_class" text NOT NULL,
	"withheld_basis" text,
	"data_class" text NOT NULL,
	"mask" text NOT NULL,
	"is_open" boolean NOT NULL,
	CONSTRAINT "resource_item_resource_code_item_pk" PRIMARY KEY("resource_code","item")
);--> statement-breakpoint
CREATE TABLE "catalogue"."resource_version" (
	"resource_code" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"entry" jsonb NOT NULL,
	"edited_by" text NOT NULL,
	"edited_at" timestamp (3) with time zone NOT NULL,
	"submitted_by" text,
	"submitted_at" timestamp (3) with time zone,
	"review_due_on" date,
	"reviewed_by" text,
	"reviewed_at" timestamp (3) with time zone,
	"note" text,
	CONSTRAINT "resource_version_resource_code_version_pk" PRIMARY KEY("resource_code","version")
);--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant_item" DROP CONSTRAINT "access_grant_item_grant_id_item_pk";--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" DROP CONSTRAINT "access_grant_pkey";--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "class_basic_code" text;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "class_region" text;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "quota_per_day" integer;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "application_id" text;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "canonical" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "superseded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "suspended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD COLUMN "ended_why" text;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant_item" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "kind" text DEFAULT 'ITEMS' NOT NULL;--> statement-breakpoint
CREATE INDEX "application_applicant_idx" ON "catalogue"."application" USING btree ("applicant_credit_code","id");--> statement-breakpoint
CREATE INDEX "application_provider_idx" ON "catalogue"."application" USING btree ("provider_credit_code","id");--> statement-breakpoint
CREATE INDEX "application_state_idx" ON "catalogue"."application" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "event_subject_idx" ON "catalogue"."event" USING btree ("kind","subject_id","id");--> statement-breakpoint
CREATE INDEX "mismatch_operator_idx" ON "catalogue"."mismatch" USING btree ("operator","case_no","at");--> statement-breakpoint
CREATE INDEX "region_override_agency_idx" ON "catalogue"."region_override" USING btree ("consumer_agency","case_no");--> statement-breakpoint
CREATE INDEX "access_grant_class_idx" ON "catalogue"."access_grant" USING btree ("class_basic_code","id") WHERE "catalogue"."access_grant"."class_basic_code" is not null;--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant" ADD CONSTRAINT "access_grant_id_version_pk" PRIMARY KEY("id","version");--> statement-breakpoint
ALTER TABLE "catalogue"."access_grant_item" ADD CONSTRAINT "access_grant_item_grant_id_version_item_pk" PRIMARY KEY("grant_id","version","item");
