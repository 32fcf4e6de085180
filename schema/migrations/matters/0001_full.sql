CREATE TABLE "matters"."basic_matter" (
	"code" text PRIMARY KEY NOT NULL,
	"local_code" text,
	"name" text NOT NULL,
	"kind_code" text NOT NULL,
	"legal_basis" text,
	"level_codes" text[] DEFAULT '{}' NOT NULL,
	"state_code" text NOT NULL,
	"catalogue_version" integer DEFAULT 1 NOT NULL,
	"effective_on" date,
	"cancelled_on" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matters"."matter_faq" (
	"matter_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "matter_faq_matter_code_ordinal_pk" PRIMARY KEY("matter_code","ordinal")
);
--> statement-breakpoint
CREATE TABLE "matters"."matter_fee" (
	"matter_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"standard" text,
	"legal_basis" text,
	"reducible" boolean NOT NULL,
	"reduction" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "matter_fee_matter_code_ordinal_pk" PRIMARY KEY("matter_code","ordinal")
);
--> statement-breakpoint
ALTER TABLE "matters"."matter" ALTER COLUMN "version" SET DEFAULT 1;--> statement-breakpoint
ALTER TABLE "matters"."material_evidence" ADD COLUMN "resources" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "task_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
-- "version" held the version of the matter; from here on it is that of the record.
UPDATE "matters"."matter" SET "task_version" = "version", "version" = 1;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "handle_item_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "agency_kind_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "power_source_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "entrusted_by" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "joint_agencies" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "statutory_explain" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "promised_explain" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "special_procedures" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "handle_form_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "visits" integer;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "quantity_limit" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "fee_basis" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "hours" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "consultation" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "complaints" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "mobile_link" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "online" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "online_depth_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "express" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "appointments" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "online_payment" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "terminals" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "in_service_centre" boolean;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "person_topic_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "organisation_topic_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "town_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "village_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "punishment" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "kind_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "source_kind_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "source_explain" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "legal_basis" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "accept_standard" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "fill_guide" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "copies" integer;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "page_format" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "example_ref" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "form_ref" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_material" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "kind_code" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_result" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matters"."matter_situation" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "matter_basic_idx" ON "matters"."matter" USING btree ("basic_code","code");