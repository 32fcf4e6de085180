CREATE TABLE "licences"."issuer_key" (
	"key_id" text PRIMARY KEY NOT NULL,
	"issuer_code" text NOT NULL,
	"public_key" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"revoked_on" date
);
--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "issuer_level_code" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "operation_code" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "related_matter_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "related_matter_names" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "state_note" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "cancellation_reason_code" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "seal_signer" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "seal_name" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "seal_time" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "file_ref" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "file_format" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "file_sm3" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "signature" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "signer_key_id" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "record_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "definer_name" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "template_version" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "licence_series_idx" ON "licences"."licence" USING btree ((split_part("identifier", '.', 6) || '.' || split_part("identifier", '.', 7) || '.' || split_part("identifier", '.', 8)));--> statement-breakpoint
CREATE INDEX "licence_number_idx" ON "licences"."licence" USING btree ("type_code","number");