CREATE TABLE "population"."key_alias" (
	"alias_key" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "population"."other_document" (
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"doc_type_code" text NOT NULL,
	"doc_no" text NOT NULL,
	"issuer" text,
	"issued_on" date,
	"valid_to" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "other_document_doc_type_code_doc_no_pk" PRIMARY KEY("doc_type_code","doc_no")
);
--> statement-breakpoint
ALTER TABLE "population"."person" ALTER COLUMN "citizen_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "register_no" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "street" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "door_no" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "head_key" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."household" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."person" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."person_relation" ADD COLUMN "guardianship_code" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "declarant" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "declarant_key" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "death_cancellation_code" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "death_certificate_no" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "husband_key" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "wife_key" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "marriage_certificate_no" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "population"."vital_event" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "other_document_subject_idx" ON "population"."other_document" USING btree ("subject_key");