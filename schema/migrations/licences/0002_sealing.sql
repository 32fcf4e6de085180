-- A key without certificates verifies nothing, and what was signed with one was signed in an earlier form.
DELETE FROM "licences"."issuer_key";--> statement-breakpoint
ALTER TABLE "licences"."issuer_key" ADD COLUMN "certificates" text NOT NULL;--> statement-breakpoint
ALTER TABLE "licences"."issuer_key" DROP COLUMN "public_key";--> statement-breakpoint
ALTER TABLE "licences"."issuer_key" DROP COLUMN "valid_from";--> statement-breakpoint
ALTER TABLE "licences"."issuer_key" DROP COLUMN "valid_to";