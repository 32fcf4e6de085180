-- A preview is kept for minutes, and of one that was asked for before it is not known for which licences.
DELETE FROM "licences"."licence_preview";--> statement-breakpoint
ALTER TABLE "licences"."licence_copy" ADD COLUMN "session" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" ADD COLUMN "identifiers" text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" ADD COLUMN "session" text;--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" DROP COLUMN "consumer_id";--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" DROP COLUMN "operator";--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" DROP COLUMN "agency";--> statement-breakpoint
ALTER TABLE "licences"."licence_preview" DROP COLUMN "grants";