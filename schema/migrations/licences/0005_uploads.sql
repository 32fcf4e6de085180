ALTER TABLE "licences"."licence" ADD COLUMN "commitment_version" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_type" ADD COLUMN "upload_grades" text[] DEFAULT '{}' NOT NULL;