CREATE TABLE "catalogue"."objection" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"item" text NOT NULL,
	"subject_key" text NOT NULL,
	"provider_credit_code" text NOT NULL,
	"raiser" text NOT NULL,
	"in_person" boolean NOT NULL,
	"case_no" text,
	"statement" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"consumer_id" text NOT NULL,
	"agency" text NOT NULL,
	"raised_by" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"due_on" date,
	"outcome" text,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp (3) with time zone,
	"told_until" date
);
--> statement-breakpoint
CREATE TABLE "catalogue"."objection_version" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "objection_open_idx" ON "catalogue"."objection" USING btree ("subject_key","item","raiser") WHERE "catalogue"."objection"."state" = 'OPEN';--> statement-breakpoint
CREATE INDEX "objection_told_idx" ON "catalogue"."objection" USING btree ("told_until") WHERE "catalogue"."objection"."state" = 'ANSWERED';--> statement-breakpoint
CREATE INDEX "objection_raiser_idx" ON "catalogue"."objection" USING btree ("raiser","id");--> statement-breakpoint
CREATE INDEX "objection_provider_idx" ON "catalogue"."objection" USING btree ("provider_credit_code","id");--> statement-breakpoint
CREATE INDEX "objection_due_idx" ON "catalogue"."objection" USING btree ("state","due_on");