CREATE TABLE "supervision"."inspection_item" (
	"inspection_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"legal_basis" text,
	"result_code" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "inspection_item_inspection_no_ordinal_pk" PRIMARY KEY("inspection_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "supervision"."inspection_plan" (
	"plan_no" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"year" integer NOT NULL,
	"kind_code" text NOT NULL,
	"authority" text NOT NULL,
	"joint_agencies" text[] DEFAULT '{}' NOT NULL,
	"scope" text,
	"ratio" numeric(5, 2),
	"starts_on" date,
	"ends_on" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "supervision"."inspector" (
	"inspection_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"certificate_no" text,
	"agency" text,
	"drawn" boolean NOT NULL,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "inspector_inspection_no_ordinal_pk" PRIMARY KEY("inspection_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "supervision"."labour_check" (
	"inspection_no" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"employees" integer,
	"contracts" integer,
	"insured" integer,
	"unpaid_workers" integer,
	"unpaid_wages" numeric(16, 2),
	"paid_on" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "legal_basis" text;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."finding" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "plan_no" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "method_code" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "drawn_on" date;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "document_no" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "published_on" date;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."inspection" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."legal_person_ban" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."person_ban" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "requirement" text;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "verified_on" date;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "verification_code" text;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "supervision"."rectification" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;