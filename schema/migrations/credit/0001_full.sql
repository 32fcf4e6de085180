CREATE TABLE "credit"."credit_subject" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	"name" text NOT NULL,
	"kind_code" text NOT NULL,
	"registration_state_code" text
);
--> statement-breakpoint
CREATE TABLE "credit"."repair" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	"kind_code" text NOT NULL,
	"target_kind_code" text NOT NULL,
	"target_id" text NOT NULL,
	"applicant_name" text,
	"reason" text,
	"materials" text[] DEFAULT '{}' NOT NULL,
	"accepted_by_code" text,
	"accepted_on" date NOT NULL,
	"closed_on" date,
	"result_code" text
);
--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."commitment" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD COLUMN "sector_grade" text;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "removal_reason" text;--> statement-breakpoint
ALTER TABLE "credit"."listing" ADD COLUMN "category_code" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "subject_name" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "subject_kind_code" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "registration_no" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "org_code" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "tax_no" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "institution_no" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "social_organisation_no" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "legal_rep_name" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "legal_rep_key" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "document_type_code" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "withdrawn_on" date;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "authority_name" text;--> statement-breakpoint
ALTER TABLE "credit"."penalty" ADD COLUMN "data_source_name" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "subject_name" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "subject_kind_code" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "registration_no" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "org_code" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "tax_no" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "institution_no" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "social_organisation_no" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "legal_rep_name" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "legal_rep_key" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "document_type_code" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "withdrawn_on" date;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "authority_name" text;--> statement-breakpoint
ALTER TABLE "credit"."permit" ADD COLUMN "data_source_name" text;--> statement-breakpoint
CREATE UNIQUE INDEX "credit_subject_subject_idx" ON "credit"."credit_subject" USING btree ("subject_key");--> statement-breakpoint
CREATE INDEX "repair_subject_idx" ON "credit"."repair" USING btree ("subject_key","accepted_on");--> statement-breakpoint
ALTER TABLE "credit"."evaluation" ADD CONSTRAINT "evaluation_of_organisations" CHECK (not "credit"."evaluation"."natural_person" and char_length("credit"."evaluation"."subject_key") = 18);