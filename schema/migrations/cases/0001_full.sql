CREATE TABLE "cases"."case_contact" (
	"case_no" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"name" text NOT NULL,
	"document_type" text,
	"mobile" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases"."case_evaluation" (
	"case_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_key" text,
	"evaluator_name" text,
	"channel_code" text,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"satisfaction_code" text NOT NULL,
	"text" text,
	"reviewed" boolean DEFAULT false NOT NULL,
	"division" text,
	"verified_at" timestamp (3) with time zone,
	"verification_code" text,
	"rectified_at" timestamp (3) with time zone,
	"rectification" text,
	"followed_up_at" timestamp (3) with time zone,
	"follow_up_code" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "case_evaluation_case_no_ordinal_pk" PRIMARY KEY("case_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "cases"."case_special" (
	"case_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"kind_code" text NOT NULL,
	"name" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"applicant_name" text,
	"ended_at" timestamp (3) with time zone,
	"extends_days" integer DEFAULT 0 NOT NULL,
	"result" text,
	"opinion" text,
	"opinion_published" boolean DEFAULT false NOT NULL,
	"agency" text,
	"handler" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "case_special_case_no_ordinal_pk" PRIMARY KEY("case_no","ordinal")
);
--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "received_count" integer;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "attachment_name" text;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "attachment_ref" text;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_material" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "kind_code" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "document_type" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "zip_code" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "opinion" text;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "opinion_published" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_process" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "handle_item_code" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "matter_name" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "matter_version" integer;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "handle_kind_code" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "promise_unit" text DEFAULT 'WORKING_DAY' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "acceptor_name" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "accept_doc_no" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "invest_project_no" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "certificate_name" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "certificate_no" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "valid_to" date;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "handler" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "express" boolean;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "charged" boolean;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "division" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "cases"."case_result" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "case_parent_idx" ON "cases"."case" USING btree ("parent_case_no","case_no") WHERE "cases"."case"."parent_case_no" is not null;